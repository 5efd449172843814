import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import {
  type MeasurementHistory,
  ROW_SIZE,
  SENSOR_FRAME_SIZE,
} from "../measurement/measurement-history.ts";
import { createEnvironment, type Environment } from "../motion/environment.ts";
import {
  advance,
  FLIGHT_PARAMETERS,
  flightState,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { TRAJECTORY_PRIOR, type TrajectoryPrior } from "./trajectory-prior.ts";
import { seededUniform, standardNormal } from "../seeded.test-support.ts";

export const env = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind(),
);

/** Even drag, still air, no motor. */
export const KNOWN_LAW: TrajectoryPrior = {
  ...TRAJECTORY_PRIOR,
  dragDriftPerS: 0,
  dragShare: 0,
  dragShareSigma: 0,
  windSigmaMps: 0,
  windSigmaPerM: 0,
  mayBurn: false,
};

export function seeded(seed: number): { uniform: () => number; normal: () => number } {
  const uniform = seededUniform(seed);
  return { uniform, normal: () => standardNormal(uniform) };
}

/** A mortar bomb that comes in from the west. */
export const BOMB = Float64Array.of(
  -3600,
  300,
  150,
  120,
  8,
  190,
  Math.log(2e-4),
  ...Array.from({ length: FLIGHT_PARAMETERS - 7 }, () => 0),
);

export interface Radar {
  readonly periodS: number;
  readonly rangeSigmaM: number;
  readonly angleSigmaRad: number;
  readonly rateSigmaMps: number | null;
}
export const RADAR: Radar = {
  periodS: 1,
  rangeSigmaM: 10,
  angleSigmaRad: 2e-3,
  rateSigmaMps: null,
};

/** What a radar at the site's origin measures of a flight, with errors drawn from `normal`. */
export function observe(
  parameters: Float64Array,
  untilS: number,
  given: {
    readonly radar?: Radar;
    readonly normal?: () => number;
    readonly prior?: TrajectoryPrior;
    readonly env?: Environment;
  } = {},
): MeasurementHistory {
  const radar = given.radar ?? RADAR;
  const normal = given.normal ?? (() => 0);
  const rows: number[] = [];
  startFlight(given.env ?? env, given.prior ?? KNOWN_LAW, parameters, false);
  for (let t = 0; t <= untilS + 1e-9; t += radar.periodS) {
    advance(t);
    const [e, n, u, ve, vn, vu] = flightState;
    const range = Math.hypot(e, n, u);
    const angle = radar.angleSigmaRad;
    rows.push(t, 0, range + radar.rangeSigmaM * normal(), radar.rangeSigmaM ** 2);
    rows.push(Math.atan2(e, n) + angle * normal(), angle * angle);
    rows.push(Math.atan2(u, Math.hypot(e, n)) + angle * normal(), angle * angle);
    const rate = (e * ve + n * vn + u * vu) / range;
    if (radar.rateSigmaMps === null) rows.push(0, 0);
    else rows.push(rate + radar.rateSigmaMps * normal(), radar.rateSigmaMps ** 2);
    rows.push(0, 0);
  }
  const frames = new Float64Array(SENSOR_FRAME_SIZE);
  frames.set([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  return {
    startUs: 0,
    count: rows.length / ROW_SIZE,
    rows: Float64Array.from(rows),
    frames,
  };
}

/** The ballistic state (7×1) of a flight at a time. */
export function stateAt(
  parameters: Float64Array,
  timeS: number,
  prior: TrajectoryPrior = KNOWN_LAW,
): Float64Array {
  startFlight(env, prior, parameters, false);
  advance(timeS);
  return Float64Array.of(...flightState, parameters[6]);
}
