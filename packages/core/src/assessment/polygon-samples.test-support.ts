import { type Covariance2, type Point2, polygonProbability } from "./polygon-probability.ts";
import { byStrips } from "./polygon-strips.test-support.ts";
import { seededUniform } from "../seeded.test-support.ts";

/** Strata per axis: 3163² ≈ 10⁷ samples. */
const STRATA = 3163;

function contains(ring: readonly number[], e: number, n: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const ni = ring[i + 1];
    const nj = ring[j + 1];
    if (ni > n === nj > n) continue;
    if (e < ((ring[j] - ring[i]) * (n - ni)) / (nj - ni) + ring[i]) inside = !inside;
  }
  return inside;
}

/** One sample from each cell of the unit square, so that the error falls as count^−¾ instead of count^−½. */
function sampled(mean: Point2, [ee, en, nn]: Covariance2, rings: number[][], seed: number): number {
  const uniform = seededUniform(seed);
  const l11 = Math.sqrt(ee);
  const l21 = en / l11;
  const l22 = Math.sqrt(nn - l21 * l21);
  let hits = 0;
  for (let i = 0; i < STRATA; i++) {
    for (let j = 0; j < STRATA; j++) {
      const radius = Math.sqrt(-2 * Math.log(1 - (i + uniform()) / STRATA));
      const angle = (2 * Math.PI * (j + uniform())) / STRATA;
      const x = radius * Math.cos(angle);
      const y = radius * Math.sin(angle);
      const e = mean[0] + l11 * x;
      const n = mean[1] + l21 * x + l22 * y;
      if (contains(rings[0], e, n) && !rings.slice(1).some((hole) => contains(hole, e, n))) hits++;
    }
  }
  return hits / (STRATA * STRATA);
}

const OUTER = [-300, -200, 250, -260, 320, 40, 120, 60, 180, 300, -240, 210];
const HOLE = [-100, -90, 60, -110, 40, 50, -80, 20];

const CASES: readonly {
  name: string;
  mean: Point2;
  major: number;
  minor: number;
  angle: number;
}[] = [
  { name: "round", mean: [40, -20], major: 150, minor: 150, angle: 0 },
  { name: "10:1", mean: [200, 100], major: 400, minor: 40, angle: 0.7 },
  { name: "100:1 through the hole", mean: [-30, -30], major: 500, minor: 5, angle: 0.4 },
  { name: "100:1 along an edge", mean: [-25, -230], major: 700, minor: 7, angle: -0.109 },
  { name: "100:1 on a vertex", mean: [120, 60], major: 300, minor: 3, angle: 2 },
];

/** One ellipse's probability of the polygon, and what it is more than by two other ways. */
export interface PolygonDifference {
  readonly name: string;
  readonly probability: number;
  /** Than the share of 10⁷ stratified samples … */
  readonly fromSamples: number;
  /** … and than {@link byStrips} has it. */
  readonly fromStrips: number;
}

/** Ellipses up to 100:1 about a polygon with a hole. */
export function polygonDifferences(): readonly PolygonDifference[] {
  return CASES.map(({ name, mean, major, minor, angle }, index) => {
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const a = major * major;
    const b = minor * minor;
    const covariance: Covariance2 = [a * c * c + b * s * s, (a - b) * c * s, a * s * s + b * c * c];
    const rings = [OUTER, HOLE];
    const probability = polygonProbability(mean, covariance, rings);
    return {
      name,
      probability,
      fromSamples: probability - sampled(mean, covariance, rings, 100 + index),
      fromStrips: probability - byStrips(mean, covariance, rings),
    };
  });
}
