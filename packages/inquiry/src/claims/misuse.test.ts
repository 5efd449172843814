import { describe, expect, test } from "vitest";
import type { Claim } from "./claim.ts";
import { claimsOf } from "./claims-of.ts";

const line = ({ predicate, count, value, population, event, hedges, polarity }: Claim): string =>
  [
    predicate.replace("casualties.", ""),
    count === null ? value : `${count.min}..${count.max ?? ""}`,
    ...(population !== null && predicate.startsWith("casualties.") ? [`of ${population}`] : []),
    ...(count !== null && polarity === "deny" ? ["denied"] : []),
    ...(hedges.length > 0 ? [`(${hedges.join(", ")})`] : []),
    ...(event === "attack" ? [] : [`[${event}]`]),
  ].join(" ");
const told = (text: string): readonly string[] => claimsOf("A", text, []).map(line);
const people = (text: string): readonly string[] =>
  claimsOf("A", text, []).flatMap((claim) =>
    claim.predicate.startsWith("casualties.") ? [line(claim)] : [],
  );

describe("numbers as people write them", () => {
  test.each([
    ["Half a dozen nurses were hurt.", ["injured 6..6"]],
    ["Between 15 and 20 fishermen died.", ["killed 15..20"]],
    ["The raid killed 15 to 20 civilians.", ["killed 15..20 of civilians"]],
    ["Six or seven children were wounded.", ["injured 6..7 of children"]],
    ["Scores of people were hurt in the strike.", ["injured 40.. of people"]],
    ["No fewer than 40 sailors were wounded.", ["injured 40.."]],
    ["Killed: 3. Injured: 14.", ["killed 3..3", "injured 14..14"]],
    ["- 2 dead\n- 5 injured", ["killed 2..2", "injured 5..5"]],
    ["LIVE: 14:05 Toll rises to 12 as two more die in hospital", ["killed 12..12"]],
    ["The number of wounded climbed to 48, up from 31.", ["injured 48..48"]],
    ["They lowered the number of people killed from 19 to 16.", ["killed 16..16"]],
    ["The raid claimed 21 lives.", ["killed 21..21"]],
    ["The hospital can't confirm reports that one hundred people died.", []],
    ["The dead of the massacre of 2 July lie on the hill.", []],
    ["The baker had two bullet wounds and lay in a clinic.", []],
    ["The town has 7,000 inhabitants and two hospitals.", []],
  ])("%s", (text, expected) => {
    expect(people(text)).toEqual(expected);
  });
});

describe("parts of a toll", () => {
  test.each([
    [
      "At least seven people, three of them children, were killed.",
      ["killed 7.. of people", "killed 3..3 of children"],
    ],
    [
      "Four people, two of whom were children, died in the strike.",
      ["killed 4..4 of people", "killed 2..2 of children"],
    ],
    [
      "Six shoppers were wounded, one of them seriously, in the strike.",
      ["injured 6..6", "injured 1..1"],
    ],
    [
      "The shell killed a judge, an officer and two guards.",
      ["killed 1..1", "killed 1..1 of officers", "killed 2..2 of guards"],
    ],
    ["A baker, Betha Sorn, 61, was killed.", ["killed 1..1 of Betha Sorn"]],
  ])("%s", (text, expected) => {
    expect(people(text).toSorted()).toEqual(expected.toSorted());
  });
});

describe("what did not happen, is not known, or was another time", () => {
  test.each([
    ["If a drone hits the dam, 400 people could die.", []],
    [
      "The minister denied that four soldiers had been killed by the missile.",
      ["killed 4..4 of soldiers denied"],
    ],
    ["It is not true that the missile killed four soldiers.", ["killed 4..4 of soldiers denied"]],
    ["None of the 40 passengers was hurt.", ["injured 0..0 of passengers"]],
    ["There were no immediate reports of injuries or damage.", ["injured 0..0 (no reports)"]],
    ["Dozens feared dead at the station.", ["killed 24.. (feared)"]],
    [
      "A rocket hit the port. Two men were hurt. Last month 14 people were killed by rockets.",
      ["injured 2..2 of men", "killed 14..14 of people [other: last month]"],
    ],
    [
      "A rocket hit the port. Two men were hurt. Since the war began, more than 4,000 people have been killed.",
      ["injured 2..2 of men"],
    ],
    [
      "A rocket hit the port. Two men were hurt. The day before, a drone had killed two fishermen.",
      ["injured 2..2 of men", "killed 2..2 [other: the day before]"],
    ],
    [
      "A rocket hit the port. Two men were hurt. It was the worst attack since a missile killed 12 people two years ago.",
      ["injured 2..2 of men"],
    ],
    ["The mayor said two people had died: a driver and an officer.", ["killed 2..2 of people"]],
    ["The drill simulated an attack in which 30 people were killed.", []],
    ["An exercise held in spring had assumed 80 dead and 400 injured.", []],
    ["If another twenty wounded come tonight, the ward will be full.", []],
    ["Four people were killed in a road accident after a rocket hit the port.", []],
    ["Killed: 6; wounded: 11", ["killed 6..6", "injured 11..11"]],
    ["Six people did not survive the rocket attack.", ["killed 6..6 of people"]],
  ])("%s", (text, expected) => {
    expect(people(text)).toEqual(expected);
  });

  test("a rumour that is called unfounded is a denial", () => {
    expect(told("Rumours that the airport was hit by a drone are unfounded.")).toEqual([
      "attack.occurred no",
    ]);
  });
});

describe("weapons", () => {
  test.each([
    [
      "A dozen drones attacked the town and all but two were shot down.",
      ["weapon.count 12..12", "weapon.intercepted 10..10"],
    ],
    [
      "Ten drones were launched, of which eight were intercepted.",
      ["weapon.count 10..10", "weapon.intercepted 8..8"],
    ],
    ["- 1 drone shot down", ["weapon.count 1..1", "weapon.intercepted 1..1"]],
    ["The rockets landed 5 km (3 miles) north of the airport.", []],
    ["A missile missed its target and fell in a field.", ["weapon.count 1..", "weapon.hit 1.."]],
    [
      "Police found the engine of a drone in a garden.",
      ["evidence.recovered remains of drone: engine"],
    ],
    ["No siren, no message, nothing.", ["defence.activated no"]],
    ["Nobody knows who launched the drone.", ["responsibility.known no"]],
    [
      "A dozen one-way drones struck the two-storey barracks.",
      [
        "attack.target two-storey barracks",
        "weapon.count 12..12",
        "weapon.hit 12..12",
        "weapon.type one-way drone",
      ],
    ],
  ])("%s", (text, expected) => {
    expect(told(text).toSorted()).toEqual(expected.toSorted());
  });
});

test("a chain of tellers is kept, with who said it first at its end", () => {
  const [claim] = claimsOf(
    "A",
    "The state news agency reported, citing the interior ministry, that three rockets had hit the port.",
    [],
  );
  expect(claim?.speaker).toMatchObject({
    kind: "office",
    name: "the interior ministry",
    via: ["The state news agency"],
  });
});

describe("texts about something else", () => {
  test.each([
    "The scandal destroyed her credibility and damaged the party's reputation.",
    "He accused the audience of being rude and took responsibility for the mistake.",
    "The tax system works fine, the treasurer said.",
    "The Feb. 13 meeting was treated as a formality.",
    "We do not know where we came from.",
    "The poet left her cell with the aim of accepting a prize.",
    "His attacks on the moderator did not help him.",
    "The playwright-in-residence spoke at the town hall in Ardal.",
  ])("%s", (text) => {
    expect(told(text)).toEqual([]);
  });
});
