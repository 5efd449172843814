import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CaseAction } from "../cases/case-action.ts";
import { replayCase } from "../cases/case-state.ts";
import { claimsOf } from "../claims/claims-of.ts";
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
