/** How well said impacts fit what came: errors against the bound, regions, and probabilities of areas. */
import { circleRing, polygonProbability, reliabilityOf } from "../src/index.ts";
import { pointInRings } from "../src/geodesy/polygon.ts";
import { normal, type Random } from "./impact-random.ts";

/** One Gaussian of a said impact. */
export interface Said {
  readonly weight: number;
  readonly e: number;
  readonly n: number;
  readonly ee: number;
  readonly en: number;
  readonly nn: number;
}

const REGION_SAMPLES = 400;

export function meanOf(said: readonly Said[]): readonly [number, number] {
  let e = 0;
  let n = 0;
  for (const part of said) {
    e += part.weight * part.e;
    n += part.weight * part.n;
  }
  return [e, n];
}

function densityAt(said: readonly Said[], e: number, n: number): number {
  let sum = 0;
  for (const part of said) {
    const det = part.ee * part.nn - part.en * part.en;
    const de = e - part.e;
    const dn = n - part.n;
    const d2 = (part.nn * de * de - 2 * part.en * de * dn + part.ee * dn * dn) / det;
    sum += (part.weight * Math.exp(-0.5 * d2)) / (2 * Math.PI * Math.sqrt(det));
  }
  return sum;
}

/** Whether the smallest region of 90 % holds the point, and the region's area, m². By sampling, but for one Gaussian. */
export function region90(
  said: readonly Said[],
  e: number,
  n: number,
  random: Random,
): { readonly holds: boolean; readonly areaM2: number } {
  const samples = Array.from({ length: REGION_SAMPLES }, () => {
    let left = random();
    const part = said.find((candidate) => (left -= candidate.weight) <= 0) ?? said[said.length - 1];
    const a = Math.sqrt(part.ee);
    const b = part.en / a;
    const c = Math.sqrt(Math.max(part.nn - b * b, 1e-12));
    const x = normal(random);
    const y = normal(random);
    return densityAt(said, part.e + a * x, part.n + b * x + c * y);
  }).sort((p, q) => q - p);
  const least = samples[Math.floor(0.9 * REGION_SAMPLES)];
  const inside = samples.slice(0, Math.floor(0.9 * REGION_SAMPLES));
  const areaM2 = inside.reduce((sum, density) => sum + 1 / density, 0) / REGION_SAMPLES;
  return { holds: densityAt(said, e, n) >= least, areaM2 };
}

/** The site's areas: octagons of a yard, a quarter and a town about fixed places, well inside where bodies come down. */
const RADII_M = [150, 300, 600] as const;
const PLACES = 64;
const WITHIN_M = 3500;
const AREAS = RADII_M.flatMap((radiusM) =>
  Array.from({ length: PLACES }, (_, i) => {
    const reach = WITHIN_M * Math.sqrt((i + 0.5) / PLACES);
    const bearing = i * Math.PI * (3 - Math.sqrt(5));
    return [circleRing(reach * Math.sin(bearing), reach * Math.cos(bearing), radiusM, 8)];
  }),
);

export interface AreaScore {
  readonly said: number;
  readonly hit: 0 | 1;
}

/** Of each area: the probability said, and whether the point fell into it. */
export function scoreAreas(said: readonly Said[], e: number, n: number): readonly AreaScore[] {
  const scores: AreaScore[] = [];
  for (const rings of AREAS) {
    let p = 0;
    for (const part of said) {
      p += part.weight * polygonProbability([part.e, part.n], [part.ee, part.en, part.nn], rings);
    }
    scores.push({ said: p, hit: pointInRings(rings, e, n) ? 1 : 0 });
  }
  return scores;
}

export interface Reliability {
  readonly scored: number;
  /** Mean difference of said and seen over bins of equal count. */
  readonly calibrationError: number;
  /** Brier skill against the base rate, of the same areas and of all. */
  readonly brierSkill: number;
  readonly brierSkillAll: number;
}

/** Reliability of the probabilities that said neither surely yes nor surely no. */
export function reliability(scores: readonly AreaScore[]): Reliability {
  const found = reliabilityOf(scores.map(({ said, hit }) => ({ said, came: hit })));
  return {
    scored: found.unsure,
    calibrationError: found.calibrationError ?? NaN,
    brierSkill: found.brierSkill ?? NaN,
    brierSkillAll: found.brierSkillAll ?? NaN,
  };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
