import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { furnitureOf } from "../src/account/furniture.ts";
import type { Claim } from "../src/claims/claim.ts";
import { claimsOf } from "../src/claims/claims-of.ts";
import { POPULATIONS } from "../src/claims/lexicon.ts";
import { soundKind } from "../src/claims/rules/sounds.ts";
import { overlaps, type Span } from "../src/text/span.ts";
import type { Figures } from "./figures.ts";

const FOLDER = join(import.meta.dirname, "../test/accounts");
const GOLD = "\n=== gold\n";

/**
 * What an account of the project's own writing says, a line each: predicate, count or value (empty: any), the words, the speaker ("named Ove Lindal":
 * kind and words of the name; "*": not asked), and what else is asked: "hedged", "deny", "of soldiers". A "?" before the predicate: a reader may
 * leave it out.
 */
interface Expected {
  readonly line: string;
  readonly optional: boolean;
  readonly predicate: string;
  readonly value: string;
  readonly span: Span;
  /** The kind of speaker; null: not asked. */
  readonly speaker: string | null;
  /** Words that the speaker's name has; empty: not asked. */
  readonly speakerName: string;
  readonly asks: readonly string[];
}

/** An account of a made-up attack, with what it says. */
export interface OwnAccount {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly Expected[];
}

export interface OwnScore {
  readonly facts: Figures;
  readonly speakersRight: number;
  readonly speakersOther: number;
  /** Of the facts found with a person's name asked: how many have another named person. The worst error there is. */
  readonly misattributed: readonly string[];
  /** Of what else is asked of the facts found (polarity, hedge, population), how much is right. */
  readonly asksRight: number;
  readonly asksOther: readonly string[];
  readonly otherSpeakers: readonly string[];
  readonly misses: readonly string[];
  readonly extras: readonly string[];
}

/**
 * Which accounts: `open` ones are looked into when rules are made. A `closed` set is written with its gold before it is read by any rule, and only
 * counted; when it has served to choose between rules it is opened, and another is written. Those from 101 on are by authors who did not know the
 * rules: see what they had before they were opened in docs/concepts/claims.md.
 */
const SETS = {
  "1 to 12, open": (number: number) => number < 13,
  "13 to 26, open": (number: number) => number >= 13 && number < 31,
  "31 to 37, open": (number: number) => number >= 31 && number < 41,
  "41 to 48, open": (number: number) => number >= 41 && number < 51,
  "51 to 56, open": (number: number) => number >= 51 && number < 61,
  "61 to 77, open": (number: number) => number >= 61 && number < 81,
  "81 to 89, open": (number: number) => number >= 81 && number < 91,
  "91 to 94, open": (number: number) => number >= 91 && number < 101,
  "101 to 123, odd, open": (number: number) => number >= 101 && number < 125 && number % 2 === 1,
  "102 to 124, even, open": (number: number) => number >= 102 && number < 125 && number % 2 === 0,
  "131 to 144, open": (number: number) => number >= 131 && number < 145,
  "301 to 315, odd, open": (number: number) => number >= 301 && number < 317 && number % 2 === 1,
  "302 to 316, even, closed": (number: number) => number >= 302 && number < 317 && number % 2 === 0,
  "401 to 423, open": (number: number) => number >= 401 && number < 425,
  "501 to 535, odd, open": (number: number) => number >= 501 && number < 537 && number % 2 === 1,
  "502 to 524, even, closed": (number: number) => number >= 502 && number < 525 && number % 2 === 0,
  "601 to 644, open": (number: number) => number >= 601 && number < 645,
  "701 to 712, closed": (number: number) => number >= 701 && number < 713,
  "901 to 911, closed": (number: number) => number >= 901 && number < 912,
  "1301 to 1314, ornate, open": (number: number) => number >= 1301 && number < 1315,
  "1401 to 1414, open": (number: number) => number >= 1401 && number < 1415,
  "1601 to 1612, open": (number: number) => number >= 1601 && number < 1613,
  "1701 to 1712, ornate, closed": (number: number) => number >= 1701 && number < 1713,
  "1801 to 1812, open": (number: number) => number >= 1801 && number < 1813,
  "2001 to 2012, open": (number: number) => number >= 2001 && number < 2013,
  "2101 to 2112, open": (number: number) => number >= 2101 && number < 2113,
} as const;
export type OwnSet = keyof typeof SETS;
export const OWN_SETS = Object.keys(SETS) as readonly OwnSet[];

export const ownAccounts = (which: OwnSet): readonly OwnAccount[] =>
  accountsIn(FOLDER, (name) => SETS[which](Number.parseInt(name, 10)));

/** The accounts of a folder with what they say, in the form of those in `test/accounts`. Throws where a line's words do not stand in its account. */
export function accountsIn(
  folder: string,
  taken: (name: string) => boolean = () => true,
): readonly OwnAccount[] {
  return readdirSync(folder)
    .toSorted()
    .filter((name) => name.endsWith(".txt") && taken(name))
    .map((name) => {
      const [text = "", gold = ""] = readFileSync(join(folder, name), "utf8").split(GOLD);
      return { name: name.split("-")[0] ?? name, text, expected: expectedOf(name, text, gold) };
    });
}

function expectedOf(name: string, text: string, gold: string): readonly Expected[] {
  return gold
    .trim()
    .split("\n")
    .map((line) => {
      const [first = "", value = "", words = "", speaker = "*", asks = ""] = line
        .split("|")
        .map((part) => part.trim());
      const start = text.indexOf(words);
      if (start === -1) throw new Error(`${name} has no “${words}”`);
      const [kind = "*", ...who] = speaker.split(" ");
      return {
        line,
        optional: first.startsWith("?"),
        predicate: first.replace("?", ""),
        value,
        span: { start, end: start + words.length },
        speaker: kind === "*" ? null : kind,
        speakerName: who.join(" "),
        asks: asks.split(",").flatMap((each) => (each.trim() === "" ? [] : [each.trim()])),
      };
    });
}

/** Claims against what the accounts say: predicate, exact count or value, and a shared letter of the place. Everything else proposed is wrong. */
export function scoreAccounts(accounts: readonly OwnAccount[]): OwnScore {
  let [right, missed, speakersRight, asksRight] = [0, 0, 0, 0];
  const misses: string[] = [];
  const extras: string[] = [];
  const misattributed: string[] = [];
  const otherSpeakers: string[] = [];
  const asksOther: string[] = [];
  for (const { name, text, expected } of accounts) {
    const used = new Set<Span>();
    const found = new Set<Claim>();
    const claims = claimsOf(name, text, furnitureOf(text));
    for (const each of expected.toSorted((a, b) => Number(a.optional) - Number(b.optional))) {
      const place = (claim: Claim): Span | undefined =>
        [claim.span, ...claim.repeats].find((span) => !used.has(span) && overlaps(span, each.span));
      const claim = claims.find((one) => agrees(one, each, text) && place(one) !== undefined);
      const span = claim === undefined ? undefined : place(claim);
      if (claim === undefined || span === undefined) {
        if (!each.optional) missed++;
        if (!each.optional) misses.push(`${name} ${each.line}`);
        continue;
      }
      used.add(span);
      found.add(claim);
      if (each.optional) continue;
      right++;
      if (each.speaker !== null && isSpeaker(claim, each)) speakersRight++;
      else if (each.speaker !== null)
        otherSpeakers.push(
          `${name} ${claim.speaker.kind} ${claim.speaker.name}, not ${each.speaker} ${each.speakerName}: ${text.slice(claim.span.start, claim.span.end)}`,
        );
      if (claim.speaker.kind === "named" && each.speaker === "named" && !isSpeaker(claim, each))
        misattributed.push(`${name} ${claim.speaker.name} for ${each.speakerName}`);
      for (const ask of each.asks)
        if (isSo(claim, ask)) asksRight++;
        else asksOther.push(`${name} not “${ask}”: ${each.line}`);
    }
    for (const claim of claims)
      if (!found.has(claim))
        extras.push(
          `${name} ${claim.predicate} ${claim.count === null ? claim.value : `${claim.count.min}..${claim.count.max ?? ""}`}: ${text.slice(claim.span.start, claim.span.end).replace(/\s+/g, " ")}`,
        );
  }
  return {
    facts: { right, wrong: extras.length, missed },
    speakersRight,
    speakersOther: otherSpeakers.length,
    misattributed,
    asksRight,
    asksOther,
    otherSpeakers,
    misses,
    extras,
  };
}

function isSpeaker({ speaker }: Claim, expected: Expected): boolean {
  const name = speaker.name.toLowerCase();
  const words = expected.speakerName
    .toLowerCase()
    .split(" ")
    .filter((word) => word !== "");
  return (
    speaker.kind === expected.speaker &&
    (words.length === 0 || words.some((word) => name.includes(word)))
  );
}

function isSo({ polarity, hedges, population }: Claim, ask: string): boolean {
  if (ask === "hedged") return hedges.length > 0;
  if (ask === "plain") return hedges.length === 0;
  // "of bodyguards": whom we call guards.
  const whom = ask.slice("of ".length);
  const normal = POPULATIONS.get(whom) ?? POPULATIONS.get(singular(whom)) ?? whom;
  return ask.startsWith("of ") ? population === normal || population === whom : polarity === ask;
}

/** Values are told of one: who writes what an account says keeps its "flats" and "tail fins". */
const singular = (words: string): string =>
  words.toLowerCase().replace(/(?<=\p{L}{2}[^s\s])s(?!\p{L})/gu, "");

/**
 * A value agrees where ours has its words, or where the words that our claim stands on have them: we call a home a residence and a car a vehicle,
 * and who wrote the gold did not know what we call them.
 */
function agrees(
  { predicate, count, value, span }: Claim,
  expected: Expected,
  text: string,
): boolean {
  if (predicate !== expected.predicate) return false;
  if (expected.value === "") return true;
  if (count === null)
    return [value, text.slice(span.start, span.end), soundKind(value)].some((words) =>
      singular(words).includes(singular(expected.value)),
    );
  const [least = "", most = least] = expected.value.split("..");
  return count.min === Number(least) && count.max === (most === "" ? null : Number(most));
}
