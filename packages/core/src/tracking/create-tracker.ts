import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { newObjectProbability } from "../association/extraneous-density.ts";
import { canonicalDetections } from "../association/canonical-order.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { isUsable, prepareDetection } from "../filter/prepared-detection.ts";
import { canStartFrom } from "../filter/start-bank.ts";
import type { Look } from "../measurement/look.ts";
import { createSensorGeometry } from "../measurement/sensor-geometry.ts";
import { createEnvironment, type Environment } from "../motion/environment.ts";
import { assert } from "../units/assert.ts";
import { type TrackId, trackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { applyDetection } from "./apply-detection.ts";
import { associateLook, type Pairing } from "./associate-look.ts";
import { beginTrack } from "./begin-track.ts";
import { chargeMisses } from "./charge-misses.ts";
import { type LiveTrack, liveTrackOf, type TrackState } from "./live-track.ts";
import { predictTrack } from "./predict-track.ts";
import { type Hit, preparedLook, type PreparedLook } from "./prepared-look.ts";
import type { SensorContext } from "./sensor-context.ts";
import type { Track, TrackEnd, TrackEndCause } from "./track.ts";
import { confirmedUsOf, endCause, endsFromUs, isCoasting } from "./track-life.ts";
import {
  type EndPiece,
  endOf,
  endPieceOf,
  pieceOf,
  type TrackPiece,
  unpackTrack,
} from "./track-snapshot.ts";
import { viewTrack } from "./track-view.ts";
import type { Tracker, TrackerConfig, TrackerMark, TrackerSnapshot } from "./tracker.ts";
import { noCounts, type TrackerCounters } from "./tracker-counters.ts";

/** Detections of one look that are taken in, the first in canonical order. A flood past it is counted. */
export const DETECTIONS_PER_LOOK_MAX = 20_000;
/** A detection may lie this far outside the interval of its look: adapters round. */
const LOOK_MARGIN_US = MICROS_PER_SECOND;
/** Ends that nobody takes are kept up to this many, the latest. */
export const ENDS_MAX = 10_000;

/** A tracker that also tells what it left out. */
export interface CountingTracker extends Tracker {
  counters(): Readonly<TrackerCounters>;
}

/**
 * The classical tracker: global nearest neighbour by exact assignment, one bank of motion models for each track, confirmation by M of N
 * and a recursive probability of existence.
 */
export const createTracker = (config: TrackerConfig): CountingTracker =>
  new ClassicalTracker(config);

interface Snapshot {
  readonly version: 1;
  readonly nowUs: TimeUs;
  readonly sensors: readonly string[];
  readonly counters: TrackerCounters;
  readonly tracks: readonly TrackPiece[];
  readonly ends: readonly EndPiece[];
}

/** States are never changed, so a mark is the list of them. */
interface Mark {
  readonly nowUs: TimeUs;
  readonly counters: TrackerCounters;
  readonly live: readonly LiveTrack[];
  readonly ends: readonly TrackEnd[];
}

class ClassicalTracker implements CountingTracker {
  readonly #config: TrackerConfig;
  readonly #env: Environment;
  readonly #sensors: readonly SensorContext[];
  readonly #sensorById: ReadonlyMap<string, SensorContext>;
  /** In order of id, which is the order of every loop that could matter. */
  #live: LiveTrack[] = [];
  #ends: TrackEnd[] = [];
  #nowUs: TimeUs = Number.MIN_SAFE_INTEGER;
  #counters = noCounts();
  /** Looks that may be applied again, ready to be; forgotten with the look. Not state. */
  readonly #preparedLooks = new WeakMap<Look, PreparedLook>();
  /** Whether anyone may come back to a mark, and so apply a look again. Not state. */
  #isMarked = false;
  /** What {@link tracks} gave out, until something changes; null then. Not state. */
  #views: readonly Track[] | null = null;
  /** The same for {@link confirmed}. */
  #confirmed: readonly Track[] | null = null;

  constructor(config: TrackerConfig) {
    assert(config.tracksMax >= 1, "a tracker has room for a track");
    assert(
      config.confirmDetections >= 1 && config.confirmWindow >= config.confirmDetections,
      "M of N with 1 ≤ M ≤ N",
    );
    this.#config = config;
    this.#env = createEnvironment(config.origin, standardAtmosphereWithWind());
    this.#sensors = config.sensors.map((spec, index) => ({
      index,
      geometry: createSensorGeometry(
        this.#env.frame,
        spec,
        config.origin.heightM,
        config.terrain ?? null,
      ),
    }));
    this.#sensorById = new Map(
      this.#sensors.map((sensor) => [sensor.geometry.spec.id as string, sensor]),
    );
  }

  processLook(look: Look, health: ReadonlyMap<string, SensorHealth>): void {
    const sensor = this.#sensorById.get(look.sensorId);
    if (sensor === undefined) {
      this.#counters.unknownSensorLooks++;
      return;
    }
    this.#changed();
    this.#endDue(look.fromUs);
    const prepared = this.#prepare(look, sensor, health.get(look.sensorId));
    this.#counters.unusableDetections += prepared.unusable;
    this.#counters.detectionsOverLimit += prepared.excess;
    if (prepared.detections.length > 0) {
      const pairings = associateLook(this.#live, prepared, this.#env);
      const taken = new Uint8Array(prepared.detections.length);
      for (const pairing of pairings) {
        const hit = this.#hit(pairing, prepared);
        taken[pairing.position] = 1;
        this.#counters.varianceRepairs += hit.repairs;
        this.#live[pairing.place] = hit.after;
      }
      this.#begin(prepared, taken);
    }
    if (look.sweep !== null) chargeMisses(this.#live, prepared, look.sweep);
    this.advance(look.toUs);
  }

  advance(timeUs: TimeUs): void {
    if (timeUs > this.#nowUs) {
      this.#nowUs = timeUs;
      this.#changed();
    }
    this.#endDue(this.#nowUs);
  }

  tracks(): readonly Track[] {
    this.#views ??= this.#live.map((track) => this.#view(track));
    return this.#views;
  }

  confirmed(): readonly Track[] {
    this.#confirmed ??= this.#live
      .filter((track) => track.confirmedUs !== null)
      .map((track) => this.#view(track));
    return this.#confirmed;
  }

  liveCount(): number {
    return this.#live.length;
  }

  takeEnded(): readonly TrackEnd[] {
    const ends = this.#ends;
    this.#ends = [];
    return ends;
  }

  predict(track: Track, timeUs: TimeUs): Track {
    return predictTrack(track, timeUs, this.#env);
  }

  counters(): Readonly<TrackerCounters> {
    return { ...this.#counters };
  }

  snapshot(): TrackerSnapshot {
    return this.snapshotOf(this.#mark());
  }

  mark(): TrackerMark {
    this.#isMarked = true;
    return this.#mark();
  }

  #mark(): Mark {
    const mark: Mark = {
      nowUs: this.#nowUs,
      counters: { ...this.#counters },
      live: this.#live.slice(),
      ends: this.#ends.slice(),
    };
    return mark;
  }

  rewind(mark: TrackerMark): void {
    const state = mark as Mark;
    this.#changed();
    this.#nowUs = state.nowUs;
    this.#counters = { ...state.counters };
    this.#live = state.live.slice();
    this.#ends = state.ends.slice();
  }

  /** A mark is held by whoever has it, and goes with him. */
  forget(): void {}

  snapshotOf(mark: TrackerMark): TrackerSnapshot {
    const { nowUs, counters, live, ends } = mark as Mark;
    const snapshot: Snapshot = {
      version: 1,
      nowUs,
      sensors: this.#sensors.map((sensor) => sensor.geometry.spec.id),
      counters,
      tracks: live.map(pieceOf),
      ends: ends.map(endPieceOf),
    };
    return snapshot;
  }

  restore(snapshot: TrackerSnapshot): void {
    const state = snapshot as Snapshot;
    assert(state.version === 1, "a snapshot of this tracker");
    assert(
      state.sensors.length === this.#sensors.length &&
        this.#sensors.every(({ geometry }, i) => geometry.spec.id === state.sensors[i]),
      "a snapshot of this configuration",
    );
    this.#changed();
    this.#nowUs = state.nowUs;
    this.#counters = { ...state.counters };
    this.#live = state.tracks.map(unpackTrack);
    this.#ends = state.ends.map(endOf);
  }

  #prepare(look: Look, sensor: SensorContext, health: SensorHealth | undefined): PreparedLook {
    const known = this.#preparedLooks.get(look);
    if (known !== undefined && known.health === health) return known;
    const canonical = canonicalDetections(look.detections);
    const usable = canonical.filter(
      ({ detection }) =>
        isUsable(detection) &&
        detection.sensedUs >= look.fromUs - LOOK_MARGIN_US &&
        detection.sensedUs <= look.toUs + LOOK_MARGIN_US,
    );
    const detections = usable
      .slice(0, DETECTIONS_PER_LOOK_MAX)
      .map(({ detection, index }) => prepareDetection(detection, index, sensor.geometry));
    const prepared = preparedLook(look, sensor, health, {
      detections,
      unusable: look.detections.length - usable.length,
      excess: Math.max(0, usable.length - DETECTIONS_PER_LOOK_MAX),
    });
    if (this.#isMarked) this.#preparedLooks.set(look, prepared);
    return prepared;
  }

  /** The track with the detection that it was given. */
  #hit(pairing: Pairing, look: PreparedLook): Hit {
    const { track, position, logRatio } = pairing;
    const known = look.hits.get(track);
    if (known !== undefined && known.position === position) return known;
    const { state, repairs } = applyDetection(pairing, look, this.#env);
    const hit = { position, logRatio, after: this.#followed(state), repairs };
    look.hits.set(track, hit);
    return hit;
  }

  #followed(state: TrackState): LiveTrack {
    const confirmedUs = confirmedUsOf(state, this.#config);
    return liveTrackOf(confirmedUs === state.confirmedUs ? state : { ...state, confirmedUs });
  }

  /** A tentative track for every detection that no track took and that says where it was. */
  #begin(look: PreparedLook, taken: Uint8Array): void {
    const victims = { sorted: null };
    const { detections } = look;
    for (let position = 0; position < detections.length; position++) {
      const entry = detections[position];
      if (taken[position] === 1 || !canStartFrom(entry)) continue;
      const existence = newObjectProbability(entry);
      if (!this.#makeRoom(existence, victims)) continue;
      const id = this.#uniqueId(`${look.look.sensorId}/${entry.sensedUs}/${position}`);
      let track = look.begun.get(position);
      if (track === undefined || track.id !== id) {
        track = this.#followed(beginTrack(id, existence, entry, look));
        look.begun.set(position, track);
      }
      this.#live.splice(this.#placeOf(id), 0, track);
    }
  }

  /**
   * Room for one more track of this existence. In a full table the least probable tentative track gives way, of these the longest unseen,
   * unless it is surer than the new one. `victims` are found once for a look, surest first, since a flood asks thousands of times.
   */
  #makeRoom(existence: number, victims: { sorted: LiveTrack[] | null }): boolean {
    if (this.#live.length < this.#config.tracksMax) return true;
    this.#counters.tracksOverLimit++;
    victims.sorted ??= this.#live
      .filter((track) => track.confirmedUs === null)
      .sort((a, b) => b.existence - a.existence || b.lastSensedUs - a.lastSensedUs);
    const least = victims.sorted.at(-1);
    if (least === undefined || least.existence > existence) return false;
    victims.sorted.pop();
    this.#end(least, "not-confirmed");
    this.#live.splice(this.#placeOf(least.id), 1);
    return true;
  }

  #uniqueId(name: string): TrackId {
    let id = trackId(name);
    for (let copy = 2; this.#isTaken(id); copy++) id = trackId(`${name}/${copy}`);
    return id;
  }

  #isTaken(id: TrackId): boolean {
    const place = this.#placeOf(id);
    return place < this.#live.length && this.#live[place].id === id;
  }

  #placeOf(id: TrackId): number {
    let low = 0;
    let high = this.#live.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#live[middle].id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #endDue(nowUs: TimeUs): void {
    const live = this.#live;
    let kept = 0;
    for (let i = 0; i < live.length; i++) {
      const track = live[i];
      const cause = nowUs < this.#endsFromUs(track) ? null : this.#endCause(track, nowUs);
      if (cause !== null) {
        this.#end(track, cause);
        continue;
      }
      if (kept !== i) live[kept] = track;
      kept++;
    }
    if (kept === live.length) return;
    live.length = kept;
    this.#changed();
  }

  #changed(): void {
    this.#views = null;
    this.#confirmed = null;
  }

  #endsFromUs(track: LiveTrack): number {
    if (Number.isNaN(track.endsFromUs)) {
      track.endsFromUs = endsFromUs(track, this.#config, this.#sensors);
    }
    return track.endsFromUs;
  }

  #endCause(track: LiveTrack, nowUs: TimeUs): TrackEndCause | null {
    return endCause(track, nowUs, this.#config, this.#sensors, this.#env);
  }

  #end(track: LiveTrack, cause: TrackEndCause): void {
    this.#ends.push({ track: this.#view(track), cause });
    if (this.#ends.length > ENDS_MAX) this.#ends.splice(0, this.#ends.length - ENDS_MAX);
  }

  #view(track: LiveTrack): Track {
    const coasting = track.confirmedUs !== null && isCoasting(track, this.#nowUs, this.#sensors);
    if (track.view === null || (track.view.status === "coasting") !== coasting) {
      track.view = viewTrack(track, coasting, this.#env);
    }
    return track.view;
  }
}
