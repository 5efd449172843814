import type { SensorSpec } from "../coverage/sensor.ts";
import { createLocalFrame, frameTransform, type LocalFrame } from "../geodesy/local-frame.ts";

/** A sensor's place and axes relative to a site frame, worked out once for every sensor. */
export interface SensorGeometry {
  readonly spec: SensorSpec;
  readonly siteFrame: LocalFrame;
  /** East-north-up at the sensor: its azimuths count from this frame's north. */
  readonly sensorFrame: LocalFrame;
  /** p_sensor = rotation·p_site + translation: 3×3 row-major and 3×1, m. */
  readonly rotation: Float64Array;
  readonly translation: Float64Array;
  /** The sensor in the site frame, 3×1, m. */
  readonly positionM: Float64Array;
  /** Height of the surrounding ground above the ellipsoid, m: what the radio horizon is measured from. */
  readonly groundHeightM: number;
}

/** The geometry of one sensor seen from a site; the ground is at the height of the site's origin unless stated. */
export function createSensorGeometry(
  siteFrame: LocalFrame,
  spec: SensorSpec,
  groundHeightM: number = siteFrame.origin.heightM,
): SensorGeometry {
  const sensorFrame = createLocalFrame(spec.position);
  const { rotation, translation } = frameTransform(siteFrame, sensorFrame);
  const positionM = frameTransform(sensorFrame, siteFrame).translation;
  return { spec, siteFrame, sensorFrame, rotation, translation, positionM, groundHeightM };
}
