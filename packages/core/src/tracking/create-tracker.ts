import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { newObjectProbability } from "../association/extraneous-density.ts";
import { canonicalDetections } from "../association/canonical-order.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { createMotionBank, type MotionBank } from "../filter/motion-bank.ts";
import {
  isUsable,
  prepareDetection,
  type PreparedDetection,
} from "../filter/prepared-detection.ts";
import { canStartFrom, startMotionBank } from "../filter/start-bank.ts";
import type { Look } from "../measurement/look.ts";
import { createSensorGeometry } from "../measurement/sensor-geometry.ts";
import { createEnvironment, type Environment } from "../motion/environment.ts";
import { assert } from "../units/assert.ts";
import { type TrackId, trackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { applyDetection, evidenceOf } from "./apply-detection.ts";
import { associateLook } from "./associate-look.ts";
import { chargeMisses } from "./charge-misses.ts";
import type { LiveTrack } from "./live-track.ts";
import { predictTrack } from "./predict-track.ts";
import type { SensorContext } from "./sensor-context.ts";
import type { Track, TrackEnd, TrackEndCause } from "./track.ts";
import { confirmIfDue, endCause, isCoasting } from "./track-life.ts";
import {
  type EndPiece,
  endOf,
  endPieceOf,
  liveTrackOf,
  pieceOf,
  type TrackPiece,
} from "./track-snapshot.ts";
import { viewTrack } from "./track-view.ts";
import type { Tracker, TrackerConfig, TrackerSnapshot } from "./tracker.ts";
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
  /** Banks of ended tracks, for new ones: most tracks are clutter and short-lived, and memory is what they cost. Not state. */
  readonly #spareBanks: MotionBank[] = [];

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
      geometry: createSensorGeometry(this.#env.frame, spec),
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
    this.#endDue(look.fromUs);
    const prepared = this.#prepare(look, sensor);
    const state = health.get(look.sensorId);
    const pairings = associateLook(this.#live, prepared, sensor, state, this.#env);
    const taken = new Uint8Array(prepared.length);
    for (const pairing of pairings) {
      const entry = prepared[pairing.position];
      taken[pairing.position] = 1;
      const repairs = applyDetection(pairing, entry, look, sensor, this.#env);
      this.#counters.varianceRepairs += repairs;
      confirmIfDue(pairing.track, this.#config);
    }
    this.#begin(look, sensor, prepared, taken);
    if (look.sweep !== null) chargeMisses(this.#live, look, look.sweep, sensor, state);
    this.advance(look.toUs);
  }

  advance(timeUs: TimeUs): void {
    if (timeUs > this.#nowUs) this.#nowUs = timeUs;
    this.#endDue(this.#nowUs);
  }

  tracks(): readonly Track[] {
    return this.#live.map((track) => this.#view(track));
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
    const snapshot: Snapshot = {
      version: 1,
      nowUs: this.#nowUs,
      sensors: this.#sensors.map((sensor) => sensor.geometry.spec.id),
      counters: { ...this.#counters },
      tracks: this.#live.map(pieceOf),
      ends: this.#ends.map(endPieceOf),
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
    this.#nowUs = state.nowUs;
    this.#counters = { ...state.counters };
    this.#live = state.tracks.map(liveTrackOf);
    this.#ends = state.ends.map(endOf);
  }

  #prepare(look: Look, sensor: SensorContext): readonly PreparedDetection[] {
    const canonical = canonicalDetections(look.detections);
    const usable = canonical.filter(
      ({ detection }) =>
        isUsable(detection) &&
        detection.sensedUs >= look.fromUs - LOOK_MARGIN_US &&
        detection.sensedUs <= look.toUs + LOOK_MARGIN_US,
    );
    this.#counters.unusableDetections += look.detections.length - usable.length;
    const excess = Math.max(0, usable.length - DETECTIONS_PER_LOOK_MAX);
    this.#counters.detectionsOverLimit += excess;
    return usable
      .slice(0, DETECTIONS_PER_LOOK_MAX)
      .map(({ detection, index }) => prepareDetection(detection, index, sensor.geometry));
  }

  /** A tentative track for every detection that no track took and that says where it was. */
  #begin(
    look: Look,
    sensor: SensorContext,
    prepared: readonly PreparedDetection[],
    taken: Uint8Array,
  ): void {
    const victims = { sorted: null };
    for (let position = 0; position < prepared.length; position++) {
      const entry = prepared[position];
      if (taken[position] === 1 || !canStartFrom(entry)) continue;
      const existence = newObjectProbability(entry);
      if (!this.#makeRoom(existence, victims)) continue;
      const id = this.#uniqueId(`${look.sensorId}/${entry.sensedUs}/${position}`);
      const track = this.#beginTrack(id, existence, entry, look, sensor);
      confirmIfDue(track, this.#config);
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
    let kept = 0;
    for (const track of this.#live) {
      const cause = endCause(track, nowUs, this.#config, this.#sensors, this.#env);
      if (cause === null) this.#live[kept++] = track;
      else this.#end(track, cause);
    }
    this.#live.length = kept;
  }

  #end(track: LiveTrack, cause: TrackEndCause): void {
    this.#ends.push({ track: this.#view(track), cause });
    this.#spareBanks.push(track.bank, track.ahead);
    if (this.#ends.length > ENDS_MAX) this.#ends.splice(0, this.#ends.length - ENDS_MAX);
  }

  #view(track: LiveTrack): Track {
    const coasting = track.confirmedUs !== null && isCoasting(track, this.#nowUs, this.#sensors);
    if (track.view === null || (track.view.status === "coasting") !== coasting) {
      track.view = viewTrack(track, coasting, this.#env);
    }
    return track.view;
  }

  #beginTrack(
    id: TrackId,
    existence: number,
    entry: PreparedDetection,
    look: Look,
    sensor: SensorContext,
  ): LiveTrack {
    const { sensedUs, detection } = entry;
    const bank = this.#spareBanks.pop() ?? createMotionBank();
    startMotionBank(entry, bank);
    return {
      id,
      bank,
      timeUs: sensedUs,
      existence,
      existenceUs: sensedUs,
      firstSensedUs: sensedUs,
      lastSensedUs: sensedUs,
      confirmedUs: null,
      detectionCount: 1,
      missCount: 0,
      expectedLooks: 1,
      expectedCount: 1,
      rcsSumDb: detection.rcsDbsm === null ? 0 : detection.rcsDbsm + 0,
      rcsCount: detection.rcsDbsm === null ? 0 : 1,
      evidence: [evidenceOf(entry, look)],
      identity: detection.identity,
      contributions: [
        {
          sensor: sensor.index,
          lastUs: sensedUs,
          countedUs: sensedUs,
          sensorTrack: detection.identity?.sensorTrack ?? null,
        },
      ],
      ahead: this.#spareBanks.pop() ?? createMotionBank(),
      aheadUs: NaN,
      view: null,
      piece: null,
    };
  }
}
