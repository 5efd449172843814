import type { SpeakerKind } from "../attribution/attribution.ts";
import { CLAIM_RULES } from "../claims/claims-of.ts";
import { MAIN_EVENT } from "../claims/main-event.ts";
import { PREDICATE_WORDS } from "../claims/predicate-words.ts";
import type { CaseState } from "../cases/case-state.ts";
import type { CaseClaim, ClaimStep } from "../cases/decided-claims.ts";
import type { Exhibit } from "../cases/exhibits.ts";
import type { Hypothesis } from "../cases/hypotheses.ts";
import { sourceGradeOf } from "../cases/source-grades.ts";
import { type Comparison, rangeText, type Verdict, type Version } from "../comparison/compare.ts";
import {
  heldOf,
  hedgeText,
  recordingOf,
  recordText,
  type ReportHeld,
  type ReportRecording,
} from "./report-recordings.ts";
import { isOneOf } from "../text/one-of.ts";
import { sliceOf, type Span } from "../text/span.ts";

/** Of the page and what stands on it: the same case gives other bytes with another number. Reports before 2 name none. */
export const REPORT_LAYOUT = 3;

/** One sentence of a report with what it rests on. */
export interface ReportClaim {
  readonly id: string;
  readonly account: string;
  readonly start: number;
  readonly end: number;
  /** Exactly what stands there, so that anybody can check it. */
  readonly quote: string;
  readonly speaker: string;
  readonly speakerKind: SpeakerKind;
  readonly value: string;
  readonly hedges: readonly string[];
  readonly status: string;
  readonly rule: string;
  /** How it was proposed or made, where people changed it since. */
  readonly original: { readonly says: string; readonly speaker: string } | null;
  /** Who decided what about it, in order. */
  readonly decisions: readonly ClaimStep[];
  readonly grade: ReportGrade;
}

/** Admiralty grades, the source's and the information's apart; null where nobody gave one. */
export interface ReportGrade {
  readonly source: {
    readonly of: string;
    readonly reliability: string;
    readonly by: string;
  } | null;
  readonly information: number | null;
}

export interface ReportVersion {
  readonly says: string;
  readonly independentOrigins: number;
  readonly origins: readonly string[];
  readonly claims: readonly ReportClaim[];
  /** How it stands to each recording. */
  readonly recorded: readonly ReportHeld[];
}

/** How one version stands to others, as data and in words. */
export interface ReportRelation {
  readonly verdict: Verdict;
  readonly text: string;
}

export interface ReportFact {
  readonly question: string;
  readonly event: string;
  readonly population: string | null;
  readonly finding: string;
  readonly versions: readonly ReportVersion[];
  readonly relations: readonly ReportRelation[];
}

/** A report as data: what the HTML shows, and what `tocsin case verify` checks. */
export interface CaseReport {
  readonly format: "tocsin case report 1";
  /** Of the rules that proposed its claims: others may propose other claims. */
  readonly rules: number;
  readonly layout: number;
  readonly title: string;
  readonly accounts: readonly {
    readonly id: string;
    readonly title: string;
    readonly source: string;
    readonly sha256: string;
    readonly published: string | null;
    readonly language: string;
    readonly read: boolean;
  }[];
  readonly facts: readonly ReportFact[];
  readonly recordings: readonly ReportRecording[];
  readonly copies: readonly { readonly accounts: string; readonly passages: number }[];
  /** Claims that people rejected, split or merged, with who and why: they count nowhere. */
  readonly setAside: readonly ReportClaim[];
  readonly lifted: readonly {
    readonly account: string;
    readonly quote: string;
    readonly by: string;
    readonly reason: string;
  }[];
  /** Where people said that claims go back to one statement, or that they do not. */
  readonly originDecisions: readonly {
    readonly id: string;
    readonly kind: "join" | "part";
    readonly claims: readonly {
      readonly id: string;
      readonly account: string;
      readonly speaker: string;
    }[];
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
  readonly hypotheses: readonly Hypothesis[];
  readonly exhibits: readonly Exhibit[];
  /** Other cases that this one names. Nothing of them is counted or compared here. */
  readonly linked: readonly {
    readonly caseId: string;
    readonly title: string;
    readonly sequence: number;
    readonly chain: string;
    readonly reason: string;
    readonly by: string;
  }[];
  /** Decisions about claims that the rules of this report do not propose. */
  readonly withoutEffect: number;
}

/** The report of a case; the same case gives the same report, to the letter. */
export function reportOf(state: CaseState): CaseReport {
  const facts = state.comparisons.map((comparison) => factOf(state, comparison));
  return {
    format: "tocsin case report 1",
    rules: CLAIM_RULES,
    layout: REPORT_LAYOUT,
    title: state.title,
    accounts: state.accounts.map(
      ({ id, title, source, sha256, published, language, supported }) => ({
        id,
        title,
        source,
        sha256,
        published,
        language,
        read: supported,
      }),
    ),
    facts: facts.toSorted(
      (a, b) =>
        rank(a) - rank(b) || (a.question < b.question ? -1 : a.question > b.question ? 1 : 0),
    ),
    recordings: state.recordings.map(recordingOf),
    copies: copiesOf(state),
    setAside: state.claims
      .filter(({ status }) => status === "rejected")
      .map((claim) => claimOf(state, claim)),
    lifted: state.lifted.map(({ accountId, span, by, reason }) => ({
      account: accountId,
      quote: quoteOf(state, accountId, span),
      by,
      reason,
    })),
    originDecisions: state.originDecisions.map(({ claimIds, ...decision }) => ({
      ...decision,
      claims: claimIds.flatMap((wanted) =>
        state.claims
          .filter(({ id }) => id === wanted)
          .map(({ id, accountId, speaker }) => ({ id, account: accountId, speaker: speaker.name })),
      ),
    })),
    hypotheses: state.hypotheses,
    exhibits: state.exhibits,
    linked: state.linked.map(({ caseId, title, sequence, chain, reason, by }) => ({
      caseId,
      title,
      sequence,
      chain,
      reason,
      by,
    })),
    withoutEffect: state.unapplied.length,
  };
}

/** Contradictions first, then drift, then the rest; what concerns another event last. */
function rank({ relations, event }: ReportFact): number {
  const has = (wanted: Verdict): boolean => relations.some(({ verdict }) => verdict === wanted);
  const own = has("contradiction") ? 0 : has("drift") ? 1 : 2;
  return event === MAIN_EVENT ? own : own + 10;
}

function factOf(state: CaseState, comparison: Comparison): ReportFact {
  const versions = comparison.versions.map((version) => versionOf(state, version));
  return {
    question: PREDICATE_WORDS[comparison.predicate],
    event: comparison.event,
    population: comparison.population,
    finding: `${findingOf(comparison, versions)}${hedgeText(comparison, versions)}${recordText(versions)}`,
    versions,
    relations: relationsOf(comparison, versions),
  };
}

/** How versions stand to each other. One that stands alike to several, and for the same reason, is told once. */
function relationsOf(
  { relations }: Comparison,
  versions: readonly ReportVersion[],
): readonly ReportRelation[] {
  const alike = new Map<
    string,
    {
      readonly a: number;
      readonly verdict: Verdict;
      readonly reason: string;
      readonly others: number[];
    }
  >();
  for (const { a, b, verdict, reason } of relations) {
    if (verdict === "equal") continue;
    const key = `${a} ${verdict} ${reason}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { a, verdict, reason, others: [b] });
    else known.others.push(b);
  }
  const says = (index: number): string => `“${versions[index]?.says ?? ""}”`;
  return [...alike.values()].map(({ a, verdict, reason, others }) => ({
    verdict,
    text: `${says(a)} and ${others.map(says).join(", ")}: ${VERDICT_WORDS[verdict]} (${reason}).`,
  }));
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  equal: "the same",
  compatible: "compatible",
  contradiction: "they contradict each other",
  drift: "changed on the way",
  "different-population": "not of the same people",
  corrected: "taken back by the same account",
};

/** The claims of each state by their ids: every version of every fact looks its own up. */
const claimsFound = new WeakMap<CaseState, ReadonlyMap<string, CaseClaim>>();

function claimsById(state: CaseState): ReadonlyMap<string, CaseClaim> {
  const known = claimsFound.get(state);
  if (known !== undefined) return known;
  const found = new Map(state.claims.map((claim) => [claim.id, claim]));
  claimsFound.set(state, found);
  return found;
}

function versionOf(state: CaseState, version: Version): ReportVersion {
  const claims = version.claimIds.flatMap((id) => claimsById(state).get(id) ?? []);
  return {
    says: saysOf(version),
    independentOrigins: version.origins.length,
    origins: version.origins.map(
      (id) => state.origins.find((origin) => origin.id === id)?.name ?? id,
    ),
    claims: claims.map((claim) => claimOf(state, claim)),
    recorded: heldOf(state, version.claimIds),
  };
}

export function saysOf({
  value,
  count,
  polarity,
}: Pick<Version, "value" | "count" | "polarity">): string {
  const what =
    count === null
      ? value
      : `${rangeText(count)}${count.approximate ? " or so" : ""}${value === "" ? "" : ` (${value})`}`;
  if (polarity === "unknown") return `not known`;
  // "no" and "none" deny by themselves.
  const denied = polarity === "deny" && (count !== null || !isOneOf(value, "no|none|nobody"));
  return denied ? `not ${what}` : what;
}

function claimOf(state: CaseState, claim: CaseClaim): ReportClaim {
  const { start, end } = claim.span;
  return {
    id: claim.id,
    account: claim.accountId,
    start,
    end,
    quote: quoteOf(state, claim.accountId, claim.span),
    speaker: claim.speaker.name,
    speakerKind: claim.speaker.kind,
    value: claim.value,
    hedges: claim.hedges,
    status: claim.status,
    rule: claim.rule,
    original:
      claim.original === null
        ? null
        : { says: saysOf(claim.original), speaker: claim.original.speaker.name },
    decisions: claim.steps,
    grade: gradeOf(state, claim),
  };
}

function quoteOf({ accounts }: CaseState, accountId: string, span: Span): string {
  const account = accounts.find(({ id }) => id === accountId);
  return account === undefined ? "" : sliceOf(account.text, span);
}

function gradeOf({ sourceGrades }: CaseState, claim: CaseClaim): ReportGrade {
  const grade = sourceGradeOf(claim, sourceGrades);
  return {
    source:
      grade === null
        ? null
        : { of: grade.source.name, reliability: grade.reliability, by: grade.by },
    information: claim.credibility,
  };
}

/** One sentence that says what can be said, and no more. */
function findingOf(
  { figures, versions, relations }: Comparison,
  own: readonly ReportVersion[],
): string {
  const contradicts = relations.some(({ verdict }) => verdict === "contradiction");
  if (figures !== null) {
    const range =
      figures.most === null
        ? `${figures.least} or more`
        : figures.least === figures.most
          ? `${figures.least}`
          : `${figures.least} to ${figures.most}`;
    const two =
      figures.twoOrigins === null
        ? "no figure has two independent origins"
        : `two independent origins give ${figures.twoOrigins}`;
    return `Said: ${range}; the most conservative figure is ${figures.conservative}; ${two}.`;
  }
  const [only] = own;
  if (versions.length === 1 && only !== undefined)
    return only.independentOrigins === 1
      ? `One origin says: ${only.says}.${only.claims.length > 1 ? ` It stands in ${new Set(only.claims.map(({ account }) => account)).size} account(s), and has one origin all the same.` : ""}`
      : `${only.independentOrigins} independent origins say: ${only.says}.`;
  return contradicts ? "What is said cannot all be so." : "What is said can all be so.";
}

function copiesOf({ passages }: CaseState): CaseReport["copies"] {
  const pairs = new Map<string, number>();
  for (const { a, b } of passages) {
    const key = `${a.accountId} and ${b.accountId}`;
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  return [...pairs].map(([accounts, count]) => ({ accounts, passages: count }));
}
