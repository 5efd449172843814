import type { TimeUs } from "@tocsin/core";
import type { CompactPosition, PlaceDeg } from "./decode/compact-position.ts";

/** A fact and when it was heard. */
export interface Timed<T> {
  readonly value: T;
  readonly timeUs: TimeUs;
}

export interface CompactReport extends CompactPosition {
  readonly isSurface: boolean;
}

export interface GroundVelocity {
  readonly eastMps: number;
  readonly northMps: number;
  readonly upMps: number | null;
  readonly nacV: number | null;
}

/** What is known of one address, each piece with its age. */
export interface Aircraft {
  readonly address: number;
  readonly isAircraftAddress: boolean;
  callsign: Timed<string> | null;
  squawk: Timed<string> | null;
  /** Emergency or priority status; 0 is none. */
  emergency: Timed<number> | null;
  pressureAltitudeFt: Timed<number> | null;
  geometricHeightFt: Timed<number> | null;
  geometricMinusPressureFt: Timed<number> | null;
  velocity: Timed<GroundVelocity> | null;
  nacP: Timed<number> | null;
  gva: Timed<number> | null;
  even: Timed<CompactReport> | null;
  odd: Timed<CompactReport> | null;
  place: Timed<PlaceDeg> | null;
  /** When its last position went out as a look. */
  shownUs: TimeUs | null;
}

export const createAircraft = (address: number, isAircraftAddress: boolean): Aircraft => ({
  address,
  isAircraftAddress,
  callsign: null,
  squawk: null,
  emergency: null,
  pressureAltitudeFt: null,
  geometricHeightFt: null,
  geometricMinusPressureFt: null,
  velocity: null,
  nacP: null,
  gva: null,
  even: null,
  odd: null,
  place: null,
  shownUs: null,
});

/** The fact, unless it is older than `ageMaxUs`. */
export const fresh = <T>(fact: Timed<T> | null, nowUs: TimeUs, ageMaxUs: number): T | null =>
  fact !== null && nowUs - fact.timeUs <= ageMaxUs ? fact.value : null;
