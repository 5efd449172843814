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
import { BIRTH_SENSOR, DETECTION_COUNT, EXISTENCE } from "./track-columns.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { TrackTable } from "./track-table.ts";

/** Cells of a radar's cover, even in range and in azimuth. */
const RINGS = 16;
const SECTORS = 32;
const CELLS = RINGS * SECTORS;
/** What was counted lately stands by patches of some cells, so that what many of them show is told from a flock or a salvo, which few do. */
const PATCH_RINGS = 4;
const PATCH_SECTORS = 4;
const PATCHES = CELLS / (PATCH_RINGS * PATCH_SECTORS);
/** Of one sensor: the false detections counted in each cell, the sweeps counted over each sector, and of each patch the false detections, and all the sweeps, lately. */
const LATELY = CELLS + SECTORS;
const LATELY_SWEEPS = LATELY + PATCHES;
const MAP = LATELY_SWEEPS + 1;
const counts = new Float64Array(PATCHES);
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
/** What was counted lately has faded to this after a sweep more. */
const KEPT_LATELY = 0.8;
/** The configured rate is worth so many of what was counted lately. */
const PRIOR_LATELY = 3;
/** So many sweeps pass until a detection that was false is known to have been. */
const PENDING_SWEEPS = 2;
/** More than configured is believed beyond so many standard deviations of the count. */
const SURE_SIGMAS = 2;
/** A count that has faded below this is none. */
const COUNT_LEAST = 1e-4;

/**
 * Where each radar's false detections lie: a map of their density over range and azimuth. In a cell with n false detections in t sweeps,
 * both fading by e^(−1/300) at each sweep, the expected number in a sweep is (κ + n)/(κ/μ + t), the mean of a gamma distribution,
 * where μ is the configured rate in a cell and κ = max(2, 20μ) its weight.
 *
 * A detection counts once it is known to have been false: when the track that it began, or belonged to, has ended without being confirmed.
 * So an object that comes into track teaches nothing, however long it stands in one place, nor while that is not yet sure.
 *
 * A jammed radar, or one whose threshold slips, has more of them everywhere at once, which no cell has seen often enough to know. So μ is what was configured times
 * f = max(1, (3 + c − 2√c)/(3 + λ·s)): c as many false ones of the last sweeps, fading by a fifth at each, as there would be were each of 32 patches of the cover like
 * the middle one, those of tentative tracks counted by the probability 1 − r that they are; λ the configured rate in a sweep and s the sweeps in which those came. What flocks and
 * salvos show lies in few patches, and changes nothing of the middle one.
 */
export class ClutterMaps {
  readonly #sensors: readonly SensorContext[];
  readonly #extraneous: number[] = [];
  #maps: HeldClutter;
  /** Of each sensor whether its map, which may be held by somebody, was copied since. */
  readonly #isOwn: Uint8Array;

  constructor(sensors: readonly SensorContext[]) {
    this.#sensors = sensors;
    this.#maps = sensors.map(() => new Float64Array(MAP));
    this.#isOwn = new Uint8Array(sensors.length);
  }

  /** All that is state, to be kept: it will not change. What a look then changes is copied for its sensor alone. */
  hold(): HeldClutter {
    this.#isOwn.fill(0);
    return this.#maps;
  }

  restore(maps: HeldClutter): void {
    assert(maps.length === this.#maps.length, "clutter maps of this configuration");
    this.#maps = maps;
    this.#isOwn.fill(0);
  }

  /** The same from {@link sparsePiece}. */
  restorePiece(piece: readonly number[]): void {
    this.restore(fromSparse(piece, this.#maps.length));
  }

  get maps(): HeldClutter {
    return this.#maps;
  }

  /**
   * For each detection of a look: how many of a sweep were false or of new objects, `undetected` of these, if they were everywhere as dense
   * as there. `tracks` are those that may turn out to be false, null where none is known. The answer is good until the next question.
   */
  extraneousOf(
    { table, sensor }: PreparedLook,
    { undetected, tracks }: { readonly undetected: number; readonly tracks: TrackTable | null },
  ): readonly number[] {
    const even = falseDetections(sensor.geometry.spec);
    const lately = table.count === 0 ? 1 : this.#lately(sensor, tracks, even);
    for (let i = 0; i < table.count; i++) {
      const cell = cellOf(table.values, i * MEASURED, sensor);
      const ratio = cell === -1 ? 1 : this.#ratio(sensor, cell, even, lately);
      this.#extraneous[i] = undetected + even * ratio;
    }
    return this.#extraneous;
  }

  /** Counts what a look swept. */
  sweep({ look: { sweep }, sensor }: PreparedLook): void {
    if (sweep === null || sensor.geometry.spec.kind !== "radar") return;
    fade(this.#own(sensor.index), sweep, sensor);
  }

  /** A track that was not confirmed has ended, its row at `a[row]`: its detections were false. */
  learn(a: Float64Array, row: number): void {
    const sensor = this.#sensors[a[row + BIRTH_SENSOR]];
    const cell = cellOfTrack(a, row, sensor);
    if (cell === -1) return;
    const map = this.#own(sensor.index);
    map[cell] += a[row + DETECTION_COUNT];
    map[LATELY + patchOf(cell)] += a[row + DETECTION_COUNT];
  }

  /** How many times as dense as the configured rate, `even` in a sweep, false detections surely were over the whole cover in the last sweeps. */
  #lately(sensor: SensorContext, tracks: TrackTable | null, even: number): number {
    if (sensor.geometry.spec.kind !== "radar") return 1;
    const map = this.#maps[sensor.index];
    for (let patch = 0; patch < PATCHES; patch++) counts[patch] = map[LATELY + patch];
    if (tracks !== null) addPending(tracks, sensor, counts);
    const count = PATCHES * counts.sort()[PATCHES / 2 - 1];
    const sure = PRIOR_LATELY + count - SURE_SIGMAS * Math.sqrt(count);
    const expected = PRIOR_LATELY + even * (map[LATELY_SWEEPS] + PENDING_SWEEPS);
    return clamp(sure / expected, EMPTIEST, DENSEST);
  }

  /** How many times as dense as the configured rate false detections are in a cell, of which the whole cover has been `lately` times as dense. */
  #ratio({ index }: SensorContext, cell: number, even: number, lately: number): number {
    const map = this.#maps[index];
    const mean = even / CELLS;
    const weight = Math.max(PRIOR_COUNT, PRIOR_SWEEPS * mean);
    const sweeps = map[CELLS + (cell % SECTORS)];
    const found = (weight * lately + map[cell]) / (weight / mean + sweeps);
    return clamp(found / mean, EMPTIEST, DENSEST);
  }

  #own(index: number): Float64Array {
    if (this.#isOwn[index] === 0) {
      this.#maps = this.#maps.with(index, this.#maps[index].slice());
      this.#isOwn[index] = 1;
    }
    return this.#maps[index];
  }
}

const patchOf = (cell: number): number => {
  const ring = Math.floor(cell / SECTORS / PATCH_RINGS);
  return ring * (SECTORS / PATCH_SECTORS) + Math.floor((cell % SECTORS) / PATCH_SECTORS);
};

/** Adds to each patch how many detections in the tentative tracks that a sensor began there are expected to be false: Σ (1 − r)·n. */
function addPending(tracks: TrackTable, sensor: SensorContext, sums: Float64Array): void {
  const { count, live, heads, numbers } = tracks;
  for (let place = 0; place < count; place++) {
    const index = live[place];
    if (heads[index * HEAD + IS_CONFIRMED] === 1) continue;
    const row = TrackTable.at(index);
    if (numbers[row + BIRTH_SENSOR] !== sensor.index) continue;
    const falsely = (1 - numbers[row + EXISTENCE]) * numbers[row + DETECTION_COUNT];
    sums[patchOf(cellOfTrack(numbers, row, sensor))] += falsely;
  }
}

/** The map of each sensor. */
export type HeldClutter = readonly Float64Array[];

/** One more sweep over the sectors whose middle it passed. */
function fade(map: Float64Array, sweep: Sweep, { geometry }: SensorContext): void {
  const { coverage, azimuthOffsetRad } = geometry.spec;
  const startRad = sweep.azimuthFromRad + azimuthOffsetRad;
  const whole = sweep.azimuthWidthRad >= TWO_PI;
  const part = Math.min(1, sweep.azimuthWidthRad / Math.min(coverage.azimuthWidthRad, TWO_PI));
  const kept = 1 - part * (1 - KEPT_LATELY);
  for (let at = LATELY; at < LATELY_SWEEPS; at++)
    map[at] = map[at] < COUNT_LEAST ? 0 : map[at] * kept;
  map[LATELY_SWEEPS] = map[LATELY_SWEEPS] * kept + part;
  for (let sector = 0; sector < SECTORS; sector++) {
    const middleRad =
      coverage.azimuthFromRad + ((sector + 0.5) * coverage.azimuthWidthRad) / SECTORS;
    if (!whole && wrapTwoPi(middleRad - startRad) >= sweep.azimuthWidthRad) continue;
    map[CELLS + sector] = map[CELLS + sector] * KEPT + 1;
    for (let cell = sector; cell < CELLS; cell += SECTORS) {
      const count = map[cell] * KEPT;
      map[cell] = count < COUNT_LEAST ? 0 : count;
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

/** Maps most of whose numbers are zero, as JSON: of all of them one after the other, each other number behind its place. */
export const sparsePiece = (maps: HeldClutter): number[] =>
  maps.flatMap((map, index) => {
    const piece: number[] = [];
    for (let i = 0; i < MAP; i++) if (map[i] !== 0) piece.push(index * MAP + i, map[i]);
    return piece;
  });

function fromSparse(piece: readonly number[], sensors: number): HeldClutter {
  const maps = Array.from({ length: sensors }, () => new Float64Array(MAP));
  for (let k = 0; k < piece.length; k += 2)
    maps[Math.floor(piece[k] / MAP)][piece[k] % MAP] = piece[k + 1];
  return maps;
}
