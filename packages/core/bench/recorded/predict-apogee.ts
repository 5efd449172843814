import { standardAtmosphereWithWind } from "../../src/atmosphere/atmosphere.ts";
import { solveLower } from "../../src/linalg/cholesky.ts";
import { ROW_COEFFICIENTS, ROW_SIZE } from "../../src/measurement/measurement-history.ts";
import { createEnvironment } from "../../src/motion/environment.ts";
import {
  advance,
  advanceOnce,
  AT_LOG_DRAG,
  FLIGHT_PARAMETERS,
  flightColumns,
  flightState,
  flightTime,
  startFlight,
} from "../../src/motion/uncertain-flight.ts";
import { fitTrajectory } from "../../src/projection/fit-trajectory.ts";
import { TRAJECTORY_PRIOR, type TrajectoryPrior } from "../../src/projection/trajectory-prior.ts";
import { square } from "../../src/units/algebra.ts";
import type { Coast } from "./coast.ts";
import type { HeightLog } from "./height-log.ts";
import { intervalOf, type Interval } from "./interval.ts";
import { thin } from "./speed-grid.ts";
import { undisturbed } from "./undisturbed.ts";

/** A motor's push fades, and heights still tell of it this long after the greatest speed, s. */
const SETTLED_S = 0.8;
const GRAVITY_MPS2 = 9.81;
/** Heights nearer in time than this say the same error again, s. */
const GAP_S = 0.2;
/** No barometer in a rocket is better than this, m. */
const SIGMA_LEAST_M = 5;
/** How far a rocket leans that left a rail and turned into the wind: its speed aside on each axis, as a share of all, and of itself, m/s. */
const LEAN_SIGMA = 0.15;
const LEAN_SIGMA_MPS = 15;
/** A barometer's height is that of the standard atmosphere: off by a hundredth for each three degrees by which the air is warmer. */
const SCALE_SIGMA = 0.04;
/** And off by a share of the dynamic pressure that its port catches: c·v²/2g of height, which looks like drag. Of c. */
const PORT_SIGMA = 0.02;
/** Fewer heights say no flight, and so do heights of which less than this share lie on one. */
const HEIGHTS_LEAST = 5;
const TOGETHER_LEAST = 0.6;
/** A flight of which less is left is not predicted, s. */
const AHEAD_LEAST_S = 1;
/** Of g: what a free body slows by, allowing for the barometer's scale. */
const SLOWING_LEAST = 0.88;
/** Abscissae and weights of three-point Gauss–Hermite quadrature over a normal distribution. */
const NODES = [
  [-Math.sqrt(3), 1 / 6],
  [0, 2 / 3],
  [Math.sqrt(3), 1 / 6],
] as const;
/** Steps aside of ln k and their weights: a drag far from the usual changes a flight other than in proportion, so that it is fitted apart. */
const DRAGS = [
  [-1.5, 1 / 4],
  [0, 1 / 2],
  [1.5, 1 / 4],
] as const;

/**
 * What is believed of a rocket for sport or research before it is seen: bodies of 54 to 150 mm and 1.5 to 25 kg with a drag coefficient
 * near 0.45 have 3e-4 to 7e-4 m²/kg, slender ones less, a booster that fell off its upper stage some times more.
 */
export const SOUNDING_PRIOR: TrajectoryPrior = {
  ...TRAJECTORY_PRIOR,
  logDragMean: Math.log(4e-4),
  logDragSigma: 0.5,
  mayBurn: false,
};

/** Height over the ground, m, and time, s of the log's clock, of a flight's top. */
export interface SaidApogee {
  readonly heightM: Interval;
  readonly timeS: Interval;
  /** k = Cd·A/m below the speed of sound, m²/kg. */
  readonly dragM2PerKg: number;
}

/** Why nothing is said of the top of a flight. */
export interface Unsaid {
  readonly why: string;
}

interface Top {
  readonly weight: number;
  readonly heightM: number;
  readonly heightSigmaM: number;
  readonly timeS: number;
  readonly timeSigmaS: number;
  readonly logDrag: number;
}

/**
 * What the fit says of the top of a flight from the first seconds of its coast; why nothing otherwise. The scale of a barometer's
 * height is not known: the answer is a mixture over it, each part weighed by how well the flight fits.
 */
export function predictApogee(
  log: HeightLog,
  coast: Coast,
  seconds: number,
  prior: TrajectoryPrior = SOUNDING_PRIOR,
): SaidApogee | Unsaid {
  const heights = chooseHeights(log, coast, seconds);
  if ("why" in heights) return heights;
  const tops: Top[] = [];
  for (const [dragged, draggedWeight] of DRAGS)
    for (const [scaled, scaledWeight] of NODES)
      for (const [caught, caughtWeight] of NODES) {
        const top = topUnder(
          log,
          coast,
          heights,
          { ...prior, logDragMean: prior.logDragMean + dragged },
          { scale: 1 + scaled * SCALE_SIGMA, port: caught * PORT_SIGMA },
        );
        const weight = Math.log(draggedWeight * scaledWeight * caughtWeight);
        if (top !== null) tops.push({ ...top, weight: top.weight + weight });
      }
  if (tops.length === 0) return { why: "no free flight fits the heights" };
  const best = Math.max(...tops.map(({ weight }) => weight));
  const parts = tops.map((top) => ({ ...top, weight: Math.exp(top.weight - best) }));
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  return {
    heightM: intervalOf(
      parts.map((top) => ({ weight: top.weight, mean: top.heightM, sigma: top.heightSigmaM })),
    ),
    timeS: intervalOf(
      parts.map((top) => ({ weight: top.weight, mean: top.timeS, sigma: top.timeSigmaS })),
    ),
    dragM2PerKg: Math.exp(parts.reduce((sum, top) => sum + top.weight * top.logDrag, 0) / whole),
  };
}

/** What a barometer makes of a height: the scale is the true height over the said one. */
interface Barometer {
  readonly scale: number;
  readonly port: number;
}

/** The heights of the first seconds of a coast that lie on one flight. */
interface Heights {
  readonly used: readonly number[];
  readonly speedMps: number;
  readonly slowingMps2: number;
  readonly sigmaM: number;
}

function chooseHeights(
  { timesS, heightsM }: HeightLog,
  coast: Coast,
  seconds: number,
): Heights | Unsaid {
  const startS = Math.max(coast.burnOutS + SETTLED_S, coast.calmS);
  if (coast.apogeeS < startS + seconds + AHEAD_LEAST_S) return { why: "it is over by then" };
  const from = timesS.findIndex((t) => t >= startS);
  const to = timesS.findLastIndex((t) => t <= startS + seconds);
  const given = thin(timesS, from, to, GAP_S);
  const { places: used, scatterM } = undisturbed(given, timesS, heightsM);
  if (used.length < HEIGHTS_LEAST) return { why: "too few heights" };
  if (used.length < given.length * TOGETHER_LEAST)
    return { why: "the heights are of no one flight" };
  const last = used.at(-1) ?? used[0];
  const speedMps = (heightsM[last] - heightsM[used[0]]) / (timesS[last] - timesS[used[0]]);
  const slowingMps2 = slowingOf(used, timesS, heightsM);
  // A body in free flight slows by g and what the air adds; less is a motor, a parachute or a wrong scale.
  const least = GRAVITY_MPS2 * SLOWING_LEAST - (8 * coast.noiseM) / (seconds * seconds);
  if (slowingMps2 < least)
    return { why: `it slows by ${slowingMps2.toFixed(1)} m/s², less than a free body` };
  // What throws a barometer off lasts for a second or so: the heights of that second err alike.
  const sigmaM = Math.hypot(SIGMA_LEAST_M, scatterM / Math.sqrt(GAP_S));
  return { used, speedMps, slowingMps2, sigmaM };
}

/** The top under one error of the barometer. The weight is ln of the evidence. */
function topUnder(
  { timesS, heightsM, groundM }: HeightLog,
  coast: Coast,
  { used, speedMps, slowingMps2, sigmaM }: Heights,
  prior: TrajectoryPrior,
  { scale, port }: Barometer,
): Top | null {
  const env = createEnvironment(
    { latitudeRad: 0.6, longitudeRad: 0, heightM: groundM ?? 0 },
    standardAtmosphereWithWind(),
  );
  const origin = timesS[used[0]];
  const lean = Math.hypot(LEAN_SIGMA * coast.burnOutSpeedMps, LEAN_SIGMA_MPS);
  const last = used.at(-1) ?? used[0];
  const seconds = timesS[last] - origin;
  const trueHeight = (i: number): number => {
    const v = speedMps - slowingMps2 * (timesS[i] - (origin + timesS[last]) / 2);
    return heightsM[i] - (port * v * Math.abs(v)) / (2 * GRAVITY_MPS2);
  };
  const history = linearHistory([
    ...[0, 1, 3, 4].map((which) => [0, 0, which < 3 ? lean * seconds : lean, which] as const),
    ...used.map((i) => [timesS[i] - origin, scale * trueHeight(i), scale * sigmaM, 2] as const),
  ]);
  const start = new Float64Array(FLIGHT_PARAMETERS);
  start.set([0, 0, scale * heightsM[used[0]], 0, 0, scale * speedMps, prior.logDragMean]);
  const fit = fitTrajectory(history, { parameters: start, isFit: false }, null, env, prior);
  if (fit === null) return null;
  startFlight(env, prior, fit.parameters, true);
  while (flightState[5] > 0 && flightTime() < 300) advanceOnce(0.5, 1);
  advance(flightTime() + flightState[5] / GRAVITY_MPS2);
  // The drag drifts after the last measurement.
  const drift = prior.dragDriftPerS * Math.max(0, flightTime() - (timesS[last] - origin));
  const sigmaOf = (row: number): number => {
    const slope = Float64Array.from({ length: fit.size }, (_, k) => flightColumns[k * 6 + row]);
    const byDrag = slope[AT_LOG_DRAG];
    solveLower(fit.factor, slope, fit.size, slope);
    return Math.sqrt(slope.reduce((sum, value) => sum + square(value), square(byDrag) * drift));
  };
  // At the top the height no longer changes with time: its slope is the column's, and ∂t = ∂vᵤ/g.
  return {
    weight: fit.logEvidence,
    heightM: flightState[2] / scale,
    heightSigmaM: sigmaOf(2) / scale,
    timeS: origin + flightTime(),
    timeSigmaS: sigmaOf(5) / GRAVITY_MPS2,
    logDrag: fit.parameters[AT_LOG_DRAG],
  };
}

/** −ḧ of the parabola through the first, the middle and the last of them, m/s². */
function slowingOf(used: readonly number[], t: readonly number[], h: readonly number[]): number {
  const [a, b, c] = [used[0], used[used.length >> 1], used.at(-1) ?? used[0]];
  const early = (h[b] - h[a]) / (t[b] - t[a]);
  const late = (h[c] - h[b]) / (t[c] - t[b]);
  return (2 * (early - late)) / (t[c] - t[a]);
}

/** Rows of a history that say one linear thing each: time, value, sigma, and which of position and velocity. */
function linearHistory(rows: readonly (readonly [number, number, number, number])[]) {
  const out = new Float64Array(rows.length * ROW_SIZE);
  rows.forEach(([timeS, value, sigma, which], i) => {
    out.set([timeS, -1, value, sigma * sigma], i * ROW_SIZE);
    out[i * ROW_SIZE + ROW_COEFFICIENTS + which] = 1;
  });
  return { startUs: 0, count: rows.length, rows: out, frames: new Float64Array(0) };
}
