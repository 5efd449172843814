import type { Claim } from "../claims/claim.ts";
import { isOneOf } from "../text/one-of.ts";

/** Weapons of no kind: they may be of any that somebody names. */
const ANY_WEAPON = "weapon|projectile|munition|object|explosive|aircraft|shell|bomb";

/** Claims of one fact of one event, and whom or what it is of. */
export interface ClaimGroup {
  readonly of: string | null;
  readonly claims: readonly Claim[];
}

/**
 * Claims that are held against each other: of one event and predicate, and of one group of people, kind of weapon or kind of defence. Three mortar rounds
 * say nothing of whether there were drones, and a siren nothing of a battery.
 */
export function groupClaims(claims: readonly Claim[]): readonly ClaimGroup[] {
  const kinds = weaponKinds(claims);
  const groups = new Map<string, { readonly of: string | null; readonly claims: Claim[] }>();
  for (const claim of claims) {
    const of = subjectOf(claim, kinds.get(claim.event));
    const key = [claim.event, claim.predicate, of ?? ""].join("|");
    const own = groups.get(key);
    if (own === undefined) groups.set(key, { of, claims: [claim] });
    else own.claims.push(claim);
  }
  return [...groups.values()];
}

/** The kinds of weapon that are counted in each event. */
function weaponKinds(claims: readonly Claim[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const { event, predicate, value } of claims)
    if (predicate === "weapon.count" && !isOneOf(value, ANY_WEAPON))
      kinds.set(event, (kinds.get(event) ?? new Set()).add(value));
  return kinds;
}

/** Officers and protesters are apart, and so are sirens and batteries, mortars and drones; "guards" of one person in all their names are one. */
function subjectOf(
  { predicate, population, value }: Claim,
  kinds: ReadonlySet<string> | undefined,
): string | null {
  // Where one kind alone is counted, weapons without one are of it.
  if (predicate === "weapon.count") return (kinds?.size ?? 0) > 1 ? value : null;
  if (predicate === "defence.activated") return population === "warning" ? population : null;
  // "Four people were killed", "one was killed": nobody says that they were not alike.
  return predicate.startsWith("casualties") && population !== "people" ? population : null;
}

/** Characters between the words of a number and of its part, at most. */
const PART_WITHIN = 45;

/** "Nine were injured, two of them seriously", "six came down, four in the yard": the ids of the claims that are part of the one before them. */
export function partsAmong(claims: readonly Claim[]): ReadonlySet<string> {
  const parts = new Set<string>();
  const inOrder = claims.toSorted(
    (a, b) =>
      (a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : 0) ||
      a.span.start - b.span.start,
  );
  let [whole, end, left]: [Claim | null, number, number] = [null, 0, 0];
  for (const claim of inOrder) {
    const counted = claim.count !== null && claim.polarity === "affirm" && claim.count.min > 0;
    const most = claim.count?.max ?? Infinity;
    const beside =
      whole !== null &&
      whole.accountId === claim.accountId &&
      whole.speaker.name === claim.speaker.name &&
      claim.span.start >= end &&
      claim.span.start - end <= PART_WITHIN;
    if (counted && beside && most < (whole?.count?.min ?? 0) && most <= left) {
      parts.add(claim.id);
      left -= most;
    } else {
      whole = counted ? claim : null;
      left = claim.count?.min ?? 0;
    }
    end = claim.span.end;
  }
  return parts;
}
