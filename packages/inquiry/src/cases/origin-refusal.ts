import type { ActionOf } from "./case-action.ts";
import type { CaseState } from "./case-state.ts";
import type { CaseClaim } from "./decided-claims.ts";

type Decision = ActionOf<"join-origins" | "part-origin">;

/** Why claims cannot be said to go back to one statement; null where they can. */
export function joinRefusal(state: CaseState, action: ActionOf<"join-origins">): string | null {
  const known = claimsRefusal(state, action);
  if (known !== null) return known;
  return groupsOf(state, action).length > 1
    ? null
    : "they have one origin already: there is nothing to join";
}

/** Why claims cannot be said to go back to another statement than others; null where they can. */
export function partRefusal(state: CaseState, action: ActionOf<"part-origin">): string | null {
  const known = claimsRefusal(state, action);
  if (known !== null) return known;
  const [group, other] = groupsOf(state, action);
  if (group === undefined || other !== undefined)
    return "they have several origins already: name claims of one of them";
  return group.claimIds.length > action.claimIds.length
    ? null
    : "they are all that goes back to that origin: name those that do not belong to it";
}

const groupsOf = (
  { origins }: CaseState,
  { claimIds }: Decision,
): readonly CaseState["origins"][number][] =>
  origins.filter((origin) => origin.claimIds.some((id) => claimIds.includes(id)));

function claimsRefusal(state: CaseState, { claimIds, decisionId }: Decision): string | null {
  if (state.originDecisions.some(({ id }) => id === decisionId))
    return `the case has a decision ${decisionId} about origins already`;
  const claims: CaseClaim[] = [];
  for (const claimId of claimIds) {
    const claim = state.claims.find(({ id }) => id === claimId);
    if (claim === undefined) return `the case has no claim ${claimId}`;
    if (claim.status === "rejected") return `${claimId} was set aside, and counts nowhere`;
    claims.push(claim);
  }
  const [first] = claims;
  return claims.every(
    ({ predicate, event }) => predicate === first?.predicate && event === first.event,
  )
    ? null
    : "only what is said of one fact of one event can go back to one statement";
}
