import type { Look, SiteModel, Track } from "@tocsin/core";
import { newTracker, OrderedFeed, scoredAt } from "./run-tracks.ts";
import type { ScoredTrack } from "./scored-track.ts";
import type { Arrival, ScoredScenario } from "./tiers.ts";

/**
 * What our filter would show if it knew the association: each object's detections go into a tracker of its own, and it counts as
 * confirmed from its `confirmAt`th detection on for as long as it can be seen.
 */
export function oracleAtMoments(
  scenario: ScoredScenario,
  site: SiteModel,
  confirmAt: number,
): readonly (readonly ScoredTrack[])[] {
  const shown: ScoredTrack[][] = scenario.moments.map(() => []);
  for (let object = 0; object < scenario.objects; object++) {
    const tracker = newTracker(site, "main");
    const feed = new OrderedFeed(tracker);
    let next = 0;
    let seen = 0;
    scenario.moments.forEach(({ timeUs, truth }, moment) => {
      for (; next < scenario.arrivals.length; next++) {
        const arrival = scenario.arrivals[next];
        if (arrival.receivedUs > timeUs) break;
        const own = lookAtObject(arrival, object);
        seen += own.detections.length;
        feed.take(own);
      }
      tracker.takeEnded();
      if (seen < confirmAt) return;
      if (truth.find((state) => state.object === object)?.visible !== true) return;
      const track = bestKnown(tracker.tracks());
      if (track === null) return;
      shown[moment].push({ ...scoredAt(track, timeUs, tracker), id: String(object) });
    });
  }
  return shown;
}

/** The look with nothing in it but what came from one object. */
export const lookAtObject = ({ look, origins }: Arrival, object: number): Look => ({
  ...look,
  detections: look.detections.filter((_, i) => origins[i] === object),
});

function bestKnown(tracks: readonly Track[]): Track | null {
  let best: Track | null = null;
  for (const track of tracks) {
    if (best === null || track.detectionCount > best.detectionCount) best = track;
  }
  return best;
}
