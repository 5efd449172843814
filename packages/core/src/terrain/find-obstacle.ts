import { EFFECTIVE_EARTH_RADIUS_M } from "../units/constants.ts";
import type { HeightGrid } from "./height-grid.ts";

/** A place in the site frame with its height above the ellipsoid, m. */
export interface SightPoint {
  readonly eastM: number;
  readonly northM: number;
  readonly heightM: number;
}

/** The ground that stands highest into a line of sight. */
export interface Obstacle {
  /** From the eye, along the ground. */
  readonly distanceM: number;
  /** Of the ground there, above the ellipsoid. */
  readonly groundHeightM: number;
  /** How far the ground rises above the line of sight; negative: clear by so much. */
  readonly riseM: number;
}

/** Samples of one line are at most this many. */
const SAMPLES_MAX = 4_096;

/**
 * Walks a line of sight over the ground and finds what hides it, or comes nearest to it. Over an Earth of k = 4/3 of its
 * radius the line from height h₀ to t at distance D passes s at h₀ + (t − h₀)s/D − s(D − s)/(2kR) above the
 * ellipsoid (Rec. ITU-R P.530, clause 2.2.2, with the bulge of the Earth). Null where the ends lie closer than two posts.
 */
export function findObstacle(
  grid: HeightGrid,
  eye: SightPoint,
  target: SightPoint,
): Obstacle | null {
  const e = target.eastM - eye.eastM;
  const n = target.northM - eye.northM;
  const distance = Math.sqrt(e * e + n * n);
  const samples = Math.min(Math.ceil((2 * distance) / grid.spacingM), SAMPLES_MAX);
  let worst: Obstacle | null = null;
  for (let i = 1; i < samples; i++) {
    const along = (distance * i) / samples;
    if (along < grid.spacingM || distance - along < grid.spacingM) continue;
    const share = i / samples;
    const ground = grid.heightAt(eye.eastM + share * e, eye.northM + share * n);
    const line =
      eye.heightM +
      share * (target.heightM - eye.heightM) -
      (along * (distance - along)) / (2 * EFFECTIVE_EARTH_RADIUS_M);
    const riseM = ground - line;
    if (worst === null || riseM > worst.riseM)
      worst = { distanceM: along, groundHeightM: ground, riseM };
  }
  return worst;
}
