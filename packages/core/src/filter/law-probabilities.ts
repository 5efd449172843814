import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  HOVER,
  HOVER_SHARE,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "./bank-layout.ts";

/** The members of a bank in the order of {@link lawProbabilities}. */
export const LAWS = [STEADY, AGILE, BALLISTIC, THRUST, HOVER, TURN] as const;

/** Fills `out` with the probabilities of a bank's laws, 0 of one that sleeps. */
export function lawProbabilities(a: Float64Array, bank: number, out: Float64Array): void {
  const ballistic = a[bank + BALLISTIC_PROBABILITY];
  const thrust = a[bank + THRUST_PROBABILITY];
  const powered = 1 - ballistic - thrust;
  const steady = a[bank + STEADY_SHARE];
  const hover = a[bank + HOVER_SHARE];
  const turn = a[bank + TURN_SHARE];
  out[0] = powered * steady;
  out[1] = powered * (1 - steady - hover - turn);
  out[2] = ballistic;
  out[3] = thrust;
  out[4] = powered * hover;
  out[5] = powered * turn;
}
