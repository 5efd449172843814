import {
  compareLooks,
  type Look,
  selectTracker,
  type SensorHealth,
  type SiteModel,
  type TimeUs,
  type Track,
  type Tracker,
  type TrackerMark,
  type TrackerMethod,
} from "@tocsin/core";
import type { ScoredTrack } from "./scored-track.ts";
import type { ScoredScenario } from "./tiers.ts";

export const NO_HEALTH: ReadonlyMap<string, SensorHealth> = new Map();
/** Looks that may still be applied again; a later one than all of these is dropped. */
const KEPT_LOOKS = 24;

export const newTracker = (site: SiteModel, method: TrackerMethod): Tracker =>
  selectTracker({ ...site.tracker, origin: site.origin, sensors: site.sensors, method });

interface Kept {
  readonly look: Look;
  readonly before: TrackerMark;
}

/** Gives a tracker its looks in their order though they arrive in another: it goes back to before a late one, and on again. */
export class OrderedFeed {
  readonly #tracker: Tracker;
  readonly #kept: Kept[] = [];
  dropped = 0;

  constructor(tracker: Tracker) {
    this.#tracker = tracker;
  }

  take(look: Look): void {
    const kept = this.#kept;
    let place = kept.length;
    while (place > 0 && compareLooks(kept[place - 1].look, look) > 0) place--;
    if (place === 0 && kept.length === KEPT_LOOKS) {
      this.dropped++;
      return;
    }
    const later = kept.splice(place);
    if (later.length > 0) this.#tracker.rewind(later[0].before);
    const again = [look, ...later.map((entry) => entry.look)];
    for (const next of again) {
      kept.push({ look: next, before: this.#tracker.mark() });
      this.#tracker.processLook(next, NO_HEALTH);
    }
    if (kept.length > KEPT_LOOKS) kept.shift();
  }
}

/** The confirmed tracks of a tracker at each moment of a scenario, from what has arrived until then. */
export function confirmedAtMoments(
  scenario: ScoredScenario,
  tracker: Tracker,
): readonly (readonly ScoredTrack[])[] {
  const feed = new OrderedFeed(tracker);
  let next = 0;
  return scenario.moments.map(({ timeUs }) => {
    for (; next < scenario.arrivals.length; next++) {
      const { look, receivedUs } = scenario.arrivals[next];
      if (receivedUs > timeUs) break;
      feed.take(look);
    }
    tracker.takeEnded();
    return tracker.confirmed().map((track) => scoredAt(track, timeUs, tracker));
  });
}

/** A track at a time as one Gaussian: the mean and the covariance of its mixture. */
export function scoredAt(track: Track, timeUs: TimeUs, tracker: Tracker): ScoredTrack {
  const { estimates } = track.timeUs < timeUs ? tracker.predict(track, timeUs) : track;
  const state = Array.from({ length: 6 }, () => 0);
  const covariance = Array.from({ length: 36 }, () => 0);
  for (const { probability, mean } of estimates) {
    for (let i = 0; i < 6; i++) state[i] += probability * mean[i];
  }
  for (const estimate of estimates) {
    const { probability, mean } = estimate;
    const size = mean.length;
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < 6; j++) {
        const spread = (mean[i] - state[i]) * (mean[j] - state[j]);
        covariance[6 * i + j] += probability * (estimate.covariance[i * size + j] + spread);
      }
    }
  }
  return { id: track.id, state, covariance };
}
