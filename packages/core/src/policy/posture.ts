import type { TimeUs } from "../units/time.ts";
import type { ExpectedHarm } from "./expected-harm.ts";
import type { Policy } from "./policy.ts";

/** That an attack is expected: by whom it is known, who ordered it, and until when it holds. */
export interface HeightenedPosture {
  readonly untilUs: TimeUs;
  /** Where it is known from: `embassy`, `government warning of 14:00` … Shown wherever the posture is. */
  readonly source: string;
  readonly by: string;
  readonly reason: string;
}

/** The thresholds that hold while an attack is expected: each is lowered to this share, and nothing else changes. */
export function heightened(policy: Policy): Policy {
  const { heightenedRatio, expectedHarm } = policy;
  return {
    ...policy,
    version: `${policy.version}+heightened`,
    preAlertProbability: policy.preAlertProbability * heightenedRatio,
    takeCoverProbability: policy.takeCoverProbability * heightenedRatio,
    preAlertReachProbability: policy.preAlertReachProbability * heightenedRatio,
    takeCoverReachProbability: policy.takeCoverReachProbability * heightenedRatio,
    ...(expectedHarm === undefined
      ? {}
      : { expectedHarm: cheapened(expectedHarm, heightenedRatio) }),
  };
}

/** A needless alarm counts for less while an attack is expected, and the bounds are lowered with it. */
const cheapened = (harm: ExpectedHarm, ratio: number): ExpectedHarm => ({
  ...harm,
  personMinuteCost: harm.personMinuteCost * ratio,
  trustCost: harm.trustCost * ratio,
  thresholdLeast: harm.thresholdLeast * ratio,
  thresholdMost: harm.thresholdMost * ratio,
});
