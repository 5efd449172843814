import type { RandomStream } from "../../src/index.ts";
import { type Plain, pick } from "./draw-site.ts";

/** What the radars of a draw report of a detection beside its range, azimuth and range rate. */
export const RADARS = ["all", "no cross-section", "no elevation", "neither"] as const;
export type Radars = (typeof RADARS)[number];

const FLAT = { measures: "range-azimuth" };
const UNSIZED = { rcs_sigma_db: null };
const MODELS: Readonly<Record<Radars, Plain>> = {
  all: {},
  "no cross-section": UNSIZED,
  "no elevation": FLAT,
  neither: { ...FLAT, ...UNSIZED },
};

export interface DrawnRadars {
  readonly kind: Radars;
  /** Beside what else is said of how the sensors behave. */
  readonly model: Plain;
}

/** Two of three draws have radars that report all. */
export function drawRadars(random: RandomStream): DrawnRadars {
  const kind = random.chance(2 / 3) ? "all" : pick(random, RADARS.slice(1));
  return radarsOf(kind);
}

export const radarsOf = (kind: Radars): DrawnRadars => ({ kind, model: MODELS[kind] });
