import type { Finding } from "../assessment/decision-book.ts";
import {
  type FitMemory,
  type FitPiece,
  fitMemoryOf,
  fitPieceOf,
} from "../projection/fit-memory.ts";
import { neighbourhoodOf } from "../assessment/flock.ts";
import { type HeldClass, holdClass } from "../assessment/held-class.ts";
import { estimateLaunch } from "../projection/launch-region.ts";
import { projectTrack } from "../projection/project-track.ts";
import type { Projection } from "../projection/projection.ts";
import type { Track, TrackEndCause } from "../tracking/track.ts";
import type { Tracker } from "../tracking/tracker.ts";
import { assert } from "../units/assert.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { areasAtStake } from "./areas-at-stake.ts";
import {
  type AssessmentMoment,
  type AssessmentParts,
  assessTrack,
  findingOf,
} from "./assess-track.ts";
import type { EngineEffect } from "./effect.ts";
import { FITS_PER_STEP_MAX, fliesOnly, projectWhatMatters } from "./project-what-matters.ts";
import { trackRecord } from "./track-record.ts";
import {
  byArea,
  bySoonest,
  type Urgency,
  type UrgencyKind,
  urgencyOfKnown,
  urgencyOfNew,
} from "./urgency.ts";

/**
 * Tentative tracks with fewer detections than this end without a record: they are clutter by the thousand.
 * What says who it is was an object, and is recorded after one.
 */
const RECORDED_TENTATIVE_DETECTIONS = 2;

/** A track this probably the object of a lost one is taken to be it. */
const GOES_ON_LEAST = 0.5;

/** What is remembered of a confirmed track between steps, to notice that it changed. */
interface Known {
  track: Track;
  /** Null as long as nobody has asked for it. */
  projection: Projection | null;
  /** Whether the step's allowance of fits held when it was asked for; null as long as nobody has. */
  mayFit: boolean | null;
  /** Fits of its present state go on from those of an earlier one. */
  readonly fits: FitMemory;
  /** What it was held to be over its detections; null before the first. */
  held: HeldClass | null;
  /** Ends are recorded in the order of confirmation. */
  readonly place: number;
}
/** A track in line to be assessed. */
interface Task {
  readonly known: Known;
  /** Nothing was found of it yet. */
  readonly isNew: boolean;
  readonly urgency: Urgency;
}
/** What there is to do since the picture was taken up, by its urgency. */
interface Round extends Readonly<Record<UrgencyKind, Task[]>> {
  readonly begun: Known[];
  /** In the order in which they were confirmed. */
  readonly gone: Known[];
}
const nothingToDo = (): Round => ({ rises: [], changes: [], calm: [], begun: [], gone: [] });
const NO_EFFECTS: readonly EngineEffect[] = [];
const NO_AREAS: readonly AreaId[] = [];

/** What was assessed of one track, and areas of whose running warnings all tracks were that may change them. */
export interface Assessed {
  readonly decisions: readonly EngineEffect[];
  readonly told: readonly AreaId[];
}

export interface FollowerParts extends AssessmentParts {
  readonly tracker: Pick<Tracker, "confirmed" | "takeEnded" | "inParts">;
  /** What is recorded of a track beside what is decided on: who its object says it is. Left out: nothing. */
  readonly labelled?: (track: Track) => Track;
}
export interface TrackFollowerState {
  readonly known: readonly TrackId[];
  /** Of each of them, whether its projection might be a fit: it is made again, and has to be the same … */
  readonly mayFit: readonly (boolean | null)[];
  /** … from what it went on from. */
  readonly fits: readonly FitPiece[];
  /** Of each of them, what it was held to be over its detections. */
  readonly held: readonly (HeldClass | null)[];
  readonly endedIds: readonly (readonly [TrackId, TimeUs])[];
}

/** Compares the tracker's picture with the last one: records confirmations and ends, assesses what changed. */
export class TrackFollower {
  readonly #parts: FollowerParts;
  #known = new Map<TrackId, Known>();
  #places = 0;
  /** The confirmed tracks as they were followed last, by id: those that are the same objects have not changed. */
  #followed: readonly Track[] = [];
  #neighbourhood = neighbourhoodOf(() => []);
  /** Ends already recorded, for as long as a rewind could bring them up again. */
  #endedIds = new Map<TrackId, TimeUs>();

  readonly #allowance = { left: 0 };
  #round = nothingToDo();
  /** The step under way has begun with what is urgent of its look. */
  #isAhead = false;
  /** Tracks that were assessed as new before the look was tracked whole: their beginning is still to be recorded. */
  readonly #newAhead = new Set<TrackId>();

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** The confirmed tracks as they were at the last step. */
  get followed(): readonly Track[] {
    return this.#followed;
  }

  /**
   * Puts known tracks in line that a look just begun may make urgent: then {@link ahead} assesses them and what the look confirms, before it is tracked whole, and
   * {@link takeUp} goes on as if nothing had been. Whether the tracker works in parts.
   */
  lineUp({ nowUs }: AssessmentMoment): boolean {
    if (this.#parts.tracker.inParts === undefined) return false;
    this.#allowance.left = FITS_PER_STEP_MAX;
    this.#isAhead = true;
    const round = nothingToDo();
    this.#round = round;
    for (const { id } of this.#followed) {
      const known = this.#known.get(id);
      const urgency = urgencyOfKnown(this.#parts, id, nowUs);
      if (known !== undefined) round[urgency.kind].push({ known, isNew: false, urgency });
    }
    round.rises.sort(bySoonest);
    return true;
  }

  /** Assesses what stands in line by {@link lineUp}, and then what the look confirms that is urgent. */
  *ahead(moment: AssessmentMoment): Generator<Assessed, void> {
    // A look that many fly in is whole once it is asked who flies about whom.
    this.#neighbourhood = neighbourhoodOf(() => {
      this.#parts.tracker.inParts?.finish();
      return this.#parts.tracker.confirmed();
    });
    yield* this.#inLine((task) => this.#assessAhead(task, moment));
    this.#lineUpNew(moment);
    yield* this.urgent(moment);
  }

  /** Puts in line what the look confirms and may be urgent; the rest is {@link takeUp}'s. */
  #lineUpNew({ nowUs }: AssessmentMoment): void {
    const round = nothingToDo();
    this.#round = round;
    for (const track of this.#parts.tracker.inParts?.confirmedAhead() ?? []) {
      const urgency = urgencyOfNew(this.#parts, track, nowUs);
      if (urgency.kind === "calm") continue;
      this.#newAhead.add(track.id);
      round[urgency.kind].push({ known: this.#changed(undefined, track), isNew: true, urgency });
    }
    round.rises.sort(bySoonest);
  }

  /** Null: its track ends with the look, or the look says nothing of it. */
  #assessAhead(task: Task, moment: AssessmentMoment): readonly EngineEffect[] | null {
    const { known } = task;
    const track = this.#parts.tracker.inParts?.ahead(known.track.id) ?? null;
    if (track === null || !hasChanged(known.track, track)) return null;
    this.#changed(known, track);
    return this.#assess(task, moment);
  }

  /**
   * Compares the tracker's picture with the last one, and makes out in which order what has changed is to be assessed: what is
   * {@link urgent}, then what is {@link calm}, then {@link conclude}. `reassessAll`: also what has not changed.
   */
  takeUp(moment: AssessmentMoment, reassessAll: boolean): void {
    if (!this.#isAhead) this.#allowance.left = FITS_PER_STEP_MAX;
    this.#isAhead = false;
    const round = nothingToDo();
    this.#round = round;
    this.#followConfirmed(moment, reassessAll);
    this.#newAhead.clear();
    // They stand in the order of tracks, and the equally soon stay in it.
    round.rises.sort(bySoonest);
  }

  /** Assesses tracks that may start or raise a warning, the soonest first, and then those that may change one, area by area. */
  *urgent(moment: AssessmentMoment): Generator<Assessed, void> {
    yield* this.#inLine((task) => this.#assess(task, moment));
  }

  *#inLine(assess: (task: Task) => readonly EngineEffect[] | null): Generator<Assessed, void> {
    const { rises, changes } = this.#round;
    const assessed = function* (tasks: readonly Task[]): Generator<Assessed, void> {
      for (const task of tasks) {
        const decisions = assess(task);
        if (decisions !== null) yield { decisions, told: NO_AREAS };
      }
    };
    yield* assessed(rises);
    for (const { tasks, told } of byArea(changes, rises)) {
      yield* assessed(tasks);
      yield { decisions: NO_EFFECTS, told };
    }
  }

  /** Assesses the others, in their order. */
  *calm(moment: AssessmentMoment): Generator<Assessed, void> {
    for (const task of this.#round.calm)
      yield { decisions: this.#assess(task, moment), told: NO_AREAS };
  }

  /** Records what has begun, and what has ended with the last decisions on it; no warning waits for that. */
  *conclude(moment: AssessmentMoment): Generator<readonly EngineEffect[], void> {
    const { begun, gone } = this.#round;
    this.#round = nothingToDo();
    for (const known of begun) yield [this.#recordOf(known, null, moment.nowUs)];
    const causes = new Map<TrackId, TrackEndCause>();
    const clutter: EngineEffect[] = [];
    for (const { track, cause } of this.#parts.tracker.takeEnded()) {
      if (this.#known.has(track.id)) causes.set(track.id, cause);
      else if (this.#isRecordedTentative(track)) {
        this.#endedIds.set(track.id, moment.nowUs);
        const of = { timeUs: moment.nowUs, cause, projection: null, launch: null };
        clutter.push(this.#record(track, of));
      }
    }
    yield clutter;
    for (const known of gone)
      yield this.#end(known, causes.get(known.track.id) ?? "revised", moment);
    this.#forgetEnded(moment.nowUs);
  }

  /** The policy, on which it depends what of a projection matters, or the air is another one: all are made again. */
  projectionsChanged(): void {
    for (const known of this.#known.values()) {
      known.projection = null;
      known.mayFit = null;
    }
  }

  snapshot(): TrackFollowerState {
    return {
      known: [...this.#known.keys()],
      mayFit: Array.from(this.#known.values(), ({ mayFit }) => mayFit),
      fits: Array.from(this.#known.values(), ({ fits }) => fitPieceOf(fits)),
      held: Array.from(this.#known.values(), ({ held }) => held),
      endedIds: [...this.#endedIds],
    };
  }
  /** The tracker must have been restored before. */
  restore(state: TrackFollowerState): void {
    const { tracker } = this.#parts;
    tracker.takeEnded();
    const live = new Map(tracker.confirmed().map((track) => [track.id, track]));
    this.#known = new Map();
    state.known.forEach((id, i) => {
      const track = live.get(id);
      if (track === undefined) return;
      const known = this.#remember(track, fitMemoryOf(state.fits[i]));
      known.mayFit = state.mayFit[i];
      known.held = state.held[i];
    });
    this.#follow(tracker.confirmed().filter(({ id }) => this.#known.has(id)));
    this.#endedIds = new Map(state.endedIds);
  }

  #follow(tracks: readonly Track[]): void {
    this.#followed = tracks;
    this.#neighbourhood = neighbourhoodOf(() => tracks);
  }

  /** Walks the confirmed tracks beside those of the last time, both by id. */
  #followConfirmed(moment: AssessmentMoment, reassessAll: boolean): void {
    const before = this.#followed;
    const now = this.#parts.tracker.confirmed();
    this.#follow(now);
    if (now === before && !reassessAll) return;
    let at = 0;
    for (const track of now) {
      if (at < before.length && before[at] === track) {
        at++;
        if (reassessAll) this.#followOne(track, moment, true);
        continue;
      }
      while (at < before.length && before[at].id < track.id) this.#gone(before[at++]);
      if (at < before.length && before[at].id === track.id) at++;
      this.#followOne(track, moment, reassessAll);
    }
    while (at < before.length) this.#gone(before[at++]);
    this.#round.gone.sort((a, b) => a.place - b.place);
  }

  #gone(track: Track): void {
    const known = this.#known.get(track.id);
    if (known !== undefined) this.#round.gone.push(known);
  }

  /** Remembers a track as it is now, and puts it in line to be assessed. */
  #followOne(track: Track, { nowUs }: AssessmentMoment, reassessAll: boolean): void {
    const before = this.#known.get(track.id);
    const changed = before === undefined || hasChanged(before.track, track);
    if (before !== undefined && this.#newAhead.has(track.id)) this.#round.begun.push(before);
    if (!changed && !reassessAll) return;
    if (changed) this.#endedIds.delete(track.id);
    const known = this.#current(before, track);
    known.held = holdClass(known.held, track);
    const isNew = before === undefined;
    if (isNew) this.#round.begun.push(known);
    const urgency = isNew
      ? urgencyOfNew(this.#parts, track, nowUs)
      : urgencyOfKnown(this.#parts, track.id, nowUs);
    this.#round[urgency.kind].push({ known, isNew, urgency });
  }

  #assess({ known, isNew }: Task, moment: AssessmentMoment): readonly EngineEffect[] {
    const parts = this.#parts;
    const { track } = known;
    const masked = this.#isMasked(track);
    const { areas: all } = parts.site;
    // Of what only flies, the course is in its estimate: nothing need be projected to see that it passes by.
    const projection = fliesOnly(track, parts.site) ? null : this.#projectionOf(known);
    const areas = isNew || masked ? all : areasAtStake(parts, track, projection, moment);
    if (areas.length === 0 && !isNew) return NO_EFFECTS;
    const of = {
      projection: projection ?? this.#projectionOf(known),
      areas,
      masked,
      neighbourhood: this.#neighbourhood,
      held: known.held,
    };
    const decisions = assessTrack(parts, track, of, moment);
    return decisions.map((decision) => ({ type: "decision", decision }));
  }

  /** {@link #current} of a track that changed. */
  #changed(before: Known | undefined, track: Track): Known {
    this.#endedIds.delete(track.id);
    const known = this.#current(before, track);
    known.held = holdClass(known.held, track);
    return known;
  }

  /** What is remembered of the track from now on. */
  #current(known: Known | undefined, track: Track): Known {
    if (known === undefined) {
      this.#goOn(track);
      return this.#remember(track);
    }
    // A miss changes what is believed of its existence, not where it is.
    if (!hasSameState(known.track, track)) {
      known.projection = null;
      known.mayFit = null;
      known.fits.before = known.fits.latest;
    }
    known.track = track;
    return known;
  }

  /**
   * A track that goes on from a lost one takes over what was decided of it and whom it threatens, so that nobody is alarmed a second time as
   * of something new. Reports that anybody could have made take over no threat: they could let it go.
   */
  #goOn({ id, continues, evidence }: Track): void {
    if (!continues || continues.probability < GOES_ON_LEAST) return;
    const { book, areaStates, site } = this.#parts;
    if (this.#known.has(continues.track)) return;
    book.goOnAs(continues.track, id);
    const isAuthentic = evidence.every(
      ({ sensorId }) => site.sensors.find((sensor) => sensor.id === sensorId)?.authenticated,
    );
    if (isAuthentic) areaStates.goOnAs(continues.track, id);
  }

  #isMasked(track: Track): boolean {
    const { site, masks } = this.#parts;
    if (site.masks.length === 0) return false;
    const [eastM, northM, upM] = track.estimates[0].mean;
    return masks.covering(track.id, track.timeUs, { eastM, northM, upM }) !== null;
  }

  #remember(track: Track, fits: FitMemory = { before: null, latest: null }): Known {
    const known = {
      track,
      projection: null,
      mayFit: null,
      fits,
      held: null,
      place: this.#places++,
    };
    this.#known.set(track.id, known);
    return known;
  }

  #projectionOf(known: Known): Projection {
    const { site, environment } = this.#parts;
    if (known.projection !== null) return known.projection;
    const allowance = known.mayFit === null ? this.#allowance : { left: known.mayFit ? 1 : 0 };
    known.mayFit = allowance.left > 0;
    known.projection = projectWhatMatters(known.track, site, environment, allowance, known.fits);
    return known.projection;
  }

  #end(known: Known, cause: TrackEndCause, { nowUs }: AssessmentMoment): readonly EngineEffect[] {
    const effects: EngineEffect[] = [];
    const { track } = known;
    this.#known.delete(track.id);
    this.#endedIds.set(track.id, nowUs);
    this.#parts.masks.ended(track.id);
    const findAgain = (areaId: AreaId, atUs: TimeUs): Finding =>
      this.#findAgain(known, areaId, atUs);
    for (const decision of this.#parts.book.close(track, cause === "lost", nowUs, findAgain))
      effects.push({ type: "decision", decision });
    effects.push(this.#recordOf(known, cause, nowUs));
    return effects;
  }

  /** What an assessment for an area would have found of a track that was passed by at a glance. */
  #findAgain(known: Known, areaId: AreaId, nowUs: TimeUs): Finding {
    const area = this.#parts.site.areas.find(({ id }) => id === areaId);
    assert(area !== undefined, "an area of the site");
    const of = {
      projection: this.#projectionOf(known),
      area,
      masked: false,
      neighbourhood: this.#neighbourhood,
      held: known.held,
    };
    return findingOf(this.#parts, known.track, of, { nowUs, automation: true });
  }

  #isRecordedTentative(track: Track): boolean {
    return (
      (track.detectionCount >= RECORDED_TENTATIVE_DETECTIONS || track.identity !== null) &&
      !this.#endedIds.has(track.id)
    );
  }

  /**
   * The record of an end has the projection of every law of motion, though that which is decided on may leave some out, and where it was launched,
   * which is told of nothing that goes on.
   */
  #recordOf(known: Known, cause: TrackEndCause | null, timeUs: TimeUs): EngineEffect {
    const { track, fits } = known;
    const { environment } = this.#parts;
    const decidedOn = this.#projectionOf(known);
    if (cause === null)
      return this.#record(track, { timeUs, cause, projection: decidedOn, launch: null });
    const options = { memory: fits };
    const isWhole = decidedOn.components.length === track.estimates.length;
    const projection = isWhole ? decidedOn : projectTrack(track, environment, options);
    const launch = track.confirmedUs === null ? null : estimateLaunch(track, environment, options);
    return this.#record(track, { timeUs, cause, projection, launch });
  }

  #record(track: Track, of: Parameters<typeof trackRecord>[1]): EngineEffect {
    const labelled = this.#parts.labelled?.(track) ?? track;
    return { type: "track", track: trackRecord(labelled, of) };
  }

  #forgetEnded(nowUs: TimeUs): void {
    const lagUs = this.#parts.site.policy.lateLookLagS * MICROS_PER_SECOND;
    for (const [id, endedUs] of this.#endedIds) {
      if (endedUs >= nowUs - 2 * lagUs) break;
      this.#endedIds.delete(id);
    }
  }
}

const hasSameState = (before: Track, after: Track): boolean =>
  before.estimates === after.estimates && before.timeUs === after.timeUs;

const hasChanged = (before: Track, after: Track): boolean =>
  before !== after &&
  (before.timeUs !== after.timeUs ||
    before.detectionCount !== after.detectionCount ||
    before.existence !== after.existence);
