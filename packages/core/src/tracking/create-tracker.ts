import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import type { EvidenceRef, Look } from "../measurement/look.ts";
import { createEnvironment } from "../motion/environment.ts";
import { assert } from "../units/assert.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import { applyMiss, applyRow, type LookParts } from "./apply-look.ts";
import { Association } from "./associate-look.ts";
import { beginTrack } from "./begin-track.ts";
import { RegistrationFilter } from "../registration/registration-filter.ts";
import { Companions, companionsAt } from "./companions.ts";
import { compareAll } from "./compare-sensors.ts";
import { BirthNames } from "./birth-names.ts";
import { sensorFrames } from "./measured-rows.ts";
import { boundExistence } from "./existence.ts";
import { growHypotheses } from "./grow-hypotheses.ts";
import { goesOnAsOther, HypothesisClusters } from "./hypothesis-clusters.ts";
import { settleHypotheses } from "./settle-hypotheses.ts";
import { findIdentities } from "./find-identities.ts";
import { ClutterMaps } from "./clutter-maps.ts";
import { LostTracks } from "./lost-tracks.ts";
import { isPreparedWith, type OpenLook, preparedLook, type PreparedLook } from "./prepared-look.ts";
import { PlacesByName } from "./places-by-name.ts";
import { predictTrack } from "./predict-track.ts";
import type { SensorRegistration } from "../registration/sensor-registration.ts";
import { type SensorContext, sensorContexts } from "./sensor-context.ts";
import type { Track, TrackEnd, TrackEndCause } from "./track.ts";
import * as columns from "./track-columns.ts";
import { ENDS_FROM_US, HEAD, IS_CONFIRMED } from "./track-head.ts";
import { endCause, endsFromUs, type LifeParts } from "./track-life.ts";
import { endOf, restorePiece } from "./track-snapshot.ts";
import { tentativeSurestFirst, type Victims } from "./surest-first.ts";
import { type Mark, type Snapshot, snapshotOf } from "./tracker-state.ts";
import { TrackTable } from "./track-table.ts";
import { TrackViews } from "./track-views.ts";
import { UndetectedObjects } from "./undetected.ts";
import type {
  LookInParts,
  Tracker,
  TrackerConfig,
  TrackerMark,
  TrackerSnapshot,
} from "./tracker.ts";
import { noCounts, type TrackerCounters } from "./tracker-counters.ts";

/** Ends that nobody takes are kept up to this many, the latest. */
export const ENDS_MAX = 10_000;
/** What was detected less often, and never said who it is, ends without a word. */
const TOLD_DETECTIONS = 2;
/** A detection that the tracks explain more surely than the complement of this begins no track. */
const ALONE_LEAST = 0.1;

/** A tracker that also tells what it left out. */
export interface CountingTracker extends Tracker {
  counters(): Readonly<TrackerCounters>;
  /** What is known of how wrong the sensors read, of those of which anything is. */
  registrations(): readonly SensorRegistration[];
}

/**
 * The tracker: a multi-Bernoulli filter. Each track is an object that exists with some probability, and moves by one of several laws; which
 * detection is whose is weighed for all tracks together by belief propagation; every detection that no track explains may be a new object.
 * (J. L. Williams, "Marginal multi-Bernoulli filters: RFS derivation of MHT, JIPDA, and association-based MeMBer", IEEE
 * Transactions on Aerospace and Electronic Systems 51 (2015) 1664–1687: the track-oriented form.)
 */
export const createTracker = (config: TrackerConfig): CountingTracker =>
  new MultiBernoulliTracker(config);

class MultiBernoulliTracker implements CountingTracker {
  readonly #config: TrackerConfig;
  readonly #life: LifeParts & LookParts;
  readonly #views: TrackViews;
  readonly #sensorById: ReadonlyMap<string, SensorContext>;
  readonly #tracks = new TrackTable();
  readonly #lost = new LostTracks(this.#tracks);
  /** Rows that the look under way has confirmed. Not state. */
  readonly #confirmedNow: number[] = [];
  readonly #association = new Association();
  readonly #births = new BirthNames();
  readonly #clusters = new HypothesisClusters();
  readonly #registration: RegistrationFilter;
  readonly #clutter: ClutterMaps;
  readonly #companions = new Companions();
  readonly #undetected = new UndetectedObjects();
  /** A look of which something is left to do. Not state. */
  #open: OpenLook | null = null;
  readonly #placesByName = new PlacesByName();
  readonly inParts: LookInParts = {
    begin: (look, health) => this.#beginLook(look, health),
    ahead: (id) => this.#ahead(id),
    finish: () => this.#finishLook(),
  };
  #ends: TrackEnd[] = [];
  #nowUs: TimeUs = Number.MIN_SAFE_INTEGER;
  #counters = noCounts();
  /** Oldest first. */
  #marks: Mark[] = [];
  /** Looks that may be applied again, ready to be; forgotten with the look. Not state. */
  readonly #preparedLooks = new WeakMap<Look, PreparedLook>();
  /** No track ends before this; −∞ where that is not known. Not state. */
  #noneEndsBeforeUs = -Infinity;

  constructor(config: TrackerConfig) {
    assert(config.tracksMax >= 1, "a tracker has room for a track");
    assert(
      config.confirmDetections >= 1 && config.confirmWindow >= config.confirmDetections,
      "M of N with 1 ≤ M ≤ N",
    );
    this.#config = config;
    const env = createEnvironment(config.origin, standardAtmosphereWithWind());
    const sensors = sensorContexts(config, env.frame);
    const frames = config.keepsHistory !== false ? sensorFrames(sensors) : null;
    this.#registration = new RegistrationFilter(sensors.map(({ geometry }) => geometry));
    this.#clutter = new ClutterMaps(sensors);
    this.#life = { config, sensors, env, frames };
    this.#views = new TrackViews(this.#tracks, sensors);
    this.#sensorById = new Map(
      sensors.map((sensor) => [sensor.geometry.spec.id as string, sensor]),
    );
  }

  processLook(look: Look, health: ReadonlyMap<string, SensorHealth>): void {
    this.#beginLook(look, health);
    this.#finishLook();
  }

  /** Finds out which detections may be whose, and what the look says of tracks of which it has none. */
  #beginLook(look: Look, health: ReadonlyMap<string, SensorHealth>): void {
    assert(this.#open === null, "one look at a time");
    const sensor = this.#sensorById.get(look.sensorId);
    if (sensor === undefined) {
      this.#counters.unknownSensorLooks++;
      return;
    }
    // What was due before is done: an earlier look, or time itself, came as far.
    if (look.fromUs > this.#nowUs) this.#endDue(look.fromUs);
    const prepared = this.#prepare(look, sensor, health.get(look.sensorId));
    this.#counters.unusableDetections += prepared.table.unusable;
    this.#counters.detectionsOverLimit += prepared.table.excess;
    const association = this.#association;
    const { env } = this.#life;
    this.#undetected.advance(look.toUs);
    const undetected = this.#undetected.count;
    const extraneous = this.#clutter.extraneousOf(prepared, {
      undetected,
      tracks: this.#tracks,
    });
    association.associate(this.#tracks, prepared, extraneous, env, (place, miss) => {
      applyMiss(this.#tracks, place, miss, prepared, env);
      this.#clusters.touch(this.#tracks, place);
      this.#noteEnd(place);
    });
    this.#clusters.open(prepared.table.count);
    this.#open = { prepared, extraneous };
  }

  #ahead(id: TrackId): Track | null {
    if (this.#open === null) return this.confirmed().find((track) => track.id === id) ?? null;
    const { prepared } = this.#open;
    const place = this.#placesByName.of(id, this.#tracks, this.#life.sensors);
    if (place === -1) return null;
    const row = this.#association.rowAt(place);
    if (row !== -1) this.#applyOnce(row, prepared);
    const nowUs = Math.max(this.#nowUs, prepared.look.toUs);
    const ends = endCause(this.#tracks.numbers, this.#rowAt(place), nowUs, this.#life) !== null;
    return ends ? null : this.#views.of(place, nowUs);
  }

  #finishLook(): void {
    if (this.#open === null) return;
    const { prepared, extraneous } = this.#open;
    this.#open = null;
    this.#placesByName.forget();
    const { look, sensor } = prepared;
    const { rowCount } = this.#association;
    for (let row = 0; row < rowCount; row++) this.#applyOnce(row, prepared);
    compareAll(this.#tracks, this.#association, prepared, this.#registration);
    this.#begin(prepared, extraneous);
    this.#settle();
    if (this.#confirmedNow.length > 0) this.#findIdentities();
    this.#undetected.sweep(look, sensor);
    this.#clutter.sweep(prepared);
    this.#registration.settle();
    this.advance(look.toUs);
  }

  makeRoom(): void {
    this.#tracks.makeRoom();
    this.#association.makeRoom();
  }

  advance(timeUs: TimeUs): void {
    this.#nowUs = Math.max(this.#nowUs, timeUs);
    this.#endDue(this.#nowUs);
    this.#lost.forgetBefore(this.#nowUs);
  }

  tracks(): readonly Track[] {
    return this.#views.all(false, this.#nowUs);
  }

  confirmed(): readonly Track[] {
    return this.#views.confirmed(this.#nowUs);
  }

  liveCount(): number {
    return this.#tracks.count;
  }

  takeEnded(): readonly TrackEnd[] {
    const ends = this.#ends;
    this.#ends = [];
    return ends;
  }

  predict(track: Track, timeUs: TimeUs): Track {
    return predictTrack(track, timeUs, this.#life.env);
  }

  registrations(): readonly SensorRegistration[] {
    return this.#registration.view();
  }

  counters(): Readonly<TrackerCounters> {
    return { ...this.#counters };
  }

  mark(): TrackerMark {
    assert(this.#open === null, "a mark is of whole looks");
    const mark: Mark = {
      nowUs: this.#nowUs,
      counters: { ...this.#counters },
      undetected: this.#undetected.state(),
      clusters: this.#clusters.state(),
      registration: this.#registration.hold(),
      clutter: this.#clutter.hold(),
      rows: this.#tracks.holdAll(),
      lost: this.#lost.holdAll(),
      ends: this.#ends.slice(),
    };
    this.#marks.push(mark);
    return mark;
  }

  rewind(mark: TrackerMark): void {
    assert(this.#open === null, "whole looks are gone back over");
    const place = this.#placeOfMark(mark);
    for (const later of this.#marks.splice(place + 1)) this.#letGo(later);
    const state = this.#marks[place];
    this.#views.changed();
    this.#nowUs = state.nowUs;
    this.#counters = { ...state.counters };
    this.#undetected.restore(state.undetected);
    this.#clusters.restore(state.clusters);
    this.#registration.restore(state.registration);
    this.#clutter.restore(state.clutter);
    this.#tracks.replaceAll(state.rows);
    this.#lost.replaceAll(state.lost);
    this.#noneEndsBeforeUs = -Infinity;
    this.#ends = state.ends.slice();
  }

  forget(mark: TrackerMark): void {
    for (const gone of this.#marks.splice(0, this.#placeOfMark(mark) + 1)) this.#letGo(gone);
  }

  snapshot(): TrackerSnapshot {
    assert(this.#open === null, "a snapshot is of whole looks");
    return snapshotOf(this.#tracks, this.#life.sensors, {
      nowUs: this.#nowUs,
      counters: this.#counters,
      undetected: this.#undetected.state(),
      clusters: this.#clusters.state(),
      registration: this.#registration.numbers,
      clutter: this.#clutter.maps,
      rows: this.#tracks.live.subarray(0, this.#tracks.count),
      lost: Int32Array.from(this.#lost.rows),
      ends: this.#ends,
    });
  }

  snapshotOf(mark: TrackerMark): TrackerSnapshot {
    return snapshotOf(this.#tracks, this.#life.sensors, this.#marks[this.#placeOfMark(mark)]);
  }

  restore(snapshot: TrackerSnapshot): void {
    const state = snapshot as Snapshot;
    const { sensors } = this.#life;
    assert(state.version === 6, "a snapshot of this tracker");
    assert(
      state.sensors.length === sensors.length &&
        sensors.every(({ geometry }, i) => geometry.spec.id === state.sensors[i]),
      "a snapshot of this configuration",
    );
    for (const mark of this.#marks.splice(0)) this.#letGo(mark);
    this.#views.changed();
    this.#nowUs = state.nowUs;
    this.#counters = { ...state.counters };
    this.#undetected.restore(state.undetected);
    this.#clusters.restore(state.clusters);
    this.#registration.restore(Float64Array.from(state.registration));
    this.#clutter.restorePiece(state.clutter);
    this.#tracks.replaceAll(new Int32Array(0));
    this.#noneEndsBeforeUs = -Infinity;
    this.#births.forget();
    const { frames } = this.#life;
    const known = new Map<string, EvidenceRef>();
    for (const piece of state.tracks)
      this.#tracks.append(restorePiece(this.#tracks, piece, frames, known));
    const lost = state.lost.map((piece) => restorePiece(this.#tracks, piece, frames, known));
    this.#lost.replaceAll(lost);
    for (const row of lost) this.#tracks.release(row);
    this.#ends = state.ends.map(endOf);
  }

  #placeOfMark(mark: TrackerMark): number {
    const place = this.#marks.indexOf(mark as Mark);
    assert(place !== -1, "a mark of this tracker that was not forgotten");
    return place;
  }

  #letGo(mark: Mark): void {
    for (const row of mark.rows) this.#tracks.release(row);
    for (const row of mark.lost) this.#tracks.release(row);
  }

  #prepare(look: Look, sensor: SensorContext, health: SensorHealth | undefined): PreparedLook {
    const known = this.#preparedLooks.get(look);
    const correction = this.#registration.correctionOf(sensor.index);
    if (known !== undefined && isPreparedWith(known, health, correction)) return known;
    const prepared = preparedLook(look, sensor, health, correction);
    // Only whoever marks may come back, and so apply a look again.
    if (this.#marks.length > 0) this.#preparedLooks.set(look, prepared);
    return prepared;
  }

  /** Gives a row of the association to its track, unless it has it. */
  #applyOnce(row: number, look: PreparedLook): void {
    const { isTaken } = this.#association;
    if (isTaken[row] === 1) return;
    isTaken[row] = 1;
    this.#counters.varianceRepairs += this.#apply(row, look);
  }

  /** Gives a row of the association to its track; returns the variances repaired. */
  #apply(row: number, look: PreparedLook): number {
    const tracks = this.#tracks;
    const association = this.#association;
    const place = association.places[row];
    const from = tracks.count;
    const repairs = association.isConfirmed(tracks, row)
      ? applyRow(tracks, association, row, look, this.#life)
      : growHypotheses(tracks, association, row, look, {
          ...this.#life,
          room: this.#config.tracksMax - from,
          clusters: this.#clusters,
        });
    this.#noteEnd(place);
    for (let next = from; next < tracks.count; next++) this.#noteEnd(next);
    return repairs;
  }

  /**
   * Weighs what is not confirmed, and lets go what is over. What is left beside tracks that were confirmed has fewer rivals, and is weighed
   * once more at once: in a swarm many wait for one.
   */
  #settle(): void {
    let isAnyConfirmed = false;
    for (let isUnsure = true; isUnsure; ) {
      const { confirmed, gone } = settleHypotheses(this.#tracks, this.#clusters, this.#config);
      this.#confirmedNow.push(...confirmed);
      if (gone.size > 0) this.#drop(gone);
      if (confirmed.length > 0) isAnyConfirmed = true;
      isUnsure = confirmed.length > 0 && gone.size > 0;
    }
    if (!isAnyConfirmed) return;
    this.#noneEndsBeforeUs = -Infinity;
    this.#views.changed();
  }

  /** A tentative track for every detection that no track explains and that says where it was; `extraneous` as for the association. */
  #begin(look: PreparedLook, extraneous: readonly number[]): void {
    const { table } = look;
    const { free } = this.#association;
    this.#births.open(this.#tracks, look);
    this.#companions.find(this.#tracks, this.#association, table.count);
    const { spec } = look.sensor.geometry;
    const undetected = this.#undetected.count;
    const victims: Victims = { places: null, isGone: null };
    for (let i = 0; i < table.count; i++) {
      if (free[i] < ALONE_LEAST) continue;
      const near = this.#companions.placeOf[i];
      const companions = near === -1 ? 0 : companionsAt(table.detections[i], spec);
      const isNew = (undetected + companions) / (extraneous[i] + companions);
      const existence = boundExistence(free[i] * isNew);
      if (!this.#makeRoom(existence, victims)) continue;
      const copy = this.#births.copyOf(table.sensedUs[i], i);
      const beside = companions > undetected ? near : -1;
      beginTrack(this.#tracks, look, i, existence, copy, this.#life.frames, beside);
      this.#clusters.begin(this.#tracks, i);
      this.#noteEnd(this.#tracks.count - 1);
    }
    if (victims.isGone !== null) this.#drop(victims.isGone);
  }

  /** Lets tracks go; those that they were weighed with are weighed anew. */
  #drop(gone: ReadonlySet<number>): void {
    for (const place of gone) this.#clusters.touch(this.#tracks, place);
    this.#tracks.drop(gone);
  }

  /** Of the tracks that were just confirmed, those that go on from others. */
  #findIdentities(): void {
    const confirmed = this.#confirmedNow.splice(0);
    const gone = findIdentities(this.#tracks, this.#lost, confirmed, this.#life);
    if (gone !== null) this.#tracks.drop(gone);
    this.#noneEndsBeforeUs = -Infinity;
    this.#views.changed();
  }

  /**
   * Room for one more track of this existence. In a full table the least probable tentative track gives way, of these the longest unseen,
   * unless it is surer than the new one. `victims` are found once for a look, surest first, since a flood asks thousands of times.
   */
  #makeRoom(existence: number, victims: Victims): boolean {
    const gone = victims.isGone === null ? 0 : victims.isGone.size;
    if (this.#tracks.count - gone < this.#config.tracksMax) return true;
    this.#counters.tracksOverLimit++;
    victims.places ??= tentativeSurestFirst(this.#tracks);
    const least = victims.places.at(-1);
    if (least === undefined) return false;
    if (this.#tracks.numbers[this.#rowAt(least) + columns.EXISTENCE] > existence) return false;
    victims.places.pop();
    victims.isGone ??= new Set();
    victims.isGone.add(least);
    this.#end(least, "not-confirmed", least);
    return true;
  }

  /** Works out when the track that changed may end. */
  #noteEnd(place: number): void {
    const { numbers, heads } = this.#tracks;
    const index = this.#tracks.live[place];
    const fromUs = endsFromUs(numbers, TrackTable.at(index), this.#life);
    heads[index * HEAD + ENDS_FROM_US] = fromUs;
    if (fromUs < this.#noneEndsBeforeUs) this.#noneEndsBeforeUs = fromUs;
  }

  #endDue(nowUs: TimeUs): void {
    if (nowUs < this.#noneEndsBeforeUs) return;
    const tracks = this.#tracks;
    const before = tracks.count;
    const { live, heads, numbers } = tracks;
    let nextUs = Infinity;
    let kept = 0;
    for (let place = 0; place < before; place++) {
      const index = live[place];
      if (Number.isNaN(heads[index * HEAD + ENDS_FROM_US])) this.#noteEnd(place);
      // Read from there, and not from what the call returns: such a number gets an object of its own.
      const fromUs = heads[index * HEAD + ENDS_FROM_US];
      const mayEnd = nowUs >= fromUs;
      const cause = mayEnd ? endCause(numbers, TrackTable.at(index), nowUs, this.#life) : null;
      if (cause === null) {
        if (fromUs < nextUs) nextUs = fromUs;
        live[kept++] = index;
      } else {
        if (heads[index * HEAD + IS_CONFIRMED] === 1) this.#views.changed();
        this.#end(place, cause, kept);
        this.#clusters.touch(tracks, place);
        tracks.release(index);
      }
    }
    tracks.count = kept;
    this.#noneEndsBeforeUs = nextUs;
  }

  /** `kept`: live places from here to `place` mean nothing. */
  #end(place: number, cause: TrackEndCause, kept: number): void {
    const index = this.#tracks.live[place];
    if (goesOnAsOther(this.#tracks, place, kept)) return;
    if (cause === "not-confirmed") this.#clutter.learn(this.#tracks.numbers, TrackTable.at(index));
    const isOne =
      this.#tracks.numbers[TrackTable.at(index) + columns.DETECTION_COUNT] < TOLD_DETECTIONS;
    if (isOne && this.#tracks.names[index].identity === null) return;
    const view = this.#views.of(place, this.#nowUs);
    // Nobody projects what has ended.
    const track = view.history === null ? view : { ...view, history: null };
    if (cause === "lost") this.#lost.add(this.#tracks.live[place]);
    this.#ends.push({ track, cause });
    if (this.#ends.length > ENDS_MAX) this.#ends.splice(0, this.#ends.length - ENDS_MAX);
  }

  #rowAt(place: number): number {
    return TrackTable.at(this.#tracks.live[place]);
  }
}
