import { furnitureOf } from "../src/account/furniture.ts";
import type { Claim } from "../src/claims/claim.ts";
import { claimsOf } from "../src/claims/claims-of.ts";
import { PREDICATES } from "../src/claims/claim.ts";
import { overlaps, type Span } from "../src/text/span.ts";
import type { Figures } from "./figures.ts";
import type { GoldAccount, GoldClaim } from "./inquiry-data.ts";

/** Our name of a predicate of the gold; what has none is not proposed by rules, and not scored. */
const OURS: Readonly<Record<string, string>> = {
  "defence.inactive_reason": "defence.inactive-reason",
  "damage.residence": "damage",
  "damage.vehicle": "damage",
  "pm.condition": "person.condition",
  "pm.hospitalised": "person.hospitalised",
};

export interface ClaimScore {
  readonly facts: Figures;
  /** Of the facts found, how many have the right kind of speaker. */
  readonly speakersRight: number;
  readonly speakersOther: number;
  readonly misses: readonly string[];
  readonly extras: readonly string[];
  /** Named somebody where the gold has somebody else by name: the worst error there is. */
  readonly misattributed: readonly string[];
}

/**
 * Claims against gold. One is found where predicate and count agree and the places share a letter; what is proposed and stands nowhere in the
 * gold counts as wrong, although the gold leaves out some of what the accounts say.
 */
export function scoreClaims(
  accounts: readonly GoldAccount[],
  gold: readonly GoldClaim[],
): ClaimScore {
  let [right, speakersRight, speakersOther] = [0, 0, 0];
  const misses: string[] = [];
  const extras: string[] = [];
  const misattributed: string[] = [];
  for (const { file, text } of accounts) {
    const claims = claimsOf(file.slice(0, 3), text, furnitureOf(text));
    const used = new Set<Span>();
    const found = new Set<Claim>();
    for (const each of gold) {
      if (each.file !== file || !isScored(each)) continue;
      const claim = claims.find(
        (one) =>
          one.predicate === predicateOf(each) &&
          countAgrees(one, each) &&
          takePlace(one, each, used),
      );
      if (claim === undefined) {
        misses.push(`${each.id} ${each.predicate}: ${each.span.replace(/\s+/g, " ")}`);
        continue;
      }
      right++;
      found.add(claim);
      if (claim.speaker.kind === each.speaker_kind) speakersRight++;
      else speakersOther++;
      if (isAnother(claim, each))
        misattributed.push(`${each.id}: ${claim.speaker.name} for ${each.speaker}`);
    }
    for (const claim of claims)
      if (!found.has(claim))
        extras.push(
          `${file.slice(0, 3)} ${claim.predicate} ${claim.value}: ${text.slice(claim.span.start, claim.span.end).replace(/\s+/g, " ")}`,
        );
  }
  return {
    facts: { right, wrong: extras.length, missed: misses.length },
    speakersRight,
    speakersOther,
    misses,
    extras,
    misattributed,
  };
}

const predicateOf = ({ predicate }: GoldClaim): string => OURS[predicate] ?? predicate;

const isScored = (claim: GoldClaim): boolean =>
  (PREDICATES as readonly string[]).includes(predicateOf(claim));

/** Marks the first unused place of a claim that meets the gold's. */
function takePlace(claim: Claim, gold: GoldClaim, used: Set<Span>): boolean {
  const place = [claim.span, ...claim.repeats].find(
    (span) => !used.has(span) && overlaps(span, gold),
  );
  if (place !== undefined) used.add(place);
  return place !== undefined;
}

function countAgrees({ count }: Claim, { value }: GoldClaim): boolean {
  if (count === null) return true;
  const said =
    typeof value === "object" && value !== null
      ? (value as Record<string, unknown>)
      : { count: value };
  if (typeof said["count"] === "number") return count.min === said["count"];
  if (typeof said["min"] === "number") return count.min === said["min"] && count.max === null;
  if (typeof said["max"] === "number") return count.max === said["max"];
  return "approx" in said ? count.approximate : count.max === null;
}

/** A person by name, and not the one of the gold. */
function isAnother({ speaker }: Claim, gold: GoldClaim): boolean {
  if (speaker.kind !== "named") return false;
  const words = speaker.name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return !words.some((word) => gold.speaker.toLowerCase().includes(word));
}
