import { assert } from "../units/assert.ts";

/** Nodes on (−1, 1), ascending, and their weights, which sum to two. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const NEWTON_STEPS = 12;

/**
 * The Gauss–Legendre rule with `count` nodes: exact for polynomials of degree 2·count − 1 on (−1, 1).
 *
 * The nodes x are the roots of the Legendre polynomial P_n, found by Newton's method from
 * cos(π(i + ¾)/(n + ½)); the weights are 2 / ((1 − x²)·P_n′(x)²).
 * Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 25.4.29.
 */
export function gaussLegendre(count: number): Quadrature {
  assert(Number.isInteger(count) && count > 0 && count <= 64, "a rule has 1 to 64 nodes");
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < NEWTON_STEPS; step++) {
      let previous = 1;
      let value = x;
      for (let k = 2; k <= count; k++) {
        const next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
        previous = value;
        value = next;
      }
      slope = (count * (x * value - previous)) / (x * x - 1);
      x -= value / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}
