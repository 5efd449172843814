import { category021 } from "./categories/category-021.ts";
import { rawReader } from "./codec/interpret.ts";
import type { AsterixRecord } from "./codec/value.ts";
import { NAUTICAL_MILE_M } from "./units.ts";

const raw = (item: string, ...path: readonly string[]) => rawReader(category021, item, ...path);

const read = {
  version: raw("210", "VN"),
  integrity: raw("090", "NUCPNIC"),
  velocity: raw("090", "NUCRNACV"),
  level: raw("090", "SIL"),
  accuracy: raw("090", "NACP"),
  geometric: raw("090", "GVA"),
  containment: raw("090", "PIC"),
};

const miles = (...figures: readonly number[]): number[] =>
  figures.map((figure) => figure * NAUTICAL_MILE_M);

/**
 * Radius in metres that holds the position with 95 %, by NACp of RTCA DO-260A and later (the estimated position uncertainty),
 * and by NUCp of DO-260. 0 says nothing.
 */
const RADIUS_95_BY_NACP_M = [0, ...miles(10, 4, 2, 1, 0.5, 0.3, 0.1, 0.05), 30, 10, 3];
const RADIUS_95_BY_NUCP_M = [0, ...miles(10, 5, 1, 0.5, 0.25, 0.1, 0.05), 10, 3];

/** Radius in metres that holds the position with the probability that SIL names, by NIC of DO-260A and later. */
const CONTAINMENT_BY_NIC_M = [0, ...miles(20, 8, 4, 2, 1, 0.6, 0.2, 0.1), 75, 25, 7.5];
/** The same by PIC, which is finer (I021/090, second extension of edition 2). */
const CONTAINMENT_BY_PIC_M = [
  0,
  ...miles(20, 10, 8, 4, 2, 1, 0.6, 0.5, 0.3, 0.2, 0.1),
  75,
  25,
  7.5,
];

/** Horizontal velocity that holds with 95 %, m/s, by NACv and NUCr; 0 says nothing, or 10 m/s and more. */
const SPEED_95_MPS = [10, 10, 3, 1, 0.3];
/** Height that holds with 95 %, m, by GVA of version 2; 0 says nothing, or more than 150 m. */
const HEIGHT_95_M = [300, 150, 45];

/** One sigma to the 95 % radius of two equal axes: √(−2·ln 0.05). */
const RADIUS_95_SIGMAS = Math.sqrt(-2 * Math.log(0.05));
/** And to the 95 % bound of one axis. */
const AXIS_95_SIGMAS = 1.96;
/** By SIL, the chance of lying outside the containment radius: not stated, then 1e-3, 1e-5, 1e-7 (DO-260B). */
const CONTAINMENT_SIGMAS = [0.05, 1e-3, 1e-5, 1e-7].map((chance) =>
  Math.sqrt(-2 * Math.log(chance)),
);
/** Where the aircraft says nothing of it. Our choice: what inertial positions of old equipment drift by. */
const UNSTATED_SIGMA_M = NAUTICAL_MILE_M;

/**
 * One sigma of each horizontal axis of a reported position, m. Its own 95 % accuracy counts (NACp; NUCp of version 0);
 * where it states none, its containment radius R (PIC, NIC) that it leaves with the chance p of SIL: σ = R/√(−2·ln p),
 * the Rayleigh distribution; where neither, a nautical mile. These are claims of an unauthenticated sender.
 */
export function adsbPositionSigmaM(record: AsterixRecord): number {
  const version = read.version(record) ?? 0;
  const accuracy = radius(RADIUS_95_BY_NACP_M, read.accuracy(record));
  if (accuracy !== null) return accuracy / RADIUS_95_SIGMAS;
  if (version === 0) {
    const uncertainty = radius(RADIUS_95_BY_NUCP_M, read.integrity(record));
    return uncertainty === null ? UNSTATED_SIGMA_M : uncertainty / RADIUS_95_SIGMAS;
  }
  const contained =
    radius(CONTAINMENT_BY_PIC_M, read.containment(record)) ??
    radius(CONTAINMENT_BY_NIC_M, read.integrity(record));
  return contained === null
    ? UNSTATED_SIGMA_M
    : contained / CONTAINMENT_SIGMAS[read.level(record) ?? 0];
}

/** One sigma of each horizontal axis of a reported velocity, m/s; null where the record has no quality indicators. */
export function adsbSpeedSigmaMps(record: AsterixRecord): number | null {
  const category = read.velocity(record);
  return category === null ? null : (SPEED_95_MPS[category] ?? SPEED_95_MPS[0]) / AXIS_95_SIGMAS;
}

/** One sigma of a reported geometric height, m; null where the aircraft does not state it. */
export function adsbHeightSigmaM(record: AsterixRecord): number | null {
  const category = read.geometric(record);
  return category === null ? null : (HEIGHT_95_M[category] ?? HEIGHT_95_M[0]) / AXIS_95_SIGMAS;
}

/** A table's radius, or null where the category says nothing or is not in the table. */
function radius(table: readonly number[], category: number | null): number | null {
  const value = table[category ?? 0] ?? 0;
  return value === 0 ? null : value;
}
