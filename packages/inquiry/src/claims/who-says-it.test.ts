import { expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";

const speakers = (text: string): readonly string[] => [
  ...new Set(
    claimsOf("A", text, [])
      .filter(({ count }) => count !== null && !count.weak)
      .map(({ speaker: { name, kind, via } }) => [`${name} (${kind})`, ...via].join(" via ")),
  ),
];

test.each([
  [
    "of two whom he may be, neither",
    "The mayor, Arno Pell, met the general, Ivo Kranz, on Monday. He said three people had been killed.",
    ["He (unresolved)"],
  ],
  [
    "who told it, and not who was told",
    "Colonel Brand told Mira Holt, a reporter, that four rockets had been fired.",
    ["Colonel Brand (named) via Mira Holt"],
  ],
  [
    "whose brother it was",
    "Anna Reis, whose brother was an officer, said that she had counted six blasts.",
    ["Anna Reis (named)"],
  ],
  [
    "who is quoted, by way of who quotes",
    "Reuters quoted a militia commander as saying that ten rockets had been launched at the base.",
    ["a militia commander (anonymous) via Reuters"],
  ],
  [
    "who is cited, by way of who cites",
    "State television, citing the governor, reported that four rockets had hit the bridge.",
    ["the governor (office) via State television"],
  ],
  [
    "whose claim somebody is asked about",
    "The ministry's spokesman, asked about the claim by the rebels that 20 soldiers had died, said nothing.",
    ["the rebels (collective)"],
  ],
  [
    "whose statement is rejected",
    "Kranz rejected Pell's statement that five people had been injured.",
    ["Pell (named)"],
  ],
])("%s", (_, text, expected) => {
  expect(speakers(text)).toEqual(expected);
});
