import { square } from "../units/algebra.ts";

/** A probability that was said, and whether it came: 1 or 0. */
export interface Said {
  readonly said: number;
  readonly came: 0 | 1;
}

/** Probabilities of one stretch against how often it came. */
export interface ReliabilityBin {
  readonly count: number;
  readonly meanSaid: number;
  readonly came: number;
}

export interface Reliability {
  /** Forecasts in all. */
  readonly count: number;
  /** Those that said neither surely yes nor surely no: over {@link SURE_LOW} and under {@link SURE_HIGH}. */
  readonly unsure: number;
  /** Mean square of what was said less what came, over all: 0 is perfect, 0.25 is a coin. null of none. */
  readonly brier: number | null;
  /** 1 − Brier / (r (1 − r)), r the share that came: 1 is perfect, 0 no better than saying r always. Of the unsure, and of all. */
  readonly brierSkill: number | null;
  readonly brierSkillAll: number | null;
  /** Mean difference of said and came over bins of equal count, of the unsure. null of none. */
  readonly calibrationError: number | null;
  /** The unsure, in bins of equal count, the least probable first. */
  readonly bins: readonly ReliabilityBin[];
}

/** What is said beyond these is as good as sure, and would hide in its number whatever the rest is worth. */
export const SURE_LOW = 0.02;
export const SURE_HIGH = 0.98;
/** At least one forecast has to fall into each bin. */
const BINS_MAX = 10;

/**
 * How well probabilities fit what came: Brier score, skill against the base rate, and reliability over bins of equal count.
 * Sources: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), 1–3;
 * A. H. Murphy, "A new vector partition of the probability score", Journal of Applied Meteorology 12 (1973), 595–600.
 */
export function reliabilityOf(forecasts: readonly Said[]): Reliability {
  const unsure = forecasts
    .filter(({ said }) => said > SURE_LOW && said < SURE_HIGH)
    .sort((a, b) => a.said - b.said);
  const bins = binsOf(unsure);
  return {
    count: forecasts.length,
    unsure: unsure.length,
    brier: forecasts.length === 0 ? null : brierOf(forecasts),
    brierSkill: skillOf(unsure),
    brierSkillAll: skillOf(forecasts),
    calibrationError:
      bins.length === 0
        ? null
        : mean(bins.map(({ meanSaid, came, count }) => Math.abs(meanSaid - came / count))),
    bins,
  };
}

function binsOf(sorted: readonly Said[]): readonly ReliabilityBin[] {
  const bins = Math.min(BINS_MAX, sorted.length);
  const at = (bin: number): number => Math.floor((bin * sorted.length) / bins);
  return Array.from({ length: bins }, (_, bin) => {
    const some = sorted.slice(at(bin), at(bin + 1));
    return {
      count: some.length,
      meanSaid: mean(some.map(({ said }) => said)),
      came: some.filter(({ came }) => came === 1).length,
    };
  });
}

const brierOf = (forecasts: readonly Said[]): number =>
  mean(forecasts.map(({ said, came }) => square(said - came)));

/** null where all came, or none: then no forecast can beat the base rate. */
function skillOf(forecasts: readonly Said[]): number | null {
  const rate = mean(forecasts.map(({ came }) => came));
  const spread = rate * (1 - rate);
  return forecasts.length === 0 || spread === 0 ? null : 1 - brierOf(forecasts) / spread;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
