import { canonicalDetections, type IndexedDetection } from "./canonical-order.ts";
import { logMeasurementVolume } from "./measurement-volume.ts";
import { type LinearMeasurement, linearMeasurements } from "../filter/linear-measurement.ts";
import * as measured from "../filter/measured.ts";
import { MEASURED, type MeasuredSource } from "../filter/measured.ts";
import { isUsable } from "../filter/usable.ts";
import type { Detection, Look, PolarDetection, PositionDetection } from "../measurement/look.ts";
import { geodeticToEnu } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { square } from "../units/algebra.ts";
import { wrapPi } from "../units/angle.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";

/** Detections of one look that are taken in, the first in canonical order. A flood past it is counted. */
export const DETECTIONS_PER_LOOK_MAX = 20_000;
/** A detection may lie this far outside the interval of its look: adapters round. */
const LOOK_MARGIN_US = MICROS_PER_SECOND;
/** Chi-squared quantiles at 0.999 by degrees of freedom: one true detection in a thousand falls outside. */
const GATES = [0, 10.828, 13.816, 16.266, 18.467, 20.515, 22.458];

/** The detections of one look, usable ones in canonical order, as flat numbers ready for many comparisons. */
export interface LookTable extends MeasuredSource {
  readonly look: Look;
  readonly count: number;
  readonly detections: readonly Detection[];
  /** The place each had in its look as it came, which evidence names. */
  readonly indices: Int32Array;
  readonly sensedUs: Float64Array;
  /** Detections left out: unusable, and past the limit of a look. */
  readonly unusable: number;
  readonly excess: number;
  /** The middle of the detections' times, and the farthest of them from it, s. */
  readonly middleUs: TimeUs;
  readonly spanS: number;
}

export function lookTable(look: Look, geometry: SensorGeometry): LookTable {
  const usable = usableOf(look);
  const count = Math.min(usable.length, DETECTIONS_PER_LOOK_MAX);
  const values = new Float64Array(count * MEASURED);
  const indices = new Int32Array(count);
  const sensedUs = new Float64Array(count);
  const detections: Detection[] = [];
  const linear: LinearMeasurement[] = [];
  for (let i = 0; i < count; i++) {
    const { detection, index } = usable[i];
    detections.push(detection);
    indices[i] = index;
    sensedUs[i] = detection.sensedUs;
    measure(detection, geometry, values, i * MEASURED, linear);
  }
  return {
    look,
    geometry,
    count,
    detections,
    indices,
    sensedUs,
    values,
    linear,
    unusable: look.detections.length - usable.length,
    excess: usable.length - count,
    ...timeSpan(sensedUs),
  };
}

function usableOf(look: Look): readonly IndexedDetection[] {
  const fromUs = look.fromUs - LOOK_MARGIN_US;
  const toUs = look.toUs + LOOK_MARGIN_US;
  return canonicalDetections(look.detections).filter(
    ({ detection }) =>
      detection.sensedUs >= fromUs && detection.sensedUs <= toUs && isUsable(detection),
  );
}

function timeSpan(sensedUs: Float64Array): Pick<LookTable, "middleUs" | "spanS"> {
  const { length } = sensedUs;
  if (length === 0) return { middleUs: 0, spanS: 0 };
  // Canonical order is by time first.
  const firstUs = sensedUs[0];
  const lastUs = sensedUs[length - 1];
  const middleUs = firstUs + Math.floor((lastUs - firstUs) / 2);
  return { middleUs, spanS: secondsBetween(middleUs, lastUs) };
}

function measure(
  detection: Detection,
  geometry: SensorGeometry,
  values: Float64Array,
  at: number,
  linear: LinearMeasurement[],
): void {
  const { spec } = geometry;
  values.fill(NaN, at, at + MEASURED);
  values[at + measured.LOG_VOLUME] = logMeasurementVolume(detection, spec);
  values[at + measured.RCS] = detection.rcsDbsm ?? NaN;
  values[at + measured.LINEAR_FROM] = 0;
  values[at + measured.LINEAR_COUNT] = 0;
  if (detection.kind === "position") {
    measurePlace(detection, geometry, values, at, linear);
    return;
  }
  const elevation = detection.elevationRad ?? NaN;
  values[at + measured.AZIMUTH] = wrapPi(detection.azimuthRad + spec.azimuthOffsetRad);
  values[at + measured.AZIMUTH_VARIANCE] = square(detection.azimuthSigmaRad);
  values[at + measured.ELEVATION] = elevation;
  values[at + measured.ELEVATION_VARIANCE] = square(detection.elevationSigmaRad);
  let dimension = 1 + known(elevation);
  if (detection.kind === "polar")
    dimension += measureRange(detection, spec.rangeOffsetM, values, at);
  values[at + measured.GATE] = gateOf(dimension);
}

function measureRange(
  detection: PolarDetection,
  offsetM: number,
  values: Float64Array,
  at: number,
): number {
  const rangeRate = detection.rangeRateMps ?? NaN;
  const height = detection.heightM ?? NaN;
  values[at + measured.RANGE] = detection.rangeM + offsetM;
  values[at + measured.RANGE_VARIANCE] = square(detection.rangeSigmaM);
  values[at + measured.RANGE_RATE] = rangeRate;
  values[at + measured.RANGE_RATE_VARIANCE] = square(detection.rangeRateSigmaMps);
  values[at + measured.HEIGHT] = height;
  values[at + measured.HEIGHT_VARIANCE] = square(detection.heightSigmaM);
  return 1 + known(rangeRate) + known(height);
}

function measurePlace(
  detection: PositionDetection,
  geometry: SensorGeometry,
  values: Float64Array,
  at: number,
  linear: LinearMeasurement[],
): void {
  const measurements = linearMeasurements(detection, geometry);
  const heightM = detection.heightM ?? 0;
  const place = geodeticToEnu(geometry.siteFrame, { ...detection, heightM });
  values[at + measured.LINEAR_FROM] = linear.length;
  values[at + measured.LINEAR_COUNT] = measurements.length;
  values[at + measured.GATE] = gateOf(measurements.length);
  values[at + measured.EAST] = place[0];
  values[at + measured.NORTH] = place[1];
  linear.push(...measurements);
}

const gateOf = (dimension: number): number => GATES[Math.min(dimension, GATES.length - 1)];
const known = (value: number): number => (Number.isNaN(value) ? 0 : 1);
