import type { CoverageVolume } from "../coverage/sensor.ts";
import { leadingMember } from "../filter/bank-layout.ts";
import { falseDetections } from "../association/measurement-volume.ts";
import { AZIMUTH, MEASURED, RANGE } from "../filter/measured.ts";
import type { Sweep } from "../measurement/look.ts";
import { clamp } from "../units/algebra.ts";
import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
import { assert } from "../units/assert.ts";
import type { PreparedLook } from "./prepared-look.ts";
import type { SensorContext } from "./sensor-context.ts";
import { BIRTH_SENSOR, DETECTION_COUNT } from "./track-columns.ts";

/** Cells of a radar's cover, even in range and in azimuth. */
const RINGS = 16;
const SECTORS = 32;
const CELLS = RINGS * SECTORS;
/** Of one sensor: the false detections counted in each cell, then the sweeps counted over each sector. */
const MAP = CELLS + SECTORS;
/** Sweeps after which what was learnt has faded to 1/e. */
const MEMORY_SWEEPS = 300;
const KEPT = Math.exp(-1 / MEMORY_SWEEPS);
/** What the configured rate is worth: so many sweeps that showed it, and at least so many false detections in each cell. */
const PRIOR_SWEEPS = 20;
const PRIOR_COUNT = 2;
/**
 * No cell is held to be denser than the configured rate by more than this, nor emptier at all: what is left of a track would hold on to the
 * rare false detection there.
 */
const DENSEST = 100;
const EMPTIEST = 1;
/** A count that has faded below this is none. */
const COUNT_LEAST = 1e-4;

/**
 * Where each radar's false detections lie: a map of their density over range and azimuth. In a cell with n false detections in t sweeps,
 * both fading by e^(−1/300) at each sweep, the expected number in a sweep is (κ + n)/(κ/μ + t), the mean of a gamma distribution,
 * where μ is the configured rate in a cell and κ = max(2, 20μ) its weight.
 *
 * A detection counts once it is known to have been false: when the track that it began, or belonged to, has ended without being confirmed.
 * So an object that comes into track teaches nothing, however long it stands in one place, nor while that is not yet sure.
 */
export class ClutterMaps {
  readonly #sensors: readonly SensorContext[];
  readonly #extraneous: number[] = [];
  #numbers: Float64Array;
  #isShared = false;

  constructor(sensors: readonly SensorContext[]) {
    this.#sensors = sensors;
    this.#numbers = new Float64Array(sensors.length * MAP);
  }

  /** All that is state, to be kept: it will not change. */
  hold(): Float64Array {
    this.#isShared = true;
    return this.#numbers;
  }

  restore(numbers: Float64Array): void {
    assert(numbers.length === this.#numbers.length, "clutter maps of this configuration");
    this.#numbers = numbers;
    this.#isShared = true;
  }

  /** The same from {@link sparsePiece}. */
  restorePiece(piece: readonly number[]): void {
    this.#numbers = fromSparse(piece, this.#numbers.length);
    this.#isShared = false;
  }

  get numbers(): Float64Array {
    return this.#numbers;
  }

  /**
   * For each detection of a look: how many of a sweep were false or of new objects, `undetected` of these, if they were everywhere as dense
   * as there. The answer is good until the next question.
   */
  extraneousOf({ table, sensor }: PreparedLook, undetected: number): readonly number[] {
    const even = falseDetections(sensor.geometry.spec);
    for (let i = 0; i < table.count; i++) {
      const cell = cellOf(table.values, i * MEASURED, sensor);
      const ratio = cell === -1 ? 1 : this.#ratio(sensor, cell, even);
      this.#extraneous[i] = undetected + even * ratio;
    }
    return this.#extraneous;
  }

  /** Counts what a look swept. */
  sweep({ look: { sweep }, sensor }: PreparedLook): void {
    if (sweep === null || sensor.geometry.spec.kind !== "radar") return;
    fade(this.#own(), sensor.index * MAP, sweep, sensor);
  }

  /** A track that was not confirmed has ended, its row at `a[row]`: its detections were false. */
  learn(a: Float64Array, row: number): void {
    const sensor = this.#sensors[a[row + BIRTH_SENSOR]];
    const cell = cellOfTrack(a, row, sensor);
    if (cell !== -1) this.#own()[sensor.index * MAP + cell] += a[row + DETECTION_COUNT];
  }

  /** How many times as dense as the configured rate, `even` in a sweep, false detections are in a cell. */
  #ratio({ index }: SensorContext, cell: number, even: number): number {
    const map = index * MAP;
    const mean = even / CELLS;
    const weight = Math.max(PRIOR_COUNT, PRIOR_SWEEPS * mean);
    const sweeps = this.#numbers[map + CELLS + (cell % SECTORS)];
    const found = (weight + this.#numbers[map + cell]) / (weight / mean + sweeps);
    return clamp(found / mean, EMPTIEST, DENSEST);
  }

  #own(): Float64Array {
    if (this.#isShared) this.#numbers = this.#numbers.slice();
    this.#isShared = false;
    return this.#numbers;
  }
}

/** One more sweep over the sectors whose middle it passed. */
function fade(numbers: Float64Array, map: number, sweep: Sweep, { geometry }: SensorContext): void {
  const { coverage, azimuthOffsetRad } = geometry.spec;
  const startRad = sweep.azimuthFromRad + azimuthOffsetRad;
  const whole = sweep.azimuthWidthRad >= TWO_PI;
  for (let sector = 0; sector < SECTORS; sector++) {
    const middleRad =
      coverage.azimuthFromRad + ((sector + 0.5) * coverage.azimuthWidthRad) / SECTORS;
    if (!whole && wrapTwoPi(middleRad - startRad) >= sweep.azimuthWidthRad) continue;
    const swept = map + CELLS + sector;
    numbers[swept] = numbers[swept] * KEPT + 1;
    for (let cell = map + sector; cell < map + CELLS; cell += SECTORS) {
      const count = numbers[cell] * KEPT;
      numbers[cell] = count < COUNT_LEAST ? 0 : count;
    }
  }
}

/** The cell in which a detection lies; −1 where the sensor is mapped by none. */
function cellOf(values: Float64Array, at: number, { geometry: { spec } }: SensorContext): number {
  const rangeM = values[at + RANGE];
  const azimuthRad = values[at + AZIMUTH];
  if (spec.kind !== "radar" || Number.isNaN(rangeM + azimuthRad)) return -1;
  return cellAt(rangeM, azimuthRad, spec.coverage);
}

/** The cell of the sensor that founded a track in which the track is; −1 where that is no radar. */
function cellOfTrack(a: Float64Array, row: number, { geometry }: SensorContext): number {
  const { rotation, positionM, spec } = geometry;
  if (spec.kind !== "radar") return -1;
  const member = leadingMember(a, row);
  const e = a[member] - positionM[0];
  const n = a[member + 1] - positionM[1];
  const u = a[member + 2] - positionM[2];
  const x = rotation[0] * e + rotation[1] * n + rotation[2] * u;
  const y = rotation[3] * e + rotation[4] * n + rotation[5] * u;
  return cellAt(Math.sqrt(e * e + n * n + u * u), Math.atan2(x, y), spec.coverage);
}

function cellAt(rangeM: number, azimuthRad: number, coverage: CoverageVolume): number {
  const span = Math.max(coverage.rangeMaxM - coverage.rangeMinM, 1);
  const ring = Math.floor(((rangeM - coverage.rangeMinM) / span) * RINGS);
  const turn = wrapTwoPi(azimuthRad - coverage.azimuthFromRad);
  const sector = Math.floor((turn / Math.min(coverage.azimuthWidthRad, TWO_PI)) * SECTORS);
  return clamp(ring, 0, RINGS - 1) * SECTORS + clamp(sector, 0, SECTORS - 1);
}

/** Numbers most of which are zero, as JSON: each other one behind its place. */
export function sparsePiece(numbers: Float64Array): number[] {
  const piece: number[] = [];
  for (let i = 0; i < numbers.length; i++) if (numbers[i] !== 0) piece.push(i, numbers[i]);
  return piece;
}

function fromSparse(piece: readonly number[], length: number): Float64Array {
  const numbers = new Float64Array(length);
  for (let k = 0; k < piece.length; k += 2) numbers[piece[k]] = piece[k + 1];
  return numbers;
}
