import { estimateLaunch } from "../projection/launch-region.ts";
import { projectTrack } from "../projection/project-track.ts";
import type { Projection } from "../projection/projection.ts";
import type { Track, TrackEndCause } from "../tracking/track.ts";
import type { CountingTracker } from "../tracking/create-tracker.ts";
import type { TrackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { type AssessmentMoment, type AssessmentParts, assessTrack } from "./assess-track.ts";
import type { EngineEffect } from "./effect.ts";
import { trackRecord } from "./track-record.ts";

/**
 * Tentative tracks with fewer detections than this end without a record: they are clutter by the thousand.
 * What says who it is was an object, and is recorded after one.
 */
const RECORDED_TENTATIVE_DETECTIONS = 2;

/** What is remembered of a confirmed track between steps, to notice that it changed. */
interface Known {
  readonly track: Track;
  readonly projection: Projection;
}
export interface FollowerParts extends AssessmentParts {
  readonly tracker: CountingTracker;
}
export interface TrackFollowerState {
  readonly known: readonly TrackId[];
  readonly endedIds: readonly (readonly [TrackId, TimeUs])[];
}

/** Compares the tracker's picture with the last one: records confirmations and ends, assesses what changed. */
export class TrackFollower {
  readonly #parts: FollowerParts;
  #known = new Map<TrackId, Known>();
  /** Ends already recorded, for as long as a rewind could bring them up again. */
  #endedIds = new Map<TrackId, TimeUs>();

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** What the tracker's picture means now. `reassessAll`: also of the tracks that have not changed. */
  follow(moment: AssessmentMoment, reassessAll: boolean): readonly EngineEffect[] {
    const effects: EngineEffect[] = [];
    const seen = new Set<TrackId>();
    for (const track of this.#parts.tracker.tracks()) {
      if (track.confirmedUs === null) continue;
      seen.add(track.id);
      effects.push(...this.#followOne(track, moment, reassessAll));
    }
    const causes = new Map<TrackId, TrackEndCause>();
    for (const { track, cause } of this.#parts.tracker.takeEnded()) {
      causes.set(track.id, cause);
      if (!this.#isRecordedTentative(track)) continue;
      this.#endedIds.set(track.id, moment.nowUs);
      effects.push(this.#recordOf(track, null, cause, moment.nowUs));
    }
    for (const [id, known] of this.#known)
      if (!seen.has(id)) effects.push(...this.#end(known, causes.get(id) ?? "revised", moment));
    this.#forgetEnded(moment.nowUs);
    return effects;
  }

  snapshot(): TrackFollowerState {
    return { known: [...this.#known.keys()], endedIds: [...this.#endedIds] };
  }
  /** The tracker must have been restored before. */
  restore(state: TrackFollowerState): void {
    const { tracker, environment } = this.#parts;
    tracker.takeEnded();
    const live = new Map(tracker.tracks().map((track) => [track.id, track]));
    this.#known = new Map();
    for (const id of state.known) {
      const track = live.get(id);
      if (track !== undefined)
        this.#known.set(id, { track, projection: projectTrack(track, environment) });
    }
    this.#endedIds = new Map(state.endedIds);
  }

  #followOne(
    track: Track,
    moment: AssessmentMoment,
    reassessAll: boolean,
  ): readonly EngineEffect[] {
    const before = this.#known.get(track.id);
    const changed = before === undefined || hasChanged(before.track, track);
    if (!changed && !reassessAll) return [];
    // A miss changes what is believed of its existence, not where it is.
    const projection =
      before !== undefined && hasSameState(before.track, track)
        ? before.projection
        : projectTrack(track, this.#parts.environment);
    const effects: EngineEffect[] = [];
    if (changed) {
      this.#known.set(track.id, { track, projection });
      this.#endedIds.delete(track.id);
    }
    if (before === undefined) effects.push(this.#recordOf(track, projection, null, moment.nowUs));
    for (const decision of assessTrack(this.#parts, track, projection, moment))
      effects.push({ type: "decision", decision });
    return effects;
  }

  #end(
    { track, projection }: Known,
    cause: TrackEndCause,
    { nowUs }: AssessmentMoment,
  ): readonly EngineEffect[] {
    this.#known.delete(track.id);
    this.#endedIds.set(track.id, nowUs);
    this.#parts.masks.ended(track.id);
    const decisions = this.#parts.book.close(track, cause === "lost", nowUs);
    return [
      ...decisions.map((decision): EngineEffect => ({ type: "decision", decision })),
      this.#recordOf(track, projection, cause, nowUs),
    ];
  }

  #isRecordedTentative(track: Track): boolean {
    return (
      !this.#known.has(track.id) &&
      !this.#endedIds.has(track.id) &&
      (track.detectionCount >= RECORDED_TENTATIVE_DETECTIONS || track.identity !== null)
    );
  }

  #recordOf(
    track: Track,
    projection: Projection | null,
    cause: TrackEndCause | null,
    timeUs: TimeUs,
  ): EngineEffect {
    const { environment } = this.#parts;
    const launch = track.confirmedUs === null ? null : estimateLaunch(track, environment);
    return { type: "track", track: trackRecord(track, { timeUs, cause, projection, launch }) };
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
