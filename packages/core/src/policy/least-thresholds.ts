import type { Policy } from "./policy.ts";

/** The lowest probability of each rule from which on a policy could warn of anything. */
export interface LeastThresholds {
  readonly impact: number;
  readonly reach: number;
}

/** Of a policy by expected harm it is the lower bound, and of its step before taking cover the share that the probabilities give. */
export function leastThresholds(policy: Policy): LeastThresholds {
  const { expectedHarm, preAlertProbability: impact, preAlertReachProbability: reach } = policy;
  if (expectedHarm === undefined) return { impact, reach };
  return {
    impact: expectedHarm.thresholdLeast * preAlertShare(impact, policy.takeCoverProbability),
    reach: expectedHarm.thresholdLeast * preAlertShare(reach, policy.takeCoverReachProbability),
  };
}

/** By how much lower people are told to get ready than to take cover, 0…1. */
export const preAlertShare = (preAlert: number, takeCover: number): number =>
  takeCover > 0 ? Math.min(1, preAlert / takeCover) : 1;
