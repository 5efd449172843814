/** A region in degrees: longitudes from −180 to 180. */
export interface RegionDeg {
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

/**
 * Heights on a grid of meridians and parallels, as elevation models come. `firstLongitudeDeg` and `firstLatitudeDeg` are those of
 * the post of the first row and column; rows go south from there.
 */
export interface ElevationModel {
  readonly path: string;
  readonly columns: number;
  readonly rows: number;
  readonly firstLongitudeDeg: number;
  readonly firstLatitudeDeg: number;
  readonly stepLongitudeDeg: number;
  readonly stepLatitudeDeg: number;
  /** Height of a post, m, counted row by row from 0; NaN where it has none. Asked for few of a tile's millions of posts. */
  readonly postM: (index: number) => number;
}

/**
 * Height at a place, bilinear between the four posts around it; NaN outside, and where one of the four that counts has no
 * height. What the heights count from is the file's business.
 */
export function elevationAt(
  model: ElevationModel,
  latitudeDeg: number,
  longitudeDeg: number,
): number {
  const { columns, rows, postM } = model;
  const x = (longitudeDeg - model.firstLongitudeDeg) / model.stepLongitudeDeg;
  const y = (model.firstLatitudeDeg - latitudeDeg) / model.stepLatitudeDeg;
  // A tile's edge is its neighbour's: rounding must not open a gap between them.
  if (!(x > -1e-6 && y > -1e-6 && x < columns - 1 + 1e-6 && y < rows - 1 + 1e-6)) return Number.NaN;
  const column = Math.min(Math.max(Math.floor(x), 0), columns - 2);
  const row = Math.min(Math.max(Math.floor(y), 0), rows - 2);
  const u = Math.min(Math.max(x - column, 0), 1);
  const v = Math.min(Math.max(y - row, 0), 1);
  const at = row * columns + column;
  const north = mix(postM(at), postM(at + 1), u);
  const south = mix(postM(at + columns), postM(at + columns + 1), u);
  return mix(north, south, v);
}

/** a + s(b − a), where a post of weight 0 may lack its height. */
function mix(a: number, b: number, share: number): number {
  if (share === 0) return a;
  if (share === 1) return b;
  return a + share * (b - a);
}
