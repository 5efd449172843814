import {
  AGILE,
  COVARIANCE,
  DRAG_CROSS,
  DRAG_MEAN,
  DRAG_VARIANCE,
  HOVER,
  HOVER_SHARE,
  STEADY,
  STEADY_SHARE,
  TURN,
  TURN_SHARE,
} from "./bank-layout.ts";
import * as models from "./motion-models.ts";

/** The powered laws, in the order of `shares` and of the rows and columns of `flow`. */
const POWERED = [STEADY, AGILE, HOVER, TURN] as const;
const LAWS = POWERED.length;
const shares = new Float64Array(LAWS);
/** flow[i·4 + j]: probability that the object followed law i and now follows law j. */
const flow = new Float64Array(LAWS * LAWS);
const weights = new Float64Array(LAWS);
const differences = new Float64Array(6);

/**
 * The mixing step of an interacting-multiple-model filter, for as many powered laws as are awake: with μᵢ their shares and π the chances of
 * changing in `dt` seconds, μ'ⱼ = Σᵢ πᵢⱼμᵢ, and law j begins from the mixture of all with the weights πᵢⱼμᵢ/μ'ⱼ. What hovers changes by way of agile
 * flight; who does not turn knows nothing of the rate of a turn, so that the turning law has its rate from itself and from the prior.
 * (Y. Bar-Shalom, X. R. Li and T. Kirubarajan, 2001, Estimation with Applications to Tracking and Navigation, section 11.6.6.)
 */
export function interactPowered(
  source: Float64Array,
  from: number,
  dt: number,
  target: Float64Array,
  to: number,
): void {
  shares[0] = source[from + STEADY_SHARE];
  shares[2] = source[from + HOVER_SHARE];
  shares[3] = source[from + TURN_SHARE];
  shares[1] = 1 - shares[0] - shares[2] - shares[3];
  fillFlow(dt);
  for (let law = 0; law < LAWS; law++) {
    let sum = 0;
    for (let i = 0; i < LAWS; i++) sum += flow[i * LAWS + law];
    if (sum === 0) continue;
    for (let i = 0; i < LAWS; i++) weights[i] = flow[i * LAWS + law] / sum;
    blend(source, from, target, to + POWERED[law]);
    if (law === 3) blendRate(source, from, target, to);
    if (law === 0) target[to + STEADY_SHARE] = sum;
  }
  target[to + HOVER_SHARE] = flow[2] + flow[LAWS + 2] + flow[2 * LAWS + 2] + flow[3 * LAWS + 2];
  target[to + TURN_SHARE] = flow[3] + flow[LAWS + 3] + flow[2 * LAWS + 3] + flow[3 * LAWS + 3];
}

function fillFlow(dt: number): void {
  const turns = shares[3] > 0 ? models.TURN_BEGINS : 0;
  const stands = shares[2] > 0 ? models.HOVER_TURN : 0;
  const steadyEnds = shares[0] * (1 - Math.exp(-dt / models.STEADY_SOJOURN_S));
  const agileEnds = shares[1] * (1 - Math.exp(-dt / models.AGILE_SOJOURN_S));
  const hoverEnds = shares[2] * (1 - Math.exp(-dt / models.HOVER_SOJOURN_S));
  const turnEnds = shares[3] * (1 - Math.exp(-dt / models.TURN_SOJOURN_S));
  for (let i = 0; i < flow.length; i++) flow[i] = 0;
  flow[0] = shares[0] - steadyEnds;
  flow[1] = steadyEnds * (1 - turns);
  flow[3] = steadyEnds * turns;
  flow[LAWS] = agileEnds * (1 - turns) * (1 - stands);
  flow[LAWS + 1] = shares[1] - agileEnds;
  flow[LAWS + 2] = agileEnds * (1 - turns) * stands;
  flow[LAWS + 3] = agileEnds * turns;
  flow[2 * LAWS + 1] = hoverEnds;
  flow[2 * LAWS + 2] = shares[2] - hoverEnds;
  flow[3 * LAWS] = 0.5 * turnEnds;
  flow[3 * LAWS + 1] = 0.5 * turnEnds;
  flow[3 * LAWS + 3] = shares[3] - turnEnds;
}

/** The member at `member` of the target becomes the mixture of the source's powered ones by `weights`: m = Σ wᵢmᵢ, P = Σ wᵢ(Pᵢ + ddᵀ), d = mᵢ − m. */
function blend(source: Float64Array, from: number, target: Float64Array, member: number): void {
  const d = differences;
  for (let k = 0; k < 6; k++) {
    let mean = 0;
    for (let i = 0; i < LAWS; i++) {
      if (weights[i] > 0) mean += weights[i] * source[from + POWERED[i] + k];
    }
    target[member + k] = mean;
  }
  for (let k = COVARIANCE; k < COVARIANCE + 21; k++) target[member + k] = 0;
  for (let i = 0; i < LAWS; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    const law = from + POWERED[i];
    for (let k = 0; k < 6; k++) d[k] = source[law + k] - target[member + k];
    let at = COVARIANCE;
    for (let k = 0; k < 6; k++) {
      for (let l = k; l < 6; l++) {
        target[member + at] += weight * (source[law + at] + d[k] * d[l]);
        at++;
      }
    }
  }
}

/** The rate of the turn: its own, of weight w, mixed with the prior's (0, σ²), whose place and velocity are those of the other laws. */
function blendRate(source: Float64Array, from: number, target: Float64Array, to: number): void {
  const own = weights[3];
  const law = from + TURN;
  const member = to + TURN;
  const rate = source[law + DRAG_MEAN];
  const mean = own * rate;
  const sigma = models.TURN_RATE_SIGMA;
  target[member + DRAG_MEAN] = mean;
  target[member + DRAG_VARIANCE] =
    own * (source[law + DRAG_VARIANCE] + (rate - mean) * (rate - mean)) +
    (1 - own) * (sigma * sigma + mean * mean);
  for (let k = 0; k < 6; k++) {
    // Σ wᵢ(xᵢ − x)(ωᵢ − ω) is w·(x₃ − x)·ω₃, as the others' rates are 0 and the weighted differences sum to nothing.
    const apart = source[law + k] - target[member + k];
    target[member + DRAG_CROSS + k] = own * (source[law + DRAG_CROSS + k] + apart * rate);
  }
}
