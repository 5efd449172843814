import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paragraphsOf } from "./paragraphs.ts";
import { sentencesOf } from "./sentences.ts";

const textsOf = (text: string): readonly string[] =>
  sentencesOf(text).map(({ start, end }) => text.slice(start, end));

describe("sentences", () => {
  test.each([
    ["Two fell. One hit the house.", ["Two fell.", "One hit the house."]],
    [
      "Gen. Ali Reza spoke on Oct. 10. Nobody answered.",
      ["Gen. Ali Reza spoke on Oct. 10.", "Nobody answered."],
    ],
    ["The U.S. base was hit. It burned.", ["The U.S. base was hit.", "It burned."]],
    [
      "It fell on Sunday.However, nobody was hurt.",
      ["It fell on Sunday.", "However, nobody was hurt."],
    ],
    ["It was over.“All is well,” he said.", ["It was over.", "“All is well,” he said."]],
    [
      "The siren failed.Quiet NightThe guard slept.",
      ["The siren failed.", "Quiet Night", "The guard slept."],
    ],
    ["“Stop,” she said. “Now!” He did.", ["“Stop,” she said.", "“Now!”", "He did."]],
    ["About 3.5 km away. Then 4.", ["About 3.5 km away.", "Then 4."]],
  ])("%s", (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  test("a rank that stands alone in its paragraph waits for its name", () => {
    expect(textsOf("Brig.\n\nGen.\n\nNoor Sahl left.")).toEqual([
      "Brig.\n\nGen.\n\nNoor Sahl left.",
    ]);
  });

  test("hold every letter, in order, without overlap, trimmed", () => {
    const words = fc.constantFrom(
      "Gen.",
      "U.S.",
      "“",
      "”",
      "!",
      "…",
      "attack.However",
      "NightThe",
      "\n",
      "\n\n",
      " ",
      "a",
      "É",
      "م",
      "😀",
      "3",
      ".",
      "’s",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const sentences = sentencesOf(text);
        let at = 0;
        for (const { start, end } of sentences) {
          expect(text.slice(at, start).trim()).toBe("");
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          at = end;
        }
        expect(text.slice(at).trim()).toBe("");
        expect(paragraphsOf(text).length).toBeGreaterThanOrEqual(sentences.length === 0 ? 0 : 1);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

describe("lines that end where the page did", () => {
  test("narrow columns out of a PDF, with words parted between lines", () => {
    const text =
      "ARDAL, May 3 - Officials said\nthat three explosive-laden dro-\nnes struck the harbour on\nSunday and wounded six of the\nguards. The spokesman said that\nthe radar had not seen them.";
    expect(paragraphsOf(text)).toEqual([{ start: 0, end: text.length }]);
    expect(sentencesOf(text)).toHaveLength(2);
  });

  test("a word parted between two lines is one word, however the rest is set", () => {
    const text = "Three explo-\nsions were heard.\nNobody was hurt.";
    expect(paragraphsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Three explo-\nsions were heard.",
      "Nobody was hurt.",
    ]);
  });

  test("a list is no column", () => {
    const text =
      "Three drones over the harbour\nSix people hurt, port closed\nNo sirens before the attack\nArmy denies any launch";
    expect(paragraphsOf(text)).toHaveLength(4);
  });

  test("the messages of a chat are blocks of their own", () => {
    const text =
      "[03/05/2026, 20:44:12] Mira Holt: I heard two loud bangs\n[03/05/2026, 20:45:01] Olav Brand: there were no drones at all\n[03/05/2026, 20:46:30] Mira Holt: six people hurt they say";
    expect(paragraphsOf(text)).toHaveLength(3);
  });
});
