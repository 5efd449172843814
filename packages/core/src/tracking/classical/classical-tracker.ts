import { canonicalDetections } from "../../association/canonical-order.ts";
import type { SensorHealth } from "../../coverage/sensor.ts";
import { createLocalFrame } from "../../geodesy/local-frame.ts";
import type { Look, Sweep } from "../../measurement/look.ts";
import { createSensorGeometry, type SensorGeometry } from "../../measurement/sensor-geometry.ts";
import { wrapPi } from "../../units/angle.ts";
import { assert } from "../../units/assert.ts";
import { type TrackId, trackId } from "../../units/ids.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../../units/time.ts";
import type { CountingTracker } from "../create-tracker.ts";
import { byTrackId, type Track, type TrackEnd, type TrackEndCause } from "../track.ts";
import type { TrackerConfig, TrackerMark, TrackerSnapshot } from "../tracker.ts";
import { noCounts, type TrackerCounters } from "../tracker-counters.ts";
import { ClassicalKernel, type ExpectedSector } from "./classical-kernel.ts";
import {
  type ClassicalSnapshot,
  endOf,
  endPieceOf,
  tableOf,
  tablePieceOf,
} from "./classical-snapshot.ts";
import { isPlot, plotSensorOf, writePlots } from "./plot-sensor.ts";
import type { PlotSensor } from "./plots.ts";
import { predictView, viewRow } from "./row-view.ts";
import { firstNotes, notesAfter, type PlotDetection, type TrackNotes } from "./track-notes.ts";
import { TrackTable } from "./track-table.ts";

/** Root of the ellipsoidal gate: chi-squared with three degrees of freedom lies under 3.37² with probability 0.99. */
const GATE_SIGMAS = 3.37;
const AGILITY = { horizontal: 30, vertical: 60 } as const;
const START = { horizontalMps: 200, verticalMps: 150 } as const;

/** What is fixed, whatever the configuration: the settings of the native baseline, `packages/server/bench/native`. */
export const CLASSICAL_SETTINGS = {
  gateSigmas: GATE_SIGMAS,
  agility: AGILITY,
  start: START,
} as const;

/** Detections of one look that are taken in, the first in canonical order. */
const PLOTS_PER_LOOK_MAX = 20_000;
/** A detection may lie this far outside the interval of its look: adapters round. */
const LOOK_MARGIN_US = MICROS_PER_SECOND;
/** Ends that nobody takes are kept up to this many, the latest. */
const ENDS_MAX = 10_000;

/**
 * The textbook tracker, as a baseline to compare with: global nearest neighbour, one extended Kalman filter of nearly constant velocity for each
 * track, an ellipsoidal gate, confirmation by M of N. It measures range, azimuth and elevation of polar detections; Doppler, heights,
 * bearings, reported places and detections without elevation it leaves out, the last three counted as unusable. A look holds at one time, that of its
 * latest detection, and with one set of errors. It knows no coverage, class or probability of existence.
 */
export const createClassicalTracker = (config: TrackerConfig): CountingTracker =>
  new ClassicalTracker(config);

interface Sensor {
  readonly geometry: SensorGeometry;
  readonly plot: PlotSensor;
}

interface Mark {
  readonly nowUs: TimeUs;
  readonly lookUs: TimeUs;
  readonly nextSerial: number;
  readonly counters: TrackerCounters;
  readonly confirmed: TrackTable;
  readonly tentative: TrackTable;
  readonly notes: ReadonlyMap<number, TrackNotes>;
  readonly ends: readonly TrackEnd[];
}

class ClassicalTracker implements CountingTracker {
  readonly #config: TrackerConfig;
  readonly #sensors: ReadonlyMap<string, Sensor>;
  readonly #kernel: ClassicalKernel;
  #notes = new Map<number, TrackNotes>();
  /** Of all notes. */
  #ids = new Set<TrackId>();
  #ends: TrackEnd[] = [];
  #nowUs: TimeUs = Number.MIN_SAFE_INTEGER;
  /** When the rows hold; before the first look, the least of all times. */
  #lookUs: TimeUs = Number.MIN_SAFE_INTEGER;
  #counters = noCounts();
  /** What was given out, until something changes; null then. Not state. */
  #views: readonly Track[] | null = null;
  #confirmedViews: readonly Track[] | null = null;

  constructor(config: TrackerConfig) {
    const { confirmDetections, confirmWindow, endAfterMisses, tracksMax } = config;
    assert(tracksMax >= 1, "a tracker has room for a track");
    assert(confirmDetections >= 1 && confirmWindow >= confirmDetections, "M of N with 1 ≤ M ≤ N");
    this.#config = config;
    const frame = createLocalFrame(config.origin);
    this.#sensors = new Map(
      config.sensors.map((spec) => {
        const geometry = createSensorGeometry(frame, spec);
        return [spec.id, { geometry, plot: plotSensorOf(geometry) }];
      }),
    );
    this.#kernel = new ClassicalKernel({
      ...CLASSICAL_SETTINGS,
      confirmDetections,
      confirmWindow,
      endAfterMisses,
      tracksMax,
    });
  }

  processLook(look: Look, _health: ReadonlyMap<string, SensorHealth>): void {
    const sensor = this.#sensors.get(look.sensorId);
    if (sensor === undefined) {
      this.#counters.unknownSensorLooks++;
      return;
    }
    const plots = this.#plotsOf(look);
    this.#endUnseen(look.fromUs);
    let timeUs = plots.length === 0 ? look.toUs : Number.MIN_SAFE_INTEGER;
    for (const { detection } of plots) timeUs = Math.max(timeUs, detection.sensedUs);
    // Looks of several sensors may overlap: the rows never go back.
    timeUs = Math.max(timeUs, this.#lookUs);
    const isFirst = this.#lookUs === Number.MIN_SAFE_INTEGER;
    const dt = isFirst ? 0 : secondsBetween(this.#lookUs, timeUs);
    this.#lookUs = timeUs;
    writePlots(plots, sensor.geometry, sensor.plot, this.#kernel.plots);
    this.#kernel.process(sensor.plot, dt, sectorOf(look.sweep, sensor.geometry));
    this.#note(plots, look);
    this.#forgetViews();
    this.advance(look.toUs);
  }

  advance(timeUs: TimeUs): void {
    this.#nowUs = Math.max(this.#nowUs, timeUs);
    this.#endUnseen(this.#nowUs);
  }

  tracks(): readonly Track[] {
    if (this.#views === null) {
      const { tentative } = this.#kernel;
      const views = [...this.confirmed()];
      for (let row = 0; row < tentative.count; row++) views.push(this.#view(tentative, row));
      this.#views = views.sort(byTrackId);
    }
    return this.#views;
  }

  confirmed(): readonly Track[] {
    if (this.#confirmedViews === null) {
      const { confirmed } = this.#kernel;
      const views: Track[] = [];
      for (let row = 0; row < confirmed.count; row++) views.push(this.#view(confirmed, row));
      this.#confirmedViews = views.sort(byTrackId);
    }
    return this.#confirmedViews;
  }

  liveCount(): number {
    return this.#kernel.confirmed.count + this.#kernel.tentative.count;
  }

  takeEnded(): readonly TrackEnd[] {
    const ends = this.#ends;
    this.#ends = [];
    return ends;
  }

  predict(track: Track, timeUs: TimeUs): Track {
    return predictView(track, timeUs, AGILITY);
  }

  /** It estimates none. */
  registrations(): readonly [] {
    return [];
  }

  counters(): Readonly<TrackerCounters> {
    return { ...this.#counters };
  }

  mark(): TrackerMark {
    const { confirmed, tentative, nextSerial } = this.#kernel;
    const mark: Mark = {
      nowUs: this.#nowUs,
      lookUs: this.#lookUs,
      nextSerial,
      counters: { ...this.#counters },
      confirmed: copyOf(confirmed),
      tentative: copyOf(tentative),
      notes: new Map(this.#notes),
      ends: this.#ends.slice(),
    };
    return mark;
  }

  rewind(mark: TrackerMark): void {
    const state = mark as Mark;
    this.#nowUs = state.nowUs;
    this.#lookUs = state.lookUs;
    this.#kernel.nextSerial = state.nextSerial;
    this.#counters = { ...state.counters };
    this.#kernel.confirmed.copyFrom(state.confirmed);
    this.#kernel.tentative.copyFrom(state.tentative);
    this.#notes = new Map(state.notes);
    this.#ids = new Set(Array.from(state.notes.values(), ({ id }) => id));
    this.#ends = state.ends.slice();
    this.#forgetViews();
  }

  /** Marks are copies: there is nothing to give back. */
  forget(_mark: TrackerMark): void {}

  snapshot(): TrackerSnapshot {
    return this.snapshotOf(this.mark());
  }

  snapshotOf(mark: TrackerMark): TrackerSnapshot {
    const { nowUs, lookUs, nextSerial, counters, confirmed, tentative, notes, ends } = mark as Mark;
    const snapshot: ClassicalSnapshot = {
      version: 1,
      method: "classical",
      sensors: [...this.#sensors.keys()],
      nowUs,
      lookUs,
      nextSerial,
      counters,
      confirmed: tablePieceOf(confirmed),
      tentative: tablePieceOf(tentative),
      notes: [...notes],
      ends: ends.map(endPieceOf),
    };
    return snapshot;
  }

  restore(snapshot: TrackerSnapshot): void {
    const state = snapshot as ClassicalSnapshot;
    assert(state.version === 1 && state.method === "classical", "a snapshot of this tracker");
    const sensors = [...this.#sensors.keys()];
    assert(
      state.sensors.length === sensors.length && sensors.every((id, i) => id === state.sensors[i]),
      "a snapshot of this configuration",
    );
    const mark: Mark = {
      nowUs: state.nowUs,
      lookUs: state.lookUs,
      nextSerial: state.nextSerial,
      counters: state.counters,
      confirmed: tableOf(state.confirmed),
      tentative: tableOf(state.tentative),
      notes: new Map(state.notes),
      ends: state.ends.map(endOf),
    };
    this.rewind(mark);
  }

  #plotsOf(look: Look): readonly PlotDetection[] {
    const plots: PlotDetection[] = [];
    for (const { detection, index } of canonicalDetections(look.detections)) {
      const { sensedUs } = detection;
      if (!isPlot(detection)) continue;
      if (sensedUs < look.fromUs - LOOK_MARGIN_US || sensedUs > look.toUs + LOOK_MARGIN_US)
        continue;
      plots.push({ detection, index });
    }
    this.#counters.unusableDetections += look.detections.length - plots.length;
    const excess = plots.length - PLOTS_PER_LOOK_MAX;
    if (excess <= 0) return plots;
    this.#counters.detectionsOverLimit += excess;
    return plots.slice(0, PLOTS_PER_LOOK_MAX);
  }

  /** Writes down what the look did to each track. */
  #note(plots: readonly PlotDetection[], look: Look): void {
    const { serialOfPlot, confirmed, ended, endedConfirmed } = this.#kernel;
    for (let place = 0; place < plots.length; place++) {
      const serial = serialOfPlot[place];
      if (serial === -1) {
        this.#counters.tracksOverLimit++;
        continue;
      }
      const known = this.#notes.get(serial);
      const plot = plots[place];
      const notes =
        known === undefined
          ? firstNotes(
              this.#newId(`${look.sensorId}/${plot.detection.sensedUs}/${place}`),
              plot,
              look,
            )
          : notesAfter(known, plot, look);
      this.#notes.set(serial, notes);
    }
    // Rows are confirmed at the end of their table.
    for (let row = confirmed.count - 1; row >= 0; row--) {
      const notes = this.#notesOf(confirmed, row);
      if (notes.confirmedUs !== null) break;
      this.#notes.set(confirmed.serial[row], { ...notes, confirmedUs: this.#lookUs });
    }
    for (let row = 0; row < ended.count; row++) {
      this.#end(ended, row, row < endedConfirmed ? "lost" : "not-confirmed");
    }
  }

  /** Of two looks that say the same, the later one's tracks are numbered. */
  #newId(name: string): TrackId {
    let id = trackId(name);
    for (let copy = 2; this.#ids.has(id); copy++) id = trackId(`${name}/${copy}`);
    this.#ids.add(id);
    return id;
  }

  /** Ends what was unseen for too long, though no look expected to see it. */
  #endUnseen(nowUs: TimeUs): void {
    for (const table of [this.#kernel.confirmed, this.#kernel.tentative]) {
      const cause = table === this.#kernel.confirmed ? "lost" : "not-confirmed";
      let kept = 0;
      for (let row = 0; row < table.count; row++) {
        const isOver = nowUs - this.#notesOf(table, row).lastSensedUs >= this.#config.endAfterUs;
        if (isOver) this.#end(table, row, cause);
        else table.copyRow(table, row, kept++);
      }
      if (kept === table.count) continue;
      table.count = kept;
      this.#forgetViews();
    }
  }

  #end(table: TrackTable, row: number, cause: TrackEndCause): void {
    this.#ends.push({ track: this.#view(table, row), cause });
    this.#ids.delete(this.#notesOf(table, row).id);
    this.#notes.delete(table.serial[row]);
    if (this.#ends.length > ENDS_MAX) this.#ends.splice(0, this.#ends.length - ENDS_MAX);
  }

  #view(table: TrackTable, row: number): Track {
    return viewRow(table, row, this.#notesOf(table, row), this.#lookUs);
  }

  #notesOf(table: TrackTable, row: number): TrackNotes {
    const notes = this.#notes.get(table.serial[row]);
    assert(notes !== undefined, "every row has its notes");
    return notes;
  }

  #forgetViews(): void {
    this.#views = null;
    this.#confirmedViews = null;
  }
}

function copyOf(table: TrackTable): TrackTable {
  const copy = new TrackTable();
  copy.copyFrom(table);
  return copy;
}

/** The swept part of azimuth in the sensor's axes; null where the look says nothing of what was not seen. */
function sectorOf(sweep: Sweep | null, { spec }: SensorGeometry): ExpectedSector | null {
  if (sweep === null) return null;
  const halfWidthRad = 0.5 * sweep.azimuthWidthRad;
  const middleRad = wrapPi(sweep.azimuthFromRad + halfWidthRad + spec.azimuthOffsetRad);
  return { middleRad, halfWidthRad };
}
