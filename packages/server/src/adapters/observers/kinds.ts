import type { ObservedKind } from "@tocsin/sdk";

/** What is assumed of an object that somebody reports. */
export interface KindAssumptions {
  /** As far as a person without glasses can tell what it is, and hear it. */
  readonly seenM: number;
  readonly heardM: number;
  /** At which it usually flies; what is unknown of its way grows with it. */
  readonly speedMps: number;
}

/**
 * Assumptions, on the side of caution. Sight: an object of width w is told apart where it fills about 3 minutes of arc, three times the
 * one minute of normal vision, w/d = 1/1,150: 2 m of a drone to 2 km, 10 m of a helicopter to 10 km, 30 m of an aircraft to 30 km in
 * clear air, less in most. A rocket's trail is seen as far as the air lets. Null: no object in the air that a track could be of.
 */
export const KINDS: Readonly<Record<ObservedKind, KindAssumptions | null>> = {
  drone: { seenM: 2_000, heardM: 3_000, speedMps: 45 },
  rocket: { seenM: 20_000, heardM: 10_000, speedMps: 400 },
  helicopter: { seenM: 8_000, heardM: 8_000, speedMps: 60 },
  aircraft: { seenM: 20_000, heardM: 15_000, speedMps: 150 },
  explosion: null,
  gunfire: null,
  other: null,
};
