import type { SensorSpec } from "../coverage/sensor.ts";
import {
  createLocalFrame,
  frameTransform,
  type FrameTransform,
  type LocalFrame,
} from "../geodesy/local-frame.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
import { SightMask } from "../terrain/sight-mask.ts";

/** A sensor's place and axes relative to a site frame, worked out once for every sensor. */
export interface SensorGeometry {
  readonly spec: SensorSpec;
  readonly siteFrame: LocalFrame;
  /** East-north-up at the sensor: its azimuths count from this frame's north. */
  readonly sensorFrame: LocalFrame;
  /** p_sensor = rotation·p_site + translation: 3×3 row-major and 3×1, m. */
  readonly rotation: Float64Array;
  readonly translation: Float64Array;
  /** The way back: p_site = rotation·p_sensor + translation. */
  readonly toSite: FrameTransform;
  /** The sensor in the site frame, 3×1, m. */
  readonly positionM: Float64Array;
  /**
   * Height of the surrounding ground above the ellipsoid, m: what the radio horizon is measured from. With terrain its
   * lowest, so that what lies below that horizon is hidden by the Earth itself and not by a hill.
   */
  readonly groundHeightM: number;
  /** What the ground hides from the sensor; null where no terrain is known, or the sensor needs no line of sight. */
  readonly mask: SightMask | null;
  readonly terrain: HeightGrid | null;
}

/** The geometry of one sensor seen from a site; the ground is at the height of the site's origin unless stated. */
export function createSensorGeometry(
  siteFrame: LocalFrame,
  spec: SensorSpec,
  groundHeightM: number = siteFrame.origin.heightM,
  terrain: HeightGrid | null = null,
): SensorGeometry {
  const sensorFrame = createLocalFrame(spec.position);
  const { rotation, translation } = frameTransform(siteFrame, sensorFrame);
  const toSite = frameTransform(sensorFrame, siteFrame);
  const positionM = toSite.translation;
  const flat = { spec, siteFrame, sensorFrame, rotation, translation, toSite, positionM };
  if (terrain === null || !spec.coverage.horizon)
    return { ...flat, groundHeightM, mask: null, terrain };
  const mask = new SightMask(terrain, {
    eastM: positionM[0],
    northM: positionM[1],
    heightM: spec.position.heightM,
    reachM: spec.coverage.rangeMaxM,
  });
  return { ...flat, groundHeightM: Math.min(terrain.lowestM, groundHeightM), mask, terrain };
}
