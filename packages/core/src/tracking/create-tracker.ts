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
import { HypothesisClusters } from "./hypothesis-clusters.ts";
import { settleHypotheses } from "./settle-hypotheses.ts";
import { findIdentities, latestBirthUs } from "./find-identities.ts";
import { ClutterMaps } from "./clutter-maps.ts";
import { LostTracks } from "./lost-tracks.ts";
import { isPreparedWith, type OpenLook, preparedLook, type PreparedLook } from "./prepared-look.ts";
import { PlacesByName } from "./places-by-name.ts";
import { predictTrack } from "./predict-track.ts";
import type { SensorRegistration } from "../registration/sensor-registration.ts";
import { type SensorContext, sensorContexts } from "./sensor-context.ts";
import type { Track, TrackEnd } from "./track.ts";
import * as columns from "./track-columns.ts";
import { endCause, type LifeParts } from "./track-life.ts";
import { endOf, restorePiece } from "./track-snapshot.ts";
import { tentativeSurestFirst, type Victims } from "./surest-first.ts";
import { type Mark, type Snapshot, snapshotOf } from "./tracker-state.ts";
import { TrackEnds } from "./track-ends.ts";
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
  readonly #ends: TrackEnds;
  readonly inParts: LookInParts = {
    begin: (look, health) => this.#beginLook(look, health),
    ahead: (id) => this.#ahead(id),
    confirmedAhead: () => this.#confirmedAhead(),
    finish: () => this.#finishLook(),
  };
  #nowUs: TimeUs = Number.MIN_SAFE_INTEGER;
  #counters = noCounts();
  /** Oldest first. */
  #marks: Mark[] = [];
  /** Looks that may be applied again, ready to be; forgotten with the look. Not state. */
  readonly #preparedLooks = new WeakMap<Look, PreparedLook>();

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
    this.#ends = new TrackEnds({
      tracks: this.#tracks,
      lost: this.#lost,
      clusters: this.#clusters,
      clutter: this.#clutter,
      views: this.#views,
      life: this.#life,
    });
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
    if (look.fromUs > this.#nowUs) this.#ends.due(look.fromUs, this.#nowUs);
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
      this.#ends.note(place);
    });
    this.#clusters.open(prepared.table.count);
    this.#open = { prepared, extraneous, isSettled: false };
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

  #confirmedAhead(): readonly Track[] {
    if (this.#open === null) return [];
    const nowUs = Math.max(this.#nowUs, this.#open.prepared.look.toUs);
    const rows = new Set(this.#settleLook(this.#open));
    const confirmed: Track[] = [];
    for (let place = 0; rows.size > 0 && place < this.#tracks.count; place++) {
      if (!rows.delete(this.#tracks.live[place])) continue;
      const ends = endCause(this.#tracks.numbers, this.#rowAt(place), nowUs, this.#life) !== null;
      if (!ends) confirmed.push(this.#views.of(place, nowUs));
    }
    return confirmed;
  }

  /**
   * Works out what the look has confirmed; the rows of those that go by a name of their own. Of the tracks confirmed before only those are
   * given their detections first on which it depends.
   */
  #settleLook(open: OpenLook): readonly number[] {
    if (open.isSettled) return [];
    open.isSettled = true;
    const { prepared, extraneous } = open;
    const { rowCount } = this.#association;
    for (let row = 0; row < rowCount; row++)
      if (!this.#association.isConfirmed(this.#tracks, row)) this.#applyOnce(row, prepared);
    this.#begin(prepared, extraneous);
    this.#settle();
    const confirmed = this.#confirmedNow.splice(0);
    return confirmed.length === 0 ? confirmed : this.#findIdentities(confirmed, prepared);
  }

  #finishLook(): void {
    if (this.#open === null) return;
    this.#settleLook(this.#open);
    const { prepared } = this.#open;
    this.#open = null;
    this.#placesByName.forget();
    const { look, sensor } = prepared;
    const { rowCount } = this.#association;
    for (let row = 0; row < rowCount; row++) this.#applyOnce(row, prepared);
    compareAll(this.#tracks, this.#association, prepared, this.#registration);
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
    this.#ends.due(this.#nowUs, this.#nowUs);
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
    return this.#ends.take();
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
      ends: this.#ends.state(),
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
    this.#ends.restore(state.ends);
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
      ends: this.#ends.state(),
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
    this.#births.forget();
    const { frames } = this.#life;
    const known = new Map<string, EvidenceRef>();
    for (const piece of state.tracks)
      this.#tracks.append(restorePiece(this.#tracks, piece, frames, known));
    const lost = state.lost.map((piece) => restorePiece(this.#tracks, piece, frames, known));
    this.#lost.replaceAll(lost);
    for (const row of lost) this.#tracks.release(row);
    this.#ends.restore(state.ends.map(endOf));
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
    this.#ends.note(place);
    for (let next = from; next < tracks.count; next++) this.#ends.note(next);
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
    this.#ends.unknown();
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
      // It flies as that one does now.
      if (beside !== -1) this.#applyOnce(this.#association.rowAt(beside), look);
      beginTrack(this.#tracks, look, i, existence, copy, this.#life.frames, beside);
      this.#clusters.begin(this.#tracks, i);
      this.#ends.note(this.#tracks.count - 1);
    }
    if (victims.isGone !== null) this.#drop(victims.isGone);
  }

  /** Lets tracks go; those that they were weighed with are weighed anew. */
  #drop(gone: ReadonlySet<number>): void {
    for (const place of gone) this.#clusters.touch(this.#tracks, place);
    this.#dropPlaces(gone);
  }

  #dropPlaces(gone: ReadonlySet<number>): void {
    this.#tracks.drop(gone);
    this.#association.dropped(gone);
    this.#placesByName.forget();
  }

  /** Of the tracks that were just confirmed, those that go on from others; the rows of the rest. */
  #findIdentities(confirmed: readonly number[], look: PreparedLook): readonly number[] {
    const { isTaken, rowCount, places } = this.#association;
    const bornUs = latestBirthUs(this.#tracks.numbers, confirmed);
    // Whoever was seen since is no other one; of the others it counts whether this look saw them.
    for (let row = 0; row < rowCount; row++) {
      if (isTaken[row] === 1) continue;
      const at = this.#rowAt(places[row]);
      if (this.#tracks.numbers[at + columns.LAST_SENSED_US] < bornUs) this.#applyOnce(row, look);
    }
    const gone = findIdentities(this.#tracks, this.#lost, confirmed, this.#life);
    this.#ends.unknown();
    this.#views.changed();
    if (gone === null) return confirmed;
    const joined = new Set(Array.from(gone, (place) => this.#tracks.live[place]));
    this.#dropPlaces(gone);
    return confirmed.filter((row) => !joined.has(row));
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
    this.#ends.end(least, "not-confirmed", { kept: least, nowUs: this.#nowUs });
    return true;
  }

  #rowAt(place: number): number {
    return TrackTable.at(this.#tracks.live[place]);
  }
}
