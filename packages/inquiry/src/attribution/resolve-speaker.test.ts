import { describe, expect, test } from "vitest";
import { parseText } from "../grammar/parse.ts";
import { attributionsOf } from "./attribute.ts";
import { speakerOf } from "./resolve-speaker.ts";

/** Who speaks last in a text: "kind name", and through whom. */
const last = (text: string): string => {
  const parsed = parseText(text);
  const attributions = attributionsOf(parsed);
  const { kind, name, via } = speakerOf(parsed, attributions, attributions.length - 1);
  return [kind, name, ...via.map((each) => `via ${each}`)].join(" ");
};

describe("who a pronoun stands for", () => {
  test.each([
    [
      "“It hit the mosque,” said Imam Tarek Soll. His neighbour, Hana Ruiz, was less certain. She said that it had hit the mill.",
      "named Hana Ruiz",
    ],
    // Somebody came in whom nobody names: better nobody than the wrong one.
    [
      "Mayor Ole Renn said that three rockets had hit the port. His wife was hurt. She said that four people had died.",
      "unresolved She",
    ],
    [
      "Prince Idris Alm said that a drone had come down. She added that it had burned.",
      "unresolved She",
    ],
    [
      "Two officials said the guns had fired. One of them said that they had missed.",
      "anonymous Two officials",
    ],
    [
      "The mayor, Ole Renn, said he was well. Residents fled to the hills. They said that two shells had fallen.",
      "collective Residents",
    ],
  ])("%s", (text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

describe("bodies and people", () => {
  test.each([
    ["The Red Crescent said that four people had died.", "office The Red Crescent"],
    ["The Eastern Alliance said that it had fired.", "office The Eastern Alliance"],
    ["The aid group Bread Road said that five had died.", "office The aid group Bread Road"],
    ["Mr Teck's office said that it was false.", "office Mr Teck's office"],
    ["Local medics said that nine people had died.", "collective Local medics"],
    ["The regional governor said that nine people had died.", "office The regional governor"],
    ["A naval officer said that the radar was off.", "anonymous A naval officer"],
    ["Governor Halka Dross said that the fire was out.", "named Governor Halka Dross"],
  ])("%s", (text, expected) => {
    expect(last(text)).toBe(expected);
  });
});

test("who is cited says it, and who cites passes it on", () => {
  expect(
    last("The agency reported, citing the interior ministry, that three rockets had hit the port."),
  ).toBe("office the interior ministry via The agency");
  expect(last("The agency reported, citing security concerns, that the port was closed.")).toBe(
    "office The agency",
  );
});
