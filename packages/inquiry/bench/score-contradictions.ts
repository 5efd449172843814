import type { CaseAction } from "../src/cases/case-action.ts";
import { type CaseState, replayCase } from "../src/cases/case-state.ts";
import type { Verdict } from "../src/comparison/compare.ts";
import { overlaps } from "../src/text/span.ts";
import type { GoldAccount, GoldClaim, GoldContradiction } from "./inquiry-data.ts";

/** What may be shown of each kind of the gold: the verdicts that say the same. "Nothing" where the sides are facts of different kinds. */
const VERDICTS: readonly (readonly [RegExp, readonly (Verdict | "nothing")[]])[] = [
  [/drift|corruption/, ["drift", "compatible"]],
  [/corrected/, ["corrected", "nothing"]],
  [
    /figure of speech|soft|position|granularity|unreconciled|populations/,
    ["compatible", "different-population", "drift", "nothing"],
  ],
  [/hard|numeric|denial|direct|accusation|background/, ["contradiction"]],
];

export interface ContradictionScore {
  readonly right: readonly string[];
  /** Both sides are not found, or stand to each other otherwise; with the reason. */
  readonly missed: readonly string[];
}

/** Known contradictions of the reports: each side must be claimed, and two of the sides must stand to each other as the gold says. */
export function scoreContradictions(
  accounts: readonly GoldAccount[],
  claims: readonly GoldClaim[],
  contradictions: readonly GoldContradiction[],
): ContradictionScore {
  const state = caseOf(accounts);
  const known = new Map(claims.map((claim) => [claim.id, claim]));
  const right: string[] = [];
  const missed: string[] = [];
  for (const { id, kind, groups } of contradictions) {
    const sides = Object.values(groups).map((ids) =>
      ids.flatMap((each) => {
        const claim = known.get(each);
        return claim === undefined ? [] : claimedAt(state, claim);
      }),
    );
    const wanted = VERDICTS.find(([pattern]) => pattern.test(kind))?.[1] ?? [];
    const verdicts = sides.flatMap((side, i) =>
      sides.slice(i + 1).flatMap((other) => verdictsBetween(state, side, other)),
    );
    const silent = sides.filter((side) => side.length === 0).length;
    if (silent > 0) missed.push(`${id}: ${silent} sides are not found`);
    else if (wanted.some((verdict) => verdicts.includes(verdict))) right.push(id);
    else missed.push(`${id}: ${[...new Set(verdicts)].join(", ")}, not ${wanted.join(" or ")}`);
  }
  return { right, missed };
}

function caseOf(accounts: readonly GoldAccount[]): CaseState {
  const texts = new Map(
    accounts.map(({ file, text }) => [file.slice(4, 20).padEnd(64, "0"), text]),
  );
  const actions = [...texts.keys()].map(
    (sha256, i): CaseAction => ({
      kind: "account",
      accountId: accounts[i]?.file ?? "",
      sha256,
      source: "bench",
      title: null,
      published: null,
      by: "bench",
      at: "2026-01-01T00:00:00Z",
    }),
  );
  return replayCase(actions, (sha256) => texts.get(sha256) ?? "");
}

function claimedAt({ claims }: CaseState, gold: GoldClaim): readonly string[] {
  return claims
    .filter(
      ({ accountId, span, repeats }) =>
        accountId === gold.file && [span, ...repeats].some((each) => overlaps(each, gold)),
    )
    .map(({ id }) => id);
}

function verdictsBetween(
  { comparisons }: CaseState,
  side: readonly string[],
  other: readonly string[],
): readonly (Verdict | "nothing")[] {
  const found = comparisons.flatMap(({ versions, relations }) =>
    relations.flatMap(({ a, b, verdict }) => {
      const has = (version: number, ids: readonly string[]): boolean =>
        versions[version]?.claimIds.some((id) => ids.includes(id)) ?? false;
      return (has(a, side) && has(b, other)) || (has(b, side) && has(a, other)) ? [verdict] : [];
    }),
  );
  return found.length === 0 ? ["nothing"] : found;
}
