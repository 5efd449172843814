/** What a detection says of a state so far: its distance in sigmas, squared, against the gate, and how widely it was expected. */
export interface Innovation {
  distanceSquared: number;
  /** Product of the innovation variances, and how many they are. */
  varianceProduct: number;
  count: number;
  gate: number;
}

export const createInnovation = (gate: number): Innovation => ({
  distanceSquared: 0,
  varianceProduct: 1,
  count: 0,
  gate,
});

/** Empties an innovation for another use, so that inner loops allocate none. */
export function resetInnovation(innovation: Innovation, gate: number): void {
  innovation.distanceSquared = 0;
  innovation.varianceProduct = 1;
  innovation.count = 0;
  innovation.gate = gate;
}

export const LOG_TWO_PI = Math.log(2 * Math.PI);

/** ln likelihood of what was measured: −½(d² + ln Πs + m·ln 2π). Six variances of any unit here stay far from overflow. */
export const logLikelihoodOf = (innovation: Innovation): number =>
  -0.5 *
  (innovation.distanceSquared +
    Math.log(innovation.varianceProduct) +
    innovation.count * LOG_TWO_PI);
