import { clamp } from "../units/algebra.ts";
import { repairGaussian } from "./gaussian.ts";
import { type MotionBank, restartBallistic } from "./motion-bank.ts";
import { LOG_DRAG_GREATEST, LOG_DRAG_LEAST } from "./motion-models.ts";
import type { PreparedDetection } from "./prepared-detection.ts";
import type { Innovation } from "./scalar-update.ts";
import { type Slack, updateWithDetection } from "./update-detection.ts";

/** Neither way of powered flight is ever ruled out, nor powered flight itself. */
const SHARE_LEAST = 1e-3;
const BALLISTIC_GREATEST = 1 - 1e-6;

/** What one detection does to a bank. */
export interface BankUpdate {
  /** ln of the mixture's likelihood; −Infinity when the detection is outside every member's gate. */
  readonly logLikelihood: number;
  /** Variances that rounding had eaten and that were raised again. */
  readonly repairs: number;
}

const OUTSIDE: BankUpdate = { logLikelihood: -Infinity, repairs: 0 };

/**
 * ln likelihood of a detection under a bank that was predicted to its time, over the members inside whose gate it lies;
 * −Infinity when there is none. Leaves the bank in tatters: it is given a copy.
 */
export function scoreMotionBank(
  bank: MotionBank,
  prepared: PreparedDetection,
  slack: Slack,
): number {
  const { steadyShare: share, ballisticProbability: ballistic } = bank;
  const { gate } = prepared;
  const steady = memberLogLikelihood(bank.steady, prepared, slack, gate);
  const agile = memberLogLikelihood(bank.agile, prepared, slack, gate);
  const fallen =
    ballistic > 0 ? memberLogLikelihood(bank.ballistic, prepared, slack, gate) : -Infinity;
  const greatest = Math.max(steady, agile, fallen);
  if (greatest === -Infinity) return greatest;
  const powered = share * Math.exp(steady - greatest) + (1 - share) * Math.exp(agile - greatest);
  const sum = (1 - ballistic) * powered + ballistic * Math.exp(fallen - greatest);
  return greatest + Math.log(sum);
}

/**
 * Updates every member, gate or not, and the probabilities between them by Bayes' rule; starts the ballistic member again where
 * it has lost the object.
 */
export function updateMotionBank(
  bank: MotionBank,
  prepared: PreparedDetection,
  slack: Slack,
): BankUpdate {
  const { steadyShare: share, ballisticProbability: ballistic } = bank;
  const steady = memberLogLikelihood(bank.steady, prepared, slack, Infinity);
  const agile = memberLogLikelihood(bank.agile, prepared, slack, Infinity);
  const fallen =
    ballistic > 0 ? memberLogLikelihood(bank.ballistic, prepared, slack, Infinity) : -Infinity;
  const greatest = Math.max(steady, agile, fallen);
  if (greatest === -Infinity) return OUTSIDE;
  const steadyPart = share * Math.exp(steady - greatest);
  const powered = steadyPart + (1 - share) * Math.exp(agile - greatest);
  const ballisticPart = ballistic * Math.exp(fallen - greatest);
  const sum = (1 - ballistic) * powered + ballisticPart;
  // When the ballistic member explains everything, the powered ones keep the share they had.
  if (powered > 0) bank.steadyShare = clamp(steadyPart / powered, SHARE_LEAST, 1 - SHARE_LEAST);
  bank.ballisticProbability = Math.min(ballisticPart / sum, BALLISTIC_GREATEST);
  const repairs = settle(bank);
  return { logLikelihood: greatest + Math.log(sum), repairs };
}

/** Bounds the drag, restarts or puts to sleep the ballistic member, and leaves every number clean. */
export function settle(bank: MotionBank): number {
  restartBallistic(bank);
  let repairs = repairGaussian(bank.steady) + repairGaussian(bank.agile);
  if (bank.ballisticProbability === 0) return repairs;
  const { mean } = bank.ballistic;
  mean[6] = clamp(mean[6], LOG_DRAG_LEAST, LOG_DRAG_GREATEST);
  repairs += repairGaussian(bank.ballistic);
  return repairs;
}

function memberLogLikelihood(
  state: MotionBank["steady"],
  prepared: PreparedDetection,
  slack: Slack,
  gate: number,
): number {
  const innovation: Innovation = { logLikelihood: 0, distanceSquared: 0, gate };
  return updateWithDetection(state, prepared, slack, innovation)
    ? innovation.logLikelihood
    : -Infinity;
}
