import {
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BANK,
  copyBank,
  COVARIANCE,
  MEMBER,
  THRUST_PROBABILITY,
} from "../filter/bank-layout.ts";
import {
  BANDS,
  bandShares,
  bandState,
  CELLS,
  fliesLevel,
  predictCells,
} from "../filter/height-cells.ts";
import { unpackMember } from "../filter/predict-member.ts";
import { type TrackId, trackId } from "../units/ids.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import { contradictionOf } from "./class-evidence.ts";
import { mixFree, mixPowered } from "./mix-banks.ts";
import type { HeightCells } from "./note-heights.ts";
import type { SensorContext } from "./sensor-context.ts";
import * as columns from "./track-columns.ts";
import { isConfirmed } from "./track-life.ts";
import { TrackTable } from "./track-table.ts";
import type { Claim, MotionEstimate, Track, TrackStatus } from "./track.ts";

const bank = new Float64Array(BANK);

/** The name of a track: its founding detection, by sensor, time and place in the canonical order of the look. */
export function idOf(a: Float64Array, row: number, sensors: readonly SensorContext[]): TrackId {
  const sensor = sensors[a[row + columns.BIRTH_SENSOR]].geometry.spec.id;
  const name = `${sensor}/${a[row + columns.FIRST_SENSED_US]}/${a[row + columns.BIRTH_POSITION]}`;
  const copy = a[row + columns.BIRTH_COPY];
  return trackId(copy > 1 ? `${name}/${copy}` : name);
}

/** The track in a row as the rest of the engine sees it: plain data that never changes. */
export function viewTrack(
  tracks: TrackTable,
  index: number,
  coasting: boolean,
  sensors: readonly SensorContext[],
): Track {
  const a = tracks.numbers;
  const row = TrackTable.at(index);
  const derived = tracks.derived[index];
  derived.estimates ??= estimatesOf(a, row, levelHeights(tracks, index), sensors);
  derived.id ??= idOf(a, row, sensors);
  const { estimates } = derived;
  const names = tracks.names[index];
  const confirmed = isConfirmed(a, row);
  const status: TrackStatus = confirmed ? (coasting ? "coasting" : "confirmed") : "tentative";
  return {
    id: derived.id,
    status,
    existence: a[row + columns.EXISTENCE],
    timeUs: a[row + columns.TIME_US],
    estimates,
    classProbabilities: classProbabilities(a, row),
    claim: claimOf(a, row),
    firstSensedUs: a[row + columns.FIRST_SENSED_US],
    lastSensedUs: a[row + columns.LAST_SENSED_US],
    confirmedUs: confirmed ? a[row + columns.CONFIRMED_US] : null,
    detectionCount: a[row + columns.DETECTION_COUNT],
    sizeReports: a[row + columns.RCS_COUNT],
    heightReports: a[row + columns.HEIGHT_COUNT],
    isOverHeights: levelHeights(tracks, index) !== null,
    logPlaceProbability: a[row + columns.LOG_PLACE_PROBABILITY],
    missCount: Math.floor(a[row + columns.MISS_COUNT]),
    evidence: tracks.evidence[index],
    identity: names.identity,
    continues: tracks.continuations[index],
    history: tracks.histories[index],
  };
}

/** What each height makes of a track that flies level; null of one whose height was measured, or that may be on an arc. */
function levelHeights(tracks: TrackTable, index: number): HeightCells | null {
  const heights = tracks.heights[index];
  return heights !== null && fliesLevel(heights.cells) ? heights : null;
}

function estimatesOf(
  a: Float64Array,
  row: number,
  heights: HeightCells | null,
  sensors: readonly SensorContext[],
): readonly MotionEstimate[] {
  const probability = a[row + BALLISTIC_PROBABILITY] + a[row + THRUST_PROBABILITY];
  const powered =
    heights === null
      ? [poweredEstimate(a, row, 1 - probability)]
      : byHeight(heights, a[row + columns.TIME_US], 1 - probability, sensors);
  if (probability === 0) return powered;
  const mean = piece(7);
  const covariance = piece(49);
  if (a[row + THRUST_PROBABILITY] === 0) unpackMember(a, row + BALLISTIC, mean, covariance);
  else {
    copyBank(a, row, bank, 0);
    mixFree(bank);
    unpackMember(bank, BALLISTIC, mean, covariance);
  }
  const ballistic: MotionEstimate = { model: "ballistic", probability, mean, covariance };
  return probability > 0.5 ? [ballistic, ...powered] : [...powered, ballistic];
}

/** Estimates given out share pieces of memory of this many numbers: allocating each by itself costs more than filling it. */
const SLAB = 98 * 32;
let slab = new Float64Array(SLAB);
let used = 0;

/** A vector of that length that nobody has yet. */
function piece(length: number): Float64Array {
  if (used + length > SLAB) {
    slab = new Float64Array(SLAB);
    used = 0;
  }
  used += length;
  return slab.subarray(used - length, used);
}

/** The powered members of a row's bank as one Gaussian. */
function poweredEstimate(a: Float64Array, row: number, probability: number): MotionEstimate {
  mixPowered(a, row, mixed, 0);
  return estimateOf(mixed, 0, probability);
}
const mixed = new Float64Array(MEMBER);

/** The powered member at a place of an array. */
function estimateOf(from: Float64Array, member: number, probability: number): MotionEstimate {
  const mean = piece(6);
  for (let i = 0; i < 6; i++) mean[i] = from[member + i];
  const covariance = piece(36);
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      const value = from[at++];
      covariance[i * 6 + j] = value;
      covariance[j * 6 + i] = value;
    }
  }
  return { model: "powered", probability, mean, covariance };
}

/** An estimate for each height that is possible, most probable first, together as probable as powered flight is. */
function byHeight(
  heights: HeightCells,
  timeUs: TimeUs,
  probability: number,
  sensors: readonly SensorContext[],
): MotionEstimate[] {
  const dt = Math.max(0, secondsBetween(heights.timeUs, timeUs));
  predictCells(heights.cells, sensors[0].geometry, dt, cells);
  const shares = bandShares(cells);
  let total = 0;
  for (const share of shares) if (share >= BAND_LEAST) total += share;
  const estimates: MotionEstimate[] = [];
  for (let band = 0; band < BANDS; band++) {
    if (shares[band] < BAND_LEAST) continue;
    bandState(cells, band, state);
    estimates.push(estimateOf(state, 0, (probability * shares[band]) / total));
  }
  return estimates.sort((one, other) => other.probability - one.probability);
}

/** A height less probable than this is left out. */
const BAND_LEAST = 1e-3;
const cells = new Float64Array(CELLS);
const state = new Float64Array(MEMBER);

/** Over everything: what is no object stands with clutter. */
function classProbabilities(a: Float64Array, row: number): Track["classProbabilities"] {
  const existence = a[row + columns.EXISTENCE];
  const share = (at: number): number => existence * a[row + columns.CLASS_SHARES + at];
  return {
    rocket: share(0),
    mortar: share(1),
    missile: share(2),
    "fixed-wing-drone": share(3),
    multirotor: share(4),
    aircraft: share(5),
    helicopter: share(6),
    bird: share(7),
    clutter: share(8) + (1 - existence),
    unknown: share(9),
  };
}

/** What its claim did to its class; null where it made none. */
function claimOf(a: Float64Array, row: number): Claim | null {
  const oddsFactor = a[row + columns.CLAIM_FACTOR];
  return oddsFactor === 1 ? null : { oddsFactor, contradiction: contradictionOf(a, row) };
}
