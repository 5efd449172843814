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

/** A Gaussian of a mixture. */
export interface WeightedGaussian {
  readonly weight: number;
  readonly gaussian: Gaussian;
}

/** The mean and the covariance of a mixture whose weights sum to one: m = Σ wᵢ mᵢ, P = Σ wᵢ (Pᵢ + (mᵢ − m)(mᵢ − m)ᵀ). */
export function mixGaussians(parts: readonly WeightedGaussian[]): Gaussian {
  const state = Array.from({ length: 6 }, () => 0);
  const covariance = Array.from({ length: 36 }, () => 0);
  for (const { weight, gaussian } of parts) {
    for (let i = 0; i < 6; i++) state[i] += weight * gaussian.state[i];
  }
  for (const { weight, gaussian } of parts) {
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        const spread = (gaussian.state[i] - state[i]) * (gaussian.state[j] - state[j]);
        covariance[6 * i + j] += weight * (gaussian.covariance[6 * i + j] + spread);
      }
    }
  }
  return { state, covariance };
}

/** A bank as one Gaussian. */
export function gaussianOfBank(bank: Float64Array): Gaussian {
  const weights = weightsOf(bank);
  return mixGaussians(
    MEMBERS.flatMap((member, k) =>
      isAwake(bank, 0, member)
        ? [{ weight: weights[k], gaussian: gaussianOfMember(bank, member) }]
        : [],
    ),
  );
}

function gaussianOfMember(bank: Float64Array, member: number): Gaussian {
  const covariance = Array.from({ length: 36 }, () => 0);
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      covariance[6 * i + j] = bank[at];
      covariance[6 * j + i] = bank[at++];
    }
  }
  return { state: Array.from(bank.subarray(member, member + 6)), covariance };
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
