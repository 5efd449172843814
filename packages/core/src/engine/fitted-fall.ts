import type { MeasurementHistory } from "../measurement/measurement-history.ts";
import type { ImpactComponent, Projection } from "../projection/projection.ts";
import { square } from "../units/algebra.ts";
import type { TimeUs } from "../units/time.ts";

/** Where a fall was said to end by a fit of its trajectory. Plain JSON. */
export interface FittedFall {
  /** The history that was fitted, and how many of its rows. */
  readonly startUs: TimeUs;
  readonly count: number;
  /** Their weights sum to that of the law of falling then. */
  readonly impacts: readonly ImpactComponent[];
}

/** What is kept of one object's fitted falls: where its present state begins, and what it came to. */
export interface FallMemory {
  before: FittedFall | null;
  latest: FittedFall | null;
}

/** A fitted fall is not gone by any more once the history has grown by this factor: what is measured since narrows it, and may show that it is none. */
const MORE_ROWS_MOST = 1.5;
/** Nor when the filter's own impact lies this many standard deviations off. */
const ASTRAY_SIGMAS = 3;

/** The impacts that a projection has by a fit of a history. */
export function fittedFallOf(
  { components }: Projection,
  { startUs, count }: MeasurementHistory,
): FittedFall | null {
  const impacts = components.filter((component) => component.kind === "impact");
  return impacts.length === 0 ? null : { startUs, count, impacts };
}

/**
 * The projection by the filter's estimate with the impacts of an earlier fit in place of its own; null where those may not be gone by any more. A body
 * that falls comes down in one place, whenever it is asked: by each further row the answer moves by no more than it was uncertain by.
 */
export function goneOnFall(
  quick: Projection,
  history: MeasurementHistory,
  fall: FittedFall | null,
): Projection | null {
  if (fall === null || fall.startUs !== history.startUs) return null;
  if (history.count < fall.count || history.count > MORE_ROWS_MOST * fall.count) return null;
  const quickImpacts = quick.components.filter((component) => component.kind === "impact");
  if (quickImpacts.length === 0) return null;
  const [heaviest] = fall.impacts.toSorted((a, b) => b.weight - a.weight);
  if (!quickImpacts.some((impact) => liesNear(heaviest, impact))) return null;
  const share = weightOf(quickImpacts) / weightOf(fall.impacts);
  const impacts = fall.impacts.map((impact) => ({ ...impact, weight: share * impact.weight }));
  const courses = quick.components.filter(({ kind }) => kind === "course");
  return { ...quick, components: [...impacts, ...courses] };
}

const weightOf = (impacts: readonly ImpactComponent[]): number =>
  impacts.reduce((sum, { weight }) => sum + weight, 0);

/** Whether two impacts may be of one fall: Δᵀ·(C + C′)⁻¹·Δ is small. */
function liesNear(a: ImpactComponent, b: ImpactComponent): boolean {
  const ee = a.covarianceEeM2 + b.covarianceEeM2;
  const en = a.covarianceEnM2 + b.covarianceEnM2;
  const nn = a.covarianceNnM2 + b.covarianceNnM2;
  const e = a.eastM - b.eastM;
  const n = a.northM - b.northM;
  const squared = nn * e * e - 2 * en * e * n + ee * n * n;
  return squared <= square(ASTRAY_SIGMAS) * (ee * nn - en * en);
}
