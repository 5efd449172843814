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
  whitening[0] = east;
  whitening[1] = north;
  whitening[2] = cosine / majorSigma;
  whitening[3] = sine / majorSigma;
  whitening[4] = -sine / minorSigma;
  whitening[5] = cosine / minorSigma;
  let mass = 0;
  for (let i = 0; i < rings.length; i++) {
    const ringMass = whitenedRingMass(rings[i]);
    mass += i === 0 ? ringMass : -ringMass;
  }
  return mass < 0 ? 0 : mass > 1 ? 1 : mass;
}

/** East and north of the mean, then Λ^−½·Rᵀ row by row: numbers handed to a function would be boxed. */
const whitening = new Float64Array(6);

function whitenedRingMass(ring: readonly number[]): number {
  const east = whitening[0];
  const north = whitening[1];
  const a11 = whitening[2];
  const a12 = whitening[3];
  const a21 = whitening[4];
  const a22 = whitening[5];
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
    edge[0] = px;
    edge[1] = py;
    edge[2] = qx;
    edge[3] = qy;
    integrateEdge();
    sum += edge[4];
    px = qx;
    py = qy;
  }
  return Math.abs(sum) / (2 * Math.PI);
}

/** The edge p → q at hand in whitened space: place of p, then of q; then its integral, since a number that a function returns is boxed, too. */
const edge = new Float64Array(5);
/** The part of it that is integrated: h², and from where to where along it; then that integral. */
const chord = new Float64Array(4);

/** ∫ (1 − exp(−r²/2)) dθ along {@link edge}, in radians. */
function integrateEdge(): void {
  edge[4] = 0;
  const px = edge[0];
  const py = edge[1];
  const qx = edge[2];
  const qy = edge[3];
  const dx = qx - px;
  const dy = qy - py;
  const length = Math.sqrt(dx * dx + dy * dy);
  if (!(length > 0)) return;
  const ux = dx / length;
  const uy = dy / length;
  const height = px * uy - py * ux;
  if (Math.abs(height) >= RADIUS_MAX) {
    edge[4] = angleBetween(px, py, qx, qy);
    return;
  }
  const chordHalf = Math.sqrt(RADIUS_MAX * RADIUS_MAX - height * height);
  const start = px * ux + py * uy;
  const end = start + length;
  const from = Math.max(start, -chordHalf);
  const to = Math.min(end, chordHalf);
  if (from >= to) {
    edge[4] = angleBetween(px, py, qx, qy);
    return;
  }
  // The foot of the perpendicular from the mean; places on the edge are foot + t·u.
  const footX = height * uy;
  const footY = -height * ux;
  chord[0] = height * height;
  chord[1] = from;
  chord[2] = to;
  integrateChord();
  let sum = height * chord[3];
  if (start < from) {
    sum += angleBetween(px, py, footX + from * ux, footY + from * uy);
  }
  if (to < end) {
    sum += angleBetween(footX + to * ux, footY + to * uy, qx, qy);
  }
  edge[4] = sum;
}

function angleBetween(px: number, py: number, qx: number, qy: number): number {
  return Math.atan2(px * qy - py * qx, px * qx + py * qy);
}

/** ∫ (1 − exp(−(h² + t²)/2)) / (h² + t²) dt along {@link chord}. */
function integrateChord(): void {
  const heightSquared = chord[0];
  const from = chord[1];
  const to = chord[2];
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
      const z = 0.5 * (heightSquared + t * t);
      // Written out: what is handed to a function that is not inlined is boxed, and this is asked for more often than anything else here.
      sum += weights[k] * (z > SERIES_MOST ? (1 - Math.exp(-z)) / (2 * z) : halfOneMinusExp(z));
    }
  }
  chord[3] = sum * half;
}

function ruleFor(half: number): (typeof RULES)[number] {
  let at = 0;
  while (at < RULES.length - 1 && half > RULES[at].halfMax) at++;
  return RULES[at];
}

/** Below this the difference 1 − exp(−z) would cancel. */
const SERIES_MOST = 0.1;

/** (1 − exp(−z)) / (2z) by its series, up to {@link SERIES_MOST}. */
function halfOneMinusExp(z: number): number {
  return (
    0.5 *
    (1 -
      (z / 2) *
        (1 - (z / 3) * (1 - (z / 4) * (1 - (z / 5) * (1 - (z / 6) * (1 - (z / 7) * (1 - z / 8)))))))
  );
}
