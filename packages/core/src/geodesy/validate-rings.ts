import { pointInRings, ringArea, type Rings } from "./polygon.ts";

/** More vertices than this in one area are refused: the check for crossings compares all pairs of edges. */
export const AREA_VERTICES_MAX = 4096;

/** Smaller rings than this, m², hold nobody. */
const AREA_LEAST_M2 = 1e-3;

/** What is wrong with an area's rings, in plain words for whoever drew them; empty when nothing is. */
export function validateRings(rings: Rings): string[] {
  if (rings.length === 0) return ["The area has no outer ring."];
  const problems: string[] = [];
  let vertices = 0;
  rings.forEach((ring, index) => {
    vertices += ring.length / 2;
    problems.push(...problemsOfRing(ring, nameOf(index)));
  });
  if (vertices > AREA_VERTICES_MAX) {
    problems.push(`The area has ${vertices} vertices; at most ${AREA_VERTICES_MAX} are allowed.`);
  }
  if (problems.length > 0) return problems;
  rings.forEach((ring, index) => {
    if (selfIntersects(ring)) problems.push(`${nameOf(index)} crosses or touches itself.`);
  });
  problems.push(...problemsBetween(rings));
  return problems;
}

/** Whether {@link validateRings} finds nothing wrong. */
export const ringsAreSimple = (rings: Rings): boolean => validateRings(rings).length === 0;

const nameOf = (index: number): string => (index === 0 ? "The outer ring" : `Hole ${index}`);

function problemsOfRing(ring: readonly number[], name: string): string[] {
  if (ring.length % 2 !== 0) return [`${name} has an odd number of coordinates.`];
  if (!ring.every(Number.isFinite)) return [`${name} has a coordinate that is not a number.`];
  if (ring.length < 6) return [`${name} has fewer than three vertices.`];
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    if (ring[i] === ring[next] && ring[i + 1] === ring[next + 1]) {
      return [
        next === 0
          ? `${name} repeats its first vertex at its end; rings are closed by themselves.`
          : `${name} has the same vertex twice in a row.`,
      ];
    }
  }
  if (Math.abs(ringArea(ring)) < AREA_LEAST_M2 && !selfIntersects(ring)) {
    return [`${name} encloses no area.`];
  }
  return [];
}

function problemsBetween(rings: Rings): string[] {
  const problems: string[] = [];
  for (let i = 1; i < rings.length; i++) {
    const hole = rings[i];
    if (ringsCross(hole, rings[0])) {
      problems.push(`Hole ${i} crosses or touches the outer ring.`);
    } else if (!pointInRings([rings[0]], hole[0], hole[1])) {
      problems.push(`Hole ${i} lies outside the outer ring.`);
    }
    for (let j = 1; j < i; j++) {
      const other = rings[j];
      if (ringsCross(hole, other)) {
        problems.push(`Hole ${i} crosses or touches hole ${j}.`);
      } else if (
        pointInRings([other], hole[0], hole[1]) ||
        pointInRings([hole], other[0], other[1])
      ) {
        problems.push(`Holes ${j} and ${i} lie one inside the other.`);
      }
    }
  }
  return problems;
}

function selfIntersects(ring: readonly number[]): boolean {
  const length = ring.length;
  for (let i = 0; i < length; i += 2) {
    for (let j = i + 2; j < length; j += 2) {
      const adjacent = j === i + 2 || (i === 0 && j === length - 2);
      if (adjacent ? foldsBack(ring, i, j) : edgesMeet(ring, i, ring, j)) return true;
    }
  }
  return false;
}

/** Two adjoining edges share one vertex; they overlap in more when the second turns straight back. */
function foldsBack(ring: readonly number[], i: number, j: number): boolean {
  const length = ring.length;
  const middle = j === i + 2 ? j : i;
  const before = (middle - 2 + length) % length;
  const after = (middle + 2) % length;
  const ae = ring[before] - ring[middle];
  const an = ring[before + 1] - ring[middle + 1];
  const be = ring[after] - ring[middle];
  const bn = ring[after + 1] - ring[middle + 1];
  return ae * bn - an * be === 0 && ae * be + an * bn > 0;
}

function ringsCross(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i += 2) {
    for (let j = 0; j < b.length; j += 2) {
      if (edgesMeet(a, i, b, j)) return true;
    }
  }
  return false;
}

/** Whether edge `i` of `a` and edge `j` of `b` have a point in common, ends included. */
function edgesMeet(a: readonly number[], i: number, b: readonly number[], j: number): boolean {
  const iNext = (i + 2) % a.length;
  const jNext = (j + 2) % b.length;
  const pe = a[i];
  const pn = a[i + 1];
  const qe = a[iNext];
  const qn = a[iNext + 1];
  const re = b[j];
  const rn = b[j + 1];
  const se = b[jNext];
  const sn = b[jNext + 1];
  const d1 = side(re, rn, se, sn, pe, pn);
  const d2 = side(re, rn, se, sn, qe, qn);
  const d3 = side(pe, pn, qe, qn, re, rn);
  const d4 = side(pe, pn, qe, qn, se, sn);
  if (d1 !== d2 && d3 !== d4 && d1 * d2 <= 0 && d3 * d4 <= 0) return true;
  return (
    (d1 === 0 && between(re, rn, se, sn, pe, pn)) ||
    (d2 === 0 && between(re, rn, se, sn, qe, qn)) ||
    (d3 === 0 && between(pe, pn, qe, qn, re, rn)) ||
    (d4 === 0 && between(pe, pn, qe, qn, se, sn))
  );
}

/** Sign of the turn from the line (a → b) to the point: 1 left, −1 right, 0 on it. */
const side = (ae: number, an: number, be: number, bn: number, e: number, n: number): number =>
  Math.sign((be - ae) * (n - an) - (bn - an) * (e - ae));

/** Whether a point known to be on the line through a and b lies between them. */
const between = (ae: number, an: number, be: number, bn: number, e: number, n: number): boolean =>
  e >= Math.min(ae, be) && e <= Math.max(ae, be) && n >= Math.min(an, bn) && n <= Math.max(an, bn);
