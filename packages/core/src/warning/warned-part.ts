import type { Rings } from "../geodesy/polygon.ts";
import { DIRECTIONS, isWithin, type Reach } from "../geodesy/reach.ts";
import { ringsAreSimple } from "../geodesy/validate-rings.ts";
import { hypot2 } from "../units/algebra.ts";

/** The part of an area that people are warned in; it grows while an episode runs, and never shrinks. */
export interface WarnedPart {
  /** null: the whole area, from now until the end. */
  readonly reach: Reach | null;
  /** Its outline, as the area's rings; null: the area's own. */
  readonly rings: Rings | null;
}

/** Where more is needed, so much more is taken, m: the part does not grow with every measurement. */
const MARGIN_M = 100;
/** Corners that lie nearer together are one, m. */
const CORNER_M = 0.05;

export const WHOLE: WarnedPart = { reach: null, rings: null };

/** The part grown over what a threat may reach; the same object where it does already. null: it may reach all of the area. */
export function grown(part: WarnedPart | null, needed: Reach | null, area: Rings): WarnedPart {
  if (needed === null) return part !== null && part.reach === null ? part : WHOLE;
  const before = part?.reach;
  if (before === null) return part ?? WHOLE;
  if (before !== undefined && part !== null && needed.every((m, i) => m <= before[i])) return part;
  const reach = needed.map((m, i) =>
    before === undefined || m > before[i] ? m + MARGIN_M : before[i],
  );
  const rings = cut(area, reach);
  return rings === null ? WHOLE : { reach, rings };
}

/**
 * The area within a reach, hole by hole: what is left of the outer ring after cutting it by each direction's half-plane (Sutherland
 * and Hodgman, 1974, Reentrant polygon clipping). null where that is not one sound outline: then the whole area is warned.
 */
function cut(area: Rings, reach: Reach): Rings | null {
  const [outer, ...holes] = area;
  let ring = outer;
  for (let i = 0; i < reach.length; i++) ring = clipped(ring, DIRECTIONS[i], reach[i]);
  ring = withoutDoubles(ring);
  if (ring.length < 6) return null;
  const kept: (readonly number[])[] = [];
  for (const hole of holes) {
    const corners = cornersOf(hole);
    if (corners.every(([e, n]) => isWithin(reach, e, n))) kept.push(hole);
    // A hole that the cut goes through would open the outline; one that lies beyond a side of the part is none of it.
    else if (
      !DIRECTIONS.some((d, i) => corners.every((c) => d[0] * c[0] + d[1] * c[1] >= reach[i]))
    )
      return null;
  }
  const rings = [ring, ...kept];
  return ringsAreSimple(rings) ? rings : null;
}

function clipped(
  ring: readonly number[],
  [e, n]: readonly [number, number],
  reachM: number,
): readonly number[] {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const here = e * ring[i] + n * ring[i + 1] - reachM;
    const there = e * ring[j] + n * ring[j + 1] - reachM;
    if (here <= 0) kept.push(ring[i], ring[i + 1]);
    if (here < 0 !== there < 0 && here !== 0 && there !== 0) {
      const share = here / (here - there);
      kept.push(
        ring[i] + share * (ring[j] - ring[i]),
        ring[i + 1] + share * (ring[j + 1] - ring[i + 1]),
      );
    }
  }
  return kept;
}

function withoutDoubles(ring: readonly number[]): readonly number[] {
  const kept: number[] = [];
  const isNear = (a: readonly [number, number], b: readonly [number, number]): boolean =>
    hypot2(a[0] - b[0], a[1] - b[1]) < CORNER_M;
  for (const corner of cornersOf(ring)) {
    const last: readonly [number, number] | null =
      kept.length === 0 ? null : [kept[kept.length - 2], kept[kept.length - 1]];
    if (last === null || !isNear(last, corner)) kept.push(...corner);
  }
  while (
    kept.length >= 4 &&
    isNear([kept[0], kept[1]], [kept[kept.length - 2], kept[kept.length - 1]])
  )
    kept.length -= 2;
  return kept;
}

function cornersOf(ring: readonly number[]): readonly (readonly [number, number])[] {
  const corners: [number, number][] = [];
  for (let i = 0; i < ring.length; i += 2) corners.push([ring[i], ring[i + 1]]);
  return corners;
}
