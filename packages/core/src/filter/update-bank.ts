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
  hasSeventh,
  HOVER,
  HOVER_SHARE,
  isAwake,
  MEMBER,
  MEMBERS,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "./bank-layout.ts";
import { createInnovation, logLikelihoodOf, resetInnovation } from "./innovation.ts";
import { awakeBits, EVERY_MEMBER } from "./expected-measurement.ts";
import * as measured from "./measured.ts";
import type { MeasuredSource } from "./measured.ts";
import * as models from "./motion-models.ts";
import { forgetSeventh } from "./predict-member.ts";
import { type Slack, updateMember } from "./update-member.ts";
import { logVelocityRatio } from "./velocity-ratio.ts";

/** Neither way of powered flight is ever ruled out, nor powered flight itself. */
const SHARE_LEAST = 1e-3;
const BALLISTIC_GREATEST = 1 - 1e-6;
const POWERED_LEAST = 1e-6;
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
  const awake = awakeBits(source, from);
  let found = false;
  for (let law = 0, bit = 1; bit <= awake; law++, bit <<= 1) {
    logs[law] = -Infinity;
    if ((members & awake & bit) === 0) continue;
    logs[law] = memberUpdate(source, from, LAWS[law], by, at, slack, target, to, gate);
    found ||= logs[law] !== -Infinity;
  }
  if (!found) return -Infinity;
  for (let law = 0, bit = 1; bit <= awake; law++, bit <<= 1) {
    if (logs[law] !== -Infinity || (awake & bit) === 0) continue;
    logs[law] = memberUpdate(source, from, LAWS[law], by, at, slack, target, to, Infinity);
  }
  for (let i = STEADY_SHARE; i < BANK; i++) target[to + i] = source[from + i];
  return weigh(target, to, awake);
}

/**
 * {@link updateBank} of the bank at `a[bank]` in its own place, for a track that nothing but this detection may go on: no member is copied. Each is
 * updated to the end, and its distance held against the gate then; where none holds the detection the bank means nothing.
 */
export function updateBankInPlace(
  a: Float64Array,
  bank: number,
  by: MeasuredSource,
  at: number,
  slack: Slack,
  members: number,
): number {
  const gate = by.values[at + measured.GATE];
  const awake = awakeBits(a, bank);
  let found = false;
  for (let law = 0, bit = 1; bit <= awake; law++, bit <<= 1) {
    logs[law] = -Infinity;
    if ((awake & bit) === 0) continue;
    const member = LAWS[law];
    resetInnovation(innovation, Infinity);
    if (!updateMember(a, bank + member, hasSeventh(member), by, at, slack, innovation)) continue;
    logs[law] = logLikelihoodOf(innovation);
    found ||= (members & bit) !== 0 && innovation.distanceSquared <= gate;
  }
  return found ? weigh(a, bank, awake) : -Infinity;
}

/** The laws in the order of their bits; their ln likelihoods stand in `logs`. */
const LAWS = [STEADY, AGILE, BALLISTIC, THRUST, HOVER, TURN] as const;
const logs = new Float64Array(LAWS.length);

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
  const hasDrag = hasSeventh(member);
  copyNumbers(source, from + member, target, to + member, hasDrag ? BALLISTIC_MEMBER : MEMBER);
  resetInnovation(innovation, gate);
  return updateMember(target, to + member, hasDrag, by, at, slack, innovation)
    ? logLikelihoodOf(innovation)
    : -Infinity;
}

/** Bayes' rule between the members, by the ln likelihoods in `logs`; the ln likelihood of all together. */
function weigh(a: Float64Array, bank: number, awake: number): number {
  const share = a[bank + STEADY_SHARE];
  const hover = a[bank + HOVER_SHARE];
  const ballistic = a[bank + BALLISTIC_PROBABILITY];
  const thrust = a[bank + THRUST_PROBABILITY];
  let greatest = -Infinity;
  for (let law = 0; 1 << law <= awake; law++) greatest = Math.max(greatest, logs[law]);
  const turn = a[bank + TURN_SHARE];
  const turnPart = turn > 0 ? turn * Math.exp(logs[5] - greatest) : 0;
  const hoverPart = hover > 0 ? hover * Math.exp(logs[4] - greatest) : 0;
  const steadyPart = share * Math.exp(logs[0] - greatest);
  const agile = 1 - share - hover - turn;
  const powered = steadyPart + agile * Math.exp(logs[1] - greatest) + hoverPart + turnPart;
  const ballisticPart = ballistic > 0 ? ballistic * Math.exp(logs[2] - greatest) : 0;
  const thrustPart = thrust > 0 ? thrust * Math.exp(logs[3] - greatest) : 0;
  const sum = (1 - ballistic - thrust) * powered + ballisticPart + thrustPart;
  // When a free member explains everything, the powered ones keep the shares they had.
  if (powered > 0) {
    const most = 1 - 4 * SHARE_LEAST;
    const hovering = hover > 0 ? clamp(hoverPart / powered, SHARE_LEAST, most) : 0;
    const left = most + SHARE_LEAST - hovering;
    const turning = turn > 0 ? clamp(turnPart / powered, SHARE_LEAST, left) : 0;
    a[bank + HOVER_SHARE] = hovering;
    a[bank + TURN_SHARE] = turning;
    const rest = 1 - SHARE_LEAST - hovering - turning;
    a[bank + STEADY_SHARE] = clamp(steadyPart / powered, SHARE_LEAST, rest);
  }
  a[bank + BALLISTIC_PROBABILITY] = Math.min(ballisticPart / sum, BALLISTIC_GREATEST);
  const left = 1 - POWERED_LEAST - a[bank + BALLISTIC_PROBABILITY];
  a[bank + THRUST_PROBABILITY] = clamp(thrustPart / sum, 0, Math.max(0, left));
  return greatest + Math.log(sum);
}

/** Bounds the drag, wakes members or puts them to sleep, and repairs what rounding ate. Returns the repairs. */
export function settleBank(a: Float64Array, bank: number): number {
  settleThrust(a, bank);
  restartBallistic(a, bank);
  settleHover(a, bank);
  settleTurn(a, bank);
  if (isAwake(a, bank, BALLISTIC)) {
    const drag = bank + BALLISTIC + DRAG_MEAN;
    a[drag] = clamp(a[drag], models.LOG_DRAG_LEAST, models.LOG_DRAG_GREATEST);
  }
  let repairs = 0;
  for (const member of MEMBERS) {
    if (!isAwake(a, bank, member)) continue;
    repairs += repairMember(a, bank + member, hasSeventh(member));
  }
  return repairs;
}

/** Makes every −0 of a bank that was worked out in its place 0, as copying one does. */
export function cleanBank(a: Float64Array, bank: number): void {
  for (let i = bank; i < bank + BANK; i++) a[i] += 0;
}

/**
 * Raises any variance below the floor to it and drops that state's correlations, which keeps the matrix positive definite
 * where rounding ate a variance. Returns how many were raised: 0 in sound running, and counted by the tracker.
 */
export function repairMember(a: Float64Array, member: number, hasDrag: boolean): number {
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
  if (a[bank + THRUST_PROBABILITY] > 0.5) {
    // It starts again from the thrust member when the motor ends.
    a[bank + BALLISTIC_PROBABILITY] = 0;
    return;
  }
  const agile = bank + AGILE;
  const speed2 =
    a[agile + 3] * a[agile + 3] + a[agile + 4] * a[agile + 4] + a[agile + 5] * a[agile + 5];
  const slow = speed2 < models.BALLISTIC_SPEED_MIN_MPS * models.BALLISTIC_SPEED_MIN_MPS;
  const isSteady = a[bank + STEADY_SHARE] > models.BALLISTIC_RESTART_SHARE;
  if (slow || isSteady || !isHeightKnown(a[agile + COVARIANCE + DIAGONAL[2]])) {
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
export const isHeightKnown = (varianceM2: number): boolean =>
  varianceM2 <= models.HEIGHT_KNOWN_SIGMA_M * models.HEIGHT_KNOWN_SIGMA_M;

/** The thrust member sleeps once it has lost the object; and once its motor has surely ended, when what it is probable by becomes the ballistic one's. */
function settleThrust(a: Float64Array, bank: number): void {
  const thrust = a[bank + THRUST_PROBABILITY];
  if (thrust < models.THRUST_SLEEP_BELOW) {
    a[bank + THRUST_PROBABILITY] = 0;
    return;
  }
  const from = bank + THRUST;
  const most = a[from + DRAG_MEAN] + 2 * Math.sqrt(Math.max(0, a[from + DRAG_VARIANCE]));
  if (most > models.THRUST_LEAST_MPS2) return;
  if (thrust > a[bank + BALLISTIC_PROBABILITY]) {
    copyNumbers(a, from, a, bank + BALLISTIC, MEMBER);
    forgetSeventh(a, bank + BALLISTIC, models.LOG_DRAG_MEAN, models.LOG_DRAG_SIGMA);
  }
  a[bank + BALLISTIC_PROBABILITY] += thrust;
  a[bank + THRUST_PROBABILITY] = 0;
}

/** Wakes the hovering member, from the agile one, of an object slow enough to stand soon; puts it to sleep when the object flies on. */
function settleHover(a: Float64Array, bank: number): void {
  const agile = bank + AGILE;
  const speed2 =
    a[agile + 3] * a[agile + 3] + a[agile + 4] * a[agile + 4] + a[agile + 5] * a[agile + 5];
  const share = a[bank + HOVER_SHARE];
  if (share > 0) {
    const fast = speed2 > models.HOVER_SLEEP_MPS * models.HOVER_SLEEP_MPS;
    if (!fast || share >= models.HOVER_SLEEP_BELOW) return;
    a[bank + HOVER_SHARE] = 0;
    giveBack(a, bank, share);
    return;
  }
  if (speed2 > models.HOVER_WAKE_MPS * models.HOVER_WAKE_MPS) return;
  const c = agile + COVARIANCE;
  const variance = a[c + DIAGONAL[3]] + a[c + DIAGONAL[4]] + a[c + DIAGONAL[5]];
  if (variance > models.HOVER_WAKE_VARIANCE) return;
  copyNumbers(a, agile, a, bank + HOVER, MEMBER);
  a[bank + HOVER_SHARE] = models.HOVER_SHARE_PRIOR;
  a[bank + STEADY_SHARE] *= 1 - models.HOVER_SHARE_PRIOR;
  a[bank + TURN_SHARE] *= 1 - models.HOVER_SHARE_PRIOR;
}

/** The shares of the powered members that stay awake grow by what one leaves that went to sleep. */
function giveBack(a: Float64Array, bank: number, share: number): void {
  a[bank + STEADY_SHARE] /= 1 - share;
  a[bank + HOVER_SHARE] /= 1 - share;
  a[bank + TURN_SHARE] /= 1 - share;
}

/** Wakes the turning member, from the agile one, of an object that does not fly straight; puts it to sleep when it does, or is a free body. */
function settleTurn(a: Float64Array, bank: number): void {
  const share = a[bank + TURN_SHARE];
  const steady = a[bank + STEADY_SHARE];
  const isFree = a[bank + BALLISTIC_PROBABILITY] + a[bank + THRUST_PROBABILITY] > 0.5;
  if (share > 0) {
    const isStraight = steady > models.TURN_SLEEP_SHARE || share < models.TURN_SLEEP_BELOW;
    if (!isFree && !isStraight) return;
    a[bank + TURN_SHARE] = 0;
    giveBack(a, bank, share);
    return;
  }
  if (isFree || steady > models.TURN_WAKE_SHARE) return;
  const agile = bank + AGILE;
  const speed2 = a[agile + 3] * a[agile + 3] + a[agile + 4] * a[agile + 4];
  const c = agile + COVARIANCE;
  const variance = a[c + DIAGONAL[3]] + a[c + DIAGONAL[4]];
  const isFast = speed2 > models.TURN_SPEED_MPS * models.TURN_SPEED_MPS;
  // A direction known to a third of a radian.
  if (!isFast || 9 * variance > speed2) return;
  copyNumbers(a, agile, a, bank + TURN, MEMBER);
  forgetSeventh(a, bank + TURN, 0, models.TURN_RATE_SIGMA);
  a[bank + TURN_SHARE] = models.TURN_SHARE_PRIOR * (1 - steady - a[bank + HOVER_SHARE]);
}

/**
 * Wakes the thrust member of a bank whose two detections, `sinceS` seconds apart, told no speed: from the ballistic member, whose velocity is
 * the mean over that time, so that under thrust it is ½·a·sinceS faster now, as uncertain as a is.
 */
export function igniteBank(a: Float64Array, bank: number, sinceS: number): void {
  const ballistic = a[bank + BALLISTIC_PROBABILITY];
  const isLow = a[bank + BALLISTIC + 2] < models.THRUST_HEIGHT_MAX_M;
  if (a[bank + THRUST_PROBABILITY] > 0 || ballistic < models.THRUST_IGNITES_FROM || !isLow) return;
  const member = bank + THRUST;
  const from = bank + BALLISTIC;
  const speed2 = a[from + 3] * a[from + 3] + a[from + 4] * a[from + 4] + a[from + 5] * a[from + 5];
  if (speed2 < models.THRUST_IGNITES_FROM_MPS * models.THRUST_IGNITES_FROM_MPS) return;
  copyNumbers(a, from, a, member, MEMBER);
  forgetSeventh(a, member, models.THRUST_MEAN_MPS2, models.THRUST_SIGMA_MPS2);
  const lever = (0.5 * sinceS) / Math.max(Math.sqrt(speed2), 1);
  const variance = a[member + DRAG_VARIANCE];
  for (let i = 3; i < 6; i++) direction[i] = lever * a[member + i];
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    a[member + i] += models.THRUST_MEAN_MPS2 * direction[i];
    a[member + DRAG_CROSS + i] = variance * direction[i];
    for (let j = i; j < 6; j++) a[at++] += variance * direction[i] * direction[j];
  }
  const share = models.THRUST_PRIOR / (models.THRUST_PRIOR + models.BALLISTIC_PRIOR);
  a[bank + THRUST_PROBABILITY] = share * ballistic;
  a[bank + BALLISTIC_PROBABILITY] = (1 - share) * ballistic;
}
const direction = new Float64Array(6);

/** The ballistic member from the agile one, its drag from the prior. */
export function extendToBallistic(a: Float64Array, bank: number): void {
  const member = bank + BALLISTIC;
  copyNumbers(a, bank + AGILE, a, member, MEMBER);
  forgetSeventh(a, member, models.LOG_DRAG_MEAN, models.LOG_DRAG_SIGMA);
}

/** The thrust member from the agile one, its push from the prior. */
export function extendToThrust(a: Float64Array, bank: number): void {
  const member = bank + THRUST;
  copyNumbers(a, bank + AGILE, a, member, MEMBER);
  forgetSeventh(a, member, models.THRUST_MEAN_MPS2, models.THRUST_SIGMA_MPS2);
}
