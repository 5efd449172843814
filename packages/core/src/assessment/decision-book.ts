import type { Mode } from "../policy/site-model.ts";
import type { ImpactComponent, Projection } from "../projection/projection.ts";
import type { Track } from "../tracking/track.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import { mostProbableClass } from "../tracking/most-probable-class.ts";
import type { AreaAssessment } from "./assess.ts";
import type { Verdict } from "./decide.ts";
import type { Decision, DecisionNumbers, DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** Sites with at most this many areas have every one decided by itself. */
const AREAS_ALWAYS_SINGLE = 8;
/** With more areas, one is decided by itself once the track came this near or this probable. */
const IN_PLAY_PROBABILITY = 1e-4;
const IN_PLAY_DISTANCE_M = 500;
/** A negative reason that only changes into another is recorded at most this often. */
const REASON_CHANGE_EVERY_US = 2_000_000;

interface Page {
  stage: DecisionStage;
  reasons: readonly ReasonCode[];
  verdict: Verdict;
  numbers: DecisionNumbers;
  recordedUs: TimeUs;
  everStaged: boolean;
  /** Number of the last decision recorded from this page. */
  number: number;
  impact: ImpactComponent | null;
}
interface Chapter {
  readonly pages: Map<AreaId, Page>;
  /** All areas never in play, as one. */
  rest: Page | null;
}
export interface DecisionBookState {
  readonly number: number;
  readonly chapters: readonly (readonly [
    TrackId,
    { readonly pages: readonly (readonly [AreaId, Page])[]; readonly rest: Page | null },
  ])[];
}

/** One area's verdict on a track, about to be entered. */
export interface Finding {
  readonly areaId: AreaId;
  readonly verdict: Verdict;
  readonly assessment: AreaAssessment;
  readonly projection: Projection;
}

/**
 * Decides which decisions are worth a record: the first, each change of stage, changes of the governing reason
 * (not more often than every two seconds), and the last of each track with its extremes. So the record stays
 * bounded however many tracks and areas there are.
 */
export class DecisionBook {
  readonly #mode: Mode;
  readonly #policyVersion: string;
  readonly #areaCount: number;
  #number = 0;
  #chapters = new Map<TrackId, Chapter>();

  constructor(options: { mode: Mode; policyVersion: string; areaCount: number }) {
    this.#mode = options.mode;
    this.#policyVersion = options.policyVersion;
    this.#areaCount = options.areaCount;
  }

  stageOf(trackId: TrackId, areaId: AreaId): DecisionStage {
    return this.#chapters.get(trackId)?.pages.get(areaId)?.stage ?? "none";
  }

  /** Number of the last recorded decision on this track and area; 0 when there is none. */
  lastNumberOf(trackId: TrackId, areaId: AreaId): number {
    return this.#chapters.get(trackId)?.pages.get(areaId)?.number ?? 0;
  }

  /** Enters the findings of one assessment of a track; returns the decisions to record. */
  enter(track: Track, findings: readonly Finding[], nowUs: TimeUs): readonly Decision[] {
    let chapter = this.#chapters.get(track.id);
    if (chapter === undefined) {
      chapter = { pages: new Map(), rest: null };
      this.#chapters.set(track.id, chapter);
    }
    const decisions: Decision[] = [];
    let rest: Finding | null = null;
    for (const finding of findings) {
      const page = chapter.pages.get(finding.areaId);
      if (page === undefined && !this.#inPlay(finding)) {
        if (rest === null || finding.verdict.probability > rest.verdict.probability) rest = finding;
        continue;
      }
      const next = turn(page, finding, track, nowUs);
      chapter.pages.set(finding.areaId, next.page);
      if (next.record) decisions.push(this.#decision(track, finding.areaId, next.page, nowUs, false));
    }
    if (rest !== null) {
      const next = turn(chapter.rest ?? undefined, rest, track, nowUs);
      const first = chapter.rest === null;
      chapter.rest = next.page;
      if (first) decisions.push(this.#decision(track, null, next.page, nowUs, false));
    }
    return decisions;
  }

  /** The track is over: its last decision for every area it was decided on. `broken`: it was lost while it mattered. */
  close(track: Track, broken: boolean, nowUs: TimeUs): readonly Decision[] {
    const chapter = this.#chapters.get(track.id);
    this.#chapters.delete(track.id);
    if (chapter === undefined) return [];
    const decisions: Decision[] = [];
    for (const [areaId, page] of chapter.pages) {
      if (broken && !page.everStaged && page.numbers.greatestProbability >= IN_PLAY_PROBABILITY)
        page.reasons = ["TRACK_BROKEN", ...page.reasons];
      decisions.push(this.#decision(track, areaId, page, nowUs, true));
    }
    if (chapter.rest !== null)
      decisions.push(this.#decision(track, null, chapter.rest, nowUs, true));
    return decisions;
  }

  snapshot(): DecisionBookState {
    return {
      number: this.#number,
      chapters: [...this.#chapters].map(([id, chapter]) => [
        id,
        {
          pages: [...chapter.pages].map(([area, page]) => [area, { ...page }]),
          rest: chapter.rest === null ? null : { ...chapter.rest },
        },
      ]),
    };
  }
  restore(state: DecisionBookState): void {
    this.#number = state.number;
    this.#chapters = new Map(
      state.chapters.map(([id, chapter]) => [
        id,
        {
          pages: new Map(chapter.pages.map(([area, page]) => [area, { ...page }])),
          rest: chapter.rest === null ? null : { ...chapter.rest },
        },
      ]),
    );
  }

  #inPlay({ verdict, assessment }: Finding): boolean {
    return (
      this.#areaCount <= AREAS_ALWAYS_SINGLE ||
      verdict.probability >= IN_PLAY_PROBABILITY ||
      assessment.missDistanceM <= IN_PLAY_DISTANCE_M
    );
  }

  #decision(
    track: Track,
    areaId: AreaId | null,
    page: Page,
    decidedUs: TimeUs,
    final: boolean,
  ): Decision {
    this.#number++;
    page.number = this.#number;
    return {
      number: this.#number,
      decidedUs,
      mode: this.#mode,
      trackId: track.id,
      areaId,
      stage: page.stage,
      reasons: page.reasons,
      rule: page.verdict.rule,
      policyVersion: this.#policyVersion,
      numbers: page.numbers,
      class: mostProbableClass(track.classProbabilities).class,
      stateUs: track.timeUs,
      state: [...track.estimates[0].mean.subarray(0, 6)],
      impact: page.impact,
      evidence: track.evidence,
      final,
    };
  }
}

/** The page after one more finding, and whether that is worth a record. */
function turn(
  before: Page | undefined,
  { verdict, assessment, projection }: Finding,
  track: Track,
  nowUs: TimeUs,
): { page: Page; record: boolean } {
  const stageChanged = before === undefined || before.stage !== verdict.stage;
  const reasonChanged =
    before !== undefined && familyOf(before.reasons[0]) !== familyOf(verdict.reasons[0]);
  const record =
    stageChanged ||
    (reasonChanged && nowUs - (before?.recordedUs ?? 0) >= REASON_CHANGE_EVERY_US);
  const numbers: DecisionNumbers = {
    probability: verdict.probability,
    threshold: verdict.threshold,
    existence: track.existence,
    missDistanceM: assessment.missDistanceM,
    missSigmas: assessment.missSigmas,
    arrivalFromUs: assessment.arrivalFromUs,
    arrivalToUs: assessment.arrivalToUs,
    greatestProbability: Math.max(
      verdict.probability,
      before?.numbers.greatestProbability ?? 0,
    ),
    leastMissDistanceM: Math.min(
      assessment.missDistanceM,
      before?.numbers.leastMissDistanceM ?? assessment.missDistanceM,
    ),
  };
  return {
    page: {
      stage: verdict.stage,
      reasons: record || !reasonChanged ? verdict.reasons : before.reasons,
      verdict,
      numbers,
      recordedUs: record ? nowUs : (before?.recordedUs ?? nowUs),
      everStaged: (before?.everStaged ?? false) || verdict.stage !== "none",
      number: before?.number ?? 0,
      impact: heaviestImpact(projection),
    },
    record,
  };
}

/** Whether the mean lies just inside or just outside makes no other reason: the probability was too low either way. */
const familyOf = (code: ReasonCode): ReasonCode =>
  code === "BELOW_THRESHOLD" ? "PREDICTED_MISS" : code;

function heaviestImpact(projection: Projection): ImpactComponent | null {
  let heaviest: ImpactComponent | null = null;
  for (const component of projection.components)
    if (component.kind === "impact" && component.weight > (heaviest?.weight ?? 0))
      heaviest = component;
  return heaviest;
}
