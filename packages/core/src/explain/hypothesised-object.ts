import type { Geodetic } from "../geodesy/geodetic.ts";
import type { TimeUs } from "../units/time.ts";

/** Its flight is followed back for so long where nobody says how long it was. */
export const FLOWN_S = 120;

/** An object that somebody says was there. */
export interface HypothesisedObject {
  readonly place: Geodetic;
  readonly atUs: TimeUs;
  /** Above the ground of the site. */
  readonly heightM: number;
  readonly speedMps: number;
  /** How far off the time may be: people's reports are seldom exact. */
  readonly withinS: number;
  /** Where it came from, clockwise from north; null when nobody says: then it is looked for at the place itself. */
  readonly fromBearingRad: number | null;
  /** For how long it had flown by then; absent: {@link FLOWN_S}. */
  readonly flownS?: number;
  /** It was fired and fell: from how far away, and at which elevation. Absent: it came level. Height, speed and time of flight follow from these. */
  readonly fired?: { readonly rangeM: number; readonly elevationRad: number };
}
