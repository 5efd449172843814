import type { Claim, Predicate } from "../claims/claim.ts";
import type { Count } from "../claims/count.ts";
import { isOneOf } from "../text/one-of.ts";
import { soundKind } from "../claims/rules/sounds.ts";
import { type AreCopies, copiesAmong } from "../origins/copies.ts";
import type { Origin } from "../origins/origins.ts";
import type { SharedPassage } from "../origins/passages.ts";
import { type ClaimGroup, groupClaims, partsAmong } from "./group-claims.ts";

/**
 * How two things that are said stand to each other. `drift`: one statement, told in different ways. `compatible`: both can be true at once.
 * `corrected`: said and taken back by the same account.
 */
export type Verdict =
  | "equal"
  | "compatible"
  | "contradiction"
  | "drift"
  | "different-population"
  | "corrected";

/** One version of a fact and who stands behind it. */
export interface Version {
  readonly value: string;
  readonly count: Count | null;
  readonly polarity: Claim["polarity"];
  readonly claimIds: readonly string[];
  /** Independent origins, not accounts. */
  readonly origins: readonly string[];
  readonly accountIds: readonly string[];
  readonly hedged: boolean;
  /** Whether it is only part of a number that is told beside it: "nine were injured, two of them seriously". */
  readonly part: boolean;
}

/** A pair of versions and how they stand to each other, with the reason in words. */
export interface Relation {
  readonly a: number;
  readonly b: number;
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Everything that is said of one fact of one event. */
export interface Comparison {
  readonly event: string;
  readonly predicate: Predicate;
  /** Of whom or of what: a group of people, a kind of weapon, a warning; null where nobody is told apart. */
  readonly population: string | null;
  readonly versions: readonly Version[];
  readonly relations: readonly Relation[];
  readonly figures: Figures | null;
}

/** Three honest ways to give one number where several are said. */
export interface Figures {
  /** The lowest number that all accounts leave possible: who says “a drone” says one or more. */
  readonly least: number;
  /** Null where somebody sets no upper bound. */
  readonly most: number | null;
  /** The lowest figure that anybody gives, as ACLED codes fatalities; a bare “a drone” is none, unless nobody gives another. */
  readonly conservative: number;
  /** The figure that two independent origins give, as Iraq Body Count asks; null where there is none. */
  readonly twoOrigins: number | null;
}

/**
 * Compares what claims say of each fact. Claims of different events or of different groups of people are never held against each other. `said`:
 * whether people said of two claims that they go back to one statement, or that they do not; null where nobody did.
 */
export function compareClaims(
  claims: readonly Claim[],
  origins: readonly Origin[],
  passages: readonly SharedPassage[],
  said: (a: string, b: string) => boolean | null = () => null,
): readonly Comparison[] {
  const copied = copiesAmong(claims, passages);
  const areCopies: AreCopies = (a, b) => said(a.id, b.id) ?? copied(a, b);
  return groupClaims(claims).map((group) => comparisonOf(group, origins, areCopies));
}

function comparisonOf(
  { of, claims }: ClaimGroup,
  origins: readonly Origin[],
  areCopies: AreCopies,
): Comparison {
  const [first] = claims;
  const versions = versionsOf(claims, origins);
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const standing = versions.map(({ claimIds }) => claimIds.flatMap((id) => byId.get(id) ?? []));
  const relations: Relation[] = [];
  for (const [a, left] of versions.entries())
    for (const [b, right] of versions.entries())
      if (b > a)
        relations.push({
          a,
          b,
          ...relationOf(left, right, first?.predicate ?? "attack.occurred", () =>
            areRetold(standing[a] ?? [], standing[b] ?? [], areCopies),
          ),
        });
  return {
    event: first?.event ?? "",
    predicate: first?.predicate ?? "attack.occurred",
    population: of,
    versions,
    relations,
    figures: figuresOf(versions),
  };
}

function versionsOf(claims: readonly Claim[], origins: readonly Origin[]): readonly Version[] {
  const versions = new Map<string, Claim[]>();
  const originOf = new Map(
    origins.flatMap(({ id: origin, claimIds }) => claimIds.map((id) => [id, origin] as const)),
  );
  const parts = partsAmong(claims);
  for (const claim of claims) {
    const key =
      claim.count === null
        ? `${plainly(claim.value)}|${claim.polarity}`
        : `${parts.has(claim.id) ? "part " : ""}${claim.count.min}-${claim.count.max}-${claim.count.weak}-${distinct(claim)}|${claim.polarity}`;
    versions.set(key, [...(versions.get(key) ?? []), claim]);
  }
  return [...versions.values()].map((own) => ({
    value: own[0]?.value ?? "",
    count: own[0]?.count ?? null,
    polarity: own[0]?.polarity ?? "affirm",
    claimIds: own.map(({ id }) => id),
    origins: [...new Set(own.map(({ id }) => originOf.get(id) ?? id))],
    accountIds: [...new Set(own.map(({ accountId }) => accountId))],
    hedged: own.every(({ hedges }) => hedges.length > 0),
    // "The first drone hit the pumps": one of those that came.
    part:
      parts.has(own[0]?.id ?? "") || (own[0]?.count?.weak === true && own[0].count.max !== null),
  }));
}

/** A value as wires in capitals and papers have it alike. */
const plainly = (value: string): string => value.toLowerCase().replace(/^(?:the|an?) /, "");

/** "captured" and "downed" differ though both are two. */
function distinct({ predicate, value }: Claim): string {
  return predicate === "weapon.intercepted" ? value : "";
}

/** Whether one statement stands behind both, in copies of one passage by different accounts. */
const areRetold = (a: readonly Claim[], b: readonly Claim[], areCopies: AreCopies): boolean =>
  a.some((left) => b.some((right) => areCopies(left, right)));

function relationOf(
  a: Version,
  b: Version,
  predicate: Predicate,
  retold: () => boolean,
): Pick<Relation, "verdict" | "reason"> {
  if (a.part || b.part)
    return { verdict: "compatible", reason: "one is part of a number told beside it" };
  const sameOrigin = a.origins.some((origin) => b.origins.includes(origin));
  const sameAccount = a.accountIds.some((id) => b.accountIds.includes(id));
  const apart =
    isOfNamed(a, predicate) && isOfNamed(b, predicate) && !isOfOneValue(a, b, predicate);
  // Who denies one thing leaves every other open; and of two that are denied both can be wrong.
  if (apart && (a.polarity !== "affirm" || b.polarity !== "affirm"))
    return { verdict: "compatible", reason: "both can be so" };
  if (a.polarity !== b.polarity && sameAccount && sameOrigin)
    return { verdict: "corrected", reason: "said, and taken back" };
  if (a.count !== null && b.count !== null)
    return a.polarity === "deny" || b.polarity === "deny"
      ? deniedRelation(a, b, a.count, b.count)
      : countRelation(a, b, a.count, b.count, sameOrigin);
  if (a.polarity !== b.polarity)
    return { verdict: "contradiction", reason: "one says yes, the other no or not known" };
  if (isOfOneValue(a, b, predicate)) return { verdict: "equal", reason: "the same in other words" };
  if (EXCLUSIVE.has(predicate))
    return { verdict: "contradiction", reason: "only one of them can be so" };
  if (ONE_VALUED.has(predicate) && retold())
    return { verdict: "drift", reason: "one statement, told in different words" };
  return { verdict: "compatible", reason: "both can be so" };
}

/** Facts whose value names who or what it is of. */
const NAMING: ReadonlySet<Predicate> = new Set([
  "attack.motive",
  "damage",
  "evidence.recovered",
  "launch.place",
  "responsibility.accused",
  "responsibility.claimed",
  "weapon.type",
]);

/** "No group claimed it", "it did no damage" are of all there is, and name nothing. */
const isOfNamed = ({ value }: Version, predicate: Predicate): boolean =>
  NAMING.has(predicate) && !isOneOf(value, "none|nobody|no one|damage|yes|no|");

/** The same value; of sounds the same kind of them, "a bang" and "an explosion". */
const isOfOneValue = (a: Version, b: Version, predicate: Predicate): boolean =>
  plainly(a.value) === plainly(b.value) ||
  (predicate === "witness.sound" && soundKind(a.value) === soundKind(b.value));

/** Facts of which one statement gives one value: another value in its copy was changed on the way. */
const ONE_VALUED: ReadonlySet<Predicate> = new Set([
  "weapon.type",
  "launch.place",
  "witness.sound",
  "person.condition",
]);

/** Facts of which only one value can be true. */
const EXCLUSIVE: ReadonlySet<Predicate> = new Set([
  "clash.initiator",
  "responsibility.accused",
  "responsibility.known",
  "attack.occurred",
  "defence.activated",
]);

/** A number that somebody denies leaves every other one open: it contradicts whoever gives nothing else. */
function deniedRelation(
  a: Version,
  b: Version,
  left: Count,
  right: Count,
): Pick<Relation, "verdict" | "reason"> {
  if (a.polarity === b.polarity)
    return left.min === right.min && left.max === right.max
      ? { verdict: "equal", reason: "the same number denied" }
      : { verdict: "compatible", reason: "both numbers can be wrong" };
  const [said, denied] = a.polarity === "deny" ? [right, left] : [left, right];
  const within = said.min >= denied.min && (said.max ?? Infinity) <= (denied.max ?? Infinity);
  return within
    ? { verdict: "contradiction", reason: `one says ${rangeText(said)}, the other denies it` }
    : {
        verdict: "compatible",
        reason: `it can be ${rangeText(said)} where ${rangeText(denied)} is denied`,
      };
}

function countRelation(
  a: Version,
  b: Version,
  left: Count,
  right: Count,
  sameOrigin: boolean,
): Pick<Relation, "verdict" | "reason"> {
  const meet =
    Math.max(left.min, right.min) <= Math.min(left.max ?? Infinity, right.max ?? Infinity);
  const equal = left.min === right.min && left.max === right.max;
  if (equal && a.value === b.value) return { verdict: "equal", reason: "the same number" };
  if (sameOrigin)
    return {
      verdict: "drift",
      reason: "one statement: the number or its bound changed on the way",
    };
  if (equal) return { verdict: "drift", reason: "the same number, another deed" };
  return meet
    ? {
        verdict: "compatible",
        reason: `a number can lie within both ${rangeText(left)} and ${rangeText(right)}`,
      }
    : {
        verdict: "contradiction",
        reason: `${rangeText(left)} and ${rangeText(right)} share no number`,
      };
}

/** A count as people read it. */
export function rangeText({ min, max }: Count): string {
  if (max === null) return `${min} or more`;
  if (min === max) return `${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

/** A denied number is nobody's figure. */
function figuresOf(versions: readonly Version[]): Figures | null {
  const counted = versions.flatMap((version) =>
    version.count === null || version.polarity === "deny" || version.part
      ? []
      : [{ ...version, count: version.count }],
  );
  if (counted.length === 0) return null;
  const firm = counted.filter(({ count }) => !count.weak);
  const used = firm.length === 0 ? counted : firm;
  const open = used.some(({ count }) => count.max === null);
  const two = used.filter(({ origins }) => origins.length >= 2).map(({ count }) => count.min);
  return {
    least: Math.min(...counted.map(({ count }) => count.min)),
    most: open ? null : Math.max(...used.map(({ count }) => count.max ?? count.min)),
    conservative: Math.min(...used.map(({ count }) => count.min)),
    twoOrigins: two.length === 0 ? null : Math.min(...two),
  };
}
