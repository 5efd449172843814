import { COVARIANCE } from "./bank-layout.ts";
import { BALLISTIC_SPEED_SIGMA, POWERED_SPEED_SIGMA } from "./motion-models.ts";

/** Past this no odds change any more. */
const LOG_RATIO_MAX = 50;
const SQUARED = [
  [POWERED_SPEED_SIGMA.horizontal, BALLISTIC_SPEED_SIGMA.horizontal],
  [POWERED_SPEED_SIGMA.horizontal, BALLISTIC_SPEED_SIGMA.horizontal],
  [POWERED_SPEED_SIGMA.vertical, BALLISTIC_SPEED_SIGMA.vertical],
].map(([powered, ballistic]) => [powered * powered, ballistic * ballistic] as const);
/** Variances of the velocity among a member's covariance. */
const VELOCITY_DIAGONAL = [15, 18, 20] as const;

/** ln of how much better a member's velocity fits a free body than a powered object, both priors widened by its own uncertainty. */
export function logVelocityRatio(a: Float64Array, member: number): number {
  let distance = 0;
  let widths = 1;
  for (let axis = 0; axis < 3; axis++) {
    const variance = a[member + COVARIANCE + VELOCITY_DIAGONAL[axis]];
    const powered = SQUARED[axis][0] + variance;
    const ballistic = SQUARED[axis][1] + variance;
    const speed = a[member + 3 + axis];
    distance += speed * speed * (1 / powered - 1 / ballistic);
    widths *= powered / ballistic;
  }
  return Math.min(0.5 * (distance + Math.log(widths)), LOG_RATIO_MAX);
}
