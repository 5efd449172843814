import { assert } from "../units/assert.ts";
import { clamp } from "../units/algebra.ts";
import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BALLISTIC_MEMBER,
  BANK,
  copyNumbers,
  COVARIANCE,
  DIAGONAL,
  DRAG_CROSS,
  DRAG_MEAN,
  DRAG_VARIANCE,
  MEMBER,
  STEADY,
  STEADY_SHARE,
} from "./bank-layout.ts";
import { createInnovation, logLikelihoodOf, resetInnovation } from "./innovation.ts";
import { AGILE_BIT, BALLISTIC_BIT, EVERY_MEMBER, STEADY_BIT } from "./expected-measurement.ts";
import * as measured from "./measured.ts";
import type { MeasuredSource } from "./measured.ts";
import * as models from "./motion-models.ts";
import { type Slack, updateMember } from "./update-member.ts";
import { logVelocityRatio } from "./velocity-ratio.ts";

/** Neither way of powered flight is ever ruled out, nor powered flight itself. */
const SHARE_LEAST = 1e-3;
const BALLISTIC_GREATEST = 1 - 1e-6;
/** Least variance a state may keep, in its own unit squared: far below any sensor, far above rounding. */
const VARIANCE_FLOOR = 1e-9;

const innovation = createInnovation(Infinity);

/**
 * Makes the bank at `target[to]` what a detection makes of the one at `source[from]`, which was predicted to the detection's time: every
 * member updated, and the probabilities between them by Bayes' rule. Returns the ln likelihood of the detection under the bank as it
 * was; −Infinity, the target half written, where it lies inside no member's gate, which most candidates are found to do after a scalar or
 * two; `members` are those whose gate may hold it. A member outside its own gate is still updated where another's holds the detection,
 * since a wrong belief recovers that way.
 */
export function updateBank(
  source: Float64Array,
  from: number,
  by: MeasuredSource,
  at: number,
  slack: Slack,
  target: Float64Array,
  to: number,
  members: number = EVERY_MEMBER,
): number {
  const gate = by.values[at + measured.GATE];
  const awake = source[from + BALLISTIC_PROBABILITY] > 0;
  let agile = -Infinity;
  let steady = -Infinity;
  let fallen = -Infinity;
  if ((members & AGILE_BIT) !== 0) {
    agile = memberUpdate(source, from, AGILE, by, at, slack, target, to, gate);
  }
  if ((members & STEADY_BIT) !== 0) {
    steady = memberUpdate(source, from, STEADY, by, at, slack, target, to, gate);
  }
  if (awake && (members & BALLISTIC_BIT) !== 0) {
    fallen = memberUpdate(source, from, BALLISTIC, by, at, slack, target, to, gate);
  }
  if (agile === -Infinity && steady === -Infinity && fallen === -Infinity) return -Infinity;
  if (agile === -Infinity) {
    agile = memberUpdate(source, from, AGILE, by, at, slack, target, to, Infinity);
  }
  if (steady === -Infinity) {
    steady = memberUpdate(source, from, STEADY, by, at, slack, target, to, Infinity);
  }
  if (awake && fallen === -Infinity) {
    fallen = memberUpdate(source, from, BALLISTIC, by, at, slack, target, to, Infinity);
  }
  target[to + STEADY_SHARE] = source[from + STEADY_SHARE];
  target[to + BALLISTIC_PROBABILITY] = source[from + BALLISTIC_PROBABILITY];
  return weigh(target, to, steady, agile, fallen);
}

/** Copies one member and updates the copy; the detection's ln likelihood, −Infinity, the copy half updated, where it leaves the gate. */
function memberUpdate(
  source: Float64Array,
  from: number,
  member: number,
  by: MeasuredSource,
  at: number,
  slack: Slack,
  target: Float64Array,
  to: number,
  gate: number,
): number {
  const hasDrag = member === BALLISTIC;
  copyNumbers(source, from + member, target, to + member, hasDrag ? BALLISTIC_MEMBER : MEMBER);
  resetInnovation(innovation, gate);
  return updateMember(target, to + member, hasDrag, by, at, slack, innovation)
    ? logLikelihoodOf(innovation)
    : -Infinity;
}

/** Bayes' rule between the members; the ln likelihood of all together. */
function weigh(
  a: Float64Array,
  bank: number,
  steady: number,
  agile: number,
  fallen: number,
): number {
  const share = a[bank + STEADY_SHARE];
  const ballistic = a[bank + BALLISTIC_PROBABILITY];
  const greatest = Math.max(steady, agile, fallen);
  const steadyPart = share * Math.exp(steady - greatest);
  const powered = steadyPart + (1 - share) * Math.exp(agile - greatest);
  const ballisticPart = ballistic * Math.exp(fallen - greatest);
  const sum = (1 - ballistic) * powered + ballisticPart;
  // When the ballistic member explains everything, the powered ones keep the share they had.
  if (powered > 0) {
    a[bank + STEADY_SHARE] = clamp(steadyPart / powered, SHARE_LEAST, 1 - SHARE_LEAST);
  }
  a[bank + BALLISTIC_PROBABILITY] = Math.min(ballisticPart / sum, BALLISTIC_GREATEST);
  return greatest + Math.log(sum);
}

/** Bounds the drag, restarts or puts to sleep the ballistic member, and leaves every number clean. Returns the repairs. */
export function settleBank(a: Float64Array, bank: number): number {
  restartBallistic(a, bank);
  let repairs = repairMember(a, bank + STEADY, false) + repairMember(a, bank + AGILE, false);
  if (a[bank + BALLISTIC_PROBABILITY] > 0) {
    const drag = bank + BALLISTIC + DRAG_MEAN;
    a[drag] = clamp(a[drag], models.LOG_DRAG_LEAST, models.LOG_DRAG_GREATEST);
    repairs += repairMember(a, bank + BALLISTIC, true);
  }
  // JSON knows no −0, and a restored run must have the same bits.
  for (let i = bank; i < bank + BANK; i++) a[i] += 0;
  return repairs;
}

/**
 * Raises any variance below the floor to it and drops that state's correlations, which keeps the matrix positive definite
 * where rounding ate a variance. Returns how many were raised: 0 in sound running, and counted by the tracker.
 */
function repairMember(a: Float64Array, member: number, hasDrag: boolean): number {
  let repairs = 0;
  for (let i = 0; i < 6; i++) {
    const variance = a[member + COVARIANCE + DIAGONAL[i]];
    assert(Number.isFinite(a[member + i]) && Number.isFinite(variance), "a state is finite");
    if (variance >= VARIANCE_FLOOR) continue;
    repairs++;
    decorrelate(a, member, i);
    if (hasDrag) a[member + DRAG_CROSS + i] = 0;
  }
  if (hasDrag && !(a[member + DRAG_VARIANCE] >= VARIANCE_FLOOR)) {
    repairs++;
    for (let i = 0; i < 6; i++) a[member + DRAG_CROSS + i] = 0;
    a[member + DRAG_VARIANCE] = VARIANCE_FLOOR;
  }
  return repairs;
}

function decorrelate(a: Float64Array, member: number, which: number): void {
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      if (i === which || j === which) a[at] = i === j ? VARIANCE_FLOOR : 0;
      at++;
    }
  }
}

/**
 * Lets the ballistic member start again where it has lost the object and the object changes its way: from the agile member, with the
 * probability that an object of this velocity is a free body; or puts it to sleep where the object is too slow to be one or flies
 * steadily. So the end of a rocket's thrust, a diving drone and a wrong first belief all recover, and an airliner costs nothing.
 */
function restartBallistic(a: Float64Array, bank: number): void {
  if (a[bank + BALLISTIC_PROBABILITY] >= models.BALLISTIC_RESTART_BELOW) return;
  const agile = bank + AGILE;
  const speed2 =
    a[agile + 3] * a[agile + 3] + a[agile + 4] * a[agile + 4] + a[agile + 5] * a[agile + 5];
  const slow = speed2 < models.BALLISTIC_SPEED_MIN_MPS * models.BALLISTIC_SPEED_MIN_MPS;
  const isSteady = a[bank + STEADY_SHARE] > models.BALLISTIC_RESTART_SHARE;
  if (slow || isSteady || !isHeightKnown(a, agile)) {
    a[bank + BALLISTIC_PROBABILITY] = 0;
    return;
  }
  const odds = models.BALLISTIC_RESTART_PROBABILITY * Math.exp(logVelocityRatio(a, agile));
  const greatest = models.BALLISTIC_RESTART_PROBABILITY_MAX;
  const least = models.BALLISTIC_RESTART_PROBABILITY;
  a[bank + BALLISTIC_PROBABILITY] = clamp(odds, least, greatest);
  extendToBallistic(a, bank);
}

/** Whether the height is known well enough to tell a fall. */
export const isHeightKnown = (a: Float64Array, member: number): boolean =>
  a[member + COVARIANCE + DIAGONAL[2]] <= models.HEIGHT_KNOWN_SIGMA_M * models.HEIGHT_KNOWN_SIGMA_M;

/** The ballistic member from the agile one, its drag from the prior. */
export function extendToBallistic(a: Float64Array, bank: number): void {
  const member = bank + BALLISTIC;
  copyNumbers(a, bank + AGILE, a, member, MEMBER);
  a[member + DRAG_MEAN] = models.LOG_DRAG_MEAN;
  for (let i = 0; i < 6; i++) a[member + DRAG_CROSS + i] = 0;
  a[member + DRAG_VARIANCE] = models.LOG_DRAG_SIGMA * models.LOG_DRAG_SIGMA;
}
