import {
  type Area,
  type AreaId,
  distanceToRings,
  MICROS_PER_SECOND,
  type Outcome,
  type SiteModel,
  type TrackId,
} from "@tocsin/core";
import type { TruthObject } from "../truth/truth-object.ts";

/** How finely a flight is walked to find out what it passes. */
const STEP_US = MICROS_PER_SECOND / 2;

/**
 * What really became of every object that could have harmed anybody, as an account of it would have it: where and when it came down,
 * or would have, and which areas it passed within their buffer, no higher than the policy's height for passing over.
 */
export function outcomesOfTruth(
  objects: readonly TruthObject[],
  site: SiteModel,
  tracksOf: (objectId: string) => readonly TrackId[],
): readonly Outcome[] {
  return objects
    .filter(({ harmless }) => !harmless)
    .map((object) => {
      const { impact, endUs } = object;
      return {
        id: object.id,
        kind: impact === null ? "passed" : impact.happened ? "struck" : "averted",
        atUs: impact?.timeUs ?? endUs,
        withinS: 0,
        endedUs: endUs,
        sinceUs: object.startUs,
        place: impact === null ? null : { eastM: impact.eastM, northM: impact.northM },
        areas: [],
        passed: passedAreas(object, site),
        tracks: tracksOf(object.id),
        source: "simulation",
      };
    });
}

const passedAreas = (object: TruthObject, site: SiteModel): readonly AreaId[] =>
  site.areas.filter((area) => passes(object, area, site)).map(({ id }) => id);

function passes(object: TruthObject, area: Area, site: SiteModel): boolean {
  if (object.kind === "ballistic") return false;
  const ceilingM = area.groundHeightM - site.origin.heightM + site.policy.overflightHeightM;
  for (let timeUs = object.startUs; timeUs <= object.endUs; timeUs += STEP_US) {
    const state = object.stateAt(timeUs);
    if (state === null || state.upM > ceilingM) continue;
    if (distanceToRings(area.rings, state.eastM, state.northM) <= area.bufferM) return true;
  }
  return false;
}
