import type { SensorSpec } from "../coverage/sensor.ts";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import type { Detection, Look, PolarDetection } from "../measurement/look.ts";
import { predictPolar } from "../measurement/predict-polar.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import { integrateBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import { sensorId } from "../units/ids.ts";
import type { TrackerConfig } from "./tracker.ts";
import { standardNormal as normal } from "../seeded.test-support.ts";

export { normal };

/** A site, a radar on it, and objects that it sees with seeded errors: the world of the tracker's tests. */
export const SITE = { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 } as const;
export const START_US = 1_700_000_000_000_000;
export const ENV = createEnvironment(SITE, standardAtmosphereWithWind());
export const NO_HEALTH: ReadonlyMap<string, never> = new Map<string, never>();

export function radar(changes: Partial<SensorSpec> = {}): SensorSpec {
  return {
    id: sensorId("radar"),
    name: "radar",
    kind: "radar",
    position: SITE,
    azimuthOffsetRad: 0,
    rangeOffsetM: 0,
    coverage: {
      rangeMinM: 100,
      rangeMaxM: 20_000,
      azimuthFromRad: 0,
      azimuthWidthRad: 2 * Math.PI,
      elevationMinRad: -0.05,
      elevationMaxRad: 1.4,
      horizon: false,
    },
    detectionProbability: 0.9,
    falseDetectionsPerSweep: 20,
    periodUs: 1_000_000,
    staleAfterUs: 5_000_000,
    commonCauseGroup: null,
    authenticated: true,
    ...changes,
  };
}

export function config(
  sensors: readonly SensorSpec[] = [radar()],
  changes: Partial<TrackerConfig> = {},
): TrackerConfig {
  return {
    origin: SITE,
    sensors,
    confirmDetections: 3,
    confirmWindow: 5,
    endAfterMisses: 5,
    endAfterUs: 20_000_000,
    tracksMax: 500,
    ...changes,
  };
}

/** Doubles in [0, 1) by a 32-bit counter through a mixing function (the finaliser of MurmurHash3). */
export function seeded(seed: number): () => number {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
  };
}

/** Position and velocity, site frame, at a time in seconds. */
export type Mover = (timeS: number) => readonly number[] | null;

export const straight =
  (state: readonly number[]): Mover =>
  (timeS) => [
    ...state.slice(0, 3).map((value, i) => value + timeS * state[i + 3]),
    ...state.slice(3, 6),
  ];

/** A free body with the drag k, m²/kg, until it is below the ground. */
export function falling(state: readonly number[], drag = 1.8e-4): Mover {
  return (timeS) => {
    const out = Float64Array.of(...state, Math.log(drag));
    integrateBallistic(out, timeS, 0.1, ENV, out);
    return out[2] < 0 ? null : Array.from(out.subarray(0, 6));
  };
}

/** What a radar with 10 m and 2 mrad reports of a state; perfect where no random is given. */
export function see(
  spec: SensorSpec,
  state: readonly number[],
  timeUs: number,
  random: (() => number) | null,
  changes: Partial<PolarDetection> = {},
): PolarDetection {
  const error = (sigma: number): number => (random === null ? 0 : sigma * normal(random));
  const seen = predictPolar(geometryOf(spec), Float64Array.from(state), new Float64Array(5));
  return {
    kind: "polar",
    sensedUs: timeUs,
    rcsDbsm: null,
    identity: null,
    rangeM: seen[0] + error(10),
    azimuthRad: seen[1] + error(2e-3),
    elevationRad: seen[2] + error(2e-3),
    rangeRateMps: null,
    heightM: null,
    rangeSigmaM: 10,
    azimuthSigmaRad: 2e-3,
    elevationSigmaRad: 2e-3,
    rangeRateSigmaMps: 1,
    heightSigmaM: 50,
    ...changes,
  };
}

export const geometryOf = (spec: SensorSpec): SensorGeometry =>
  createSensorGeometry(ENV.frame, spec);

/** One whole sweep that ends at `timeS`. */
export function sweepLook(
  timeS: number,
  detections: readonly Detection[],
  spec: SensorSpec = radar(),
): Look {
  const toUs = START_US + Math.round(timeS * 1e6);
  return {
    sensorId: spec.id,
    sequence: Math.round((timeS * 1e6) / spec.periodUs),
    fromUs: toUs - spec.periodUs + 1,
    toUs,
    sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
    detections,
  };
}

/** A run of `count` sweeps over movers and uniform clutter, with the sensor's own detection probability and false rate. */
export function runOfLooks(
  movers: readonly Mover[],
  count: number,
  seed: number,
  options: { readonly spec?: SensorSpec; readonly clutter?: number } = {},
): Look[] {
  const spec = options.spec ?? radar();
  const random = seeded(seed);
  const periodS = spec.periodUs / 1e6;
  return Array.from({ length: count }, (_, i) => {
    const timeS = i * periodS;
    const timeUs = START_US + Math.round(timeS * 1e6);
    const detections: Detection[] = [];
    for (const mover of movers) {
      const state = mover(timeS);
      if (state === null || random() >= spec.detectionProbability) continue;
      detections.push(see(spec, state, timeUs, random));
    }
    for (let k = 0; k < (options.clutter ?? 0); k++) {
      detections.push(clutter(spec, timeUs, random));
    }
    return sweepLook(timeS, detections, spec);
  });
}

export function clutter(
  spec: SensorSpec,
  timeUs: number,
  random: () => number,
  changes: Partial<PolarDetection> = {},
): PolarDetection {
  const { coverage } = spec;
  const base = see(spec, [1000, 0, 100, 0, 0, 0], timeUs, null, changes);
  return {
    ...base,
    rangeM: coverage.rangeMinM + (coverage.rangeMaxM - coverage.rangeMinM) * random(),
    azimuthRad: 2 * Math.PI * random(),
    elevationRad: base.elevationRad === null ? null : 0.5 * random(),
  };
}
