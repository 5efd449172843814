import {
  type Area,
  distanceToRings,
  MICROS_PER_SECOND,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import type { TruthObject } from "../truth/truth-object.ts";

/** A time during which a true object was a reason to warn an area. */
export interface Danger {
  readonly objectId: string;
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

/** How finely a flight is walked to find out what it passes. */
const STEP_US = MICROS_PER_SECOND / 2;

/**
 * Every object that really endangered an area, each from its appearance until it came down, was brought down or
 * flew off: it came down (or would have) in the area or within its buffer, or passed as near, no higher than the
 * policy's height for passing over.
 */
export function dangersOf(
  area: Area,
  objects: readonly TruthObject[],
  site: SiteModel,
): readonly Danger[] {
  return objects
    .filter(
      (object) => !object.harmless && (comesDownAt(object, area) || passes(object, area, site)),
    )
    .map((object) => ({
      objectId: object.id,
      fromUs: object.startUs,
      toUs: Math.max(object.endUs, object.impact?.timeUs ?? 0),
    }));
}

function comesDownAt(object: TruthObject, area: Area): boolean {
  const { impact } = object;
  return (
    impact !== null && distanceToRings(area.rings, impact.eastM, impact.northM) <= area.bufferM
  );
}

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
