import { describe, expect, test } from "vitest";
import { furnitureOf } from "../account/furniture.ts";
import type { Claim, Predicate } from "./claim.ts";
import { claimsOf } from "./claims-of.ts";

const claims = (text: string): readonly Claim[] => claimsOf("a", text, furnitureOf(text));

/** What is claimed of one kind, as "6" or "6..", or by its value where nothing is counted. */
const told = (text: string, predicate: Predicate): readonly string[] =>
  claims(text)
    .filter((claim) => claim.predicate === predicate)
    .map(({ count, value, polarity }) =>
      count === null
        ? polarity === "deny"
          ? `not ${value}`
          : value
        : count.min === count.max
          ? `${count.min}`
          : `${count.min}..${count.max ?? ""}`,
    );

/** One fact in many constructions: each must tell it, and nothing else of its kind. */
const FACTS: readonly (readonly [Predicate, string, readonly string[]])[] = [
  [
    "casualties.killed",
    "6",
    [
      "Rockets killed six people in Dorvan.",
      "Six people were killed when rockets hit Dorvan.",
      "Six people were, by all accounts, instantly killed in the rocket attack.",
      "The rocket attack caused the death of six people.",
      "The rocket attack resulted in six deaths.",
      "The rocket attack left six dead.",
      "The rocket attack, which killed six people, came at dawn.",
      "Six people, mostly farm hands and drivers, lost their lives in the rocket attack.",
      "Rockets fell on the town, killing six.",
      "Six dead in rocket attack on Dorvan",
      "Rocket attack on Dorvan. Dead: six.",
      "The rocket attack claimed the lives of six people.",
      "Six people did not survive the rocket attack.",
      "The mayor put the number of dead at six after the rocket attack.",
      "The rocket strike took six lives.",
      "Rescuers pulled six bodies from the rubble after the rocket attack.",
      "The rocket strike wiped out a family of six.",
      "6 x KIA after the rocket attack.",
      "Per the ministry, six people were killed in the rocket attack.",
    ],
  ],
  [
    "casualties.injured",
    "11",
    [
      "Rockets wounded 11 people in Dorvan.",
      "Eleven people sustained burns in the rocket attack.",
      "Eleven people needed hospital treatment after the rocket attack.",
      "Eleven people sought medical help after the rocket attack.",
      "The number of wounded in the rocket attack rose to 11.",
      "The district hospital received 11 wounded after the rocket attack.",
      "Rocket attack on Dorvan. Killed: none; wounded: 11.",
      "Hospital: eleven drivers admitted with burns after the rocket attack.",
    ],
  ],
  [
    "casualties.killed",
    "0",
    [
      "Nobody was killed in the rocket attack.",
      "There was no loss of life in the rocket attack.",
      "The rocket attack did not kill anyone.",
      "We had zero casualties in the rocket attack.",
      "The rocket attack caused no casualties.",
    ],
  ],
  [
    "weapon.hit",
    "3",
    [
      "Three drones struck the fuel depot.",
      "The fuel depot was struck by three drones.",
      "The fuel depot was, shortly before midnight, struck by three drones.",
      "The depot, struck by three drones, burned for hours.",
      "Three drones, all of them one-way, struck the fuel depot.",
      "Three of the nine drones reached the depot.",
      "A salvo of three rockets hit the depot.",
      "Three drones flew into the depot.",
    ],
  ],
  [
    "weapon.intercepted",
    "12",
    [
      "Air defence shot down 12 drones.",
      "Twelve of the 14 drones were shot down.",
      "Twelve out of 14 drones were downed.",
      "The army confirmed the interception of 12 drones.",
      "The shooting down of 12 drones was confirmed by the army.",
      "All 12 drones were destroyed before they reached the depot.",
      "The battery engaged and destroyed 12 drones.",
      "Twelve drones were diverted by electronic warfare.",
    ],
  ],
  [
    "damage",
    "warehouse",
    [
      "The rocket strike destroyed a warehouse.",
      "A warehouse was destroyed in the rocket strike.",
      "A warehouse caught fire after the rocket strike.",
      "A fire broke out in a warehouse after the rocket strike.",
      "A warehouse went up in flames after the rocket strike.",
      "The rocket strike sparked a blaze at the warehouse.",
      "The rocket strike put a warehouse out of action.",
      "The warehouse is no longer usable after the rocket strike.",
      "The destruction of the warehouse was confirmed by the mayor.",
      "The rocket took the corner off a warehouse.",
    ],
  ],
  [
    "responsibility.claimed",
    "River Front",
    [
      "The River Front claimed the attack.",
      "The attack was claimed by the River Front.",
      "Responsibility for the attack was claimed by the River Front.",
      "The River Front took credit for the attack.",
      "The River Front said it was behind the attack.",
    ],
  ],
  [
    "responsibility.claimed",
    "none",
    [
      "No group has claimed responsibility for the attack.",
      "There was no claim of responsibility for the attack.",
      "Rockets hit the port. No organisation has owned up to the attack.",
      "Rockets hit the port. No group has admitted carrying out the attack.",
      "Rockets hit the port. Not claimed.",
    ],
  ],
  [
    "responsibility.accused",
    "River Front",
    [
      "The government blamed the River Front for the attack.",
      "The attack was blamed on the River Front.",
      "The River Front was blamed for the attack.",
      "Officials suspect the River Front of the attack.",
      "The government holds the River Front responsible for the attack.",
      "The attack was carried out by the River Front.",
      "The government pointed the finger at the River Front after the attack.",
    ],
  ],
  [
    "defence.activated",
    "not no",
    [
      "Rockets hit the base. No sirens sounded.",
      "Rockets hit the base. Not one of the guards heard a siren.",
      "Rockets hit the base. Was there a warning? None.",
      "Rockets hit the base. The warning radar was not in use.",
      "Rockets hit the base. Not a single interceptor left its tube.",
      "Rockets hit the base. The C-RAM guns did not open fire.",
    ],
  ],
];

describe.each(FACTS)("%s: %s", (predicate, expected, texts) => {
  test.each(texts)("%s", (text) => {
    expect(told(text, predicate)).toEqual([expected]);
  });
});

describe("what is no part of an attack", () => {
  test.each([
    ["weapon.count", "Two friendly drones were in the air at the time of the attack."],
    ["weapon.count", "The army fired two interceptor missiles at the drone."],
    ["weapon.intercepted", "A friendly drone was nearly shot down by mistake."],
    ["weapon.hit", "A drone exploded in mid-air."],
    ["casualties.killed", "Initial reports of 30 deaths proved exaggerated."],
    ["casualties.injured", "Two of the injured later died."],
    ["casualties.killed", "A man died of a heart attack during the alarm."],
    [
      "casualties.killed",
      "If the rockets had hit the tanks, hundreds of people would have been killed.",
    ],
    ["casualties.injured", "Were 12 people injured in the rocket attack?"],
    ["attack.date", "The victims of the rocket attack were buried on Tuesday."],
    ["attack.target", "He condemned all attacks on water works."],
    ["person.condition", "Six people did not survive the rocket attack."],
  ] as const)("%s: %s", (predicate, text) => {
    expect(told(text, predicate)).toEqual([]);
  });

  test("whoever condemns is named, or nobody is", () => {
    const who = (text: string): readonly string[] => told(text, "reaction.condemned");
    expect(who("The attack was condemned by the ministry.")).toEqual(["the ministry"]);
    expect(who("They all condemned the attack.")).toEqual(["condemned"]);
    expect(who("Norland, Estria and Pell each condemned the attack.")).toEqual([
      "Norland, Estria and Pell",
    ]);
    expect(who("Who condemns the attack?")).toEqual([]);
  });
});

describe("who opens a sentence says it", () => {
  test.each([
    ["Per the health ministry, 14 soldiers were wounded.", "office the health ministry"],
    ["In the words of manager Ida Korr, “14 soldiers were wounded”.", "named manager Ida Korr"],
    ["Otherwise, said Inspector Ida Quill, 14 soldiers were wounded.", "named Inspector Ida Quill"],
  ])("%s", (text, expected) => {
    const [claim] = claims(text).filter(({ predicate }) => predicate === "casualties.injured");
    expect(`${claim?.speaker.kind} ${claim?.speaker.name}`).toBe(expected);
  });
});

describe("whose words a transcript's and an interview's are", () => {
  const speakers = (text: string): readonly string[] =>
    claims(text)
      .filter(({ predicate }) => predicate === "weapon.count")
      .map(({ speaker }) => `${speaker.kind} ${speaker.name}`);

  test("turns are said by whom their labels name, with the first name that stands elsewhere", () => {
    const text = [
      "PRESENTER: On the line is our reporter, Ida Marsh.",
      "MARSH: Good morning. Two drones hit the depot.",
      "The fire is out.",
      "PRESENTER: Did anybody see three drones?",
      "MARSH: The navy says five drones were seen.",
    ].join("\n\n");
    expect(speakers(text)).toEqual(["named Ida Marsh", "office The navy"]);
  });

  test("answers are said by the one person who is introduced", () => {
    const text = [
      "Joren Vask, 44, was on duty when the depot was hit by drones.",
      "Where were you?",
      "I was at the gate. I saw two drones.",
      "What happened then?",
      "We ran.",
      "The army has counted four drones.",
    ].join("\n\n");
    expect(speakers(text)).toContain("named Joren Vask");
    expect(speakers(text)).not.toContain("unresolved I");
  });

  test("a person who opens the paragraph is nearer than whoever spoke before", () => {
    const text =
      "Ola Berg, the security chief, wrote that nobody would do it. “There are cheaper ways,” he said.\n\n" +
      "Arn Holt, who heads the union, asked for an inquiry. “Three rockets were fired by the rebels,” he said.";
    expect(speakers(text)).toEqual(["named Arn Holt"]);
  });
});
