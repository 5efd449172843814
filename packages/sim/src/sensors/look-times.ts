import type { SensorSpec, TimeUs } from "@tocsin/core";

/** One look as it is planned: when, and over which true azimuths. */
export interface LookPlan {
  readonly sequence: number;
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  readonly azimuthFromRad: number;
  readonly azimuthWidthRad: number;
}

/**
 * The looks of a sensor, one after another without end: each period is cut into `sectors` looks of equal length and
 * equal width, in the order in which the sensor turns. `phase` in [0, 1) sets where in its period it starts.
 */
export function* lookTimes(
  spec: SensorSpec,
  sectors: number,
  startUs: TimeUs,
  phase: number,
): Generator<LookPlan, never> {
  const firstUs = startUs - Math.round(phase * spec.periodUs);
  const widthRad = spec.coverage.azimuthWidthRad / sectors;
  let sequence = 1;
  for (let index = 0; ; index++) {
    const fromUs = firstUs + Math.round((index * spec.periodUs) / sectors);
    const toUs = firstUs + Math.round(((index + 1) * spec.periodUs) / sectors);
    if (fromUs < startUs) continue;
    yield {
      sequence: sequence++,
      fromUs,
      toUs,
      azimuthFromRad: spec.coverage.azimuthFromRad + (index % sectors) * widthRad,
      azimuthWidthRad: widthRad,
    };
  }
}
