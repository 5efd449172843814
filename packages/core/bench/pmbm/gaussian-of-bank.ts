import {
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  HOVER_SHARE,
  isAwake,
  MEMBERS,
  STEADY_SHARE,
  THRUST_PROBABILITY,
  TURN_SHARE,
} from "../../src/filter/bank-layout.ts";

/** Position and velocity, m and m/s, east, north, up, as one Gaussian. */
export interface Gaussian {
  readonly state: readonly number[];
  /** 6×6, row-major. */
  readonly covariance: readonly number[];
}

/** The mean and the covariance of a bank's mixture: m = Σ wᵢ mᵢ, P = Σ wᵢ (Pᵢ + (mᵢ − m)(mᵢ − m)ᵀ). */
export function gaussianOfBank(bank: Float64Array): Gaussian {
  const state = Array.from({ length: 6 }, () => 0);
  const covariance = Array.from({ length: 36 }, () => 0);
  const weights = weightsOf(bank);
  MEMBERS.forEach((member, k) => {
    if (!isAwake(bank, 0, member)) return;
    for (let i = 0; i < 6; i++) state[i] += weights[k] * bank[member + i];
  });
  MEMBERS.forEach((member, k) => {
    if (!isAwake(bank, 0, member)) return;
    let at = member + COVARIANCE;
    for (let i = 0; i < 6; i++) {
      for (let j = i; j < 6; j++) {
        const spread = (bank[member + i] - state[i]) * (bank[member + j] - state[j]);
        const part = weights[k] * (bank[at++] + spread);
        covariance[6 * i + j] += part;
        if (i !== j) covariance[6 * j + i] += part;
      }
    }
  });
  return { state, covariance };
}

/** In the order of the layout. */
function weightsOf(bank: Float64Array): readonly number[] {
  const ballistic = bank[BALLISTIC_PROBABILITY];
  const thrust = bank[THRUST_PROBABILITY];
  const powered = 1 - ballistic - thrust;
  const steady = bank[STEADY_SHARE];
  const hover = bank[HOVER_SHARE];
  const turn = bank[TURN_SHARE];
  const agile = 1 - steady - hover - turn;
  return [powered * steady, powered * agile, ballistic, thrust, powered * hover, powered * turn];
}
