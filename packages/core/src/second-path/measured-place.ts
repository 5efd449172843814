import { geodeticToEnu } from "../geodesy/local-frame.ts";
import type { Detection, PolarDetection, PositionDetection } from "../measurement/look.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { clamp, hypot2 } from "../units/algebra.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import type { TimeUs } from "../units/time.ts";

/** Where one detection places an object, site frame, with one error for level and one for height. JSON-safe. */
export interface MeasuredPlace {
  readonly timeUs: TimeUs;
  readonly eastM: number;
  readonly northM: number;
  /** 0 where no height was measured: {@link upSigmaM} is null there. */
  readonly upM: number;
  /** Root mean square of the errors east and north, m. */
  readonly sigmaM: number;
  readonly upSigmaM: number | null;
  /** Away from the sensor, with one sigma; null where not measured. */
  readonly rangeRate: { readonly mps: number; readonly sigmaMps: number } | null;
  /** The look's number and the place in it: what the record calls it by. */
  readonly sequence: number;
  readonly index: number;
}

/** What a record calls a detection by: the look's number and the place in it. */
type Named = Pick<MeasuredPlace, "sequence" | "index">;

/** The place that one detection measures; null of a bearing, which has none. Made without anything that the tracker uses for it. */
export function measuredPlace(
  geometry: SensorGeometry,
  detection: Detection,
  of: Named,
): MeasuredPlace | null {
  if (detection.kind === "bearing") return null;
  return detection.kind === "polar"
    ? fromPolar(geometry, detection, of)
    : fromPosition(geometry, detection, of);
}

const enu = new Float64Array(3);

/**
 * p = Rᵀ·r·(cos ε·sin α, cos ε·cos α, sin ε) + p_sensor. Without an elevation ε follows from a height h over a round Earth,
 * sin ε = (h − h_sensor)/r − r/2R, and without that too it is 0: level, what is low is seen where it is.
 */
function fromPolar(
  { spec, rotation: r, positionM }: SensorGeometry,
  detection: PolarDetection,
  { sequence, index }: Named,
): MeasuredPlace {
  const rangeM = Math.max(0, detection.rangeM + spec.rangeOffsetM);
  const azimuthRad = detection.azimuthRad + spec.azimuthOffsetRad;
  const { elevationRad, heightM } = detection;
  const isHigh = elevationRad === null && heightM !== null && rangeM > 0;
  const elevation = isHigh
    ? Math.asin(
        clamp(
          (heightM - spec.position.heightM) / rangeM - rangeM / (2 * EARTH_MEAN_RADIUS_M),
          -1,
          1,
        ),
      )
    : (elevationRad ?? 0);
  const level = rangeM * Math.cos(elevation);
  const x = level * Math.sin(azimuthRad);
  const y = level * Math.cos(azimuthRad);
  const z = rangeM * Math.sin(elevation);
  const across = level * detection.azimuthSigmaRad;
  const along = detection.rangeSigmaM;
  const upSigmaM =
    elevationRad !== null
      ? hypot2(rangeM * detection.elevationSigmaRad, along * Math.sin(elevation))
      : isHigh
        ? detection.heightSigmaM
        : null;
  return {
    eastM: r[0] * x + r[3] * y + r[6] * z + positionM[0],
    northM: r[1] * x + r[4] * y + r[7] * z + positionM[1],
    upM: upSigmaM === null ? 0 : r[2] * x + r[5] * y + r[8] * z + positionM[2],
    sigmaM: Math.sqrt(0.5 * (across * across + along * along)),
    upSigmaM,
    rangeRate:
      detection.rangeRateMps === null
        ? null
        : { mps: detection.rangeRateMps, sigmaMps: detection.rangeRateSigmaMps },
    sequence,
    index,
    timeUs: detection.sensedUs,
  };
}

function fromPosition(
  { siteFrame }: SensorGeometry,
  detection: PositionDetection,
  { sequence, index }: Named,
): MeasuredPlace {
  const { latitudeRad, longitudeRad } = detection;
  const heightM = detection.heightM ?? siteFrame.origin.heightM;
  geodeticToEnu(siteFrame, { latitudeRad, longitudeRad, heightM }, enu);
  return {
    eastM: enu[0],
    northM: enu[1],
    upM: detection.heightM === null ? 0 : enu[2],
    sigmaM: Math.sqrt(0.5 * (detection.covarianceEeM2 + detection.covarianceNnM2)),
    upSigmaM: detection.heightM === null ? null : detection.heightSigmaM,
    rangeRate: null,
    sequence,
    index,
    timeUs: detection.sensedUs,
  };
}
