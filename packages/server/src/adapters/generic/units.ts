/** A knot in metres a second, and a mil of 6,400 to a turn in degrees. */
export const KNOT_MPS = 1_852 / 3_600;
export const MIL_DEG = 360 / 6_400;

/** How many of the first unit of each group one of the others is (BIPM, The International System of Units, 9th ed., table 8). */
const GROUPS: readonly Readonly<Record<string, number>>[] = [
  { m: 1, km: 1_000, ft: 0.3048, nmi: 1_852 },
  { mps: 1, kmh: 1 / 3.6, kn: KNOT_MPS, fpm: 0.3048 / 60 },
  { deg: 1, rad: 180 / Math.PI, mil: MIL_DEG },
  { s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 },
];

/** Names of units that a mapping may name. */
export const UNIT_NAMES: readonly string[] = GROUPS.flatMap((group) => Object.keys(group));

/**
 * What a value in `unit` is multiplied by to become one in the unit that `key` ends with (`height_m`: metres). Null where the
 * two measure different things.
 */
export function unitFactor(unit: string, key: string): number | null {
  const wanted = key.slice(key.lastIndexOf("_") + 1);
  for (const group of GROUPS) {
    if (!Object.hasOwn(group, unit)) continue;
    return Object.hasOwn(group, wanted) ? group[unit] / group[wanted] : null;
  }
  return null;
}
