import type { Mode } from "../policy/site-model.ts";
import type { ImpactComponent, Projection } from "../projection/projection.ts";
import type { SecondOpinion } from "../second-path/second-path.ts";
import type { Track } from "../tracking/track.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import { mostProbableClass } from "../tracking/most-probable-class.ts";
import type { AreaAssessment } from "./assess.ts";
import type { Verdict } from "./decide.ts";
import type { Decision, DecisionStage } from "./decision.ts";
import {
  type Chapter,
  type ChapterState,
  chapterOf,
  chapterState,
  type Entry,
  type Page,
  type Sight,
} from "./decision-page.ts";
import type { Glance } from "./glance.ts";
import { Inheritance, type InheritanceState } from "./inheritance.ts";
import type { ReasonCode } from "./reason-codes.ts";

/** Sites with at most this many areas have every one decided by itself. */
const AREAS_ALWAYS_SINGLE = 8;
/** With more areas, one is decided by itself once the track came this near or this probable. */
export const IN_PLAY_PROBABILITY = 1e-4;
export const IN_PLAY_DISTANCE_M = 500;
/** A negative reason that only changes into another is recorded at most this often. */
const REASON_CHANGE_EVERY_US = 2_000_000;
/** Probabilities that differ by less are the same. */
const SAME_PROBABILITY = 1e-6;
/** An object lost within this time of its arrival has arrived … */
const ARRIVED_WITHIN_US = 10_000_000;
/** … and one that was projected to pass further off than this was not coming. */
const COMING_SIGMAS = 3;

export interface DecisionBookState {
  readonly number: number;
  readonly chapters: readonly (readonly [TrackId, ChapterState])[];
  readonly inheritance: InheritanceState;
}

/** The number of the latest decision, where several books count on. */
export interface DecisionNumbers {
  last: number;
}

/** One area's verdict on a track, about to be entered. */
export interface Finding {
  readonly areaId: AreaId;
  readonly verdict: Verdict;
  readonly assessment: AreaAssessment;
  readonly projection: Projection;
  /** What the second path says of it; left out where nothing is asked of it. */
  readonly secondPath?: SecondOpinion;
}

/**
 * Decides which decisions are worth a record: the first, each change of stage, changes of the governing reason
 * (not more often than every two seconds), and the last of each track with its extremes. So the record stays
 * bounded however many tracks and areas there are.
 */
export class DecisionBook {
  readonly #mode: Mode;
  #policyVersion: string;
  readonly #areaCount: number;
  readonly #numbers: DecisionNumbers;
  #chapters = new Map<TrackId, Chapter>();
  #inheritance = new Inheritance();

  constructor(options: {
    readonly mode: Mode;
    readonly policyVersion: string;
    readonly areaCount: number;
    readonly numbers?: DecisionNumbers;
  }) {
    this.#mode = options.mode;
    this.#policyVersion = options.policyVersion;
    this.#areaCount = options.areaCount;
    this.#numbers = options.numbers ?? { last: 0 };
  }

  /** Decisions are under another policy from now on. */
  setPolicyVersion(version: string): void {
    this.#policyVersion = version;
  }

  stageOf(trackId: TrackId, areaId: AreaId): DecisionStage {
    const page = this.#chapters.get(trackId)?.pages.get(areaId);
    return (page ?? this.#inheritance.of(trackId, areaId))?.stage ?? "none";
  }

  /** What governed the latest decision on the track and area, shared with others or not; null where there is none. */
  reasonOf(trackId: TrackId, areaId: AreaId): ReasonCode | null {
    const chapter = this.#chapters.get(trackId);
    return (chapter?.pages.get(areaId) ?? chapter?.rest)?.governing ?? null;
  }

  /** Since when the track has been above its threshold for the area without a break. */
  aboveSinceUs(trackId: TrackId, areaId: AreaId): TimeUs | null {
    const page = this.#chapters.get(trackId)?.pages.get(areaId);
    return (page ?? this.#inheritance.of(trackId, areaId))?.aboveSinceUs ?? null;
  }

  /**
   * Whether no area that the track was decided on by itself was near to a warning as it was found last: no stage, and by `isFar` far from one, or passed by
   * at a glance. Always the same `isFar`, since the answer is kept until something else is found.
   */
  isQuiet(trackId: TrackId, isFar: (verdict: Verdict) => boolean): boolean {
    const chapter = this.#chapters.get(trackId);
    if (chapter === undefined) return true;
    if (chapter.isQuiet === null) {
      chapter.isQuiet = true;
      for (const { stage, latest } of chapter.pages.values())
        if (stage !== "none" || (latest !== null && !isFar(latest.verdict)))
          chapter.isQuiet = false;
    }
    return chapter.isQuiet;
  }

  /** What was found last of a track for each area that it was decided on by itself. */
  latestOf(trackId: TrackId): Iterable<readonly [AreaId, Pick<Page, "latest" | "stage">]> {
    return this.#chapters.get(trackId)?.pages ?? [];
  }

  /** Number of the last recorded decision on this track and area; 0 when there is none. */
  lastNumberOf(trackId: TrackId, areaId: AreaId): number {
    return this.#chapters.get(trackId)?.pages.get(areaId)?.number ?? 0;
  }

  /** A new track goes on from one that was lost: what was decided of the object stands until the new one is decided on itself. */
  goOnAs(before: TrackId, after: TrackId): void {
    this.#inheritance.pass(before, after);
  }

  /** Enters the findings of one assessment of a track, all under one projection; returns the decisions to record. */
  enter(track: Track, findings: readonly Finding[], nowUs: TimeUs): readonly Decision[] {
    let chapter = this.#chapters.get(track.id);
    if (chapter === undefined) {
      chapter = { pages: new Map(), rest: null, isQuiet: null };
      this.#chapters.set(track.id, chapter);
    }
    if (findings.length === 0) return [];
    chapter.isQuiet = null;
    const decisions: Decision[] = [];
    const sight = sightOf(track, findings[0].projection);
    let rest: Finding | null = null;
    for (const finding of findings) {
      const { areaId } = finding;
      let page = chapter.pages.get(areaId);
      if (page === undefined) {
        if (!this.#inPlay(finding)) {
          const { probability } = finding.verdict;
          if (rest === null || probability > rest.verdict.probability) rest = finding;
          continue;
        }
      }
      const entry = entryOf(sight, finding);
      if (page === undefined) {
        page = firstPage(entry, nowUs);
        if (page.aboveSinceUs !== null)
          page.aboveSinceUs = this.aboveSinceUs(track.id, areaId) ?? nowUs;
        chapter.pages.set(areaId, page);
      } else if (!turn(page, entry, nowUs)) continue;
      decisions.push(this.#decision(track, areaId, page, entry, nowUs));
    }
    if (rest === null) return decisions;
    const entry = entryOf(sight, rest);
    if (chapter.rest === null) {
      chapter.rest = firstPage(entry, nowUs);
      decisions.push(this.#decision(track, null, chapter.rest, entry, nowUs));
    } else turn(chapter.rest, entry, nowUs);
    return decisions;
  }

  /**
   * Whether a finding within the bounds of `glance` would change nothing that is recorded of the track and area, now or when it
   * ends; it then counts as entered, and none need be made. The caller has made sure that nothing but its
   * improbability speaks against the object, and that its rules' thresholds lie above the glance.
   */
  passesBy(track: Track, areaId: AreaId, glance: Glance, nowUs: TimeUs): boolean {
    const chapter = this.#chapters.get(track.id);
    const page = chapter?.pages.get(areaId);
    if (page === undefined || !passBy(page, track.existence, glance, nowUs)) return false;
    // What is passed by is far from a warning: it takes nothing from the quiet of the others.
    if (chapter?.isQuiet === false) chapter.isQuiet = null;
    return true;
  }

  /** Whether the track and area are decided together with all others that were never in play. */
  isInRest(trackId: TrackId, areaId: AreaId): boolean {
    const chapter = this.#chapters.get(trackId);
    return chapter !== undefined && chapter.rest !== null && !chapter.pages.has(areaId);
  }

  /** As {@link passesBy} of all areas that are decided together: `glance` bounds what is found of the one that speaks for them. */
  restPassesBy(track: Track, glance: Glance, nowUs: TimeUs): boolean {
    const rest = this.#chapters.get(track.id)?.rest ?? null;
    return rest !== null && passBy(rest, track.existence, glance, nowUs);
  }

  /**
   * The track is over: its last decision for every area that it was decided on, about the moment when that area
   * was nearest to being hit or reached. `lost`: it was not seen to come down. `findAgain` gives what an assessment at a
   * time would have found of the track, as it was entered last, where it was passed by at a glance.
   */
  close(
    track: Track,
    lost: boolean,
    nowUs: TimeUs,
    findAgain: (areaId: AreaId, atUs: TimeUs) => Omit<Entry, "sight">,
  ): readonly Decision[] {
    const chapter = this.#chapters.get(track.id);
    this.#chapters.delete(track.id);
    if (chapter === undefined) return [];
    if (lost) this.#inheritance.leave(track.id, chapter.pages);
    this.#inheritance.forget(track.id);
    const decisions: Decision[] = [];
    for (const [areaId, page] of chapter.pages) {
      const wasComing = lost && !page.everStaged && mayHaveBeenComing(page);
      const broken =
        wasComing &&
        stillComing(page.latest ?? findAgain(areaId, page.passedUs), track.lastSensedUs);
      decisions.push(this.#decision(track, areaId, page, page.peak, nowUs, { broken }));
    }
    if (chapter.rest !== null)
      decisions.push(
        this.#decision(track, null, chapter.rest, chapter.rest.peak, nowUs, { broken: false }),
      );
    return decisions;
  }

  snapshot(): DecisionBookState {
    return {
      number: this.#numbers.last,
      chapters: [...this.#chapters].map(([id, chapter]) => [id, chapterState(chapter)]),
      inheritance: this.#inheritance.snapshot(),
    };
  }
  restore(state: DecisionBookState): void {
    this.#numbers.last = state.number;
    this.#chapters = new Map(state.chapters.map(([id, chapter]) => [id, chapterOf(chapter)]));
    this.#inheritance = new Inheritance(state.inheritance);
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
    entry: Entry,
    decidedUs: TimeUs,
    last?: { readonly broken: boolean },
  ): Decision {
    this.#numbers.last++;
    page.number = this.#numbers.last;
    const { sight, verdict, assessment, secondPath } = entry;
    return {
      number: page.number,
      decidedUs,
      mode: this.#mode,
      trackId: track.id,
      areaId,
      stage: verdict.stage,
      reasons: last?.broken === true ? ["TRACK_BROKEN", ...verdict.reasons] : verdict.reasons,
      rule: verdict.rule,
      policyVersion: this.#policyVersion,
      numbers: {
        probability: verdict.probability,
        threshold: verdict.threshold,
        existence: sight.existence,
        missDistanceM: assessment.missDistanceM,
        missSigmas: assessment.missSigmas,
        arrivalFromUs: assessment.arrivalFromUs,
        arrivalToUs: assessment.arrivalToUs,
        greatestProbability: page.peak.verdict.probability,
        leastMissDistanceM: page.leastMissDistanceM,
      },
      class: sight.class,
      stateUs: sight.stateUs,
      state: sight.state,
      impact: sight.impact,
      evidence: sight.evidence,
      ...(secondPath === undefined ? {} : { secondPath }),
      final: last !== undefined,
    };
  }
}

function sightOf(track: Track, projection: Projection): Sight {
  const [{ mean }] = track.estimates;
  return {
    existence: track.existence,
    class: mostProbableClass(track).class,
    stateUs: track.timeUs,
    state: [mean[0], mean[1], mean[2], mean[3], mean[4], mean[5]],
    impact: heaviestImpact(projection),
    evidence: track.evidence,
  };
}

const entryOf = (sight: Sight, { verdict, assessment, secondPath }: Finding): Entry => ({
  sight,
  verdict,
  assessment,
  ...(secondPath === undefined ? {} : { secondPath }),
});

function firstPage(entry: Entry, nowUs: TimeUs): Page {
  const { stage, reasons, above } = entry.verdict;
  return {
    stage,
    governing: reasons[0],
    recordedUs: nowUs,
    everStaged: stage !== "none",
    aboveSinceUs: above ? nowUs : null,
    number: 0,
    latest: entry,
    passedUs: nowUs,
    peak: entry,
    leastMissDistanceM: entry.assessment.missDistanceM,
    peakProbability: entry.verdict.probability,
    peakMissDistanceM: entry.assessment.missDistanceM,
  };
}

/** Takes one more entry into a page, and says whether that is worth a record. */
function turn(page: Page, entry: Entry, nowUs: TimeUs): boolean {
  const { stage, reasons, above } = entry.verdict;
  const [governing] = reasons;
  const reasonChanged =
    familyOf(page.governing) !== familyOf(governing) &&
    governing !== "TRACK_BROKEN" &&
    nowUs - page.recordedUs >= REASON_CHANGE_EVERY_US;
  const record = page.stage !== stage || reasonChanged;
  page.stage = stage;
  if (record) {
    page.governing = governing;
    page.recordedUs = nowUs;
  }
  page.everStaged ||= stage !== "none";
  page.aboveSinceUs = above ? (page.aboveSinceUs ?? nowUs) : null;
  page.latest = entry;
  if (isNearer(entry, page)) {
    page.peak = entry;
    page.peakProbability = entry.verdict.probability;
    page.peakMissDistanceM = entry.assessment.missDistanceM;
  }
  page.leastMissDistanceM = Math.min(entry.assessment.missDistanceM, page.leastMissDistanceM);
  return record;
}

/** Whether an entry within the bounds changes nothing of a page but its latest entry. */
function passBy(
  page: Page,
  existence: number,
  { hitMost, reachMost, missLeastM }: Glance,
  nowUs: TimeUs,
): boolean {
  if (page.stage !== "none" || familyOf(page.governing) !== "PREDICTED_MISS") return false;
  // The area is told that a threat has passed once the track is seen again.
  if (page.everStaged && page.latest?.verdict.reasons.includes("TRACK_BROKEN") === true)
    return false;
  if (missLeastM < page.leastMissDistanceM) return false;
  const gain = existence * Math.max(hitMost, reachMost) - page.peakProbability;
  if (gain > SAME_PROBABILITY) return false;
  if (gain >= -SAME_PROBABILITY && missLeastM < page.peakMissDistanceM) return false;
  page.latest = null;
  page.passedUs = nowUs;
  page.aboveSinceUs = null;
  return true;
}

/**
 * Whether the area was nearer to being hit or reached than before. Probabilities that differ by rounding only are
 * equal, and then the one further inside counts: else the last bit would choose the moment that is spoken of.
 */
function isNearer({ verdict, assessment }: Entry, before: Page): boolean {
  const gain = verdict.probability - before.peakProbability;
  if (Math.abs(gain) > SAME_PROBABILITY) return gain > 0;
  return assessment.missDistanceM < before.peakMissDistanceM;
}

/** No entry is more probable than the peak, but for what counts as the same. */
const mayHaveBeenComing = ({ peak }: Page): boolean =>
  peak.verdict.probability >= IN_PLAY_PROBABILITY - 2 * SAME_PROBABILITY;

/** Whether an object that was last seen at `lastSensedUs` had not yet arrived, and could still have. */
function stillComing({ assessment, verdict }: Omit<Entry, "sight">, lastSensedUs: TimeUs): boolean {
  return (
    assessment.arrivalFromUs !== null &&
    assessment.arrivalFromUs - lastSensedUs > ARRIVED_WITHIN_US &&
    assessment.missSigmas < COMING_SIGMAS &&
    verdict.probability >= IN_PLAY_PROBABILITY
  );
}

/**
 * Whether the mean leads just inside or just outside, now or later, makes no other reason: the probability was too low
 * either way, and what wanders far off would change it for hours.
 */
const familyOf = (code: ReasonCode): ReasonCode =>
  code === "BELOW_THRESHOLD" || code === "TOO_FAR_OFF" ? "PREDICTED_MISS" : code;

function heaviestImpact(projection: Projection): ImpactComponent | null {
  let heaviest: ImpactComponent | null = null;
  for (const component of projection.components)
    if (component.kind === "impact" && component.weight > (heaviest?.weight ?? 0))
      heaviest = component;
  return heaviest;
}
