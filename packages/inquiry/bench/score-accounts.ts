import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { furnitureOf } from "../src/account/furniture.ts";
import type { Claim } from "../src/claims/claim.ts";
import { claimsOf } from "../src/claims/claims-of.ts";
import { overlaps, type Span } from "../src/text/span.ts";
import type { Figures } from "./figures.ts";

const FOLDER = join(import.meta.dirname, "../test/accounts");
const GOLD = "\n=== gold\n";

/** What an account of the project's own writing says: a predicate, a count or a value (empty: any), the words, and the kind of speaker (null: not asked). */
interface Expected {
  readonly line: string;
  readonly predicate: string;
  readonly value: string;
  readonly span: Span;
  readonly speaker: string | null;
}

/** An account of a made-up attack, with what it says. */
interface OwnAccount {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly Expected[];
}

export interface OwnScore {
  readonly facts: Figures;
  readonly speakersRight: number;
  readonly speakersOther: number;
  readonly misses: readonly string[];
  readonly extras: readonly string[];
}

/** The accounts by number: `open` ones are looked into when rules are made, `closed` ones are only counted. */
export function ownAccounts(which: "open" | "closed"): readonly OwnAccount[] {
  return readdirSync(FOLDER)
    .toSorted()
    .filter((name) => (Number(name.slice(0, 2)) % 2 === 1) === (which === "open"))
    .map((name) => {
      const [text = "", gold = ""] = readFileSync(join(FOLDER, name), "utf8").split(GOLD);
      return { name: name.slice(0, 2), text, expected: expectedOf(name, text, gold) };
    });
}

function expectedOf(name: string, text: string, gold: string): readonly Expected[] {
  return gold
    .trim()
    .split("\n")
    .map((line) => {
      const [predicate = "", value = "", words = "", speaker = "*"] = line
        .split("|")
        .map((part) => part.trim());
      const start = text.indexOf(words);
      if (start === -1) throw new Error(`${name} has no “${words}”`);
      return {
        line,
        predicate,
        value,
        span: { start, end: start + words.length },
        speaker: speaker === "*" ? null : speaker,
      };
    });
}

/** Claims against what the accounts say: predicate, exact count or value, and a shared letter of the place. Everything else proposed is wrong. */
export function scoreAccounts(accounts: readonly OwnAccount[]): OwnScore {
  let [right, speakersRight, speakersOther] = [0, 0, 0];
  const misses: string[] = [];
  const extras: string[] = [];
  for (const { name, text, expected } of accounts) {
    const used = new Set<Span>();
    const found = new Set<Claim>();
    const claims = claimsOf(name, text, furnitureOf(text));
    for (const each of expected) {
      const place = (claim: Claim): Span | undefined =>
        [claim.span, ...claim.repeats].find((span) => !used.has(span) && overlaps(span, each.span));
      const claim = claims.find((one) => agrees(one, each) && place(one) !== undefined);
      const span = claim === undefined ? undefined : place(claim);
      if (claim === undefined || span === undefined) {
        misses.push(`${name} ${each.line}`);
        continue;
      }
      used.add(span);
      found.add(claim);
      right++;
      if (each.speaker === claim.speaker.kind) speakersRight++;
      else if (each.speaker !== null) speakersOther++;
    }
    for (const claim of claims)
      if (!found.has(claim))
        extras.push(
          `${name} ${claim.predicate} ${claim.count === null ? claim.value : `${claim.count.min}..${claim.count.max ?? ""}`}: ${text.slice(claim.span.start, claim.span.end)}`,
        );
  }
  const facts = { right, wrong: extras.length, missed: misses.length };
  return { facts, speakersRight, speakersOther, misses, extras };
}

function agrees({ predicate, count, value }: Claim, expected: Expected): boolean {
  if (predicate !== expected.predicate) return false;
  if (expected.value === "") return true;
  if (count === null) return value.toLowerCase().includes(expected.value.toLowerCase());
  const [least = "", most = least] = expected.value.split("..");
  return count.min === Number(least) && count.max === (most === "" ? null : Number(most));
}
