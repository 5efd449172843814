import type { Detection, SensorId, TimeUs } from "@tocsin/core";
import type { RandomStream } from "@tocsin/sim";
import type { PathPoint } from "./ballistic-path.ts";

/** A radar that sees all round once in each period. The filter is told all of it but the biases. */
export interface BenchRadar {
  readonly id: SensorId;
  /** Where it stands, of the origin. */
  readonly eastM: number;
  readonly northM: number;
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
  readonly rangeRateSigmaMps: number;
  /** Added to every true measurement. */
  readonly rangeBiasM: number;
  readonly azimuthBiasRad: number;
  readonly detectionProbability: number;
  /** What moves more slowly towards it or away is taken for clutter and never shown, m/s. The filter is told. */
  readonly rangeRateMinMps: number;
  readonly periodUs: number;
  readonly rangeMinM: number;
  readonly rangeMaxM: number;
  readonly elevationMinRad: number;
  readonly elevationMaxRad: number;
  /** False detections lie below this. */
  readonly clutterElevationMaxRad: number;
}

/** A detection and the object that made it, −1 where none did. */
export interface Plot {
  readonly detection: Detection;
  readonly origin: number;
}

function polarOf([east, north, up, ve, vn, vu]: PathPoint, radar: BenchRadar) {
  const e = east - radar.eastM;
  const n = north - radar.northM;
  const rangeM = Math.sqrt(e * e + n * n + up * up);
  return {
    rangeM,
    azimuthRad: Math.atan2(e, n),
    elevationRad: Math.asin(up / rangeM),
    rangeRateMps: (e * ve + n * vn + up * vu) / rangeM,
  };
}

/** Whether a state lies in the radar's volume, over a flat Earth. */
export function isVisible(state: PathPoint, radar: BenchRadar): boolean {
  const { rangeM, elevationRad } = polarOf(state, radar);
  return (
    rangeM >= radar.rangeMinM &&
    rangeM <= radar.rangeMaxM &&
    elevationRad >= radar.elevationMinRad &&
    elevationRad <= radar.elevationMaxRad
  );
}

/** Whether a state moves fast enough, towards the radar or away, to be told from clutter. */
export const isMoving = (state: PathPoint, radar: BenchRadar): boolean =>
  Math.abs(polarOf(state, radar).rangeRateMps) >= radar.rangeRateMinMps;

export function plotOf(
  origin: number,
  state: PathPoint,
  timeUs: TimeUs,
  radar: BenchRadar,
  random: RandomStream,
): Plot {
  const polar = polarOf(state, radar);
  const measured = {
    rangeM: polar.rangeM + radar.rangeBiasM + radar.rangeSigmaM * random.normal(),
    azimuthRad: polar.azimuthRad + radar.azimuthBiasRad + radar.azimuthSigmaRad * random.normal(),
    elevationRad: polar.elevationRad + radar.elevationSigmaRad * random.normal(),
    rangeRateMps: polar.rangeRateMps + radar.rangeRateSigmaMps * random.normal(),
  };
  return { origin, detection: detectionOf(timeUs, radar, measured) };
}

export function falsePlot(timeUs: TimeUs, radar: BenchRadar, random: RandomStream): Plot {
  const drawn = {
    rangeM: random.uniform(radar.rangeMinM, radar.rangeMaxM),
    azimuthRad: random.uniform(0, 2 * Math.PI),
    elevationRad: random.uniform(radar.elevationMinRad, radar.clutterElevationMaxRad),
    rangeRateMps: random.uniform(-60, 60),
  };
  return { origin: -1, detection: detectionOf(timeUs, radar, drawn) };
}

function detectionOf(
  timeUs: TimeUs,
  radar: BenchRadar,
  polar: ReturnType<typeof polarOf>,
): Detection {
  const turn = 2 * Math.PI;
  return {
    kind: "polar",
    sensedUs: timeUs,
    rcsDbsm: null,
    identity: null,
    ...polar,
    azimuthRad: ((polar.azimuthRad % turn) + turn) % turn,
    heightM: null,
    rangeSigmaM: radar.rangeSigmaM,
    azimuthSigmaRad: radar.azimuthSigmaRad,
    elevationSigmaRad: radar.elevationSigmaRad,
    rangeRateSigmaMps: radar.rangeRateSigmaMps,
    heightSigmaM: 0,
  };
}
