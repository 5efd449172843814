import { describe, expect, test } from "vitest";
import type { Predicate } from "./claim.ts";
import { claimsOf } from "./claims-of.ts";

/** What is claimed of one kind in a sentence that follows a rocket attack: a count or a value, "not" before what is denied. */
const told = (text: string, predicate: Predicate): readonly string[] => {
  const before = "Rockets and drones were fired at the town. ";
  return claimsOf("A", before + text, [])
    .filter((claim) => claim.predicate === predicate && claim.span.start >= before.length)
    .map(({ count, value, polarity }) => {
      const counted =
        count === null
          ? value
          : count.min === count.max
            ? `${count.min}`
            : `${count.min}..${count.max ?? ""}`;
      return polarity === "deny" ? `not ${counted}` : counted;
    });
};

/** Everyday ways to say one thing; each tells it and nothing else of its kind. */
const SAID: readonly (readonly [Predicate, string, readonly string[]])[] = [
  [
    "weapon.type",
    "122mm rocket",
    [
      "A 122mm rocket hit the mill.",
      "Fragments of 122mm rockets were found.",
      "The crater was consistent with a 122mm rocket.",
    ],
  ],
  [
    "weapon.type",
    "cluster warhead",
    ["The missile carried a cluster warhead.", "It had been fitted with a cluster warhead."],
  ],
  [
    "weapon.intercepted",
    "2",
    [
      "The gunners got two of them.",
      "Air defences hit two drones.",
      "Two drones were hit by air defences.",
      "Air defences shot down two aerial targets.",
    ],
  ],
  [
    "weapon.hit",
    "2",
    [
      "The brigade hit the depot with two missiles.",
      "The brigade struck the depot using two drones.",
      "Two of the rockets scored a direct hit on the school.",
      "The impact of two missiles was recorded.",
    ],
  ],
  [
    "attack.target",
    "depot",
    [
      "Nine rockets were fired on Thursday evening at the depot.",
      "The drones were aimed at the depot.",
      "It was an attempt to attack the depot.",
      "They discharged three projectiles at the depot.",
    ],
  ],
  [
    "attack.outcome",
    "foiled",
    [
      "The army foiled an attempt to attack the depot.",
      "The attack was repelled.",
      "A second attack had been thwarted.",
    ],
  ],
  [
    "attack.outcome",
    "succeeded",
    ["The operation achieved its goals.", "The strike was a success.", "The attack succeeded."],
  ],
  [
    "evidence.recovered",
    "unexploded rocket",
    [
      "Three unfired rockets were still on the lorry.",
      "An unexploded rocket lay in the playground.",
      "One rocket did not explode and was removed by sappers.",
    ],
  ],
  [
    "launch.place",
    "the hills",
    [
      "The rockets were discharged from the hills.",
      "The rocket “probably” came from the hills.",
      "Rockets from the hills hit the mill.",
      "Soldiers discovered a launcher in the hills.",
      "The drones flew in from the hills.",
      "The rockets originated in the hills.",
    ],
  ],
  [
    "defence.activated",
    "not no",
    [
      "The warning system did not issue an alert.",
      "The radar failed to give a warning.",
      "The siren has had no power since spring.",
      "The radar was undergoing maintenance.",
      "The radar was being repaired.",
      "The radar supplied in May was undergoing tests.",
      "They had tested the siren on Thursday, and tonight nothing.",
      "The shells came without any warning.",
    ],
  ],
  [
    "defence.activated",
    "yes",
    [
      "The guns on the palace opened up.",
      "Air defences went into action.",
      "Residents received an alert on their phones.",
      "We had 40 seconds' warning.",
    ],
  ],
  [
    "responsibility.accused",
    "army",
    [
      "The rebels say the army had bombed the market.",
      "People say it was the army.",
      "Officials pinned the strike on the army.",
      "The rebels blamed the attack on the army.",
      "Suspicion fell on the army.",
      "The mayor pointed to the army.",
    ],
  ],
  [
    "responsibility.accused",
    "not army",
    [
      "The army denied any part in the attack.",
      "The army denied firing the rockets.",
      "The army denied that its units had fired.",
      "The army said it was not behind the attack.",
    ],
  ],
  [
    "responsibility.claimed",
    "none",
    [
      "Nobody has said they carried out the attack.",
      "Responsibility has not been claimed.",
      "There was no immediate claim.",
      "No group has claimed it.",
    ],
  ],
  [
    "damage",
    "school",
    [
      "A school was struck.",
      "The school was affected by the blast.",
      "Scorch marks could be seen on the school.",
      "Only the charred remains of the school were left.",
      "They found the school ablaze.",
      "The rubble of the school was searched.",
    ],
  ],
  [
    "damage",
    "house; pipe; kindergarten",
    [
      "Houses on two streets, a pipe and a kindergarten that has stood empty since 2022 were damaged.",
    ],
  ],
  [
    "responsibility.claimed",
    "Sons of the Coast",
    ["A spokesman for the Sons of the Coast said that the group had hit the airport."],
  ],
  [
    "damage",
    "window",
    ["The windows blew in.", "All the windows went.", "The windows flew into the room."],
  ],
  [
    "witness.sound",
    "lawnmower",
    ["There was that lawnmower noise again.", "It made a noise like a lawnmower."],
  ],
  ["witness.sound", "whistling", ["We heard a whistling.", "There was a whistling sound."]],
];

describe.each(SAID)("%s: %s", (predicate, expected, texts) => {
  test.each(texts)("%s", (text) => {
    expect(told(text, predicate)).toEqual(expected.split("; "));
  });
});

describe("what sounds like it and is not", () => {
  test.each([
    ["weapon.intercepted", "She got two letters."],
    ["weapon.intercepted", "Most of the wounded were taken home."],
    ["weapon.count", "Four uncrewed aircraft flown by the mission were in the air."],
    ["weapon.count", "The fragments are consistent with an Iskander missile."],
    ["weapon.type", "The burnt shells of cars lined the road."],
    ["attack.intent", "The campaign was aimed at young voters."],
    ["attack.motive", "The minister spoke in response to a question."],
    ["attack.target", "There was no confirmation of a strike on the depot."],
    ["launch.place", "They were fired from launchers."],
    ["defence.activated", "Rebel guns opened up on the town."],
    ["defence.activated", "Anger is directed at the air defence as at those who fired."],
    ["defence.activated", "It had fired rockets at an artillery battery."],
    ["responsibility.accused", "The army said its jets had bombed a launch site."],
    ["responsibility.accused", "The defence ministry said the army had struck back."],
    ["responsibility.accused", "The mayor pointed to a crack in the wall."],
    ["damage", "He was hit by a wave of criticism."],
    ["damage", "The mayor was struck by the silence."],
    ["evidence.recovered", "No unexploded rocket was left."],
  ] as const)("%s: %s", (predicate, text) => {
    expect(told(text, predicate)).toEqual([]);
  });
});
