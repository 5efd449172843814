import type { DeskClaim, DeskFact, DeskVerdict } from "@tocsin/sdk";

export interface Against {
  readonly verdict: DeskVerdict;
  readonly claim: DeskClaim;
}

const MOST = 4;

/** The claims that a claim does not agree with, one for each version and account. */
export function againstOf(
  claim: DeskClaim,
  { versions, relations }: DeskFact,
  claims: readonly DeskClaim[],
): readonly Against[] {
  const own = versions.findIndex(({ claimIds }) => claimIds.includes(claim.id));
  return relations
    .filter(
      ({ a, b, verdict }) =>
        (a === own || b === own) && (verdict === "contradiction" || verdict === "drift"),
    )
    .flatMap(({ a, b, verdict }) => {
      const other = claims.find(({ id }) => id === versions[a === own ? b : a]?.claimIds[0]);
      return other === undefined ? [] : [{ verdict, claim: other }];
    })
    .slice(0, MOST);
}
