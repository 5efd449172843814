import { heightOfEnu } from "../geodesy/local-frame.ts";
import { detectionToPosition } from "../measurement/detection-to-position.ts";
import type { Detection } from "../measurement/look.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import {
  AGILE,
  BANK,
  copyBank,
  copyNumbers,
  COVARIANCE,
  DIAGONAL,
  MEMBER,
  STEADY,
  STEADY_SHARE,
} from "./bank-layout.ts";
import { createInnovation, resetInnovation } from "./innovation.ts";
import { GATE, MEASURED, type MeasuredSource } from "./measured.ts";
import * as models from "./motion-models.ts";
import { predictPowered } from "./predict-bank.ts";
import {
  createScalarMeasurement,
  NOISE,
  RESIDUAL,
  updateByMotion,
  updateByPosition,
} from "./scalar-update.ts";
import { believe, onlyVelocity } from "./start-bank.ts";
import { repairMember, updateBank } from "./update-bank.ts";
import { NO_SLACK } from "./update-member.ts";

/**
 * What is held of an object whose height nobody measures: side by side, that it flies level within each of some bands of height. A slant range is
 * r² = g² + z², g over the ground, so that of level flight at speed v, r·r̈ + ṙ² = v² whatever z is, and z follows only from where the azimuth
 * turns: z² = D² − b², D the least range that r(t) leads to, b the least distance that the azimuth's rate does. Of an object that comes straight
 * on z² ≈ r³·δ/v² is open while its slowing down is known to δ, m/s² (230 m/s and 0.3 m/s²: 2.4 km at 10 km, 840 m at 5 km). One Gaussian over z
 * cannot say that; it is flat at z = 0, where r does not depend on z, and is sure of whatever it drifted to.
 *
 * Each band is a Gaussian whose height stays within it, under quiet and agile flight, and bands are weighed by the likelihood of what was measured.
 */
export interface HeightBand {
  /** Above the site's ground, m. */
  readonly middleM: number;
  readonly sigmaM: number;
}

export const HEIGHT_BANDS: readonly HeightBand[] = [
  { middleM: 150, sigmaM: 100 },
  { middleM: 600, sigmaM: 200 },
  { middleM: 1_350, sigmaM: 300 },
  { middleM: 2_400, sigmaM: 400 },
  { middleM: 3_900, sigmaM: 550 },
  { middleM: 6_000, sigmaM: 750 },
  { middleM: 8_400, sigmaM: 800 },
  { middleM: 11_000, sigmaM: 1_000 },
];
export const BANDS = HEIGHT_BANDS.length;

/** A band in a flat array: both members, the steady one's share of the two, and ln of the band's weight, the greatest being 0. */
const SHARE = 2 * MEMBER;
export const LOG_WEIGHT = SHARE + 1;
export const BAND = SHARE + 2;
/** Behind the bands: for how long, s, it has flown straight without a break. */
const STRAIGHT_S = BANDS * BAND;
export const CELLS = STRAIGHT_S + 1;

/** Climb of what flies in a band, m/s: more takes it into the next. */
const CLIMB_SIGMA_MPS = 15;
/** A height that has spread beyond its band by this factor of the variance is brought back into it. */
const SPREAD_MOST = 1.5;
/** Time, s, in which it leaves its band for one of the two beside it. */
const STAY_S = 120;
/** The evidence counts with this power: errors of what flies do not come anew with each detection. */
const TRUST = 0.8;
/** One detection says no more than this of a band, in ln: it may be of another object. */
const LOG_EVIDENCE_MOST = 6;
const LOG_WEIGHT_LEAST = -30;

const before = new Float64Array(BANK);
const after = new Float64Array(BANK);
const row = createScalarMeasurement();
const free = createInnovation(Infinity);
const logs = new Float64Array(BANDS);
const shares = new Float64Array(BANDS);

/** Fills `cells` from one detection with a range or a place, all bands equally weighed but those farther up than its range. */
export function startCells(
  detection: Detection,
  source: MeasuredSource,
  at: number,
  cells: Float64Array,
): void {
  const rest = onlyVelocity(source, at);
  const { spec, groundHeightM } = source.geometry;
  const reachM =
    detection.kind === "polar"
      ? detection.rangeM + spec.rangeOffsetM + spec.position.heightM - groundHeightM
      : Infinity;
  HEIGHT_BANDS.forEach(({ middleM, sigmaM }, band) => {
    const prior = { aboveGroundM: middleM, sigmaM };
    const place = detectionToPosition(source.geometry, detection, prior);
    after.fill(0);
    believe(after, AGILE, place, {
      horizontal: models.POWERED_SPEED_SIGMA.horizontal,
      vertical: models.POWERED_SPEED_SIGMA.vertical,
    });
    copyNumbers(after, AGILE, after, STEADY, MEMBER);
    after[STEADY_SHARE] = models.STEADY_SHARE_PRIOR;
    if (rest !== null) {
      copyBank(after, 0, before, 0);
      updateBank(before, 0, rest, 0, NO_SLACK, after, 0);
    }
    pack(cells, band, after, middleM - sigmaM > reachM ? LOG_WEIGHT_LEAST : 0);
  });
}

/** `cells` after `dt` ≥ 0 seconds. */
export function predictCells(
  cells: Float64Array,
  geometry: SensorGeometry,
  dt: number,
  out: Float64Array,
): void {
  if (dt === 0) {
    out.set(cells);
    return;
  }
  for (let band = 0; band < BANDS; band++) {
    unpack(cells, band, before);
    predictPowered(before, 0, dt, after, 0);
    holdInBand(after, STEADY, HEIGHT_BANDS[band], geometry);
    holdInBand(after, AGILE, HEIGHT_BANDS[band], geometry);
    pack(out, band, after, cells[band * BAND + LOG_WEIGHT]);
  }
  leak(out, dt);
  out[STRAIGHT_S] = straightAfter(cells, dt);
}

/** What flies straight with less than this probability may be a body on its arc, which is in none of the bands. */
const STRAIGHT_LEAST = 0.5;
/** No arc looks as surely straight for so long, s, and what once flew so for as long flies. */
const SURELY_STRAIGHT = 0.9;
const FLIES_AFTER_S = 10;

/** Whether the object flies level, as the bands have it: straight now, or for some seconds once, which no body on its arc does. */
export const fliesLevel = (cells: Float64Array): boolean =>
  cells[STRAIGHT_S] >= FLIES_AFTER_S || straightShare(cells) >= STRAIGHT_LEAST;

function straightAfter(cells: Float64Array, dt: number): number {
  const since = cells[STRAIGHT_S];
  if (since >= FLIES_AFTER_S) return since;
  return straightShare(cells) >= SURELY_STRAIGHT ? since + dt : 0;
}

function straightShare(cells: Float64Array): number {
  const weights = bandShares(cells);
  let share = 0;
  for (let band = 0; band < BANDS; band++) share += weights[band] * cells[band * BAND + SHARE];
  return share;
}

/**
 * `cells`, predicted to a detection's time, become what it makes of them. What lies inside no band's gate was an evasion, or is of another object: it
 * says nothing of the height, and each band follows it with its velocity open again.
 */
export function updateCells(cells: Float64Array, source: MeasuredSource, at: number): void {
  if (updateInGates(cells, source, at)) return;
  ungated.values.set(source.values.subarray(at, at + MEASURED));
  ungated.values[GATE] = Infinity;
  const open = { ...source, values: ungated.values };
  for (let band = 0; band < BANDS; band++) {
    unpack(cells, band, before);
    for (const axis of [3, 4])
      before[AGILE + COVARIANCE + DIAGONAL[axis]] += EVADES_MPS * EVADES_MPS;
    updateBank(before, 0, open, 0, NO_SLACK, after, 0);
    settle(cells, band);
  }
}
const ungated = { values: new Float64Array(MEASURED) };
/** What is done so suddenly changes the velocity by so much in each direction, m/s. */
const EVADES_MPS = 60;

/** Updates the bands whose gates hold the detection, and weighs all; false where none does. */
function updateInGates(cells: Float64Array, source: MeasuredSource, at: number): boolean {
  let best = -Infinity;
  for (let band = 0; band < BANDS; band++) {
    unpack(cells, band, before);
    logs[band] = updateBank(before, 0, source, at, NO_SLACK, after, 0);
    if (logs[band] === -Infinity) continue;
    settle(cells, band);
    if (logs[band] > best) best = logs[band];
  }
  if (best === -Infinity) return false;
  for (let band = 0; band < BANDS; band++)
    cells[band * BAND + LOG_WEIGHT] += TRUST * Math.max(logs[band] - best, -LOG_EVIDENCE_MOST);
  normalise(cells);
  return true;
}

/** Takes an updated bank into its band. */
function settle(cells: Float64Array, band: number): void {
  repairMember(after, STEADY, false);
  repairMember(after, AGILE, false);
  pack(cells, band, after, cells[band * BAND + LOG_WEIGHT]);
}

/** Multiplies the weights of the bands by what each gives what happened. */
export function weighCells(cells: Float64Array, chances: ArrayLike<number>): void {
  for (let band = 0; band < BANDS; band++)
    cells[band * BAND + LOG_WEIGHT] += Math.log(chances[band]);
  normalise(cells);
}

/** The probabilities of the bands; into an array that the next call uses again. */
export function bandShares(cells: Float64Array): Float64Array {
  let sum = 0;
  for (let band = 0; band < BANDS; band++) {
    shares[band] = Math.exp(cells[band * BAND + LOG_WEIGHT]);
    sum += shares[band];
  }
  for (let band = 0; band < BANDS; band++) shares[band] /= sum;
  return shares;
}

/** Mean (6) and the 21 numbers of the covariance of a band, both ways of flying as one Gaussian, into `out`, {@link MEMBER} numbers. */
export function bandState(cells: Float64Array, band: number, out: Float64Array): void {
  const at = band * BAND;
  const share = cells[at + SHARE];
  const spread = share * (1 - share);
  for (let i = 0; i < 6; i++)
    out[i] = share * cells[at + STEADY + i] + (1 - share) * cells[at + AGILE + i];
  let k = COVARIANCE;
  for (let i = 0; i < 6; i++) {
    const di = cells[at + STEADY + i] - cells[at + AGILE + i];
    for (let j = i; j < 6; j++, k++) {
      const dj = cells[at + STEADY + j] - cells[at + AGILE + j];
      out[k] =
        share * cells[at + STEADY + k] + (1 - share) * cells[at + AGILE + k] + spread * di * dj;
    }
  }
}

function normalise(cells: Float64Array): void {
  let greatest = -Infinity;
  for (let at = LOG_WEIGHT; at < STRAIGHT_S; at += BAND) greatest = Math.max(greatest, cells[at]);
  for (let at = LOG_WEIGHT; at < STRAIGHT_S; at += BAND)
    cells[at] = Math.max(cells[at] - greatest, LOG_WEIGHT_LEAST) + 0;
}

/** Some of each band's weight goes over to those beside it. */
function leak(cells: Float64Array, dt: number): void {
  const part = 0.5 * (1 - Math.exp(-dt / STAY_S));
  const from = bandShares(cells);
  for (let band = 0; band < BANDS; band++) {
    const below = band > 0 ? from[band - 1] : from[band];
    const above = band < BANDS - 1 ? from[band + 1] : from[band];
    const share = from[band] + part * (below + above - 2 * from[band]);
    cells[band * BAND + LOG_WEIGHT] = Math.log(Math.max(share, Number.MIN_VALUE));
  }
  normalise(cells);
}

/** A height that spreads beyond the band, and a climb that would leave it, are what the band says of them. */
function holdInBand(
  a: Float64Array,
  member: number,
  { middleM, sigmaM }: HeightBand,
  { siteFrame, groundHeightM }: SensorGeometry,
): void {
  const c = member + COVARIANCE;
  const variance = sigmaM * sigmaM;
  if (a[c + DIAGONAL[2]] > SPREAD_MOST * variance) {
    const height = heightOfEnu(siteFrame, a[member], a[member + 1], a[member + 2]);
    row.fill(0);
    row[2] = 1;
    row[RESIDUAL] = groundHeightM + middleM - height;
    row[NOISE] = variance;
    resetInnovation(free, Infinity);
    updateByPosition(a, member, false, row, free);
  }
  const climb = CLIMB_SIGMA_MPS * CLIMB_SIGMA_MPS;
  if (a[c + DIAGONAL[5]] <= climb) return;
  row.fill(0);
  row[5] = 1;
  row[RESIDUAL] = -a[member + 5];
  row[NOISE] = climb;
  resetInnovation(free, Infinity);
  updateByMotion(a, member, false, row, free);
}

function unpack(cells: Float64Array, band: number, bank: Float64Array): void {
  bank.fill(0, STEADY_SHARE);
  copyNumbers(cells, band * BAND, bank, STEADY, 2 * MEMBER);
  bank[STEADY_SHARE] = cells[band * BAND + SHARE];
}

function pack(cells: Float64Array, band: number, bank: Float64Array, logWeight: number): void {
  const at = band * BAND;
  // JSON knows no −0, and a restored run must have the same bits.
  for (let i = 0; i < 2 * MEMBER; i++) cells[at + i] = bank[STEADY + i] + 0;
  cells[at + SHARE] = bank[STEADY_SHARE];
  cells[at + LOG_WEIGHT] = logWeight;
}
