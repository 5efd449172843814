import { clamp } from "../units/algebra.ts";
import { copyGaussian, type Gaussian, repairGaussian } from "./gaussian.ts";
import { type MotionBank, restartBallistic } from "./motion-bank.ts";
import { LOG_DRAG_GREATEST, LOG_DRAG_LEAST } from "./motion-models.ts";
import type { PreparedDetection } from "./prepared-detection.ts";
import { createInnovation, logLikelihoodOf, resetInnovation } from "./scalar-update.ts";
import { type Slack, updateWithDetection } from "./update-detection.ts";

/** Neither way of powered flight is ever ruled out, nor powered flight itself. */
const SHARE_LEAST = 1e-3;
const BALLISTIC_GREATEST = 1 - 1e-6;

/** Bits that name members of a bank. */
export const STEADY_BIT = 1;
export const AGILE_BIT = 2;
export const BALLISTIC_BIT = 4;

const innovation = createInnovation(Infinity);

/**
 * ln likelihood of a detection under a bank that was predicted to its time, over those of the named members inside whose gate it lies;
 * −Infinity when there is none. The bank stays as it is; `scratch` is another that may be spoilt.
 */
export function scoreMotionBank(
  bank: MotionBank,
  prepared: PreparedDetection,
  slack: Slack,
  members: number,
  scratch: MotionBank,
): number {
  const { steadyShare: share, ballisticProbability: ballistic } = bank;
  let steady = -Infinity;
  let agile = -Infinity;
  let fallen = -Infinity;
  if ((members & STEADY_BIT) !== 0) {
    steady = scoreMember(bank.steady, prepared, slack, scratch.steady);
  }
  if ((members & AGILE_BIT) !== 0) {
    agile = scoreMember(bank.agile, prepared, slack, scratch.agile);
  }
  if (ballistic > 0 && (members & BALLISTIC_BIT) !== 0) {
    fallen = scoreMember(bank.ballistic, prepared, slack, scratch.ballistic);
  }
  const greatest = Math.max(steady, agile, fallen);
  if (greatest === -Infinity) return greatest;
  const powered = share * Math.exp(steady - greatest) + (1 - share) * Math.exp(agile - greatest);
  const sum = (1 - ballistic) * powered + ballistic * Math.exp(fallen - greatest);
  return greatest + Math.log(sum);
}

/**
 * Updates every member, gate or not, and the probabilities between them by Bayes' rule; starts the ballistic member again where
 * it has lost the object. Returns the number of variances that rounding had eaten and that were raised again.
 */
export function updateMotionBank(
  bank: MotionBank,
  prepared: PreparedDetection,
  slack: Slack,
): number {
  const { steadyShare: share, ballisticProbability: ballistic } = bank;
  const steady = memberLogLikelihood(bank.steady, prepared, slack, Infinity);
  const agile = memberLogLikelihood(bank.agile, prepared, slack, Infinity);
  const fallen =
    ballistic > 0 ? memberLogLikelihood(bank.ballistic, prepared, slack, Infinity) : -Infinity;
  const greatest = Math.max(steady, agile, fallen);
  const steadyPart = share * Math.exp(steady - greatest);
  const powered = steadyPart + (1 - share) * Math.exp(agile - greatest);
  const ballisticPart = ballistic * Math.exp(fallen - greatest);
  const sum = (1 - ballistic) * powered + ballisticPart;
  // When the ballistic member explains everything, the powered ones keep the share they had.
  if (powered > 0) bank.steadyShare = clamp(steadyPart / powered, SHARE_LEAST, 1 - SHARE_LEAST);
  bank.ballisticProbability = Math.min(ballisticPart / sum, BALLISTIC_GREATEST);
  return settle(bank);
}

/** Bounds the drag, restarts or puts to sleep the ballistic member, and leaves every number clean. Returns the repairs. */
export function settle(bank: MotionBank): number {
  restartBallistic(bank);
  let repairs = repairGaussian(bank.steady) + repairGaussian(bank.agile);
  if (bank.ballisticProbability === 0) return repairs;
  const { mean } = bank.ballistic;
  mean[6] = clamp(mean[6], LOG_DRAG_LEAST, LOG_DRAG_GREATEST);
  repairs += repairGaussian(bank.ballistic);
  return repairs;
}

function scoreMember(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  scratch: Gaussian,
): number {
  copyGaussian(state, scratch);
  return memberLogLikelihood(scratch, prepared, slack, prepared.gate);
}

function memberLogLikelihood(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  gate: number,
): number {
  resetInnovation(innovation, gate);
  return updateWithDetection(state, prepared, slack, innovation)
    ? logLikelihoodOf(innovation)
    : -Infinity;
}
