import { assert } from "../units/assert.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { FlightMask } from "./site-model.ts";

interface Place {
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
}
interface Holding {
  /** The one object that follows the announced flight. */
  trackId: TrackId | null;
  /** Objects that were outside it once: they are not the announced flight, ever. */
  strangers: TrackId[];
}
export type FlightMasksState = readonly (readonly [string, Holding])[];

/** Bound on the strangers remembered for one mask; the oldest are forgotten first. */
const STRANGERS_MAX = 1024;

/** Where the announced flight should be at `timeUs`: linear between its way points, resting at the ends. */
export function announcedPlace(mask: FlightMask, timeUs: TimeUs): Place {
  const points = mask.waypoints;
  assert(points.length > 0, "a mask has at least one way point");
  const first = points[0];
  const last = points[points.length - 1];
  if (timeUs <= first.timeUs) return first;
  if (timeUs >= last.timeUs) return last;
  let i = 1;
  while (points[i].timeUs < timeUs) i++;
  const a = points[i - 1];
  const b = points[i];
  const share = (timeUs - a.timeUs) / (b.timeUs - a.timeUs);
  return {
    eastM: a.eastM + share * (b.eastM - a.eastM),
    northM: a.northM + share * (b.northM - a.northM),
    upM: a.upM + share * (b.upM - a.upM),
  };
}

/**
 * Which tracks fly an announced friendly flight. A mask holds one object at a time, the first that is found
 * where and when the flight was announced, and lets it go for good when it leaves; everything else near it
 * stays unmasked, so a friendly flight hides nothing but itself.
 */
export class FlightMasks {
  readonly #masks: readonly FlightMask[];
  #holdings: Map<string, Holding>;

  constructor(masks: readonly FlightMask[]) {
    this.#masks = masks;
    this.#holdings = new Map(masks.map((mask) => [mask.id, { trackId: null, strangers: [] }]));
  }

  /** The mask that covers `trackId` at its place and time, or null. */
  covering(trackId: TrackId, timeUs: TimeUs, place: Place): FlightMask | null {
    for (const mask of this.#masks) {
      const holding = this.#holdings.get(mask.id);
      if (holding === undefined || timeUs < mask.fromUs || timeUs >= mask.expiresUs) continue;
      const expected = announcedPlace(mask, timeUs);
      const inside =
        Math.hypot(
          place.eastM - expected.eastM,
          place.northM - expected.northM,
          place.upM - expected.upM,
        ) <= mask.radiusM;
      if (!inside) {
        if (holding.trackId === trackId) holding.trackId = null;
        if (!holding.strangers.includes(trackId)) holding.strangers.push(trackId);
        if (holding.strangers.length > STRANGERS_MAX) holding.strangers.shift();
        continue;
      }
      if (holding.strangers.includes(trackId)) continue;
      holding.trackId ??= trackId;
      if (holding.trackId === trackId) return mask;
    }
    return null;
  }

  /** The object is gone: its mask is free for the same flight's next track. */
  ended(trackId: TrackId): void {
    for (const holding of this.#holdings.values())
      if (holding.trackId === trackId) holding.trackId = null;
  }

  snapshot(): FlightMasksState {
    return [...this.#holdings].map(([id, h]) => [
      id,
      { trackId: h.trackId, strangers: [...h.strangers] },
    ]);
  }
  restore(state: FlightMasksState): void {
    this.#holdings = new Map(
      state.map(([id, h]) => [id, { trackId: h.trackId, strangers: [...h.strangers] }]),
    );
  }
}
