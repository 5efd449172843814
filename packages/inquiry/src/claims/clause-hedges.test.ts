import { expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";

/** What is claimed in a sentence, each with the words that weaken it. */
const told = (text: string): readonly string[] =>
  claimsOf("A", text, []).map(({ predicate, hedges }) => [predicate, ...hedges].join(" "));

test.each([
  ["The rockets are believed to have been fired from the island.", "launch.place believed"],
  ["The siren may simply not have been sounded.", "defence.activated may"],
  [
    "Our assessment is that the Delta Front was behind the attack.",
    "responsibility.accused assessment",
  ],
  ["Six people are feared to have died in the blast.", "casualties.killed feared"],
  ["The drones appear to have come from the north.", "launch.place appear"],
  ["Weapon: glide bomb; not confirmed", "weapon.type not confirmed"],
])("the clause weakens what stands in it: %s", (text, expected) => {
  expect(told(text)).toContain(expected);
});

test.each([
  ["What is believed to have been an anti-ship missile struck the ferry.", "weapon.hit"],
  ["Two drones hit the depot, and a third may have crashed in the sea.", "weapon.hit"],
  ["Nine people were killed and the Front is suspected to be behind it.", "casualties.killed"],
  ["Two drones hit the depot, the mayor said, possibly from a boat.", "weapon.hit"],
  ["Four people died in May when a rocket hit the market.", "casualties.killed"],
])("and not what stands in another: %s", (text, expected) => {
  expect(told(text)).toContain(expected);
});
