import type { Claim } from "../claims/claim.ts";
import { MAIN_EVENT } from "../claims/main-event.ts";
import { overlaps } from "../text/span.ts";
import type { ActionOf } from "./case-action.ts";
import { claimIdOf } from "./claim-id.ts";

/** The claim that a model suggested, as it stands until somebody decides about it. */
export function suggestedClaim(action: ActionOf<"suggest">): Claim {
  const { accountId, span, predicate, value, least, most } = action;
  return {
    id: claimIdOf(accountId, span, predicate, value),
    accountId,
    span,
    repeats: [],
    predicate,
    value,
    count: least === null ? null : { min: least, max: most, approximate: false, weak: false },
    population: action.population,
    polarity: action.polarity,
    hedges: [],
    rule: `suggested by the model ${action.model} at ${action.host}`,
    speaker: { kind: action.speakerKind, name: action.speaker, span: null, via: [] },
    quotation: "none",
    event: MAIN_EVENT,
  };
}

/** Whether a rule or a person claims it there already, or somebody set it aside. */
export function isKnown(claims: Iterable<Claim>, suggested: Claim): boolean {
  return [...claims].some(
    (claim) =>
      claim.accountId === suggested.accountId &&
      claim.predicate === suggested.predicate &&
      overlaps(claim.span, suggested.span) &&
      (claim.value === suggested.value || claim.count?.min === suggested.count?.min),
  );
}
