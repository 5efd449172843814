import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Claim, Predicate } from "../src/claims/claim.ts";
import { claimsOf } from "../src/claims/claims-of.ts";

/** What every sentence stands behind: it says nothing of what is asked. */
const OPENING = "Ardal came under attack from the air overnight.\n\n";

const PREDICATES: ReadonlyMap<string, Predicate> = new Map([
  ["killed", "casualties.killed"],
  ["injured", "casualties.injured"],
  ["damage", "damage"],
  ["count", "weapon.count"],
  ["hit", "weapon.hit"],
  ["stopped", "weapon.intercepted"],
  ["type", "weapon.type"],
  ["condition", "person.condition"],
  ["bangs", "explosion.count"],
  ["sound", "witness.sound"],
  ["found", "evidence.recovered"],
]);
const ASKED: ReadonlySet<Predicate> = new Set(PREDICATES.values());

interface Asked {
  readonly says: string;
  readonly optional: boolean;
  readonly predicate: Predicate;
  /** A number or range, or a word of the value; empty: any. */
  readonly value: string;
}

/**
 * Sentences of several clauses about people, things and weapons, by construction, a line each: the construction, what is to be read ("killed 2",
 * "injured 21.." or more, "damage roof"; "?": may be left out; "-": nothing), the sentence. They were written before the clauses of a sentence were
 * read one by one, when 200 of 281 facts were found and 83 others proposed. What is proposed besides counts as wrong.
 */
const LINES = readFileSync(new URL("complex/people-and-things.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [kind = "", asked = "", ...sentence] = line.split(" | ");
    const facts = asked === "-" ? [] : asked.split("; ").map(askedOf);
    return { kind, facts, sentence: sentence.join(" | ") };
  });

function askedOf(says: string): Asked {
  const [name = "", ...words] = says.replace("?", "").split(" ");
  const predicate = PREDICATES.get(name);
  if (predicate === undefined) throw new Error(`“${says}” asks for nothing`);
  return { says, optional: says.startsWith("?"), predicate, value: words.join(" ") };
}

function agrees({ predicate, count, value }: Claim, asked: Asked): boolean {
  if (predicate !== asked.predicate) return false;
  const number = /\S+$/.exec(asked.value)?.[0] ?? "";
  if (asked.value === "") return true;
  if (count === null || !/\d/.test(number)) return value.toLowerCase().includes(asked.value);
  const [least = "", most = least] = number.split("..");
  return count.min === Number(least) && count.max === (most === "" ? null : Number(most));
}

function readOf({ facts, sentence }: (typeof LINES)[number]) {
  const claims = claimsOf("A", OPENING + sentence, []).filter(
    ({ predicate, span }) => span.start >= OPENING.length && ASKED.has(predicate),
  );
  const used = new Set<Claim>();
  const missed: string[] = [];
  for (const asked of facts.toSorted((a, b) => Number(a.optional) - Number(b.optional))) {
    const claim = claims.find((each) => !used.has(each) && agrees(each, asked));
    if (claim !== undefined) used.add(claim);
    else if (!asked.optional) missed.push(`${asked.says} | ${sentence}`);
  }
  const extra = claims.filter((claim) => !used.has(claim));
  return { missed, extra: extra.map(({ predicate }) => `${predicate} | ${sentence}`) };
}

describe("people, things and weapons in sentences of several clauses", () => {
  const read = LINES.map(readOf);

  test("at least 242 of 272 facts are read", () => {
    const asked = LINES.flatMap(({ facts }) => facts.filter(({ optional }) => !optional));
    const missed = read.flatMap((each) => each.missed);
    expect(asked.length).toBe(272);
    expect(asked.length - missed.length, missed.join("\n")).toBeGreaterThanOrEqual(242);
  });

  test("at most 13 others are", () => {
    const extra = read.flatMap((each) => each.extra);
    expect(extra.length, extra.join("\n")).toBeLessThanOrEqual(13);
  });
});
