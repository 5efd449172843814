import type {
  DeskAccount,
  DeskCase,
  DeskClaim,
  DeskCopy,
  DeskFact,
  DeskHypothesis,
  DeskRecording,
  DeskSide,
  DeskSourceGrade,
  DeskThing,
} from "@tocsin/sdk";
import type { Account } from "../account/account.ts";
import { SPEAKER_KINDS } from "../attribution/attribution.ts";
import type { CaseState } from "../cases/case-state.ts";
import type { CaseClaim } from "../cases/decided-claims.ts";
import type { Evidence, Hypothesis } from "../cases/hypotheses.ts";
import { type SourceGrade, sourceGradeOf } from "../cases/source-grades.ts";
import { PREDICATES } from "../claims/claim.ts";
import { MAIN_EVENT } from "../claims/main-event.ts";
import { PREDICATE_WORDS } from "../claims/predicate-words.ts";
import type { Comparison, Verdict } from "../comparison/compare.ts";
import type { SharedPassage } from "../origins/passages.ts";
import { leftOutText } from "../recording/left-out.ts";
import type { KeptRecording } from "../recording/recording.ts";
import { reportOf, saysOf } from "../report/case-report.ts";
import { timelineOf } from "../timeline/timeline.ts";
import { RECORD_VERDICT_WORDS } from "../report/report-recordings.ts";

/** What a desk adds: who sits there, what can be taken back, minutes; and what lies in files beside the journal. */
export type DeskOfCase = Omit<
  DeskCase,
  "by" | "lastDone" | "minutes" | "exhibits" | "publication" | "linked"
>;

/** A case as its desk shows it; what only the desk itself knows (who sits there, what can be taken back, minutes) it adds. */
export function deskCaseOf(state: CaseState): DeskOfCase {
  return {
    title: state.title,
    accounts: state.accounts.map(accountOf),
    claims: state.claims.map((claim) => claimOf(claim, state)).toSorted(byPlace),
    facts: factsOf(state),
    origins: state.origins,
    copies: copiesOf(state.passages),
    originDecisions: state.originDecisions.map(({ id, kind, claimIds, reason, by }) => ({
      id,
      kind,
      claimIds,
      reason,
      by,
    })),
    lifted: state.lifted.map(({ accountId, span, by, reason }) => ({
      accountId,
      ...span,
      by,
      reason,
    })),
    sourceGrades: state.sourceGrades.map(gradeOf),
    things: thingsOf(state),
    recordings: state.recordings.map(recordingOf),
    timeline: timelineOf(state),
    hypotheses: state.hypotheses.map((hypothesis) => hypothesisOf(state, hypothesis)),
    mainEvent: MAIN_EVENT,
    questions: PREDICATES.map((predicate) => ({
      predicate,
      question: PREDICATE_WORDS[predicate],
    })),
    speakerKinds: SPEAKER_KINDS,
  };
}

function accountOf(account: Account): DeskAccount {
  const { id, title, source, published, language, supported, text, furniture } = account;
  return {
    id,
    title,
    source,
    published,
    language,
    read: supported,
    characters: text.length,
    furniture: furniture.map(({ start, end, kind }) => ({ start, end, kind })),
  };
}

const gradeOf = ({ source, reliability, by, reason }: SourceGrade): DeskSourceGrade => ({
  of: source.name,
  kind: source.kind,
  reliability,
  by,
  reason,
});

const thingsOf = ({ exhibits, recordings }: CaseState): readonly DeskThing[] => [
  ...exhibits.map(({ id, kind, takenBy }) => ({
    id,
    kind: "exhibit" as const,
    says: `${kind}, by ${takenBy}`,
    notional: false,
  })),
  ...recordings.map(({ id, name, notional }) => ({
    id,
    kind: "recording" as const,
    says: name,
    notional,
  })),
];

function recordingOf({ id, name, notional, bundle, recording }: KeptRecording): DeskRecording {
  const { site, place, fromAt: from, toAt: to } = recording;
  const left = (recording.bundle?.leftOut ?? []).map(leftOutText);
  return {
    id,
    name,
    site,
    place,
    from,
    to,
    notional,
    bundle: bundle === null ? null : { leftOut: left, vouched: bundle.vouched },
  };
}

function claimOf(claim: CaseClaim, { held, sourceGrades }: CaseState): DeskClaim {
  const { original } = claim;
  const grade = sourceGradeOf(claim, sourceGrades);
  return {
    id: claim.id,
    accountId: claim.accountId,
    span: claim.span,
    predicate: claim.predicate,
    says: saysOf(claim),
    value: claim.value,
    least: claim.count?.min ?? null,
    most: claim.count?.max ?? null,
    population: claim.population,
    speaker: claim.speaker.name,
    speakerKind: claim.speaker.kind,
    via: claim.speaker.via,
    hedges: claim.hedges,
    polarity: claim.polarity,
    credibility: claim.credibility,
    reliability: grade === null ? null : gradeOf(grade),
    replacedBy: claim.replacedBy,
    otherEvent: otherEvent(claim.event),
    rule: claim.rule,
    status: claim.status,
    decision: claim.decision,
    proposed: original === null ? null : `${saysOf(original)}, said by ${original.speaker.name}`,
    held: held
      .filter(({ claimId }) => claimId === claim.id)
      .map(({ recordingId, verdict, reason, notional }) => ({
        recording: recordingId,
        verdict: RECORD_VERDICT_WORDS[verdict],
        reason,
        notional,
      })),
  };
}

function hypothesisOf(state: CaseState, hypothesis: Hypothesis): DeskHypothesis {
  const { id, text, conclusion, alarm, withdrawn, revisions } = hypothesis;
  const sideOf = ({ evidence, origins }: Hypothesis["for"]): DeskSide => ({
    evidence: evidence.map((each) => ({
      ...evidenceOf(state, each.evidence),
      kind: each.evidence.kind,
      reason: each.reason,
    })),
    origins,
  });
  return {
    id,
    text,
    for: sideOf(hypothesis.for),
    against: sideOf(hypothesis.against),
    conclusion,
    alarm,
    withdrawn,
    revisions: revisions.map((each) => ({ text: each.text, reason: each.reason, by: each.by })),
  };
}

function evidenceOf(
  { claims, exhibits, recordings }: CaseState,
  evidence: Evidence,
): { readonly id: string; readonly says: string } {
  if (evidence.kind === "claim") {
    const claim = claims.find(({ id }) => id === evidence.claimId);
    const says = claim === undefined ? "" : `${saysOf(claim)} – ${claim.speaker.name}`;
    return { id: evidence.claimId, says };
  }
  if (evidence.kind === "exhibit") {
    const exhibit = exhibits.find(({ id }) => id === evidence.exhibitId);
    return {
      id: evidence.exhibitId,
      says: exhibit === undefined ? "" : `${exhibit.kind}, by ${exhibit.takenBy}`,
    };
  }
  const recording = recordings.find(({ id }) => id === evidence.recordingId);
  return { id: evidence.recordingId, says: recording?.name ?? evidence.recordingId };
}

/** In the order in which a reader meets them. */
function byPlace(a: DeskClaim, b: DeskClaim): number {
  return (
    (a.accountId === b.accountId ? 0 : a.accountId < b.accountId ? -1 : 1) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    (a.id < b.id ? -1 : 1)
  );
}

const otherEvent = (event: string): string | null =>
  event === MAIN_EVENT ? null : event.replace(/^other: /, "");

/** In the order of the report: contradictions first. */
function factsOf(state: CaseState): readonly DeskFact[] {
  const left = [...state.comparisons];
  return reportOf(state).facts.flatMap(({ question, event, population, finding, versions }) => {
    const ids = versions.flatMap((version) => version.claims.map(({ id }) => id));
    const at = left.findIndex((comparison) => firstClaim(comparison) === ids[0]);
    const [comparison] = at === -1 ? [] : left.splice(at, 1);
    if (comparison === undefined) return [];
    const { relations, figures } = comparison;
    return {
      question,
      population,
      otherEvent: otherEvent(event),
      finding,
      versions: comparison.versions.map((version) => ({
        says: saysOf(version),
        origins: version.origins,
        claimIds: version.claimIds,
      })),
      relations: relations
        .filter(({ verdict }) => STANDS_OUT.has(verdict))
        .map(({ a, b, verdict }) => ({ a, b, verdict })),
      figures,
    };
  });
}

/** What a page marks. Of a long account all others are by far the most. */
const STANDS_OUT: ReadonlySet<Verdict> = new Set(["contradiction", "drift", "corrected"]);

const firstClaim = ({ versions }: Comparison): string | undefined => versions[0]?.claimIds[0];

function copiesOf(passages: readonly SharedPassage[]): readonly DeskCopy[] {
  const pairs = new Map<string, { a: string; b: string; passages: SharedPassage[] }>();
  for (const passage of passages) {
    const { a, b } = passage;
    const key = JSON.stringify([a.accountId, b.accountId]);
    const pair = pairs.get(key) ?? { a: a.accountId, b: b.accountId, passages: [] };
    pair.passages.push(passage);
    pairs.set(key, pair);
  }
  return [...pairs.values()].map(({ a, b, passages: shared }) => ({
    a,
    b,
    passages: shared.map((passage) => ({
      a: passage.a.span,
      b: passage.b.span,
      share: passage.share,
    })),
  }));
}
