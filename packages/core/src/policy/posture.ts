import type { TimeUs } from "../units/time.ts";
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
  const { heightenedRatio } = policy;
  return {
    ...policy,
    version: `${policy.version}+heightened`,
    preAlertProbability: policy.preAlertProbability * heightenedRatio,
    takeCoverProbability: policy.takeCoverProbability * heightenedRatio,
    preAlertReachProbability: policy.preAlertReachProbability * heightenedRatio,
    takeCoverReachProbability: policy.takeCoverReachProbability * heightenedRatio,
  };
}
