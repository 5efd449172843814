import { MICROS_PER_SECOND } from "../units/time.ts";
import type { SensorSpec } from "./sensor.ts";

/** The probability of missing every look is never taken below this, so that its logarithm stays finite. */
const LEAST_MISS = 1e-9;

/** Looks closer together than this, s, are taken as one. */
const LEAST_PERIOD_S = 0.05;

/** Time between two looks of a sensor, s, that count as two. */
export const leastPeriodS = (spec: SensorSpec): number =>
  Math.max(spec.periodUs / MICROS_PER_SECOND, LEAST_PERIOD_S);

/** Rate, 1/s, at which the probability that a sensor missed everything decays: −ln(1 − p)/T. */
export const missRateOf = (probability: number, periodS: number): number =>
  -Math.log(Math.max(1 - probability, LEAST_MISS)) / periodS;

/**
 * Rates of a run are summed in whole units of this, 1/s: sums of integers are exact, so that one that a sensor was taken out of and put
 * into again is the one that it was, whatever happened between. The greatest rate, ln 10⁹/0.05 s, is 1.8·10¹² of them, and
 * 5,000 such are a safe integer still.
 */
export const RATE_UNIT_PER_S = 1 / 4_294_967_296;

/** {@link missRateOf} in whole units. */
export const rateUnits = (probability: number, periodS: number): number =>
  Math.round(missRateOf(probability, periodS) / RATE_UNIT_PER_S);
