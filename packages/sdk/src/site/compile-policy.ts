import type { Policy } from "@tocsin/core";
import { areaPolicy, hasOwnPolicy } from "./area-policy.ts";
import type { AreaConfig } from "./area-schema.ts";
import type { PolicyConfig } from "./policy-schema.ts";
import { policyVersion } from "./policy-version.ts";

/** The policies of a site, its areas' own among them; all have the version of the whole. */
export interface CompiledPolicies {
  readonly policy: Policy;
  readonly ofArea: (area: AreaConfig) => Policy | undefined;
}

export function compilePolicies(
  policy: PolicyConfig,
  areas: readonly AreaConfig[],
): CompiledPolicies {
  const version = policyVersion(
    policy,
    areas.filter(hasOwnPolicy).map((area) => [area.id, areaPolicy(policy, area)]),
  );
  return {
    policy: compilePolicy(policy, version),
    ofArea: (area) =>
      hasOwnPolicy(area) ? compilePolicy(areaPolicy(policy, area), version) : undefined,
  };
}

export function compilePolicy(policy: PolicyConfig, version: string): Policy {
  const { pre_alert: preAlert, take_cover: takeCover } = policy.corroboration;
  const harm = policy.expected_harm;
  return {
    version,
    existenceMin: policy.existence_min,
    preAlertProbability: policy.pre_alert_probability,
    takeCoverProbability: policy.take_cover_probability,
    preAlertReachProbability: policy.pre_alert_reach_probability,
    takeCoverReachProbability: policy.take_cover_reach_probability,
    sustainedS: policy.sustained_s,
    sustainedBelowMps: policy.sustained_below_mps,
    releaseRatio: policy.release_ratio,
    heightenedRatio: policy.heightened_ratio,
    preAlertHorizonS: policy.pre_alert_horizon_s,
    takeCoverHorizonS: policy.take_cover_horizon_s,
    overflightHeightM: policy.overflight_height_m,
    allClearDelayS: policy.all_clear_delay_s,
    expiryMarginS: policy.expiry_margin_s,
    harmlessClassProbability: policy.harmless_class_probability,
    harmlessCoverProbability: policy.harmless_cover_probability,
    lateLookLagS: policy.late_look_lag_s,
    corroboration: { preAlert, takeCover },
    secondPath: policy.second_path,
    ...(harm === undefined
      ? {}
      : {
          expectedHarm: {
            exposedMost: harm.exposed_most,
            lyingShare: harm.lying_share,
            personMinuteCost: harm.person_minute_cost,
            trustCost: harm.trust_cost,
            thresholdLeast: harm.threshold_least,
            thresholdMost: harm.threshold_most,
          },
        }),
  };
}
