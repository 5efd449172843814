import { distanceToRings, pointInRings } from "../geodesy/polygon.ts";
import type { Area } from "../policy/area.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

/** Who says what happened. A simulation knows; everybody else reports. */
export type OutcomeSource = "simulation" | "operator" | "defence";

/**
 * What became of one object, as it is known afterwards: it `struck`; it was `averted`, brought down or otherwise kept from coming
 * down where it would have; it `passed` and came down nowhere. JSON-safe.
 */
export interface Outcome {
  readonly id: string;
  readonly kind: "struck" | "averted" | "passed";
  /** When it struck, or would have; when it had passed. */
  readonly atUs: TimeUs;
  /** The time may be wrong by so much either way. */
  readonly withinS: number;
  /** When it was averted, where that is known beside when it would have come down. */
  readonly endedUs?: TimeUs;
  /** Since when it could have been a reason to warn; left out where nobody knows. */
  readonly sinceUs?: TimeUs;
  /** Where it came down, or would have, site frame; null where that is not known. */
  readonly place: { readonly eastM: number; readonly northM: number } | null;
  /** Areas that it is said to have hit, where the place does not tell. */
  readonly areas: readonly AreaId[];
  /** Areas that it passed, as near as their buffer. */
  readonly passed: readonly AreaId[];
  /** Our own tracks of it, where they are known. */
  readonly tracks: readonly TrackId[];
  readonly source: OutcomeSource;
}

/** Somebody vouches that nothing threatened these areas but what is said beside. */
export interface QuietStretch {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  /** null: every area of the site. */
  readonly areas: readonly AreaId[] | null;
}

/** It came down in the area, or would have. */
export const hits = (outcome: Outcome, { id, rings }: Area): boolean =>
  outcome.kind !== "passed" &&
  (outcome.areas.includes(id) ||
    (outcome.place !== null && pointInRings(rings, outcome.place.eastM, outcome.place.northM)));

/** It hit the area, or came or passed as near as its buffer. */
export const endangers = (outcome: Outcome, area: Area): boolean =>
  hits(outcome, area) ||
  outcome.passed.includes(area.id) ||
  (outcome.kind !== "passed" &&
    outcome.place !== null &&
    distanceToRings(area.rings, outcome.place.eastM, outcome.place.northM) <= area.bufferM);

/** Where nobody knows since when an object could be seen, so long before its end; the longest flight that is warned of in one alarm. */
const KNOWN_BEFORE_US = 600 * MICROS_PER_SECOND;

/** The stretch in which an object was a reason to warn. */
export function dangerOf(outcome: Outcome): { readonly fromUs: TimeUs; readonly toUs: TimeUs } {
  const withinUs = outcome.withinS * MICROS_PER_SECOND;
  return {
    fromUs: outcome.sinceUs ?? outcome.atUs - withinUs - KNOWN_BEFORE_US,
    toUs: Math.max(outcome.endedUs ?? outcome.atUs, outcome.atUs) + withinUs,
  };
}
