import { createLocalFrame, frameTransform, heightOfEnu } from "../geodesy/local-frame.ts";
import { sandwich } from "../linalg/sandwich.ts";
import { clamp } from "../units/algebra.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import { DEFAULT_HEIGHT_PRIOR, type HeightPrior, heightPriorAtRange } from "./height-prior.ts";
import type { BearingDetection, Detection, PolarDetection, PositionDetection } from "./look.ts";
import type { SensorGeometry } from "./sensor-geometry.ts";
import { unknownRange } from "./unknown-range.ts";

/** Where one detection alone places the object, in the site frame. */
export interface MeasuredPosition {
  /** 3×1, m. */
  readonly position: Float64Array;
  /** 3×3 row-major, m². */
  readonly covariance: Float64Array;
  /** `assumed`: no elevation or height was measured, and a prior stands for it. */
  readonly vertical: "measured" | "assumed";
  /** Reported by the object or the other system: 3×1 m/s and 3×3 m²/s². */
  readonly velocity: { readonly mean: Float64Array; readonly covariance: Float64Array } | null;
}

/** One sigma of a climb rate that was not reported, m/s. */
const CLIMB_SIGMA_MPS = 30;

const ELEVATION_STEPS_MAX = 8;

/**
 * The position and covariance that start a track from one detection. A bearing has no range: it is somewhere along
 * the sensor's reach, as {@link unknownRange} has it, and a second sensor's bearing crosses it.
 *
 * Covariances go through the Jacobian, not sigma points: sensors with range measure angles to milliradians,
 * where both agree, and the Jacobian stays right on the one awkward branch (a height but no elevation, close
 * to overhead), where sigma points would fall outside what the range allows. What curvature adds
 * along the line of sight, r·σ², is added to the variance (half its square for each angle), so that a wide
 * bearing error stays consistent.
 */
export function detectionToPosition(
  geometry: SensorGeometry,
  detection: Detection,
  prior: HeightPrior = DEFAULT_HEIGHT_PRIOR,
): MeasuredPosition {
  switch (detection.kind) {
    case "polar":
      return fromPolar(geometry, detection, prior);
    case "position":
      return fromPosition(geometry, detection, prior);
    case "bearing":
      return fromPolar(geometry, atUnknownRange(geometry, detection), prior);
  }
}

/** A bearing as a measurement of a range that is anywhere within reach. */
function atUnknownRange(
  { spec }: SensorGeometry,
  { azimuthRad, elevationRad, azimuthSigmaRad, elevationSigmaRad, ...of }: BearingDetection,
): PolarDetection {
  const { rangeM, sigmaM } = unknownRange(spec.coverage);
  return {
    ...of,
    kind: "polar",
    rangeM: rangeM - spec.rangeOffsetM,
    rangeSigmaM: sigmaM,
    azimuthRad,
    azimuthSigmaRad,
    elevationRad,
    elevationSigmaRad,
    rangeRateMps: null,
    rangeRateSigmaMps: 0,
    heightM: null,
    heightSigmaM: 0,
  };
}

/** Covariance in the vertical plane through the sensor: horizontal, crossed, vertical, m². */
interface PlaneCovariance {
  readonly hh: number;
  readonly hv: number;
  readonly vv: number;
}

function fromPolar(
  geometry: SensorGeometry,
  detection: PolarDetection,
  prior: HeightPrior,
): MeasuredPosition {
  const range = Math.max(detection.rangeM + geometry.spec.rangeOffsetM, 0);
  const azimuth = detection.azimuthRad + geometry.spec.azimuthOffsetRad;
  const byElevation =
    detection.elevationRad !== null &&
    (detection.heightM === null || range * detection.elevationSigmaRad <= detection.heightSigmaM);
  let elevation: number;
  let plane: PlaneCovariance;
  if (byElevation) {
    elevation = detection.elevationRad;
    plane = planeFromElevation(range, elevation, detection);
  } else {
    const height =
      detection.heightM === null
        ? heightPriorAtRange(geometry, range, prior)
        : { heightM: detection.heightM, sigmaM: detection.heightSigmaM };
    elevation = elevationOfHeight(geometry, range, azimuth, height.heightM);
    plane = planeFromHeight(range, elevation, detection.rangeSigmaM, height.sigmaM);
  }
  const horizontal = range * Math.cos(elevation);
  const azimuthVariance = detection.azimuthSigmaRad * detection.azimuthSigmaRad;
  const bulge = horizontal * azimuthVariance;
  const hh = plane.hh + 0.5 * bulge * bulge;
  // Overhead the horizontal distance is all error: its variance keeps the cross-range one from vanishing.
  const cc = (horizontal * horizontal + plane.hh) * azimuthVariance;
  const sine = Math.sin(azimuth);
  const cosine = Math.cos(azimuth);
  polarCovariance[0] = hh * sine * sine + cc * cosine * cosine;
  polarCovariance[1] = (hh - cc) * sine * cosine;
  polarCovariance[2] = plane.hv * sine;
  polarCovariance[3] = polarCovariance[1];
  polarCovariance[4] = hh * cosine * cosine + cc * sine * sine;
  polarCovariance[5] = plane.hv * cosine;
  polarCovariance[6] = polarCovariance[2];
  polarCovariance[7] = polarCovariance[5];
  polarCovariance[8] = plane.vv;
  polarPoint[0] = horizontal * sine;
  polarPoint[1] = horizontal * cosine;
  polarPoint[2] = range * Math.sin(elevation);
  const { toSite } = geometry;
  return {
    position: move(toSite.rotation, toSite.translation, polarPoint),
    covariance: sandwich(toSite.rotation, polarCovariance, nineNumbers(), 3, 3),
    vertical:
      detection.elevationRad === null && detection.heightM === null ? "assumed" : "measured",
    velocity: null,
  };
}

/** Covariance and place in the sensor's own frame, worked out for every detection that begins a track. */
const polarCovariance = new Float64Array(9);
const polarPoint = new Float64Array(3);

/** Covariances given out share memory: so many numbers by themselves lie outside the heap, and to allocate them costs more than to work them out. */
const NINES = 64;
let nines = new Float64Array(0);
let used = 0;

function nineNumbers(): Float64Array {
  if (used === nines.length) {
    nines = new Float64Array(9 * NINES);
    used = 0;
  }
  used += 9;
  return nines.subarray(used - 9, used);
}

function planeFromElevation(
  range: number,
  elevation: number,
  detection: PolarDetection,
): PlaneCovariance {
  const cosine = Math.cos(elevation);
  const sine = Math.sin(elevation);
  const across = range * detection.elevationSigmaRad;
  const bulge = across * detection.elevationSigmaRad;
  const along2 = detection.rangeSigmaM * detection.rangeSigmaM + 0.5 * bulge * bulge;
  const across2 = across * across;
  return {
    hh: cosine * cosine * along2 + sine * sine * across2,
    hv: sine * cosine * (along2 - across2),
    vv: sine * sine * along2 + cosine * cosine * across2,
  };
}

/**
 * Inverts (range, height) by (horizontal, vertical): J = [cos ε, sin ε; n_h, n_v] with n the vertical at the object.
 * Overhead its determinant vanishes, since height then only bounds the horizontal distance; it is held at
 * the value where that bound, √(2rσ), equals the sigma.
 */
function planeFromHeight(
  range: number,
  elevation: number,
  rangeSigma: number,
  heightSigma: number,
): PlaneCovariance {
  const cosine = Math.cos(elevation);
  const sine = Math.sin(elevation);
  const lean = (range * cosine) / (EARTH_MEAN_RADIUS_M + range * sine);
  const nv = 1 / Math.sqrt(1 + lean * lean);
  const nh = lean * nv;
  const sigma = rangeSigma + heightSigma;
  const least = range > 0 ? Math.min(Math.sqrt(sigma / (2 * range)), 1) : 1;
  const exact = cosine * nv - sine * nh;
  const determinant = Math.max(exact, least);
  const rr = (rangeSigma * rangeSigma) / (determinant * determinant);
  const ss = (heightSigma * heightSigma) / (determinant * determinant);
  const vv = nh * nh * rr + cosine * cosine * ss;
  return {
    hh: nv * nv * rr + sine * sine * ss,
    hv: -(nv * nh * rr + sine * cosine * ss),
    // Held so, the inverse has lost the height's own sigma.
    vv: exact < least ? Math.max(vv, heightSigma * heightSigma) : vv,
  };
}

/**
 * The elevation, rad, at which a slant range along a true azimuth reaches a height above the ellipsoid, by
 * Newton's method from the spherical solution, with the Earth's curvature exact. ±π/2 where the height
 * is out of the range's reach.
 */
export function elevationOfHeight(
  geometry: SensorGeometry,
  rangeM: number,
  azimuthRad: number,
  heightM: number,
): number {
  if (rangeM <= 0) return 0;
  const rise = heightM - geometry.spec.position.heightM;
  const first = rise / rangeM - rangeM / (2 * EARTH_MEAN_RADIUS_M);
  if (Math.abs(first) >= 1) return Math.sign(first) * 0.5 * Math.PI;
  const sine = Math.sin(azimuthRad);
  const cosine = Math.cos(azimuthRad);
  let elevation = Math.asin(first);
  for (let i = 0; i < ELEVATION_STEPS_MAX; i++) {
    const level = rangeM * Math.cos(elevation);
    const up = rangeM * Math.sin(elevation);
    const miss = heightOfEnu(geometry.sensorFrame, level * sine, level * cosine, up) - heightM;
    const slope = level - (up * level) / (EARTH_MEAN_RADIUS_M + up);
    if (Math.abs(miss) < 1e-6 || slope < 1e-6 * rangeM) break;
    elevation = clamp(elevation - miss / slope, -0.5 * Math.PI, 0.5 * Math.PI);
  }
  return elevation;
}

function fromPosition(
  geometry: SensorGeometry,
  detection: PositionDetection,
  prior: HeightPrior,
): MeasuredPosition {
  const assumed = detection.heightM === null;
  const heightM = detection.heightM ?? geometry.groundHeightM + prior.aboveGroundM;
  const heightSigmaM = assumed ? prior.sigmaM : detection.heightSigmaM;
  const place = createLocalFrame({
    latitudeRad: detection.latitudeRad,
    longitudeRad: detection.longitudeRad,
    heightM,
  });
  const toSite = frameTransform(place, geometry.siteFrame);
  const local = Float64Array.of(
    detection.covarianceEeM2,
    detection.covarianceEnM2,
    0,
    detection.covarianceEnM2,
    detection.covarianceNnM2,
    0,
    0,
    0,
    heightSigmaM * heightSigmaM,
  );
  return {
    position: toSite.translation,
    covariance: sandwich(toSite.rotation, local, new Float64Array(9), 3, 3),
    vertical: assumed ? "assumed" : "measured",
    velocity: velocityInSite(detection.velocity, toSite.rotation),
  };
}

function velocityInSite(
  velocity: PositionDetection["velocity"],
  rotation: Float64Array,
): MeasuredPosition["velocity"] {
  if (velocity === null) return null;
  const horizontal = velocity.horizontalSigmaMps * velocity.horizontalSigmaMps;
  const upSigma = velocity.upMps === null ? CLIMB_SIGMA_MPS : velocity.upSigmaMps;
  const local = Float64Array.of(horizontal, 0, 0, 0, horizontal, 0, 0, 0, upSigma * upSigma);
  const reported = Float64Array.of(velocity.eastMps, velocity.northMps, velocity.upMps ?? 0);
  return {
    mean: move(rotation, new Float64Array(3), reported),
    covariance: sandwich(rotation, local, new Float64Array(9), 3, 3),
  };
}

/** `R·p + t`. */
function move(r: Float64Array, t: Float64Array, p: Float64Array): Float64Array {
  const moved = new Float64Array(3);
  moved[0] = r[0] * p[0] + r[1] * p[1] + r[2] * p[2] + t[0];
  moved[1] = r[3] * p[0] + r[4] * p[1] + r[5] * p[2] + t[1];
  moved[2] = r[6] * p[0] + r[7] * p[1] + r[8] * p[2] + t[2];
  return moved;
}
