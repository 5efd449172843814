import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CaseAction } from "../cases/case-action.ts";
import { replayCase } from "../cases/case-state.ts";
import { claimsOf } from "../claims/claims-of.ts";
import { originsOf } from "../origins/origins.ts";
import { compareClaims, type Comparison, rangeText } from "./compare.ts";

const at = "2026-05-06T08:00:00Z";
const NAMES = ["evening-post", "coast-radio", "daily-mirror"];
const texts = new Map(
  NAMES.map((name, i) => [
    String(i).repeat(64),
    readFileSync(join(import.meta.dirname, `../../examples/harbour/${name}.txt`), "utf8"),
  ]),
);
const harbour: readonly CaseAction[] = [
  { kind: "case", title: "Harbour", by: "ada", at },
  ...[...texts.keys()].map((sha256, i) => ({
    kind: "account" as const,
    accountId: "ABC".charAt(i),
    sha256,
    source: NAMES[i] ?? "",
    title: null,
    published: null,
    by: "ada",
    at,
  })),
];
const replay = (more: readonly CaseAction[] = []) =>
  replayCase([...harbour, ...more], (sha256) => texts.get(sha256) ?? "");

function relations(predicate: string, event = "attack"): readonly string[] {
  return replay()
    .comparisons.filter((each) => each.predicate === predicate && each.event === event)
    .flatMap(({ versions, relations: found }) =>
      found.map(
        ({ a, b, verdict }) =>
          [a, b]
            .map((i) =>
              rangeText(versions[i]?.count ?? { min: 0, max: 0, approximate: false, weak: false }),
            )
            .join(" / ") + `: ${verdict}`,
      ),
    );
}

describe("what the accounts of the harbour say of each other", () => {
  test("three against two is a contradiction, three against at most three is the ministry's statement changed on the way", () => {
    expect(relations("weapon.count")).toContain("3 / 2: contradiction");
    expect(relations("weapon.count")).toContain("3 / at most 3: drift");
  });

  test("a captured drone is another deed than one shot down", () => {
    expect(relations("weapon.intercepted")).toEqual(["2 / 2: drift"]);
  });

  test("four injured has one origin though two papers have it, and one injured contradicts it", () => {
    const { comparisons } = replay();
    const injured = comparisons.filter(
      ({ predicate, event }) => predicate === "casualties.injured" && event === "attack",
    );
    expect(
      injured.flatMap(({ versions }) =>
        versions.map(({ count, origins }) => [count?.min, origins.length]),
      ),
    ).toEqual([
      [4, 1],
      [1, 1],
    ]);
  });

  test("the protesters are another event, and never compared with it", () => {
    const { comparisons } = replay();
    expect(
      comparisons.filter(({ population }) => population === "protesters").map(({ event }) => event),
    ).toEqual(["other: crowd"]);
  });

  test("what a person rejects is compared no more, and what a person adds is", () => {
    const denial = replay().claims.find(({ predicate }) => predicate === "attack.occurred");
    const rejected = replay([
      {
        kind: "decide",
        claimId: denial?.id ?? "",
        verdict: "reject",
        reason: "rhetoric",
        by: "ada",
        at,
      },
    ]);
    expect(rejected.comparisons.some(({ predicate }) => predicate === "attack.occurred")).toBe(
      false,
    );
    const by = { by: "ada", at, reason: "read" };
    const added = replay([
      {
        kind: "claim",
        accountId: "A",
        span: { start: 0, end: 6 },
        predicate: "casualties.killed",
        value: "people",
        least: 2,
        most: 2,
        population: null,
        speaker: "a nurse",
        speakerKind: "named",
        ...by,
      },
    ]);
    expect(
      added.comparisons.find(({ predicate }) => predicate === "casualties.killed")?.figures,
    ).toEqual({ least: 2, most: 2, conservative: 2, twoOrigins: null });
  });

  test("the same actions give the same case", () => {
    expect(replay()).toEqual(replay());
  });
});

describe("a death that is denied", () => {
  const compared = (...accounts: readonly string[]): readonly Comparison[] => {
    const claims = accounts.flatMap((text, i) => claimsOf("ABC".charAt(i), text, []));
    return compareClaims(claims, [], []).filter(
      ({ predicate }) => predicate === "casualties.killed",
    );
  };
  const DENIED = "The army denied that four soldiers had been killed.";

  test("is no version of the same death affirmed, and no figure", () => {
    const [found] = compared("Four soldiers were killed, the mayor said.", DENIED);
    expect(found?.versions.map(({ polarity }) => polarity)).toEqual(["affirm", "deny"]);
    expect(found?.relations.map(({ verdict }) => verdict)).toEqual(["contradiction"]);
    expect(found?.figures).toMatchObject({ least: 4, most: 4, conservative: 4 });
    expect(compared(DENIED)[0]?.figures).toBeNull();
  });

  test("leaves another number open, and two who deny say the same", () => {
    const verdicts = (...accounts: readonly string[]): readonly string[] =>
      compared(...accounts).flatMap(({ relations: all }) => all.map(({ verdict }) => verdict));
    expect(verdicts("Two soldiers were killed, the mayor said.", DENIED)).toEqual(["compatible"]);
    expect(verdicts("The front denied that two soldiers had been killed.", DENIED)).toEqual([
      "compatible",
    ]);
  });
});

describe("what is held against each other", () => {
  const compared = (...accounts: readonly string[]): readonly Comparison[] => {
    const claims = accounts.flatMap((text, i) => claimsOf("ABCD".charAt(i), text, []));
    return compareClaims(claims, originsOf(claims, []), []);
  };
  const of = (predicate: string, ...accounts: readonly string[]): readonly Comparison[] =>
    compared(...accounts).filter((each) => each.predicate === predicate);

  test("mortars and drones are counted apart: that there were no drones leaves three mortar rounds open", () => {
    const found = of(
      "weapon.count",
      "Three mortars struck the depot, the mayor said.",
      "There were no drones, Ola Mera said.",
      "One drone struck the depot, the ministry said.",
    );
    expect(found.map(({ population, figures }) => [population, figures?.least])).toEqual([
      ["mortar", 3],
      ["drone", 0],
    ]);
    expect(found.flatMap(({ relations: all }) => all.map(({ verdict }) => verdict))).toEqual([
      "contradiction",
    ]);
  });

  test("a siren that did not sound says nothing of a battery that fired", () => {
    const found = of(
      "defence.activated",
      "No siren sounded before the rockets struck the depot, Ola Mera said.",
      "The battery shot down two of the rockets that were fired at the depot, the ministry said.",
    );
    expect(found.map(({ population, versions }) => [population, versions[0]?.value])).toEqual([
      ["warning", "no"],
      [null, "yes"],
    ]);
  });

  test("a part of a number is no figure, and contradicts nobody", () => {
    const [found] = of(
      "casualties.injured",
      "Nine people were injured in the rocket attack, two of them seriously, the ministry said.",
      "Nine people were injured in the rocket attack, a hospital said.",
    );
    expect(found?.figures).toMatchObject({ least: 9, most: 9, conservative: 9, twoOrigins: 9 });
    expect(found?.relations.map(({ verdict }) => verdict)).toEqual(["compatible"]);
  });

  test("the first of several that hit is no number of them all", () => {
    const [found] = of(
      "weapon.hit",
      "The first drone hit the pumps, the mayor said.",
      "Five drones hit the plant, the ministry said.",
    );
    expect(found?.figures).toMatchObject({ least: 5, most: 5, conservative: 5 });
    expect(found?.relations.map(({ verdict }) => verdict)).toEqual(["compatible"]);
  });

  test("who denies a charge and who accuses another do not contradict each other, in capitals or not", () => {
    const [found] = of(
      "responsibility.accused",
      "The Delta Front blamed the government for the drone attack on the depot.",
      "THE MINISTRY BLAMED THE DELTA FRONT FOR THE DRONE ATTACK ON THE DEPOT.",
      "The Delta Front denied that it was behind the drone attack on the depot.",
    );
    expect(
      found?.relations.map(({ a, b, verdict }) => [
        ...[a, b].map((i) => `${found.versions[i]?.polarity} ${found.versions[i]?.value}`),
        verdict,
      ]),
    ).toEqual([
      ["affirm government", "affirm DELTA FRONT", "contradiction"],
      ["affirm government", "deny Delta Front", "compatible"],
      ["affirm DELTA FRONT", "deny Delta Front", "contradiction"],
    ]);
  });

  test("“one was killed” and “four people were killed” are of the same people, and a governor by name is one origin with the governor", () => {
    const [found, other] = of(
      "casualties.killed",
      "One employee was killed in the drone attack, Governor Ola Mera said.",
      "Four people were killed in the drone attack, the ministry said.",
      "Four people were killed in the drone attack, the regional governor said.",
      "One employee was killed in the drone attack, the governor said.",
    );
    expect(other).toBeUndefined();
    expect(found?.versions.map(({ count, origins }) => [count?.min, origins.length])).toEqual([
      [1, 1],
      [4, 2],
    ]);
  });
});
