import type { Detection, PolarDetection } from "../../measurement/look.ts";
import type { SensorGeometry } from "../../measurement/sensor-geometry.ts";
import { wrapPi } from "../../units/angle.ts";
import type { Plots, PlotSensor } from "./plots.ts";
import type { PlotDetection } from "./track-notes.ts";

/** Further from the site's axes than this, a sensor's are turned before they are used. */
const ALIGNED_TOLERANCE = 1e-12;

export function plotSensorOf({ rotation, positionM }: SensorGeometry): PlotSensor {
  let off = 0;
  for (let i = 0; i < 9; i++) off = Math.max(off, Math.abs(rotation[i] - (i % 4 === 0 ? 1 : 0)));
  return {
    rotation,
    positionM,
    isAligned: off < ALIGNED_TOLERANCE,
    rangeVariance: 0,
    azimuthVariance: 0,
    elevationVariance: 0,
  };
}

/** No length or direction in scope is greater, in its own unit. */
const VALUE_MAX = 1e7;
const SIGMA_LEAST = 1e-9;

const fits = (value: number, sigma: number): boolean =>
  Math.abs(value) <= VALUE_MAX && sigma >= SIGMA_LEAST && sigma <= VALUE_MAX;

/** The kernel measures range, azimuth and elevation: a detection that lacks one of them says nothing to it. */
export const isPlot = (detection: Detection): detection is PolarDetection =>
  detection.kind === "polar" &&
  Number.isSafeInteger(detection.sensedUs) &&
  detection.elevationRad !== null &&
  detection.rangeM > 0 &&
  fits(detection.rangeM, detection.rangeSigmaM) &&
  fits(detection.azimuthRad, detection.azimuthSigmaRad) &&
  fits(detection.elevationRad, detection.elevationSigmaRad);

/**
 * Writes a look's detections into the kernel's arrays, registration offsets added. The errors of the look become the sensor's: the
 * mean of their squares, since the kernel knows one set for a whole look.
 */
export function writePlots(
  detections: readonly PlotDetection[],
  { spec }: SensorGeometry,
  sensor: PlotSensor,
  plots: Plots,
): void {
  plots.begin(detections.length);
  let range = 0;
  let azimuth = 0;
  let elevation = 0;
  for (let i = 0; i < detections.length; i++) {
    const { detection } = detections[i];
    plots.range[i] = detection.rangeM + spec.rangeOffsetM;
    plots.azimuth[i] = wrapPi(detection.azimuthRad + spec.azimuthOffsetRad);
    plots.elevation[i] = detection.elevationRad ?? 0;
    range += detection.rangeSigmaM * detection.rangeSigmaM;
    azimuth += detection.azimuthSigmaRad * detection.azimuthSigmaRad;
    elevation += detection.elevationSigmaRad * detection.elevationSigmaRad;
  }
  if (detections.length > 0) {
    sensor.rangeVariance = range / detections.length;
    sensor.azimuthVariance = azimuth / detections.length;
    sensor.elevationVariance = elevation / detections.length;
  }
  plots.index();
}
