import { type CaseState, claimIdOf, isSameTarget } from "@tocsin/inquiry";
import type { ActionOf, CaseAction } from "@tocsin/inquiry/case-action";
import { claimCountersOf, type Counter, TAKEN_BACK } from "./claim-counters.ts";

/**
 * The actions that undo one that is done next in a case as it stands. A journal loses nothing: what is taken back stands there twice, once done and
 * once undone. Null: it cannot be taken back, but must be decided anew.
 */
export function countersOf(before: CaseState, action: CaseAction): readonly Counter[] | null {
  switch (action.kind) {
    case "decide":
    case "attribute":
    case "edit":
    case "split":
    case "merge":
      return ofClaim(before, action.claimId);
    case "claim": {
      const { accountId, span, predicate, value } = action;
      return ofClaim(before, claimIdOf(accountId, span, predicate, value));
    }
    case "grade-information":
      return [
        {
          kind: action.kind,
          claimId: action.claimId,
          reason: TAKEN_BACK,
          credibility: claimIn(before, action.claimId)?.credibility ?? null,
        },
      ];
    case "grade-source":
      return [ofSource(before, action)];
    case "lift":
      return [{ ...placeOf(action), kind: "relabel", reason: TAKEN_BACK }];
    case "relabel":
      return [{ ...placeOf(action), kind: "lift", reason: TAKEN_BACK }];
    case "join-origins":
    case "part-origin":
      return [{ kind: "drop-origin-decision", decisionId: action.decisionId, reason: TAKEN_BACK }];
    case "drop-origin-decision":
      return ofDropped(before, action.decisionId);
    case "hypothesis":
      return [
        {
          kind: "revise-hypothesis",
          hypothesisId: action.hypothesisId,
          text: null,
          reason: TAKEN_BACK,
        },
      ];
    case "revise-hypothesis":
    case "weigh":
    case "conclude":
      return ofHypothesis(before, action);
    case "link-exhibit":
      return [{ ...linkOf(action), kind: "unlink-exhibit", reason: TAKEN_BACK }];
    case "unlink-exhibit":
      return [{ ...linkOf(action), kind: "link-exhibit", reason: reasonOfLink(before, action) }];
    // Not done at a desk, or not to be undone: what came in stays, and so does what people signed.
    case "case":
    case "account":
    case "recording":
    case "suggest":
    case "exhibit":
    case "hand-over":
    case "verify-exhibit":
    case "link-case":
    case "ask-to-join":
    case "member":
    case "draft":
    case "statement":
    case "publish":
      return null;
  }
}

const claimIn = ({ claims }: CaseState, claimId: string): CaseState["claims"][number] | undefined =>
  claims.find(({ id }) => id === claimId);

/** What was split or merged has others in its place: what they became since would be lost. */
function ofClaim(before: CaseState, claimId: string): readonly Counter[] | null {
  const claim = claimIn(before, claimId);
  if (claim !== undefined && claim.replacedBy.length > 0) return null;
  return claimCountersOf(claimId, claim ?? null);
}

const placeOf = ({
  accountId,
  span,
}: ActionOf<"lift" | "relabel">): Pick<ActionOf<"lift">, "accountId" | "span"> => ({
  accountId,
  span,
});

const linkOf = ({
  exhibitId,
  to,
}: ActionOf<"link-exhibit" | "unlink-exhibit">): Pick<
  ActionOf<"link-exhibit">,
  "exhibitId" | "to"
> => ({ exhibitId, to });

/** A link that is put back says why it was made. */
const reasonOfLink = (
  { exhibits }: CaseState,
  { exhibitId, to }: ActionOf<"unlink-exhibit">,
): string =>
  exhibits.find(({ id }) => id === exhibitId)?.links.find((link) => isSameTarget(link.to, to))
    ?.reason ?? TAKEN_BACK;

function ofSource({ sourceGrades }: CaseState, { source }: ActionOf<"grade-source">): Counter {
  const was = sourceGrades.find(
    (grade) => grade.source.kind === source.kind && grade.source.name === source.name,
  );
  return {
    kind: "grade-source",
    source,
    reliability: was?.reliability ?? null,
    reason: was?.reason ?? TAKEN_BACK,
  };
}

function ofDropped({ originDecisions }: CaseState, decisionId: string): readonly Counter[] | null {
  const was = originDecisions.find(({ id }) => id === decisionId);
  if (was === undefined) return null;
  const kind = was.kind === "join" ? "join-origins" : "part-origin";
  return [{ kind, decisionId, claimIds: [...was.claimIds], reason: was.reason }];
}

function ofHypothesis(
  { hypotheses }: CaseState,
  action: ActionOf<"revise-hypothesis" | "weigh" | "conclude">,
): readonly Counter[] | null {
  const { hypothesisId } = action;
  const was = hypotheses.find(({ id }) => id === hypothesisId);
  if (was === undefined) return null;
  if (action.kind === "revise-hypothesis") {
    const text = was.withdrawn ? null : was.text;
    return [{ kind: action.kind, hypothesisId, text, reason: TAKEN_BACK }];
  }
  if (action.kind === "conclude") {
    const { verdict, reason } = was.conclusion ?? { verdict: "open" as const, reason: TAKEN_BACK };
    return [{ kind: action.kind, hypothesisId, verdict, reason }];
  }
  const key = JSON.stringify(action.evidence);
  const [bears, found] =
    (["for", "against"] as const)
      .map(
        (side) =>
          [side, was[side].evidence.find((each) => JSON.stringify(each.evidence) === key)] as const,
      )
      .find(([, each]) => each !== undefined) ?? (["neither", undefined] as const);
  const reason = found?.reason ?? TAKEN_BACK;
  return [{ kind: action.kind, hypothesisId, evidence: action.evidence, bears, reason }];
}
