import { describe, expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";

const told = (text: string, predicate: string): readonly string[] =>
  claimsOf("A", text, []).flatMap((claim) =>
    claim.predicate === predicate ? [`${claim.speaker.name}: ${claim.value}`] : [],
  );

describe("why a defence did nothing", () => {
  test.each([
    [
      "The coastal battery did not fire on the drones because, according to a lieutenant at the base, its radar was down.",
      ["a lieutenant at the base: its radar was down"],
    ],
    [
      "The radar did not detect the mortars because, the officer said, there were no mortars.",
      ["the officer: there were no mortars"],
    ],
    [
      "No siren sounded before the drones struck the plant. An official, who asked not to be named because he is not allowed to talk to the press, said it had been switched off for maintenance.",
      ["An official: had been switched off for maintenance"],
    ],
  ])(
    "is the reason, without who gives it and without why nobody is named: %s",
    (text, expected) => {
      expect(told(text, "defence.inactive-reason")).toEqual(expected);
    },
  );

  test("is one claim, and not one within another", () => {
    const text =
      "No alarm was raised before the drone hit the depot because the radar was down for maintenance, the commander said.";
    expect(told(text, "defence.inactive-reason")).toHaveLength(1);
  });
});

test("that a siren works does not say that it sounded", () => {
  const text =
    "No siren sounded before the drones struck the plant. “The siren works; nobody ordered it to be sounded,” deputy mayor Tove Aksel said.";
  expect(told(text, "defence.activated")).not.toContainEqual(expect.stringContaining("yes"));
});

test("where an attack was that this one answers, and where a battery stands, is not where it was", () => {
  const text =
    "Rockets hit the yard in Dunmere in response to the shelling of Hollen village. Two were intercepted by the battery at Brask.";
  expect(told(text, "attack.place")).toEqual(["(the account): Dunmere"]);
});

test("what moves is named by whose it is", () => {
  expect(told("Drones struck a United Nations convoy.", "attack.place")).toEqual([]);
});

test("“the number of drones at seven” counts once", () => {
  const text = "The ministry put the number of drones that hit the plant at seven.";
  expect(told(text, "weapon.count")).toEqual(["The ministry: drone"]);
});

test.each([
  "Drones hit the depot. The siren started late. Why? I don't know.",
  "Rockets hit the depot. Were they supplied by Norland? I have no information on that.",
])("what is not known is what was asked: %s", (text) => {
  expect(told(text, "responsibility.known")).toEqual([]);
});

test.each([
  ["The driver of truck 4 dead. A mortar hit the convoy.", []],
  ["Drones hit the port. At gate 3 two people were killed.", ["(the account): people"]],
  ["Rockets hit the yard. Fire chief Toll: four craters.", []],
])("a number that names is no toll: %s", (text, expected) => {
  expect(told(text, "casualties.killed")).toEqual(expected);
});
