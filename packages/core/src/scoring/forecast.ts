import type { Decision } from "../assessment/decision.ts";
import type { Area } from "../policy/area.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { endangers, hits, type Outcome, type QuietStretch } from "./outcome.ts";

/** What was said of one track and one area when they were first decided on. */
export interface Forecast {
  readonly trackId: TrackId;
  readonly areaId: AreaId;
  readonly atUs: TimeUs;
  /** `hit`: that it comes down in the area. `reach`: that it comes as near as its buffer. */
  readonly of: "hit" | "reach";
  readonly probability: number;
}

/** Pairs of track and area beyond these are not kept: the oldest are forgotten. */
export const FORECASTS_MAX = 100_000;

/**
 * The first decision of each track about each area: the one that nothing which came later had a part in choosing. A calibrated
 * probability is calibrated at any moment that is chosen without knowing the future, and at no other.
 */
export class ForecastBook {
  readonly #forecasts = new Map<string, Forecast>();

  add({ trackId, areaId, decidedUs, rule, numbers }: Decision): void {
    if (areaId === null) return;
    const key = `${trackId}/${areaId}`;
    if (this.#forecasts.has(key)) return;
    this.#forecasts.set(key, {
      trackId,
      areaId,
      atUs: decidedUs,
      of: rule === "impact-probability" ? "hit" : "reach",
      probability: numbers.probability,
    });
    if (this.#forecasts.size <= FORECASTS_MAX) return;
    const [oldest] = this.#forecasts.keys();
    this.#forecasts.delete(oldest);
  }

  all(): readonly Forecast[] {
    return [...this.#forecasts.values()];
  }
}

/** What nobody names a track of may have been any track of so long before. */
const OF_ANY_TRACK_US = 600 * MICROS_PER_SECOND;

/**
 * Whether what was said came; null where nobody knows. What became of a track is known by an outcome that names it, or where somebody
 * vouches that nothing but what is said threatened the area, and no outcome without a track could be its.
 */
export function cameTrue(
  forecast: Forecast,
  area: Area,
  truth: { readonly outcomes: readonly Outcome[]; readonly quiet: readonly QuietStretch[] },
): boolean | null {
  const came = forecast.of === "hit" ? hits : endangers;
  const named = truth.outcomes.filter(({ tracks }) => tracks.includes(forecast.trackId));
  if (named.some((outcome) => came(outcome, area))) return true;
  if (named.some(isAvertedSomewhere)) return null;
  if (named.length > 0) return false;
  const mayBeIts = truth.outcomes.some(
    (outcome) =>
      outcome.tracks.length === 0 &&
      (came(outcome, area) || isAvertedSomewhere(outcome)) &&
      outcome.atUs >= forecast.atUs &&
      outcome.atUs - forecast.atUs <= OF_ANY_TRACK_US,
  );
  if (mayBeIts) return null;
  const isQuiet = truth.quiet.some(
    ({ fromUs, toUs, areas }) =>
      fromUs <= forecast.atUs &&
      forecast.atUs <= toUs &&
      (areas === null || areas.includes(area.id)),
  );
  return isQuiet ? false : null;
}

const isAvertedSomewhere = ({ kind, place, areas }: Outcome): boolean =>
  kind === "averted" && place === null && areas.length === 0;
