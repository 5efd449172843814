import { contains, type Span } from "../text/span.ts";
import type { ActionOf, CaseAction } from "./case-action.ts";
import type { CaseState } from "./case-state.ts";
import { claimIdOf } from "./claim-id.ts";
import type { CaseClaim } from "./decided-claims.ts";
import { isSameTarget, type LinkTarget } from "./exhibits.ts";
import { speaks } from "./hypotheses.ts";
import { joinRefusal, partRefusal } from "./origin-refusal.ts";

/**
 * Why an action cannot be done in a case as it stands, in words; null where it can. What is refused here would be without effect when the case
 * is replayed, so nobody should write it.
 */
export function refusalOf(state: CaseState, action: CaseAction): string | null {
  switch (action.kind) {
    case "case":
      return null;
    case "ask-to-join":
    case "member":
    case "draft":
    case "statement":
    case "publish":
      return "members and reports are judged with their signatures (publicationRefusal)";
    case "account":
      return state.accounts.some(({ id }) => id === action.accountId)
        ? `the case has an account ${action.accountId} already`
        : null;
    case "recording":
      return state.recordings.some(({ id }) => id === action.recordingId)
        ? `the case has a recording ${action.recordingId} already`
        : null;
    case "exhibit":
    case "hand-over":
    case "verify-exhibit":
    case "link-exhibit":
    case "unlink-exhibit":
      return ofExhibit(state, action);
    case "hypothesis":
      return state.hypotheses.some(({ id }) => id === action.hypothesisId)
        ? `the case has a hypothesis ${action.hypothesisId} already`
        : null;
    case "revise-hypothesis":
      return hypothesisRefusal(state, action.hypothesisId);
    case "weigh":
      return hypothesisRefusal(state, action.hypothesisId) ?? evidenceRefusal(state, action);
    case "conclude":
      return hypothesisRefusal(state, action.hypothesisId);
    case "link-case":
      return state.linked.some(({ chain }) => chain === action.chain)
        ? "the case is linked to that one already, as it stands"
        : null;
    case "lift":
      return liftRefusal(state, action);
    case "relabel":
      return relabelRefusal(state, action);
    case "join-origins":
      return joinRefusal(state, action);
    case "part-origin":
      return partRefusal(state, action);
    case "drop-origin-decision":
      return state.originDecisions.some(({ id }) => id === action.decisionId)
        ? null
        : `no decision ${action.decisionId} about origins holds in the case`;
    case "claim":
    case "suggest":
      return placeRefusal(state, action.accountId, action.span);
    case "grade-source":
      return sourceRefusal(state, action);
    case "decide":
    case "attribute":
    case "edit":
    case "split":
    case "merge":
    case "grade-information": {
      const claim = claimIn(state, action.claimId);
      if (claim === undefined) return noClaim(action.claimId);
      if (action.kind === "split") return splitRefusal(state, claim, action);
      return action.kind === "merge" ? mergeRefusal(state, claim, action) : null;
    }
  }
}

function ofExhibit(
  state: CaseState,
  action: ActionOf<"exhibit" | "hand-over" | "verify-exhibit" | "link-exhibit" | "unlink-exhibit">,
): string | null {
  const { exhibitId, kind } = action;
  const missing = exhibitRefusal(state, exhibitId);
  if (kind === "exhibit")
    return missing === null ? `the case has an exhibit ${exhibitId} already` : null;
  if (missing !== null || kind === "hand-over" || kind === "verify-exhibit") return missing;
  if (kind === "unlink-exhibit")
    return isLinked(state, action) ? null : `${exhibitId} is not linked to that`;
  if (action.to.kind === "exhibit" && action.to.exhibitId === exhibitId)
    return "an exhibit cannot be linked to itself";
  return (
    targetRefusal(state, action.to) ??
    (isLinked(state, action) ? `${exhibitId} is linked to that already` : null)
  );
}

const exhibitRefusal = ({ exhibits }: CaseState, exhibitId: string): string | null =>
  exhibits.some(({ id }) => id === exhibitId) ? null : `the case has no exhibit ${exhibitId}`;

const isLinked = (
  { exhibits }: CaseState,
  { exhibitId, to }: ActionOf<"link-exhibit" | "unlink-exhibit">,
): boolean =>
  exhibits.some(
    ({ id, links }) => id === exhibitId && links.some((link) => isSameTarget(link.to, to)),
  );

const hypothesisRefusal = ({ hypotheses }: CaseState, hypothesisId: string): string | null =>
  hypotheses.some(({ id }) => id === hypothesisId)
    ? null
    : `the case has no hypothesis ${hypothesisId}`;

/** What an exhibit is linked to must be in the case; tracks and records are of one of its recordings. */
function targetRefusal(state: CaseState, to: LinkTarget): string | null {
  if (to.kind === "claim") return claimIn(state, to.claimId) ? null : noClaim(to.claimId);
  if (to.kind === "exhibit") return exhibitRefusal(state, to.exhibitId);
  const recording = state.recordings.find(({ id }) => id === to.recordingId);
  if (recording === undefined) return `the case has no recording ${to.recordingId}`;
  if (to.kind === "track" && !recording.recording.objects.some(({ id }) => id === to.trackId))
    return `recording ${recording.id} holds no track ${to.trackId} near the place`;
  return to.kind === "record" && to.sequence > recording.lastSequence
    ? `recording ${recording.id} ends at record ${recording.lastSequence}`
    : null;
}

/** A notional recording shows what would be recorded if, and a rejected claim counts nowhere: neither bears on a finding. */
function evidenceRefusal(state: CaseState, { evidence, bears }: ActionOf<"weigh">): string | null {
  const missing = targetRefusal(state, evidence);
  if (missing !== null || bears === "neither" || speaks(state, evidence)) return missing;
  return evidence.kind === "recording"
    ? `recording ${evidence.recordingId} is notional, and bears on no finding`
    : "a claim that was set aside, or that a model suggested and nobody accepted, bears on nothing";
}

const claimIn = ({ claims }: CaseState, claimId: string): CaseClaim | undefined =>
  claims.find(({ id }) => id === claimId);

const noClaim = (claimId: string): string => `the case has no claim ${claimId}`;

function placeRefusal({ accounts }: CaseState, accountId: string, span: Span): string | null {
  const account = accounts.find(({ id }) => id === accountId);
  if (account === undefined) return `the case has no account ${accountId}`;
  return span.end > account.text.length
    ? `account ${accountId} ends at ${account.text.length}, before ${span.end}`
    : null;
}

function liftRefusal(state: CaseState, { accountId, span }: ActionOf<"lift">): string | null {
  const account = state.accounts.find(({ id }) => id === accountId);
  if (account === undefined) return `the case has no account ${accountId}`;
  return account.furniture.some(({ start, end }) => start === span.start && end === span.end)
    ? null
    : `nothing in account ${accountId} is labelled from ${span.start} to ${span.end}`;
}

function relabelRefusal(
  { lifted }: CaseState,
  { accountId, span }: ActionOf<"relabel">,
): string | null {
  return lifted.some(
    (each) =>
      each.accountId === accountId && each.span.start === span.start && each.span.end === span.end,
  )
    ? null
    : `no label was lifted in account ${accountId} from ${span.start} to ${span.end}`;
}

function sourceRefusal(
  { accounts, claims }: CaseState,
  { source }: ActionOf<"grade-source">,
): string | null {
  if (source.kind === "account")
    return accounts.some(({ id }) => id === source.name)
      ? null
      : `the case has no account ${source.name}`;
  return claims.some(({ speaker }) => speaker.name === source.name)
    ? null
    : `nobody called “${source.name}” says anything in the case`;
}

function splitRefusal(
  state: CaseState,
  claim: CaseClaim,
  { parts }: ActionOf<"split">,
): string | null {
  if (claim.replacedBy.length > 0) return `${claim.id} was split or merged already`;
  const ids = parts.map(({ span, value }) =>
    claimIdOf(claim.accountId, span, claim.predicate, value ?? claim.value),
  );
  if (parts.some(({ span }) => !contains(claim.span, span)))
    return "a part lies outside the claim's words";
  const known = ids.find((id, i) => ids.indexOf(id) !== i || claimIn(state, id) !== undefined);
  return known === undefined ? null : `there is a claim ${known} already`;
}

function mergeRefusal(
  state: CaseState,
  claim: CaseClaim,
  { into: intoId }: ActionOf<"merge">,
): string | null {
  const into = claimIn(state, intoId);
  if (into === undefined) return noClaim(intoId);
  if (claim.replacedBy.length > 0) return `${claim.id} was split or merged already`;
  if (into.id === claim.id) return "a claim cannot be merged into itself";
  if (into.status === "rejected") return `${intoId} is rejected`;
  if (into.status === "suggested") return `${intoId} is a model's suggestion that nobody accepted`;
  return into.accountId === claim.accountId && into.predicate === claim.predicate
    ? null
    : "only two claims of one account and one kind can be one: what several accounts say is compared";
}
