import type { ActionOf, CaseAction } from "@tocsin/inquiry/case-action";

/** One thing that somebody did in a case. */
export function caseActionText(action: CaseAction): string {
  switch (action.kind) {
    case "case":
      return `${action.by} began "${action.title}"`;
    case "account":
      return `${action.by} added account ${action.accountId} from ${action.source}`;
    case "decide":
      return `${action.by}: ${action.verdict} ${action.claimId} (${action.reason})`;
    case "attribute":
      return `${action.by}: ${action.claimId} is said by ${action.speaker} (${action.reason})`;
    case "claim":
      return `${action.by} claimed in ${action.accountId}: ${action.predicate} ${action.value}, said by ${action.speaker}`;
    case "suggest":
      return `the model ${action.model} at ${action.host} suggested in ${action.accountId}, asked by ${action.by}: ${action.predicate} ${action.value}, said by ${action.speaker}`;
    case "recording":
      return `${action.by} held the case against ${action.notional ? "the notional recording" : "recording"} ${action.recordingId}, ${action.name}, at ${action.asked.place}`;
    case "edit":
      return `${action.by} edited ${action.claimId} (${action.reason})`;
    case "split":
      return `${action.by} split ${action.claimId} in ${action.parts.length} (${action.reason})`;
    case "merge":
      return `${action.by} merged ${action.claimId} into ${action.into} (${action.reason})`;
    case "grade-information":
      return action.credibility === null
        ? `${action.by} took back the grade of the information of ${action.claimId} (${action.reason})`
        : `${action.by} graded the information of ${action.claimId} ${action.credibility} (${action.reason})`;
    case "grade-source":
      return action.reliability === null
        ? `${action.by} took back the grade of the source ${action.source.name} (${action.reason})`
        : `${action.by} graded the source ${action.source.name} ${action.reliability} (${action.reason})`;
    case "join-origins":
      return `${action.by}: ${action.claimIds.join(" and ")} go back to one statement (${action.decisionId}: ${action.reason})`;
    case "part-origin":
      return `${action.by}: ${action.claimIds.join(" and ")} go back to another statement than others (${action.decisionId}: ${action.reason})`;
    case "drop-origin-decision":
      return `${action.by} dropped ${action.decisionId} about origins (${action.reason})`;
    case "revise-hypothesis":
      return action.text === null
        ? `${action.by} withdrew ${action.hypothesisId} (${action.reason})`
        : `${action.by} put ${action.hypothesisId} in other words: ${action.text} (${action.reason})`;
    case "relabel":
      return `${action.by} put back a label in ${action.accountId} (${action.reason})`;
    case "exhibit":
    case "hand-over":
    case "verify-exhibit":
    case "link-exhibit":
    case "unlink-exhibit":
      return exhibitText(action);
    case "hypothesis":
      return `${action.by} put up ${action.hypothesisId}: ${action.text}`;
    case "weigh":
      return `${action.by}: a ${action.evidence.kind} bears ${action.bears} ${action.hypothesisId} (${action.reason})`;
    case "conclude":
      return `${action.by} concluded of ${action.hypothesisId}: ${action.verdict} (${action.reason})`;
    case "link-case":
      return `${action.by} linked the case to "${action.title}" (${action.reason})`;
    case "ask-to-join":
      return `${action.memberId} asks to be taken in`;
    case "member":
      return `${action.signedBy} says that ${action.memberId} is ${action.role} of the case`;
    case "draft":
      return `${action.by} put up version ${action.version} of the report, manifest ${action.manifest}`;
    case "statement":
      return `${action.memberId}: ${action.stance} version ${action.version} of the report${action.words === "" ? "" : ` (${action.words})`}`;
    case "publish":
      return `${action.by} published version ${action.version} of the report`;
    case "lift":
      return `${action.by} lifted a label in ${action.accountId} (${action.reason})`;
  }
}

function exhibitText(
  action: ActionOf<"exhibit" | "hand-over" | "verify-exhibit" | "link-exhibit" | "unlink-exhibit">,
): string {
  switch (action.kind) {
    case "exhibit":
      return `${action.by} added exhibit ${action.exhibitId}, ${action.exhibitKind} taken by ${action.takenBy}`;
    case "hand-over":
      return `${action.by}: ${action.exhibitId} went from ${action.from} to ${action.to} at ${action.when} (${action.reason})`;
    case "verify-exhibit":
      return `${action.by} verified time or place of ${action.exhibitId} (${action.reason})`;
    case "link-exhibit":
      return `${action.by} linked ${action.exhibitId} to a ${action.to.kind} (${action.reason})`;
    case "unlink-exhibit":
      return `${action.by} took back the link of ${action.exhibitId} to a ${action.to.kind} (${action.reason})`;
  }
}
