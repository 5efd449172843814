import { assert } from "../units/assert.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { type GridLayout, HeightGrid, TERRAIN_POSTS_MAX } from "./height-grid.ts";

/** The ground of a site as the journal records it: JSON-safe, and enough to make the same grid again, bit for bit. */
export interface TerrainModel extends GridLayout {
  /** Names the grid: two models with one digest are the same. Guards against mix-ups, not against forgery. */
  readonly digest: string;
  /** See {@link packTerrain}; null where it is left out and has to be found by the digest. */
  readonly heights: string | null;
  /** Where the heights come from, in words. */
  readonly source: string;
}

/** Heights are recorded in steps of this, m: far below the error of any grid of the world's terrain. */
export const TERRAIN_STEP_M = 0.25;

/** Grids whose model is still held by somebody. Not state: a grid follows from its model. */
const grids = new WeakMap<TerrainModel, HeightGrid>();

/** A varint of the largest residual, 4·(highest − lowest possible height)/step, takes no more bytes. */
const BYTES_PER_POST_MAX = 4;

/**
 * A grid made ready to be recorded. Each height becomes a whole number of steps, of which the planar prediction
 * west + south − south-west is taken; the residual goes as a zigzag varint (the layout of Protocol Buffers), and the
 * bytes as base64: about 1.4 letters a post in hills.
 */
export function packTerrain(
  layout: GridLayout,
  heightsM: ArrayLike<number>,
  source: string,
): TerrainModel {
  const { westM, southM, spacingM, columns, rows } = layout;
  assert(columns * rows <= TERRAIN_POSTS_MAX, "a grid within the limit of posts");
  assert(heightsM.length === columns * rows, "one height for each post");
  const steps = new Int32Array(heightsM.length);
  for (let at = 0; at < steps.length; at++) steps[at] = Math.round(heightsM[at] / TERRAIN_STEP_M);
  const heights = toBase64(residualBytes(steps, columns));
  const place = { westM, southM, spacingM, columns, rows };
  const model = { ...place, digest: digestOf(place, heights), heights, source };
  grids.set(model, gridOf(model, steps));
  return model;
}

/** The grid of a recorded model. Fails an assertion where the model does not hold it whole. */
export function unpackTerrain(model: TerrainModel): HeightGrid {
  const { columns, rows, heights } = model;
  assert(heights !== null, "the heights are there");
  assert(columns * rows <= TERRAIN_POSTS_MAX, "a grid within the limit of posts");
  const bytes = fromBase64(heights);
  const steps = new Int32Array(columns * rows);
  let next = 0;
  for (let at = 0; at < steps.length; at++) {
    let code = 0;
    for (let shift = 0; ; shift += 7) {
      assert(next < bytes.length && shift < 7 * BYTES_PER_POST_MAX, "a whole varint");
      const byte = bytes[next++];
      code |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    steps[at] = predicted(steps, at, columns) + ((code >>> 1) ^ -(code & 1));
  }
  assert(next === bytes.length, "no heights are left over");
  return gridOf(model, steps);
}

function residualBytes(steps: Int32Array, columns: number): Uint8Array {
  const bytes = new Uint8Array(BYTES_PER_POST_MAX * steps.length);
  let size = 0;
  for (let at = 0; at < steps.length; at++) {
    const residual = steps[at] - predicted(steps, at, columns);
    let code = (residual << 1) ^ (residual >> 31);
    for (; code > 127; code >>>= 7) bytes[size++] = (code & 127) | 128;
    bytes[size++] = code;
  }
  return bytes.subarray(0, size);
}

function gridOf(layout: GridLayout, steps: Int32Array): HeightGrid {
  const heightsM = new Float32Array(steps.length);
  for (let at = 0; at < steps.length; at++) heightsM[at] = steps[at] * TERRAIN_STEP_M;
  return new HeightGrid(layout, heightsM);
}

/** {@link unpackTerrain}, once for each model; null where a site has none. */
export function terrainOf(model: TerrainModel | undefined): HeightGrid | null {
  if (model === undefined) return null;
  const known = grids.get(model);
  if (known !== undefined) return known;
  const grid = unpackTerrain(model);
  grids.set(model, grid);
  return grid;
}

/** A model that names its grid and leaves the heights out: for what is recorded often. */
export const withoutHeights = (model: TerrainModel): TerrainModel => ({ ...model, heights: null });

function predicted(steps: Int32Array, at: number, columns: number): number {
  const first = at % columns === 0;
  if (at < columns) return first ? 0 : steps[at - 1];
  return first
    ? steps[at - columns]
    : steps[at - 1] + steps[at - columns] - steps[at - columns - 1];
}

/** Two 32-bit FNV-1a hashes from different starts (Fowler, Noll, Vo; draft-eastlake-fnv), 16 hexadecimal digits. */
function digestOf(layout: GridLayout, heights: string): string {
  const text = `${layout.westM} ${layout.southM} ${layout.spacingM} ${layout.columns} ${layout.rows} ${heights}`;
  let first = 0x811c9dc5;
  let second = 0x01234567;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x01000193);
  }
  return [first, second].map((hash) => (hash >>> 0).toString(16).padStart(8, "0")).join("");
}
