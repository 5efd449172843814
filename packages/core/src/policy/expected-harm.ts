import { clamp } from "../units/algebra.ts";

/** What a site holds a needless alarm and a missing one to be worth, both counted in people hurt. */
export interface ExpectedHarm {
  /** People that one hit would hurt in the open, at most. */
  readonly exposedMost: number;
  /** Share of the harm that is averted by who lies down where he is. */
  readonly lyingShare: number;
  /** A minute of one person under cover for nothing. */
  readonly personMinuteCost: number;
  /** What one person's trust in the next alarm is lessened by, each time there was nothing. */
  readonly trustCost: number;
  /** However absurd the rest is, the threshold stays within these. */
  readonly thresholdLeast: number;
  readonly thresholdMost: number;
}

/** Where and when the threshold is asked for. */
export interface HarmAtStake {
  /** In the area: these are disturbed, and as many as {@link ExpectedHarm.exposedMost} of them exposed. */
  readonly people: number;
  /** Until the earliest arrival, and that people need to reach shelter, s. */
  readonly leftS: number;
  readonly shelterS: number;
  /** For how long a needless alarm keeps people under cover, s. */
  readonly disturbedS: number;
}

const SECONDS_PER_MINUTE = 60;

/**
 * Share of the harm that warning averts, 0…1: a(t) = l + (1 − l)·min(1, t/s), with l the share averted by lying down, t the time left and s the time to
 * shelter. People start from everywhere, so those who have arrived grow evenly with the time; who cannot arrive lies down.
 */
export function averted({ leftS, shelterS }: HarmAtStake, lyingShare: number): number {
  const least = clamp(lyingShare, 0, 1);
  const arrived = shelterS > 0 ? clamp(leftS / shelterS, 0, 1) : 1;
  return least + (1 - least) * arrived;
}

/**
 * The probability from which on warning does less harm than silence: p·B ≥ (1 − p)·C, so p* = C / (B + C), within the bounds of the policy. B = E·a(t) is
 * the harm averted where it hits, E people exposed; C = N·(d·c + r) that of a needless alarm, N people disturbed for d minutes at the cost c of each, and r of
 * trust from each. Costs are in people hurt. It falls with E and a, and rises with d, c and r. Where nothing is at stake on either side, or a
 * number is none, it is the lower bound: in doubt people are warned.
 * (A. H. Murphy, "The value of climatological, categorical and probabilistic forecasts in the cost-loss ratio situation", Monthly Weather Review 105, 1977.)
 */
export function harmThreshold(harm: ExpectedHarm, at: HarmAtStake): number {
  const exposed = Math.min(at.people, harm.exposedMost);
  const benefit = exposed * averted(at, harm.lyingShare);
  const minutes = Math.max(0, at.disturbedS) / SECONDS_PER_MINUTE;
  const cost = at.people * (minutes * harm.personMinuteCost + harm.trustCost);
  const threshold = cost / (benefit + cost);
  if (!(threshold >= 0)) return harm.thresholdLeast;
  return clamp(threshold, harm.thresholdLeast, harm.thresholdMost);
}
