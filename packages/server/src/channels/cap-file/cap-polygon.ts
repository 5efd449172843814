/** Six decimals of a degree are eleven centimetres. */
const DECIMALS = 6;
const CORNERS_MIN = 3;

/**
 * A ring (flat latitude0, longitude0, … in degrees) as CAP writes a polygon: `lat,lon lat,lon …`, the first pair
 * again at the end, so at least four pairs. Null when the ring encloses nothing that could be warned.
 */
export function capPolygon(ring: readonly number[]): string | null {
  if (ring.length % 2 !== 0) return null;
  const pairs: string[] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const latitude = ring[i] ?? Number.NaN;
    const longitude = ring[i + 1] ?? Number.NaN;
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return null;
    const pair = `${decimal(latitude)},${decimal(longitude)}`;
    if (pair !== pairs.at(-1)) pairs.push(pair);
  }
  if (pairs.length > 1 && pairs[0] === pairs.at(-1)) pairs.pop();
  if (new Set(pairs).size < CORNERS_MIN) return null;
  return [...pairs, pairs[0]].join(" ");
}

/** Without the sign of a negative zero. */
const decimal = (degrees: number): string => {
  const text = degrees.toFixed(DECIMALS);
  return Number(text) === 0 ? (0).toFixed(DECIMALS) : text;
};
