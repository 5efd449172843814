import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Predicate } from "../src/claims/claim.ts";
import { claimsOf } from "../src/claims/claims-of.ts";
import { soundKind } from "../src/claims/rules/sounds.ts";

/** What every sentence stands behind: it says nothing of what is asked. */
const OPENING = "Ardal came under attack from the air overnight.\n\n";

/**
 * Sentences as agencies, papers, the police, ministries and people who were there would say it, a line each: what is to be read ("2": that many,
 * "2..": as many or more, "deny", or what the value has in it), and the sentence. With "-" nothing of the kind may be read. They were written before
 * the tables of everyday words were; a hundred more were added later, of which 57 were read before the tables were widened by them. The floors are how many are read, and how many of the others are, wrongly.
 */
const SAID: readonly (readonly [Predicate, number, number])[] = [
  ["casualties.killed", 154, 5],
  ["casualties.injured", 135, 2],
  ["person.condition", 38, 1],
  ["person.hospitalised", 16, 0],
  ["damage", 123, 3],
  ["weapon.count", 79, 6],
  ["weapon.hit", 48, 3],
  ["weapon.intercepted", 49, 0],
  ["witness.sound", 65, 0],
  ["explosion.count", 23, 1],
  ["evidence.recovered", 69, 0],
  ["attack.outcome", 23, 0],
  ["attack.date", 119, 3],
  ["attack.intent", 33, 0],
  ["attack.occurred", 55, 0],
  ["attack.place", 76, 0],
  ["attack.target", 61, 2],
  ["defence.activated", 216, 5],
  ["defence.inactive-reason", 157, 0],
  ["launch.determined", 72, 2],
  ["launch.place", 112, 4],
  ["reaction.condemned", 42, 1],
  ["responsibility.accused", 129, 6],
  ["responsibility.claimed", 73, 3],
  ["responsibility.known", 65, 3],
  ["weapon.type", 42, 0],
];

/** What is read of one kind in a sentence behind the opening. */
function readOf(predicate: Predicate, sentence: string): readonly string[] {
  return claimsOf("A", OPENING + sentence, []).flatMap(
    ({ predicate: own, span, count, ...claim }) => {
      // Dead and injured who are denied are nobody's number.
      const denied = count !== null && claim.polarity === "deny";
      if (own !== predicate || span.start < OPENING.length || denied) return [];
      const most = count?.max ?? "";
      const said =
        count === null ? claim.value : `${count.min}${count.min === most ? "" : `..${most}`}`;
      return [own === "weapon.count" ? `${claim.value} ${said}` : `${claim.polarity} ${said}`];
    },
  );
}

/** Numbers must be the same; a value has the word in it. */
const isRight = (read: string, expected: string): boolean =>
  /^(?:\w+ )?\d+(?:\.\.)?$/.test(expected)
    ? read === expected || read === `affirm ${expected}`
    : `${read} ${soundKind(read)}`.toLowerCase().includes(expected);

const linesOf = (predicate: Predicate): readonly (readonly [string, string])[] =>
  readFileSync(new URL(`everyday/${predicate}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => {
      const at = line.indexOf(" | ");
      return [line.slice(0, at), line.slice(at + " | ".length)];
    });

describe.each(SAID)("%s in everyday sentences", (predicate, least, most) => {
  const lines = linesOf(predicate);

  test(`at least ${least} are read`, () => {
    const said = lines.filter(([expected]) => expected !== "-");
    const missed = said.filter(
      ([expected, text]) => !readOf(predicate, text).some((read) => isRight(read, expected)),
    );
    expect(said.length).toBeGreaterThan(0);
    expect(said.length - missed.length, missed.join("\n")).toBeGreaterThanOrEqual(least);
  });

  test(`of what only sounds so at most ${most} are`, () => {
    const wrong = lines.filter(
      ([expected, text]) => expected === "-" && readOf(predicate, text).length > 0,
    );
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(most);
  });
});
