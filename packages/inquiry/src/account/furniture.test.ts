import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { furnitureOf } from "./furniture.ts";

const example = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../examples/harbour", name), "utf8");
const labels = (text: string): readonly string[] =>
  furnitureOf(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end).trim()}`);

describe("furniture", () => {
  test("adverts and forms are no part of an account", () => {
    expect(labels(example("evening-post.txt"))).toEqual([
      "dateline: Ardal, 4 May 2026",
      "advert: Advertisement",
      "comment-form: Leave a comment",
    ]);
  });

  test("a site's name and the headline of another story are labelled, and the story's own title is not", () => {
    expect(labels(example("coast-radio.txt"))).toEqual([
      "site-name: Coast Radio News",
      "related: Read more:",
      "related: Twelve killed in ferry fire, owner claims responsibility",
    ]);
  });

  test("a dateline, a credit with its caption, a sum against robots", () => {
    const text =
      "Fire at the port\n\nA ship in the harbour of Ardal.\n\nHandout | Handout | Northern Agency via Getty Images\n\nARDAL - A ship burned in the harbour on Sunday, the coast guard said in a statement.\n\n3 + 4 =";
    expect(labels(text)).toEqual([
      "caption: A ship in the harbour of Ardal.",
      "credit: Handout | Handout | Northern Agency via Getty Images",
      "dateline: ARDAL -",
      "comment-form: 3 + 4 =",
    ]);
  });

  test("all headlines below “Read also” and “Most read”, up to the next sentence", () => {
    const text =
      "Drones hit the port\n\nSix guards were injured.\n\nRead also\n\nSeven people killed in a bus crash on the road to Karvel\n\nTwo more killed as rockets hit the yard of the Dunmere railway\n\nThe siren did not sound.\n\nMost read\n\nTwelve people dead in a fire at the market in the old town of Kallis\n\nMinister resigns after four guards are wounded at the port of Tarn";
    expect(labels(text).filter((label) => label.startsWith("related")).length).toBe(5);
    expect(labels(text)).not.toContainEqual(expect.stringContaining("siren"));
  });

  test("a text that is nothing but an account has none", () => {
    expect(labels("A drone hit the depot on Sunday. Nobody was hurt, the port said.")).toEqual([]);
  });

  test("a dateline with its day", () => {
    const text =
      "ARDAL, May 3 - Officials said that three drones struck the harbour on Sunday, injuring six guards.";
    expect(labels(text)).toEqual(["dateline: ARDAL, May 3 -"]);
  });

  test("what is not in English is labelled, since nobody reads it", () => {
    const text =
      "The ministry said three drones had been shot down.\n\nقال المتحدث إن ثلاث طائرات مسيرة استهدفت الميناء.\n\nSix guards were injured.";
    expect(labels(text)).toEqual([
      "other-language: قال المتحدث إن ثلاث طائرات مسيرة استهدفت الميناء.",
    ]);
  });
});
