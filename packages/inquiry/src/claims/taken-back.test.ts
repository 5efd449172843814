import { expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";

const harm = (text: string): readonly string[] =>
  claimsOf("A", text, []).flatMap(({ predicate, value, count, polarity, speaker }) =>
    /^(?:casualties|damage|weapon\.count)/.test(predicate)
      ? [`${speaker.name}: ${polarity} ${predicate} ${count?.min ?? value}`]
      : [],
  );

test.each([
  [
    "An earlier version of this article said that six people were killed in the rocket attack. Two people were killed.",
    ["(the account): deny casualties.killed 6", "(the account): affirm casualties.killed 2"],
  ],
  [
    "An article published on 14 May stated that a chlorine tank had exploded and that four people had been killed. Neither is correct.",
    ["(the account): deny damage chlorine tank", "(the account): deny casualties.killed 4"],
  ],
  ["We reported on Monday that nine drones struck the depot. This was incorrect.", []],
  [
    "Our report said that three guards had been injured. That figure was wrong.",
    ["(the account): deny casualties.injured 3"],
  ],
])("what an account takes back it does not say: %s", (text, expected) => {
  expect(harm(text)).toEqual(expected);
});

test.each([
  "The mayor said that six people were killed. That is wrong, the ministry said.",
  "The ministry said that six people had been killed. Neither is correct.",
  "An earlier statement from the governor's office said that six people were killed.",
  "An initial tweet by the mayor said that six people were killed.",
  "Earlier reports said that six people were killed.",
])("what somebody else said is told still: %s", (text) => {
  expect(harm(text)).toEqual([expect.stringMatching(/: affirm casualties\.killed 6$/)]);
});
