/** The bench's radars: designs after those that the project's requirements name, all at the site's origin. */
import { type Look, type SensorSpec, sensorId } from "../src/index.ts";
import { normal, type Random } from "./impact-random.ts";
import { GRID_S, SITE } from "./impact-truth.ts";

export interface RadarDesign {
  readonly name: string;
  readonly rangeSigmaM: number;
  readonly angleSigmaRad: number;
  /** null: it measures no Doppler. */
  readonly rateSigmaMps: number | null;
  readonly periodS: number;
}

export const RADARS: readonly RadarDesign[] = [
  { name: "10m-2mrad-1Hz", rangeSigmaM: 10, angleSigmaRad: 2e-3, rateSigmaMps: null, periodS: 1 },
  {
    name: "10m-2mrad-4Hz",
    rangeSigmaM: 10,
    angleSigmaRad: 2e-3,
    rateSigmaMps: null,
    periodS: 0.25,
  },
  {
    name: "5m-1mrad-Doppler-4Hz",
    rangeSigmaM: 5,
    angleSigmaRad: 1e-3,
    rateSigmaMps: 0.5,
    periodS: 0.25,
  },
];

export const DETECTION_PROBABILITY = 0.9;
export const START_US = 1_700_000_000_000_000;

/** What one radar measured of one flight: places on the grid, and range, azimuth, elevation, range rate at each. */
export interface Measured {
  readonly grid: readonly number[];
  readonly values: readonly (readonly number[])[];
}

/** Range, azimuth from north, elevation, range rate. */
export function polarOf(state: ArrayLike<number>): number[] {
  const [e, n, u, ve, vn, vu] = Array.from(state);
  const ground = Math.hypot(e, n);
  const range = Math.hypot(ground, u);
  return [range, Math.atan2(e, n), Math.atan2(u, ground), (e * ve + n * vn + u * vu) / range];
}

export const sigmasOf = (radar: RadarDesign): readonly number[] => [
  radar.rangeSigmaM,
  radar.angleSigmaRad,
  radar.angleSigmaRad,
  radar.rateSigmaMps ?? Infinity,
];

/** The first look and the one a second later always see the object, the others with {@link DETECTION_PROBABILITY}. */
export function measure(
  states: readonly Float64Array[],
  untilS: number,
  radar: RadarDesign,
  random: Random,
): Measured {
  const stride = Math.round(radar.periodS / GRID_S);
  const second = Math.round(1 / GRID_S);
  const sigmas = sigmasOf(radar);
  const grid: number[] = [];
  const values: number[][] = [];
  for (let at = 0; at * GRID_S <= untilS + 1e-9 && at < states.length; at += stride) {
    const seen = random() < DETECTION_PROBABILITY || at === 0 || at === second;
    const noise = sigmas.map((sigma) => (sigma === Infinity ? 0 : sigma * normal(random)));
    if (!seen) continue;
    grid.push(at);
    values.push(polarOf(states[at]).map((value, i) => value + noise[i]));
  }
  return { grid, values };
}

export function specOf(radar: RadarDesign): SensorSpec {
  return {
    id: sensorId("radar"),
    name: "radar",
    kind: "radar",
    position: SITE,
    azimuthOffsetRad: 0,
    rangeOffsetM: 0,
    coverage: {
      rangeMinM: 50,
      rangeMaxM: 40_000,
      azimuthFromRad: 0,
      azimuthWidthRad: 2 * Math.PI,
      elevationMinRad: -0.05,
      elevationMaxRad: 1.55,
      horizon: false,
    },
    detectionProbability: DETECTION_PROBABILITY,
    falseDetectionsPerSweep: 1,
    periodUs: radar.periodS * 1e6,
    staleAfterUs: 5_000_000,
    commonCauseGroup: null,
    authenticated: true,
  };
}

/** Every look of the radar up to a time, seen or not. */
export function looksOf(measured: Measured, radar: RadarDesign, untilS: number): readonly Look[] {
  const stride = Math.round(radar.periodS / GRID_S);
  const looks: Look[] = [];
  for (let at = 0; at * GRID_S <= untilS + 1e-9; at += stride) {
    const toUs = START_US + Math.round(at * GRID_S * 1e6);
    const place = measured.grid.indexOf(at);
    const value = place === -1 ? null : measured.values[place];
    looks.push({
      sensorId: sensorId("radar"),
      sequence: at,
      fromUs: toUs - 1000,
      toUs,
      sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
      detections:
        value === null
          ? []
          : [
              {
                kind: "polar",
                sensedUs: toUs,
                rcsDbsm: null,
                identity: null,
                rangeM: value[0],
                azimuthRad: value[1],
                elevationRad: value[2],
                rangeRateMps: radar.rateSigmaMps === null ? null : value[3],
                heightM: null,
                rangeSigmaM: radar.rangeSigmaM,
                azimuthSigmaRad: radar.angleSigmaRad,
                elevationSigmaRad: radar.angleSigmaRad,
                rangeRateSigmaMps: radar.rateSigmaMps ?? 1,
                heightSigmaM: 1,
              },
            ],
    });
  }
  return looks;
}
