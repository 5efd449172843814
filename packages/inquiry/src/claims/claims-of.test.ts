import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { furnitureOf } from "../account/furniture.ts";
import type { Claim } from "./claim.ts";
import { claimsOf } from "./claims-of.ts";

const claims = (text: string): readonly Claim[] => claimsOf("A", text, furnitureOf(text));
const example = (name: string): readonly Claim[] =>
  claims(readFileSync(join(import.meta.dirname, "../../examples/harbour", name), "utf8"));
const line = ({ predicate, value, count, speaker, event }: Claim): string =>
  `${predicate} ${count === null ? value : `${count.min}..${count.max ?? ""} ${value}`} | ${speaker.name} (${speaker.kind}) | ${event}`;

describe("claims", () => {
  test("an account's facts with who says each", () => {
    expect(example("evening-post.txt").map(line)).toEqual([
      // Its headline: drones strike the depot.
      "weapon.count 2.. drone | (the account) (narrator) | attack",
      "weapon.hit 2.. hit | (the account) (narrator) | attack",
      "attack.target fuel depot | (the account) (narrator) | attack",
      "attack.place Ardal | (the account) (narrator) | attack",
      "weapon.count 3..3 drone | the interior ministry (office) | attack",
      "attack.target fuel depot | the interior ministry (office) | attack",
      "attack.place Ardal | the interior ministry (office) | attack",
      "attack.date Sunday | the interior ministry (office) | attack",
      "weapon.intercepted 2..2 downed | the interior ministry (office) | attack",
      "weapon.hit 1..1 hit | the interior ministry (office) | attack",
      "damage storage tank | the interior ministry (office) | attack",
      "casualties.injured 4..4 workers | two hospital sources (anonymous) | attack",
      "defence.activated no | Mira Holt, a spokeswoman for the port authority (named) | attack",
      "responsibility.claimed none | (the account) (narrator) | attack",
    ]);
  });

  test("a second account: hedges, a corrected rumour, another event apart, and nothing of a related headline", () => {
    expect(example("coast-radio.txt").map(line)).toEqual([
      "witness.sound one blast, then shots | Ardal residents (collective) | attack",
      "attack.date Sunday | Ardal residents (collective) | attack",
      "weapon.count 2..2 drone | the port authority (office) | attack",
      "attack.outcome attempted | the port authority (office) | attack",
      "attack.target fuel depot | the port authority (office) | attack",
      "casualties.injured 1..1 people | the port authority (office) | attack",
      "defence.activated no | Colonel Jan Reth (named) | attack",
      "defence.inactive-reason launch outside the radar's range | Colonel Jan Reth (named) | attack",
      "witness.sound one blast, then shots | Residents in Ardal (collective) | attack",
      "person.hospitalised no | (the account) (narrator) | attack",
      "casualties.injured 3.. protesters | (the account) (narrator) | other: crowd",
    ]);
  });

  test("a third: a bound that a copy changed, and a denial", () => {
    expect(example("daily-mirror.txt").map(line)).toEqual([
      "attack.place Ardal | (the account) (narrator) | attack",
      "weapon.count 0..3 drone | The interior ministry (office) | attack",
      "attack.target fuel depot | The interior ministry (office) | attack",
      "attack.date Sunday | The interior ministry (office) | attack",
      "weapon.intercepted 2..2 captured | The interior ministry (office) | attack",
      "weapon.hit 1..1 hit | The interior ministry (office) | attack",
      "damage tank | The interior ministry (office) | attack",
      "casualties.injured 4..4 workers | Two hospital sources (anonymous) | attack",
      "attack.occurred no | Olav Brand, leader of the opposition Harbour Party (named) | attack",
      "weapon.count 0..0 drone | Olav Brand, leader of the opposition Harbour Party (named) | attack",
      "reaction.condemned The United States and Norway | The United States and Norway (office) | attack",
    ]);
  });

  test.each([
    ["Nobody was hurt in the drone attack.", "casualties.injured 0..0"],
    ["The strike left two soldiers wounded.", "casualties.injured 2..2 soldiers"],
    [
      "One officer and two soldiers were killed in the rocket attack.",
      "casualties.killed 2..2 soldiers",
    ],
    ["The rocket attack killed at least five civilians.", "casualties.killed 5.. civilians"],
    [
      "The deaths of 12 people in the missile strike were confirmed.",
      "casualties.killed 12..12 people",
    ],
    ["There were no casualties in the drone attack.", "casualties.killed 0..0"],
    ["Air defences did not engage during the drone attack.", "defence.activated no"],
    [
      "The wreckage of a drone was found: troops recovered fragments of a drone.",
      "evidence.recovered remains of drone",
    ],
    ["The drone was launched from a farm north of Ardal.", "launch.place a farm north of Ardal"],
    ["After the rocket attack nineteen patients remain on the wards.", "casualties.injured 19..19"],
    ["The missile hit the bus. Eight of them could not be saved.", "casualties.killed 8..8"],
    [
      "Two service members were evaluated for brain injury after the rocket attack.",
      "casualties.injured 2..2 soldiers",
    ],
    ["Seven missiles and 26 drones were destroyed.", "weapon.intercepted 7..7"],
    ["Air defences managed to down 20 drones and two missiles.", "weapon.intercepted 2..2"],
    ["The barracks were hit by a pair of missiles.", "weapon.hit 2..2"],
    ["They fired more than a dozen missiles at the base.", "weapon.count 13.."],
    ["Rockets Hit Military Base Near Ardal; No Casualties, Army Says", "weapon.hit 2.. hit"],
    ["The rocket attack caused panic. No siren was sounded.", "defence.activated no"],
    [
      "The drone attack is explained. The aircraft was mistaken for one of our own.",
      "defence.inactive-reason The aircraft was mistaken",
    ],
    [
      "A rocket fired by the rebels fell on the square.",
      "responsibility.accused rebels | (the account)",
    ],
    [
      "Three rockets landed near the base, but no group or organisation claimed responsibility.",
      "responsibility.claimed none",
    ],
    ["The shell tore a hole in the quay wall.", "damage quay wall"],
  ])("%s", (text, expected) => {
    expect(
      claims(text)
        .map(line)
        .some((each) => each.startsWith(expected)),
      claims(text).map(line).join("\n"),
    ).toBe(true);
  });

  test("each claim is at its exact place", () => {
    const text = "The port said three drones hit the depot. Four workers were injured.";
    for (const { span } of claims(text))
      expect(text.slice(span.start, span.end)).toBe(text.slice(span.start, span.end).trim());
  });
});
