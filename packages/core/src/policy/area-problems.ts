import { ringArea, type Rings } from "../geodesy/polygon.ts";
import { validateRings } from "../geodesy/validate-rings.ts";
import { hypot2 } from "../units/algebra.ts";

/** No part of an area lies farther than this from the site's origin: the site's frame is flat. */
export const AREA_DISTANCE_MAX_M = 50_000;
/** No area is larger: a warning for a whole country is a mistake, or belongs to somebody else. */
export const AREA_SURFACE_MAX_KM2 = 2_000;

/** What is wrong with an outline wherever it lies, in plain words; empty where it is sound. Rings in metres of any flat frame. */
export function outlineProblems(rings: Rings): readonly string[] {
  const problems = validateRings(rings);
  if (problems.length > 0) return problems;
  const surfaceKm2 = Math.abs(ringArea(rings[0])) / 1e6;
  return surfaceKm2 > AREA_SURFACE_MAX_KM2
    ? [`The area is ${Math.round(surfaceKm2)} km² large; at most ${AREA_SURFACE_MAX_KM2} are.`]
    : [];
}

/**
 * Why nobody may be warned by this outline, in plain words; empty where it is sound. Rings in metres of a flat frame whose
 * origin is the site's. In January 2025 an alert without an outline went to the phones of ten million people in Los Angeles.
 */
export function areaProblems(rings: Rings): readonly string[] {
  const problems = outlineProblems(rings);
  if (problems.length > 0) return problems;
  const [outer] = rings;
  for (let i = 0; i < outer.length; i += 2)
    if (hypot2(outer[i], outer[i + 1]) > AREA_DISTANCE_MAX_M)
      return [`A corner lies more than ${AREA_DISTANCE_MAX_M / 1_000} km from the site.`];
  return [];
}
