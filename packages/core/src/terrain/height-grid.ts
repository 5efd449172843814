import { assert } from "../units/assert.ts";
import type { Terrain } from "./terrain.ts";

/** Where the posts of a square grid stand in the site frame. */
export interface GridLayout {
  /** The south-western post, m. */
  readonly westM: number;
  readonly southM: number;
  /** Between neighbouring posts, both ways, m. */
  readonly spacingM: number;
  readonly columns: number;
  readonly rows: number;
}

/** Most posts of one grid: 60 km each way at 30 m. */
export const TERRAIN_POSTS_MAX = 4_200_000;

/**
 * Heights of the ground above the WGS-84 ellipsoid, m, on a square grid in the site frame; row by row from the
 * south, each from the west.
 *
 * Between posts the height is bilinear: h = (1−u)(1−v)h₀₀ + u(1−v)h₁₀ + (1−u)v·h₀₁ + uv·h₁₁. Beyond the edge the ground
 * goes on as at the nearest post. A place means the vertical through (east, north) of the site frame, which leans from the
 * plumb line by 0.5° at 60 km: 9 m for each 1,000 m of relief.
 */
export class HeightGrid implements Terrain, GridLayout {
  readonly westM: number;
  readonly southM: number;
  readonly spacingM: number;
  readonly columns: number;
  readonly rows: number;
  readonly heightsM: Float32Array;
  readonly lowestM: number;
  readonly highestM: number;
  readonly #perSpacing: number;

  constructor(layout: GridLayout, heightsM: Float32Array) {
    const { columns, rows, spacingM } = layout;
    assert(columns >= 2 && rows >= 2 && spacingM > 0, "a grid has posts on every side of a cell");
    assert(columns * rows <= TERRAIN_POSTS_MAX, "a grid within the limit of posts");
    assert(heightsM.length === columns * rows, "one height for each post");
    this.westM = layout.westM;
    this.southM = layout.southM;
    this.spacingM = spacingM;
    this.columns = columns;
    this.rows = rows;
    this.heightsM = heightsM;
    this.#perSpacing = 1 / spacingM;
    const [lowest, highest] = extremesOf(heightsM);
    this.lowestM = lowest;
    this.highestM = highest;
  }

  heightAt(eastM: number, northM: number): number {
    const { columns, heightsM } = this;
    const x = within((eastM - this.westM) * this.#perSpacing, columns - 1);
    const y = within((northM - this.southM) * this.#perSpacing, this.rows - 1);
    const column = Math.min(Math.floor(x), columns - 2);
    const row = Math.min(Math.floor(y), this.rows - 2);
    const u = x - column;
    const v = y - row;
    const at = row * columns + column;
    const south = heightsM[at] + u * (heightsM[at + 1] - heightsM[at]);
    const above = at + columns;
    const north = heightsM[above] + u * (heightsM[above + 1] - heightsM[above]);
    return south + v * (north - south);
  }
}

const within = (value: number, greatest: number): number =>
  value > 0 ? (value < greatest ? value : greatest) : 0;

/** Least and greatest height; every post has to have one. */
function extremesOf(heightsM: Float32Array): readonly [number, number] {
  let lowest = Infinity;
  let highest = -Infinity;
  let sum = 0;
  for (let at = 0; at < heightsM.length; at++) {
    const height = heightsM[at];
    sum += height;
    if (height < lowest) lowest = height;
    if (height > highest) highest = height;
  }
  assert(Number.isFinite(sum), "every post has a height");
  return [lowest, highest];
}
