import { describe, expect, test } from "vitest";
import { parseText } from "../grammar/parse.ts";
import { attributionsOf } from "./attribute.ts";

function said(text: string): readonly string[] {
  return attributionsOf(parseText(text)).map(({ source, contents }) => {
    const who = source === null ? "-" : text.slice(source.start, source.end);
    return `${who}: ${contents.map(({ start, end }) => text.slice(start, end)).join(" … ")}`;
  });
}

describe("who says what", () => {
  test.each([
    ["The ministry said that two drones fell.", ["The ministry: that two drones fell"]],
    ["Two drones fell, the ministry said.", ["the ministry: Two drones fell"]],
    [
      "Two drones fell, said Mira Holt, a spokeswoman for the port.",
      ["Mira Holt, a spokeswoman for the port: Two drones fell"],
    ],
    ["“Two drones fell,” she said.", ["she: “Two drones fell,”"]],
    ["According to port officials, two drones fell.", ["port officials: two drones fell"]],
    ["Two drones fell, according to Jan Reth.", ["Jan Reth: Two drones fell"]],
    ["Holt told reporters on Monday that two drones fell.", ["Holt: that two drones fell"]],
    ["Two drones reportedly fell in the harbour.", ["-: fell in the harbour"]],
    ["Iran-backed militias lost seats.", []],
    ["No group has claimed responsibility for the attack.", []],
    [
      "The police spokesman Said Karim denied the report.",
      ["The police spokesman Said Karim: the report"],
    ],
  ])("%s", (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test("a quotation that goes on in the next sentence keeps its speaker, and what somebody else says does not get it", () => {
    expect(said("“It fell,” said Mira Holt. “Then it burned.” Nobody was there.")).toEqual([
      "Mira Holt: “It fell,” … “Then it burned.”",
    ]);
  });
});
