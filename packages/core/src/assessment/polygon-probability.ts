import { assert } from "../units/assert.ts";
import { gaussLegendre } from "./gauss-legendre.ts";

/** East, north in metres. */
export type Point2 = readonly [eastM: number, northM: number];
/** Symmetric 2×2: east-east, east-north, north-north, in m². */
export type Covariance2 = readonly [ee: number, en: number, nn: number];

/** A distribution thinner than this is treated as this thick: a point or a line of mass, half of it on each side of an edge. */
export const SIGMA_FLOOR_M = 1e-6;
/** Below this ratio of standard deviations a covariance's rounding error decides, so it is a line of this relative width. */
export const SIGMA_RATIO_FLOOR = 1e-7;

/** Beyond this radius the density's share is exp(−r²/2) < 1e-12, and an edge contributes its bare angle. */
const RADIUS_MAX = 7.5;

/** Gauss–Legendre rules with the longest half panel for which each errs below 1e-11: the integrand grows as exp(y²/2) off the real axis. */
const RULES = [
  { halfMax: 0.012, ...gaussLegendre(2) },
  { halfMax: 0.075, ...gaussLegendre(3) },
  { halfMax: 0.3, ...gaussLegendre(5) },
  { halfMax: 1, ...gaussLegendre(8) },
  { halfMax: 2, ...gaussLegendre(12) },
] as const;

/**
 * Probability that a Gaussian point lies inside a polygon with holes.
 *
 * Whitened (y = Λ^−½·Rᵀ·(x − mean), so that y is standard normal), the mass of a ring is, by Green's theorem,
 *   (1/2π)·∮ (1 − exp(−r²/2)) dθ  =  (1/2π)·Σ_edges h·∫ (1 − exp(−(h² + t²)/2)) / (h² + t²) dt,
 * with h the signed distance of the edge's line from the mean and t the place along it. It is Owen's T function
 * in a form that stays smooth where h → 0: the integrand is entire, so Gauss–Legendre panels reach rounding
 * error, and a mean on an edge or a vertex is no special case. Outside {@link RADIUS_MAX} the edge contributes
 * its angle, exactly.
 *
 * `rings`: outer ring, then holes, each simple, closed implicitly, flat east0, north0, … in metres; either
 * orientation. Holes lie inside the outer ring. A singular covariance is treated as a line or a point of mass
 * of the width of {@link SIGMA_FLOOR_M}. Absolute error below 1e-10 (polygons with up to 1,000 vertices);
 * tails keep no relative accuracy. Throws AssertionError if mean or covariance is not finite.
 * Source: Owen (1956), Tables for computing bivariate normal probabilities, Ann. Math. Statist. 27(4), section 2;
 * DiDonato & Hageman (1982), A method for computing the integral of the bivariate normal distribution over an
 * arbitrary polygon, SIAM J. Sci. Stat. Comput. 3(4), for the reduction to edges.
 */
export function polygonProbability(
  mean: Point2,
  covariance: Covariance2,
  rings: readonly (readonly number[])[],
): number {
  const [east, north] = mean;
  const [ee, en, nn] = covariance;
  assert(Number.isFinite(east + north + ee + en + nn), "mean and covariance must be finite");
  // Eigenvectors instead of Cholesky: an ellipse that is nearly a line keeps its thin direction.
  const half = 0.5 * (ee - nn);
  const reach = Math.sqrt(half * half + en * en);
  const angle = 0.5 * Math.atan2(en, half);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const major = Math.max(0.5 * (ee + nn) + reach, SIGMA_FLOOR_M * SIGMA_FLOOR_M);
  // det / major instead of a difference of near-equal numbers.
  const minor = Math.max(0, (ee * nn - en * en) / major);
  const majorSigma = Math.sqrt(major);
  const minorSigma = Math.max(Math.sqrt(minor), SIGMA_FLOOR_M, SIGMA_RATIO_FLOOR * majorSigma);
  const a11 = cosine / majorSigma;
  const a12 = sine / majorSigma;
  const a21 = -sine / minorSigma;
  const a22 = cosine / minorSigma;
  let mass = 0;
  for (let i = 0; i < rings.length; i++) {
    const ringMass = whitenedRingMass(rings[i], east, north, a11, a12, a21, a22);
    mass += i === 0 ? ringMass : -ringMass;
  }
  return mass < 0 ? 0 : mass > 1 ? 1 : mass;
}

function whitenedRingMass(
  ring: readonly number[],
  east: number,
  north: number,
  a11: number,
  a12: number,
  a21: number,
  a22: number,
): number {
  const length = ring.length;
  if (length < 6) return 0;
  let de = ring[length - 2] - east;
  let dn = ring[length - 1] - north;
  let px = a11 * de + a12 * dn;
  let py = a21 * de + a22 * dn;
  let sum = 0;
  for (let i = 0; i + 1 < length; i += 2) {
    de = ring[i] - east;
    dn = ring[i + 1] - north;
    const qx = a11 * de + a12 * dn;
    const qy = a21 * de + a22 * dn;
    sum += edgeIntegral(px, py, qx, qy);
    px = qx;
    py = qy;
  }
  return Math.abs(sum) / (2 * Math.PI);
}

/** ∫ (1 − exp(−r²/2)) dθ along the edge p → q of whitened space, in radians. */
function edgeIntegral(px: number, py: number, qx: number, qy: number): number {
  const dx = qx - px;
  const dy = qy - py;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (!(length > 0)) return 0;
  const ux = dx / length;
  const uy = dy / length;
  const height = px * uy - py * ux;
  if (Math.abs(height) >= RADIUS_MAX) return angleBetween(px, py, qx, qy);
  const chordHalf = Math.sqrt(RADIUS_MAX * RADIUS_MAX - height * height);
  const start = px * ux + py * uy;
  const end = start + length;
  const from = Math.max(start, -chordHalf);
  const to = Math.min(end, chordHalf);
  if (from >= to) return angleBetween(px, py, qx, qy);
  // The foot of the perpendicular from the mean; places on the edge are foot + t·u.
  const footX = height * uy;
  const footY = -height * ux;
  let sum = height * chordIntegral(height * height, from, to);
  if (start < from) {
    sum += angleBetween(px, py, footX + from * ux, footY + from * uy);
  }
  if (to < end) {
    sum += angleBetween(footX + to * ux, footY + to * uy, qx, qy);
  }
  return sum;
}

function angleBetween(px: number, py: number, qx: number, qy: number): number {
  return Math.atan2(px * qy - py * qx, px * qx + py * qy);
}

/** ∫ (1 − exp(−(h² + t²)/2)) / (h² + t²) dt from `from` to `to`. */
function chordIntegral(heightSquared: number, from: number, to: number): number {
  const length = to - from;
  const wanted = 0.5 * length;
  const rule = ruleFor(wanted);
  const { nodes, weights } = rule;
  const panels = Math.ceil(wanted / rule.halfMax);
  const half = length / (2 * panels);
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (let k = 0; k < nodes.length; k++) {
      const t = middle + half * nodes[k];
      sum += weights[k] * halfOneMinusExp(0.5 * (heightSquared + t * t));
    }
  }
  return sum * half;
}

function ruleFor(half: number): (typeof RULES)[number] {
  for (const rule of RULES) if (half <= rule.halfMax) return rule;
  return RULES[RULES.length - 1];
}

/** (1 − exp(−z)) / (2z), by its series where the difference would cancel. */
function halfOneMinusExp(z: number): number {
  if (z > 0.1) return (1 - Math.exp(-z)) / (2 * z);
  return (
    0.5 *
    (1 -
      (z / 2) *
        (1 - (z / 3) * (1 - (z / 4) * (1 - (z / 5) * (1 - (z / 6) * (1 - (z / 7) * (1 - z / 8)))))))
  );
}
