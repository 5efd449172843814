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
  const sidesIn = Map.groupBy(
    passages.flatMap((passage) => [passage.a, passage.b].map((side) => ({ ...side, passage }))),
    ({ accountId }) => accountId,
  );
  const passagesOf = new Map(
    claims.map(({ id, accountId, span }) => [
      id,
      new Set(
        (sidesIn.get(accountId) ?? []).flatMap((side) =>
          overlaps(side.span, span) ? [side.passage] : [],
        ),
      ),
    ]),
  );
  return (a, b) => {
    if (a.accountId === b.accountId) return false;
    const [left, right] = [passagesOf.get(a.id), passagesOf.get(b.id)];
    return left !== undefined && right !== undefined && [...left].some((each) => right.has(each));
  };
}
