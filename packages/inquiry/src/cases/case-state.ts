import type { Account } from "../account/account.ts";
import { type Comparison, compareClaims } from "../comparison/compare.ts";
import { type Origin, originsOf } from "../origins/origins.ts";
import type { SharedPassage } from "../origins/passages.ts";
import { type HeldClaim, holdAgainst } from "../recording/hold-against.ts";
import { type KeptRecording, recordingSchema } from "../recording/recording.ts";
import type { ActionOf, CaseAction } from "./case-action.ts";
import { CaseReadings } from "./case-readings.ts";
import { type CaseClaim, decideClaims } from "./decided-claims.ts";
import { decideOrigins, type OriginDecision, type OriginPairs, saidOf } from "./decided-origins.ts";
import { type Exhibit, exhibitsOf } from "./exhibits.ts";
import { type Hypothesis, hypothesesOf } from "./hypotheses.ts";
import { type SourceGrade, sourceGradesOf } from "./source-grades.ts";

/** All that a case holds, worked out from its actions and the texts of its accounts. */
export interface CaseState {
  readonly title: string;
  readonly accounts: readonly Account[];
  readonly claims: readonly CaseClaim[];
  readonly passages: readonly SharedPassage[];
  readonly origins: readonly Origin[];
  /** What people decided about origins, and holds. */
  readonly originDecisions: readonly OriginDecision[];
  /** The same, of any two claims. */
  readonly originPairs: OriginPairs;
  readonly comparisons: readonly Comparison[];
  readonly recordings: readonly KeptRecording[];
  /** Claims held against the recordings; empty where there is none. */
  readonly held: readonly HeldClaim[];
  readonly sourceGrades: readonly SourceGrade[];
  /** Labels of furniture that people took away, so that the text under them is read. */
  readonly lifted: readonly ActionOf<"lift">[];
  /** Decisions about claims that are not there, such as those that other rules proposed. */
  readonly unapplied: readonly CaseAction[];
  readonly exhibits: readonly Exhibit[];
  readonly hypotheses: readonly Hypothesis[];
  /** Other cases. Nothing of them is counted or compared here. */
  readonly linked: readonly ActionOf<"link-case">[];
}

/**
 * Replays a case. `textOf` gives the text of an account, and of what a recording says, by its SHA-256; `readings` is kept by who replays it more
 * than once.
 */
export function replayCase(
  actions: readonly CaseAction[],
  textOf: (sha256: string) => string,
  readings: CaseReadings = new CaseReadings(),
): CaseState {
  const accounts = accountsOf(actions, textOf, readings);
  const read = readings.read(accounts);
  const { claims, unapplied } = decideClaims(
    read.flatMap(({ proposals }) => proposals),
    actions,
  );
  const live = claims.filter(({ status }) => status !== "rejected" && status !== "suggested");
  const passages = readings.passages(read);
  const decided = decideOrigins(live, originsOf(live, passages), actions);
  const { origins, pairs: originPairs } = decided;
  const recordings = recordingsOf(actions, textOf);
  const exhibits = exhibitsOf(actions);
  return {
    title: actions.findLast((action) => action.kind === "case")?.title ?? "",
    accounts,
    claims,
    passages,
    origins,
    originDecisions: decided.decisions,
    originPairs,
    comparisons: compareClaims(live, origins, passages, saidOf(originPairs)),
    recordings,
    held: holdAgainst(live, accounts, recordings),
    sourceGrades: sourceGradesOf(actions),
    lifted: liftedIn(actions),
    unapplied,
    exhibits,
    hypotheses: hypothesesOf(actions, {
      claims,
      origins,
      originPairs,
      passages,
      recordings,
      exhibits,
    }),
    linked: actions.filter((action) => action.kind === "link-case"),
  };
}

function accountsOf(
  actions: readonly CaseAction[],
  textOf: (sha256: string) => string,
  readings: CaseReadings,
): readonly Account[] {
  const allLifted = liftedIn(actions);
  return actions.flatMap((action) => {
    if (action.kind !== "account") return [];
    const { accountId, sha256, source, title, published } = action;
    const account = readings.account({
      id: accountId,
      sha256,
      source,
      title,
      published,
      text: textOf(sha256),
    });
    const lifted = allLifted.filter((each) => each.accountId === accountId);
    const kept = account.furniture.filter(
      (label) => !lifted.some(({ span }) => span.start === label.start && span.end === label.end),
    );
    return [{ ...account, furniture: kept }];
  });
}

/** The labels that are lifted: what was labelled again is not. */
function liftedIn(actions: readonly CaseAction[]): readonly ActionOf<"lift">[] {
  const lifted = new Map<string, ActionOf<"lift">>();
  for (const action of actions) {
    if (action.kind !== "lift" && action.kind !== "relabel") continue;
    const key = `${action.span.start} ${action.span.end} ${action.accountId}`;
    if (action.kind === "lift") lifted.set(key, action);
    else lifted.delete(key);
  }
  return [...lifted.values()];
}

function recordingsOf(
  actions: readonly CaseAction[],
  textOf: (sha256: string) => string,
): readonly KeptRecording[] {
  return actions.flatMap((action) => {
    if (action.kind !== "recording") return [];
    const { recordingId, name, source, chain, lastSequence, sha256 } = action;
    const recording = recordingSchema.parse(JSON.parse(textOf(sha256)));
    const notional = action.notional || recording.notional;
    const bundle = action.bundle ?? null;
    const kept = { id: recordingId, name, source, chain, lastSequence, bundle, sha256, notional };
    return [{ ...kept, recording }];
  });
}
