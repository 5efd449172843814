import { EFFECTIVE_EARTH_RADIUS_M } from "../units/constants.ts";
import { TWO_PI } from "../units/angle.ts";
import type { HeightGrid } from "./height-grid.ts";

/** Steps of distance of one ray are at most this many, and rays at most this many and at least so many. */
export const MASK_STEPS_MAX = 2_048;
export const MASK_RAYS_MAX = 8_192;
const MASK_RAYS_MIN = 360;
/** Slope of the ground right under the eye: steeper than any look down. */
const STRAIGHT_DOWN = -1e3;
/** Ground nearer than this share of the posts' spacing is the sensor's own stand, of which a grid knows nothing. */
const LEAST_SAMPLE_SHARE = 0.5;

/** From where a {@link SightMask} looks, in the site frame, and how far. */
export interface SightEye {
  readonly eastM: number;
  readonly northM: number;
  /** Above the ellipsoid. An eye below the ground is lifted to {@link EYE_CLEARANCE_M} above it. */
  readonly heightM: number;
  readonly reachM: number;
}

/** Grid heights are wrong by metres: a mast that seems to stand in the ground stands on it. */
export const EYE_CLEARANCE_M = 1;

/**
 * How high the ground stands before a sensor, all round: for azimuth α and distance d the greatest slope
 * m(α, d) = max over s ≤ d of (h(s) − h₀)/s − s/(2kR), of the terrain h along the ray over an Earth of k = 4/3 of its
 * radius, h₀ the eye's height. A target at distance D and height t is in sight where (t − h₀)/D − D/(2kR) ≥ m(α, D). The
 * parabola for the circle errs by D⁴/8R³: 6 mm at 60 km.
 *
 * Rays are worked out when first looked along, and looked up between two of them linearly; distances count from the step
 * before, so what stands nearer to the target than one step hides nothing of it. Diffraction over the edge is left
 * out: at centimetre waves it fills in some metres of shadow at most.
 */
export class SightMask {
  readonly eyeHeightM: number;
  readonly stepM: number;
  readonly rayCount: number;
  readonly #grid: HeightGrid;
  readonly #eye: SightEye;
  readonly #stepCount: number;
  readonly #rays: (Float32Array | undefined)[];

  constructor(grid: HeightGrid, eye: SightEye) {
    this.#grid = grid;
    this.#eye = eye;
    const ground = grid.heightAt(eye.eastM, eye.northM);
    this.eyeHeightM = Math.max(eye.heightM, ground + EYE_CLEARANCE_M);
    const reachM = Math.max(Math.min(eye.reachM, farthestCorner(grid, eye)), grid.spacingM);
    this.stepM = Math.max(grid.spacingM, reachM / MASK_STEPS_MAX);
    this.#stepCount = Math.ceil(reachM / this.stepM);
    const wanted = Math.ceil((TWO_PI * reachM) / (1.5 * grid.spacingM));
    this.rayCount = Math.min(Math.max(wanted, MASK_RAYS_MIN), MASK_RAYS_MAX);
    this.#rays = Array.from({ length: this.rayCount }, () => undefined);
  }

  /** How much steeper the way to a place lies than the ground before it; negative where that hides it. */
  clearanceSlope(eastM: number, northM: number, heightM: number): number {
    const e = eastM - this.#eye.eastM;
    const n = northM - this.#eye.northM;
    const distance = Math.sqrt(e * e + n * n);
    if (distance < this.stepM) return 1;
    const slope =
      (heightM - this.eyeHeightM) / distance - distance / (2 * EFFECTIVE_EARTH_RADIUS_M);
    return slope - this.#maskSlope(e, n, distance);
  }

  /** Works every ray out now. For maps; a tracker needs but a few. */
  fill(): void {
    for (let ray = 0; ray < this.rayCount; ray++) this.#ray(ray);
  }

  #maskSlope(e: number, n: number, distance: number): number {
    const turn = (Math.atan2(e, n) / TWO_PI) * this.rayCount;
    const at = turn < 0 ? turn + this.rayCount : turn;
    const first = Math.floor(at);
    const share = at - first;
    const step = Math.min(Math.floor(distance / this.stepM), this.#stepCount);
    const left = this.#ray(first % this.rayCount)[step];
    const right = this.#ray((first + 1) % this.rayCount)[step];
    return left + share * (right - left);
  }

  #ray(index: number): Float32Array {
    const known = this.#rays[index];
    if (known !== undefined) return known;
    const ray = this.#march((TWO_PI * index) / this.rayCount);
    this.#rays[index] = ray;
    return ray;
  }

  /**
   * One ray. The ground is asked where the ray crosses the lines between posts, on which the crests of a bilinear surface
   * lie: sampling at even steps would cut them off.
   */
  #march(azimuthRad: number): Float32Array {
    const { eastM, northM } = this.#eye;
    const grid = this.#grid;
    const sine = Math.sin(azimuthRad);
    const cosine = Math.cos(azimuthRad);
    const columns = new Crossings(eastM - grid.westM, sine, grid.spacingM);
    const rows = new Crossings(northM - grid.southM, cosine, grid.spacingM);
    const slopes = new Float32Array(this.#stepCount + 1);
    let greatest = STRAIGHT_DOWN;
    slopes[0] = greatest;
    let d = Math.min(columns.nextM, rows.nextM);
    for (let step = 1; step <= this.#stepCount; step++) {
      const endM = step * this.stepM;
      while (d <= endM) {
        if (d >= LEAST_SAMPLE_SHARE * grid.spacingM) {
          const ground = grid.heightAt(eastM + d * sine, northM + d * cosine);
          const slope = (ground - this.eyeHeightM) / d - d / (2 * EFFECTIVE_EARTH_RADIUS_M);
          if (slope > greatest) greatest = slope;
        }
        if (columns.nextM <= d) columns.advance();
        if (rows.nextM <= d) rows.advance();
        d = Math.min(columns.nextM, rows.nextM);
      }
      slopes[step] = greatest;
    }
    return slopes;
  }
}

/** Where a ray meets the lines of one direction of a grid, by distance from its start. */
class Crossings {
  nextM: number;
  readonly #everyM: number;
  readonly #firstM: number;
  #count = 0;

  /** `fromM` is the start's distance from the first line, `along` the ray's component across the lines. */
  constructor(fromM: number, along: number, spacingM: number) {
    this.#everyM = along === 0 ? Infinity : spacingM / Math.abs(along);
    const place = fromM / spacingM;
    const ahead = along > 0 ? Math.floor(place) + 1 - place : place - Math.ceil(place) + 1;
    this.#firstM = along === 0 ? Infinity : ahead * this.#everyM;
    this.nextM = this.#firstM;
  }

  advance(): void {
    this.#count++;
    this.nextM = this.#firstM + this.#count * this.#everyM;
  }
}

function farthestCorner(grid: HeightGrid, eye: SightEye): number {
  const eastM = grid.westM + (grid.columns - 1) * grid.spacingM;
  const northM = grid.southM + (grid.rows - 1) * grid.spacingM;
  const e = Math.max(Math.abs(grid.westM - eye.eastM), Math.abs(eastM - eye.eastM));
  const n = Math.max(Math.abs(grid.southM - eye.northM), Math.abs(northM - eye.northM));
  return Math.sqrt(e * e + n * n);
}
