/** More rounds than this a hole is not filled from its edge: it would be invention. */
export const FILL_ROUNDS_MAX = 64;

/**
 * Fills posts without a height from the mean of their neighbours that have one, edge inwards, round by round. Returns how many
 * posts had none at first, and how many still have none.
 */
export function fillVoids(
  heightsM: Float32Array,
  columns: number,
): { readonly missing: number; readonly left: number } {
  let open: number[] = [];
  heightsM.forEach((height, at) => {
    if (!Number.isFinite(height)) open.push(at);
  });
  const missing = open.length;
  for (let round = 0; open.length > 0 && round < FILL_ROUNDS_MAX; round++) {
    const filled = open.map((at) => meanOfNeighbours(heightsM, at, columns));
    const rest: number[] = [];
    open.forEach((at, i) => {
      if (Number.isNaN(filled[i])) rest.push(at);
      else heightsM[at] = filled[i];
    });
    if (rest.length === open.length) break;
    open = rest;
  }
  return { missing, left: open.length };
}

function meanOfNeighbours(heightsM: Float32Array, at: number, columns: number): number {
  const column = at % columns;
  let sum = 0;
  let count = 0;
  for (const [across, down] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ]) {
    if (column + across < 0 || column + across >= columns) continue;
    const height = heightsM[at + across + down * columns];
    if (height === undefined || !Number.isFinite(height)) continue;
    sum += height;
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}
