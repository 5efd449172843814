import type { Claim } from "../claims/claim.ts";
import { overlaps } from "../text/span.ts";
import type { SharedPassage } from "./passages.ts";

/** Says whether two claims stand in passages of different accounts that are copies of one. */
export type AreCopies = (a: Claim, b: Claim) => boolean;

/** The answer for all claims of a case, with each claim's passages looked up once. */
export function copiesAmong(
  claims: readonly Claim[],
  passages: readonly SharedPassage[],
): AreCopies {
  const passagesOf = new Map(
    claims.map((claim) => [
      claim.id,
      new Set(passages.filter((passage) => standsIn(claim, passage))),
    ]),
  );
  return (a, b) => {
    if (a.accountId === b.accountId) return false;
    const [left, right] = [passagesOf.get(a.id), passagesOf.get(b.id)];
    return left !== undefined && right !== undefined && [...left].some((each) => right.has(each));
  };
}

function standsIn({ accountId, span }: Claim, { a, b }: SharedPassage): boolean {
  return [a, b].some((side) => side.accountId === accountId && overlaps(side.span, span));
}
