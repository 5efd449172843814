import type { TimeUs } from "@tocsin/core";

/** What a message says of the air: heights above mean sea level or the ellipsoid, wind as meteorologists tell it. */
export interface AirProfile {
  /** For when it holds; null where it does not say. */
  readonly timeUs: TimeUs | null;
  /** How long from then on, s; null where it does not say. */
  readonly validS: number | null;
  /** Who it says that it is of; null where it does not. */
  readonly source: string | null;
  readonly heightsFrom: "sea" | "ellipsoid";
  readonly levels: readonly ProfileLevel[];
}
export interface ProfileLevel {
  readonly heightM: number;
  /** Where the wind comes from, clockwise from true north. */
  readonly windFromDeg: number;
  readonly windMps: number;
  readonly temperatureK?: number;
  readonly pressurePa?: number;
}

/** A message that cannot be used: a reason to count it under, and words for whoever sends it. */
export interface ProfileProblem {
  readonly reason: "bad-value" | "not-a-profile";
  readonly words: string;
}
export const isProfileProblem = (read: AirProfile | ProfileProblem): read is ProfileProblem =>
  "reason" in read;

export const KELVIN_AT_ZERO_CELSIUS = 273.15;
