import { describe, expect, test } from "vitest";
import { claimsOf } from "./claims-of.ts";
import type { Predicate } from "./claim.ts";

/** Whether a sentence is read as saying something of a kind. */
const says = (text: string, ...predicates: readonly Predicate[]): boolean =>
  claimsOf("a", text, []).some(({ predicate }) => predicates.includes(predicate));

const list = (words: string): readonly string[] => words.split("; ");

/** What a sentence says depends on its parts and not on how they are called: each word of a kind in each of some sentences. */
describe("each way to name", () => {
  const WEAPONS = list(
    "Three drones; Three quadcopters; Two hexacopters; Two Shahed-136s; Four Lancets; A Lancet; Two Iskanders; Three Kalibrs; Grads; Ten Katyushas; Two Scuds; Two KAB bombs; Three glide bombs; Four mortar rounds; Three explosive boats; Two drone boats; Unmanned aerial vehicles; A swarm of drones; A volley of rockets; Rockets; Nine shells; Two multirotors",
  );
  test.each(WEAPONS)("a weapon: %s", (weapon) => {
    for (const deed of ["hit the market", "slammed into the market", "fell on the market"])
      expect(
        says(`${weapon} ${deed} in Sirr, police said.`, "weapon.count", "weapon.type"),
        deed,
      ).toBe(true);
  });

  test.each(
    list(
      "The Lancet said the hospital had been hit.; A car bomb was found near the market.; An Embassy quadcopter filmed the burnt market after the attack.",
    ),
  )("none where no weapon came: %s", (text) =>
    expect(says(text, "weapon.count", "weapon.type", "weapon.hit")).toBe(false),
  );

  const DAYS = list(
    "on Tuesday; early on Tuesday; overnight into Tuesday; in the small hours of Tuesday; on 8 October; on October 8; on Oct. 8; on the 8th of October; on the night of 8-9 October; on the night of 8 to 9 October; on Tuesday, 8 October; last night; the night before last; two nights ago; over the weekend; on Christmas Eve; on 2024-10-08",
  );
  test.each(DAYS)("a day: %s", (day) => {
    for (const text of [
      `Three drones hit the market in Sirr ${day}, police said.`,
      `Four people were killed in a drone attack on a market in Sirr ${day}.`,
      `The attack took place ${day}.`,
    ])
      expect(says(text, "attack.date"), text).toBe(true);
  });

  test.each(list("•; -; *; ▪; 🚨; ❗"))("an entry of a list, after %s", (mark) => {
    const told = ["weapon.hit", "attack.place", "attack.date"] as const;
    for (const predicate of told)
      expect(says(`${mark} Rockets hit the market at Sirr on 8 October.`, predicate)).toBe(true);
  });

  test.each(
    list(
      "ran into the bakery; collided with the bakery; ended up in the bakery; lodged in the bakery; came in through the bakery; glanced off the bakery; clipped the bakery; bored into the bakery",
    ),
  )("a hit: two drones %s", (deed) =>
    expect(says(`Two drones ${deed} in Sirr on Sunday.`, "weapon.hit")).toBe(true),
  );

  test.each(list("felled; swatted; fended off; warded off; forced down; netted; blasted"))(
    "a defence's success: air defences %s two drones",
    (deed) =>
      expect(says(`Air defences ${deed} two drones over Sirr.`, "weapon.intercepted")).toBe(true),
  );

  test.each(
    list(
      "split open; broke apart; cannot be used; was swallowed by fire; was hit hard; has to be rebuilt",
    ),
  )("damage: the bakery %s", (fate) =>
    expect(says(`The bakery ${fate} in the rocket attack on Sirr.`, "damage")).toBe(true),
  );

  test.each(
    list(
      "tore three workers apart; slaughtered three workers; burned three workers to death; put an end to the lives of three workers",
    ),
  )("deaths: the rocket %s", (deed) =>
    expect(says(`The rocket ${deed} in Sirr.`, "casualties.killed")).toBe(true),
  );
});
