import type { Covariance2, Point2 } from "./polygon-probability.ts";

/** Φ(x) by its series Σ x^(2k+1)/(1·3·…·(2k+1)), independent of the code under test. */
export function normalCdf(x: number): number {
  if (x > 8) return 1;
  if (x < -8) return 0;
  let term = x;
  let sum = x;
  for (let k = 1; k < 400; k++) {
    term *= (x * x) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x) * Math.sqrt(1 / (2 * Math.PI));
}

/**
 * The mass of a Gaussian in a polygon with holes by strips, independent of the code under test: with x whitened by Cholesky's factor, the integral over x of the density times Φ
 * between the rings' crossings in y, by Gauss's rule of three points in 600 strips between each two vertices: good to 1e-10.
 */
export function byStrips(
  mean: Point2,
  [ee, en, nn]: Covariance2,
  rings: readonly number[][],
): number {
  const l11 = Math.sqrt(ee);
  const l21 = en / l11;
  const l22 = Math.sqrt(nn - l21 * l21);
  const white = rings.map((ring) =>
    ring.map((value, i) => {
      const x = (i % 2 === 0 ? value - mean[0] : ring[i - 1] - mean[0]) / l11;
      return i % 2 === 0 ? x : (value - mean[1] - l21 * x) / l22;
    }),
  );
  const density = (x: number) => {
    const crossings: number[] = [];
    for (const ring of white) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        if (ring[i] > x === ring[j] > x) continue;
        const share = (x - ring[i]) / (ring[j] - ring[i]);
        crossings.push(ring[i + 1] + share * (ring[j + 1] - ring[i + 1]));
      }
    }
    crossings.sort((a, b) => a - b);
    let inside = 0;
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      inside += normalCdf(crossings[k + 1]) - normalCdf(crossings[k]);
    }
    return (inside * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI);
  };
  const vertices = white.flatMap((ring) => ring.filter((_, i) => i % 2 === 0));
  const breaks = [-8, 8, ...vertices.filter((x) => Math.abs(x) < 8)].sort((a, b) => a - b);
  let mass = 0;
  for (let i = 0; i + 1 < breaks.length; i++) {
    const width = (breaks[i + 1] - breaks[i]) / 600;
    const off = 0.5 * width * Math.sqrt(0.6);
    for (let k = 0; k < 600; k++) {
      const x = breaks[i] + (k + 0.5) * width;
      mass += (width / 18) * (5 * density(x - off) + 8 * density(x) + 5 * density(x + off));
    }
  }
  return mass;
}
