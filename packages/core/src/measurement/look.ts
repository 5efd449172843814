import type { SensorId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";

/**
 * The unit of sensing: one sensor looked at one piece of space for one interval and saw 0…n things.
 * Only a look tells that nothing was seen where something could have been.
 */
export interface Look {
  readonly sensorId: SensorId;
  /** Running number of this sensor's looks, given by its adapter; orders looks with equal `toUs`. */
  readonly sequence: number;
  /** Start and end of the interval on the sensor's clock, after the adapter resolved the date. */
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  /** What was swept; `null` when the report holds detections only and says nothing of what was not seen. */
  readonly sweep: Sweep | null;
  readonly detections: readonly Detection[];
}

/**
 * The sector that a look swept, in azimuth from the sensor's own north, clockwise.
 * A detection of this sensor inside the look's interval counts as this look's, though an earlier look carried it.
 */
export interface Sweep {
  readonly azimuthFromRad: number;
  /** 0 < width ≤ 2π. */
  readonly azimuthWidthRad: number;
}

export type Detection = PolarDetection | BearingDetection | PositionDetection;

interface DetectionBase {
  readonly sensedUs: TimeUs;
  /** Radar cross-section, dB relative to 1 m², where the sensor states one. */
  readonly rcsDbsm: number | null;
  /** What the object, or the sensor, says it is. Never trusted to silence a warning. */
  readonly identity: Identity | null;
  /** What is thought of the report's truth, and the emergency that it tells of; absent where there is neither. */
  readonly claim?: ClaimState;
}

/** What an object that reports itself is held to, and what it says of its plight. */
export interface ClaimState {
  /** 0 nothing against it … 1 certainly made up. */
  readonly spoofScore: number;
  /** What it is doubted for, in words for people. */
  readonly doubts: readonly string[];
  /** In words for people; null where it says of none. */
  readonly emergency: string | null;
}

/** Range and azimuth about the sensor, with what else it measured. A 2-D radar has no elevation. */
export interface PolarDetection extends DetectionBase {
  readonly kind: "polar";
  /** Slant range. */
  readonly rangeM: number;
  /** Clockwise from the sensor's true north at the sensor. */
  readonly azimuthRad: number;
  readonly elevationRad: number | null;
  /** Positive when the object recedes. */
  readonly rangeRateMps: number | null;
  /** Height above the WGS-84 ellipsoid, where something other than the antenna measured it (mode C). */
  readonly heightM: number | null;
  /** One-sigma errors; where a quantity is null its sigma is ignored. */
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
  readonly rangeRateSigmaMps: number;
  readonly heightSigmaM: number;
}

/** A direction only: microphones, radio direction finders, observers. */
export interface BearingDetection extends DetectionBase {
  readonly kind: "bearing";
  readonly azimuthRad: number;
  readonly elevationRad: number | null;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
}

/** A place: cooperative reports, and tracks of other systems. */
export interface PositionDetection extends DetectionBase {
  readonly kind: "position";
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  /** Height above the WGS-84 ellipsoid, or null where it is not known. */
  readonly heightM: number | null;
  /** Horizontal covariance, m²: east-east, east-north, north-north at the reported place. */
  readonly covarianceEeM2: number;
  readonly covarianceEnM2: number;
  readonly covarianceNnM2: number;
  readonly heightSigmaM: number;
  /** Velocity east, north, up at the reported place, m/s, with one sigma for each axis; null where not reported. */
  readonly velocity: {
    readonly eastMps: number;
    readonly northMps: number;
    readonly upMps: number | null;
    readonly horizontalSigmaMps: number;
    readonly upSigmaMps: number;
  } | null;
}

export interface Identity {
  /** The reporting system's own track number. */
  readonly sensorTrack: string | null;
  /** 24-bit ICAO address, six hexadecimal digits. */
  readonly aircraftAddress: string | null;
  readonly callsign: string | null;
  /** Mode 3/A code, four octal digits. */
  readonly mode3A: string | null;
}

/** Names one detection in the record: the look it came in and its place there. */
export interface EvidenceRef {
  readonly sensorId: SensorId;
  readonly lookSequence: number;
  readonly lookToUs: TimeUs;
  readonly index: number;
  readonly sensedUs: TimeUs;
}

/** Canonical order of looks: end time, then sensor, then the sensor's running number. */
export function compareLooks(a: Look, b: Look): number {
  if (a.toUs !== b.toUs) return a.toUs - b.toUs;
  if (a.sensorId !== b.sensorId) return a.sensorId < b.sensorId ? -1 : 1;
  return a.sequence - b.sequence;
}
