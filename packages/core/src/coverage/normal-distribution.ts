/**
 * Φ(x), the standard normal distribution function, to 1.5e-7: ½(1 + erf(x/√2)) by Abramowitz and Stegun (1964, Handbook of
 * Mathematical Functions, equation 7.1.26).
 */
export function normalDistribution(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2;
  const t = 1 / (1 + 0.3275911 * z);
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * series * Math.exp(-z * z);
  return x < 0 ? tail : 1 - tail;
}
