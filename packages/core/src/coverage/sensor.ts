import type { Geodetic } from "../geodesy/geodetic.ts";
import type { RadarModel } from "./radar-model.ts";
import type { SharedCause } from "../trust/independent-sources.ts";
import type { SensorId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";

export type SensorKind = "radar" | "tracker" | "acoustic" | "radio" | "cooperative" | "observer";

/** What is known of a sensor before it reports anything: where it stands, what it can see, how well. */
export interface SensorSpec {
  readonly id: SensorId;
  readonly name: string;
  readonly kind: SensorKind;
  /** Of the antenna's phase centre, or the microphone, or the eye. */
  readonly position: Geodetic;
  /** Registration: added to a reported azimuth and range to get the true one. */
  readonly azimuthOffsetRad: number;
  readonly rangeOffsetM: number;
  /** How far it may read wrong beside these, before anything was measured of it; absent: as an ordinary sensor. */
  readonly registration?: RegistrationPrior;
  readonly coverage: CoverageVolume;
  /** How well it sees what inside the volume; absent where nothing but {@link detectionProbability} is stated. */
  readonly radar?: RadarModel;
  /** Of a target inside the volume, per look, sensor healthy; with a radar model, what it never exceeds. */
  readonly detectionProbability: number;
  /** Mean number of false detections in one whole sweep of the coverage volume. */
  readonly falseDetectionsPerSweep: number;
  /** Time between two looks at the same direction. */
  readonly periodUs: number;
  /** Silent for longer than this, the sensor counts as down. */
  readonly staleAfterUs: number;
  /** Sensors that share a link, power supply or clock name the same group, and count once. */
  readonly commonCauseGroup: string | null;
  /** What else it shares with sensors that name the same; absent: nothing. */
  readonly sharedCauses?: readonly SharedCause[];
  /** Whether its reports are authenticated. What is not may add to a picture, and never silence. */
  readonly authenticated: boolean;
}

/** One sigma each of what a sensor reads wrong. A zero says that it reads right, and is believed. */
export interface RegistrationPrior {
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
  readonly clockSigmaS: number;
}

export interface CoverageVolume {
  readonly rangeMinM: number;
  readonly rangeMaxM: number;
  /** Sector in azimuth, clockwise from true north; width 2π is all round. */
  readonly azimuthFromRad: number;
  readonly azimuthWidthRad: number;
  readonly elevationMinRad: number;
  readonly elevationMaxRad: number;
  /** Whether the 4/3-Earth radio horizon bounds it (not for sound or for reports by the object itself). */
  readonly horizon: boolean;
}

export type SensorStatus = "up" | "degraded" | "down" | "unknown";

/** The state of a sensor at a time, as reported by itself or found by the engine (staleness). */
export interface SensorHealth {
  readonly sensorId: SensorId;
  readonly status: SensorStatus;
  readonly sinceUs: TimeUs;
  /** In plain words, for people. */
  readonly reason: string;
}
