import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { Obstacle } from "../terrain/find-obstacle.ts";
import type { SensorStatus } from "./sensor.ts";

/** The links that must all hold for a sensor to have a chance of seeing a place. */
export const COVERAGE_LINKS = [
  "range",
  "sector",
  "elevation",
  "horizon",
  "terrain",
  "signal",
  "speed",
  "health",
] as const;
export type CoverageLinkName = (typeof COVERAGE_LINKS)[number];

export type CoverageReason = Extract<
  ReasonCode,
  "OUT_OF_COVERAGE" | "BELOW_HORIZON" | "TERRAIN" | "BELOW_DOPPLER" | "SENSOR_DOWN"
>;

interface LinkBase {
  readonly ok: boolean;
  /** What a failed link stands for in a decision; null when it holds. */
  readonly reason: CoverageReason | null;
}

/** Slant range. Margins are positive inside, negative by how much it fails. */
export interface RangeLink extends LinkBase {
  readonly link: "range";
  readonly marginM: number;
  readonly rangeM: number;
  readonly leastM: number;
  readonly greatestM: number;
}

/** True azimuth at the sensor; an all-round sensor has margin π. */
export interface SectorLink extends LinkBase {
  readonly link: "sector";
  readonly marginRad: number;
  readonly azimuthRad: number;
  readonly fromRad: number;
  readonly widthRad: number;
}

export interface ElevationLink extends LinkBase {
  readonly link: "elevation";
  readonly marginRad: number;
  readonly elevationRad: number;
  readonly leastRad: number;
  readonly greatestRad: number;
}

/** Line of sight over a smooth 4/3 Earth. Heights above the ground; null where no horizon bounds the sensor. */
export interface HorizonLink extends LinkBase {
  readonly link: "horizon";
  readonly marginM: number | null;
  readonly groundDistanceM: number;
  readonly horizonM: number | null;
  readonly sensorHeightM: number;
  readonly targetHeightM: number;
}

/** Line of sight over the hills; margin null where no terrain is known. */
export interface TerrainLink extends LinkBase {
  readonly link: "terrain";
  /** How far, at the place itself, it lies above the lowest line that passes over the ground. */
  readonly marginM: number | null;
  /** The ground that stands highest into the line of sight. */
  readonly obstacle: Obstacle | null;
}

/** The echo of a target, by the radar equation; only of sensors with a radar model. */
export interface SignalLink extends LinkBase {
  readonly link: "signal";
  /** From the echo alone, of one look. */
  readonly probability: number;
  /** Mean power ratio, to noise and echoes of the ground together. */
  readonly signalToNoise: number;
  readonly crossSectionM2: number;
}

/** Speed towards or away from the sensor; null where it isn't known. Only of sensors with a radar model. */
export interface SpeedLink extends LinkBase {
  readonly link: "speed";
  readonly marginMps: number | null;
  /** Positive when it recedes. */
  readonly rangeRateMps: number | null;
  readonly leastMps: number;
}

export interface HealthLink extends LinkBase {
  readonly link: "health";
  /** null: nothing was said of its health, and it is taken as specified. */
  readonly status: SensorStatus | null;
  /** What is left of the specified detection probability, 0…1. */
  readonly factor: number;
}

export type CoverageLink =
  | RangeLink
  | SectorLink
  | ElevationLink
  | HorizonLink
  | TerrainLink
  | SignalLink
  | SpeedLink
  | HealthLink;

/** Whether and why a sensor could have seen a place: every link, also those after the first that fails. */
export interface PlaceCoverage {
  /** Detection probability of one look, 0…1. */
  readonly probability: number;
  /** In the order of {@link COVERAGE_LINKS}; those of a radar's model only where there is one. */
  readonly links: readonly CoverageLink[];
}
