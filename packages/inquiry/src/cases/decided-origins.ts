import type { Claim } from "../claims/claim.ts";
import { type Basis, type Origin, originOfClaims } from "../origins/origins.ts";
import type { ActionOf, CaseAction } from "./case-action.ts";

/** What people said of pairs of claims, by {@link pairOf}: that they go back to one statement, or that they do not. */
export type OriginPairs = ReadonlyMap<string, boolean>;

/** The key of two claims, whichever is named first. */
const pairOf = (a: string, b: string): string => JSON.stringify(a < b ? [a, b] : [b, a]);

/** What people said of two claims; null where nobody said anything. */
export const saidOf =
  (pairs: OriginPairs) =>
  (a: string, b: string): boolean | null =>
    pairs.get(pairOf(a, b)) ?? null;

/** A decision about origins that holds. */
export interface OriginDecision
  extends Pick<ActionOf<"join-origins">, "claimIds" | "reason" | "by" | "at"> {
  readonly id: string;
  readonly kind: "join" | "part";
}

export interface DecidedOrigins {
  readonly origins: readonly Origin[];
  readonly decisions: readonly OriginDecision[];
  readonly pairs: OriginPairs;
}

interface Group {
  readonly claims: readonly Claim[];
  readonly basis: readonly Basis[];
}

/**
 * The origins as people left them: what rules propose, and then each decision that was not dropped, in order. Claims that were set aside since
 * are no part of any.
 */
export function decideOrigins(
  claims: readonly Claim[],
  proposed: readonly Origin[],
  actions: readonly CaseAction[],
): DecidedOrigins {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const decisions = originDecisionsOf(actions);
  const pairs = new Map<string, boolean>();
  let groups: readonly Group[] = proposed.map(({ claimIds, basis }) => ({
    claims: claimIds.flatMap((id) => byId.get(id) ?? []),
    basis,
  }));
  for (const { kind, claimIds } of decisions)
    groups = kind === "join" ? joined(groups, claimIds, pairs) : parted(groups, claimIds, pairs);
  return {
    origins:
      decisions.length === 0
        ? proposed
        : groups.map((group) => originOfClaims(group.claims, group.basis)),
    decisions,
    pairs,
  };
}

/** The decisions that hold, in order. */
export function originDecisionsOf(actions: readonly CaseAction[]): readonly OriginDecision[] {
  const decisions = new Map<string, OriginDecision>();
  for (const action of actions) {
    if (action.kind === "drop-origin-decision") decisions.delete(action.decisionId);
    if (action.kind !== "join-origins" && action.kind !== "part-origin") continue;
    const { decisionId: id, claimIds, reason, by, at } = action;
    const kind = action.kind === "join-origins" ? "join" : "part";
    decisions.set(id, { id, kind, claimIds, reason, by, at });
  }
  return [...decisions.values()];
}

type Pairs = Map<string, boolean>;

function say(pairs: Pairs, left: readonly Claim[], right: readonly Claim[], one: boolean): void {
  for (const a of left) for (const b of right) pairs.set(pairOf(a.id, b.id), one);
}

const holds = ({ claims }: Group, claimIds: readonly string[]): boolean =>
  claims.some(({ id }) => claimIds.includes(id));

/** By account and place, so that it does not matter which was named first. */
const inOrder = (claims: readonly Claim[]): readonly Claim[] =>
  claims.toSorted(
    (a, b) =>
      a.accountId.length - b.accountId.length ||
      (a.accountId < b.accountId ? -1 : a.accountId > b.accountId ? 1 : 0) ||
      a.span.start - b.span.start,
  );

function joined(
  groups: readonly Group[],
  claimIds: readonly string[],
  pairs: Pairs,
): readonly Group[] {
  const own = groups.filter((group) => holds(group, claimIds));
  const [first, ...others] = own;
  if (first === undefined || others.length === 0) return groups;
  for (const [i, left] of own.entries())
    for (const right of own.slice(i + 1)) say(pairs, left.claims, right.claims, true);
  const one: Group = {
    claims: inOrder(own.flatMap(({ claims }) => claims)),
    basis: [...new Set([...own.flatMap(({ basis }) => basis), "an analyst" as const])],
  };
  return groups.flatMap((group) => (group === first ? one : own.includes(group) ? [] : group));
}

function parted(
  groups: readonly Group[],
  claimIds: readonly string[],
  pairs: Pairs,
): readonly Group[] {
  return groups.flatMap((group): Group | readonly Group[] => {
    const named = group.claims.filter(({ id }) => claimIds.includes(id));
    const rest = group.claims.filter(({ id }) => !claimIds.includes(id));
    if (named.length === 0 || rest.length === 0) return group;
    say(pairs, named, rest, false);
    const basis = [...new Set([...group.basis, "an analyst" as const])];
    return [
      { claims: rest, basis },
      { claims: named, basis },
    ];
  });
}
