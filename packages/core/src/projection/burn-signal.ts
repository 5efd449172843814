import { solveLower } from "../linalg/cholesky.ts";
import { COAST_PARAMETERS, FLIGHT_PARAMETERS } from "../motion/uncertain-flight.ts";
import { hypot3, square } from "../units/algebra.ts";
import {
  type BurnEnd,
  factorAtFit,
  type FittedTrajectory,
  LOG_BOOST_MEAN,
  LOG_BOOST_SIGMA,
} from "./fit-trajectory.ts";
import {
  lineCount,
  linePulls,
  lines,
  lineTimes,
  lineWeights,
  metOutlier,
} from "./trajectory-likelihood.ts";

/** Ends of a burn that are looked for, s after the first row, and what is believed of them. */
const ENDS_S = [0.25, 0.5, 0.8, 1.2, 1.8, 2.7, 4] as const;
/** Pushes that are looked for, in deviations of what is believed of their logarithm. */
const PUSH_SIGMAS = [-2.4, -1.7, -1, -0.3, 0.4, 1.1, 2] as const;
const PUSHES_MPS2 = PUSH_SIGMAS.map((sigmas) =>
  Math.exp(LOG_BOOST_MEAN + LOG_BOOST_SIGMA * sigmas),
);

const N = FLIGHT_PARAMETERS;
const SIZE = COAST_PARAMETERS;
const shared = new Float64Array(SIZE);

/**
 * How much likelier, as a logarithm, a history is of a flight that was pushed until shortly after its first row than of the
 * coasting flight fitted to it, to first order; to be asked right after that fit, whose lines it reads. Up to its end T a
 * push p along the way v̂ moves the flight that coasts the same way afterwards by ½·p·(T − t)²·v̂ in place and −p·(T − t)·v̂ in
 * velocity, at the start by ½·p·(T² − t²)·v̂ and −p·(T − t)·v̂. With J_p = J times that, b = Σ Jᵀ·J_p/σ² over the rows before T,
 * c = Σ J_p²/σ² and g = Σ J_p·r/σ², the cost falls by g·p − ½·s·p², s = c − bᵀ·Λ⁻¹·b, once all else is fitted anew: the score
 * test of C. R. Rao (1948, Large sample tests of statistical hypotheses, Mathematical Proceedings of the Cambridge
 * Philosophical Society 44(1)) for a given p, weighed by what is believed of p and T. Of 1,393 histories, with motors and without, the
 * greatest weight that a full fit gave against it was a twentieth of a coasting flight's. Infinite where a row does not fit at all.
 */
export function burnSignal({ parameters }: FittedTrajectory, belief: BurnEnd): number {
  if (metOutlier()) return Number.POSITIVE_INFINITY;
  const speed = Math.max(hypot3(parameters[3], parameters[4], parameters[5]), 1);
  let most = Number.NEGATIVE_INFINITY;
  for (const endS of ENDS_S) {
    let g = 0;
    let c = 0;
    shared.fill(0);
    const count = lineCount();
    for (let line = 0; line < count; line++) {
      const timeS = lineTimes[line];
      if (timeS >= endS) break;
      const at = line * N;
      const byPlace = (0.5 * (square(endS) - square(timeS))) / speed;
      const byVelocity = (timeS - endS) / speed;
      let slope = 0;
      for (let i = 0; i < 3; i++)
        slope += parameters[3 + i] * (byPlace * lines[at + i] + byVelocity * lines[at + 3 + i]);
      const weighed = lineWeights[line] * slope;
      c += weighed * slope;
      g += linePulls[line] * slope;
      for (let k = 0; k < SIZE; k++) shared[k] = shared[k] + weighed * lines[at + k];
    }
    solveLower(factorAtFit, shared, SIZE, shared);
    let s = c;
    for (let k = 0; k < SIZE; k++) s -= square(shared[k]);
    s = Math.max(s, 0);
    const strange = (endS - belief.meanS) / belief.sigmaS;
    for (let i = 0; i < PUSHES_MPS2.length; i++) {
      const push = PUSHES_MPS2[i];
      const known = 1 + s * square(push * LOG_BOOST_SIGMA);
      const gain = g * push - 0.5 * s * square(push);
      const cost = 0.5 * (square(PUSH_SIGMAS[i]) + square(strange) + Math.log(known));
      most = Math.max(most, gain - cost);
    }
  }
  return most;
}
