import type { EvidenceRef, Identity } from "../measurement/look.ts";
import type { MeasurementHistory } from "../measurement/measurement-history.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";

/** What an object may be. `unknown` is a class of its own: nothing told it apart. */
export const OBJECT_CLASSES = [
  "rocket",
  "mortar",
  "missile",
  "fixed-wing-drone",
  "multirotor",
  "aircraft",
  "helicopter",
  "bird",
  "clutter",
  "unknown",
] as const;
export type ObjectClass = (typeof OBJECT_CLASSES)[number];

/** `tentative` may be clutter; `confirmed` is decided on; `coasting` is confirmed and was not seen lately. */
export type TrackStatus = "tentative" | "confirmed" | "coasting";

/** One object over time, as known at `timeUs`. Plain data: the tracker never changes a track it has given out. */
export interface Track {
  /** Names the founding detection, so that re-applying late looks gives the same object the same id. */
  readonly id: TrackId;
  readonly status: TrackStatus;
  /** Probability that there is an object, 0…1. */
  readonly existence: number;
  /** When the estimates hold. */
  readonly timeUs: TimeUs;
  /** Mixture over laws of motion, and where nobody measured its height over heights of powered flight: probabilities summing to one, never empty, most probable law and height first. */
  readonly estimates: readonly MotionEstimate[];
  readonly classProbabilities: Readonly<Record<ObjectClass, number>>;
  readonly firstSensedUs: TimeUs;
  readonly lastSensedUs: TimeUs;
  readonly confirmedUs: TimeUs | null;
  readonly detectionCount: number;
  /** How many of them reported a cross-section; left out: none did. */
  readonly sizeReports?: number;
  /** How many of them measured its height or elevation: without any, it is inferred, and surer of itself than right. Left out: nobody counted. */
  readonly heightReports?: number;
  /** Where nobody measured its height: whether its estimates of powered flight are one for each height that it may have. Left out: they are not. */
  readonly isOverHeights?: boolean;
  /** ln of the probability of what sensors that look for themselves saw of its place since the last of them saw it, were it there. Left out: 0, none looked. */
  readonly logPlaceProbability?: number;
  /** Consecutive expected looks without a detection. */
  readonly missCount: number;
  /** The first and the latest detections, oldest first; bounded, so a long track drops its middle. */
  readonly evidence: readonly EvidenceRef[];
  readonly identity: Identity | null;
  /** What it says of itself did to its class; null or left out where it says nothing. */
  readonly claim?: Claim | null;
  /** The track before it that was lost and may have been the same object; null or left out where there was none. */
  readonly continues?: Continuation | null;
  /**
   * What was measured of it, where it may be ballistic: the projection then fits the whole trajectory to it
   * instead of continuing the estimate. Null or left out: there is only the estimate.
   */
  readonly history?: MeasurementHistory | null;
}

/** The order of tracks wherever several are given. */
export const byTrackId = (a: Track, b: Track): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** A claim to be an aircraft, which anyone can make. */
export interface Claim {
  /** What it multiplied the odds of aircraft and helicopters by: above 1 where it is plausible, below where it is contradicted. */
  readonly oddsFactor: number;
  /** `flight`: it does not fly as such. `place`: sensors that should see it where it says it is do not. Null where nothing speaks against it. */
  readonly contradiction: "flight" | "place" | null;
}

/** Which track a later one may be, and how probably it is the same object, 0…1. */
export interface Continuation {
  readonly track: TrackId;
  readonly probability: number;
}

/**
 * A Gaussian under one law of motion, in the site's east-north-up frame.
 * `powered`: mean is 6×1 (position m, velocity m/s), covariance 6×6.
 * `ballistic`: mean is 7×1 (position m, velocity m/s, natural logarithm of the drag parameter k in m²/kg,
 * where drag acceleration is −½·ρ·k·|v|·v and k = Cd·A/m), covariance 7×7. Row-major, symmetric.
 */
export interface MotionEstimate {
  readonly model: MotionModel;
  readonly probability: number;
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

export type MotionModel = "powered" | "ballistic";

/** Why a track ended, recorded once. */
export interface TrackEnd {
  readonly track: Track;
  readonly cause: TrackEndCause;
}
/**
 * `not-confirmed`: too few detections in time. `lost`: a confirmed track went unseen too long. `landed`: its impact time has passed.
 * `revised`: a late look showed that there never was such a track. `joined`: it stood on what its object says of itself, and sensors that
 * measure have a track of that object now. */
export type TrackEndCause = "not-confirmed" | "lost" | "landed" | "revised" | "joined";
