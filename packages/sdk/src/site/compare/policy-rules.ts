import type { PolicyConfig, TrackerSettings } from "../policy-schema.ts";
import { byRank, type RulesOf, whenGreater, whenOther, whenSmaller } from "./key-rule.ts";

const LATER = "people are warned later, or not at all";

export const POLICY_RULES: RulesOf<Omit<PolicyConfig, "corroboration">> = {
  existence_min: whenGreater(LATER),
  pre_alert_probability: whenGreater(LATER),
  take_cover_probability: whenGreater(LATER),
  pre_alert_reach_probability: whenGreater(LATER),
  take_cover_reach_probability: whenGreater(LATER),
  sustained_s: whenGreater("people are warned later of what flies slowly"),
  sustained_below_mps: whenGreater("more of what flies is waited for before people are warned"),
  release_ratio: whenGreater("a stage is given up sooner"),
  heightened_ratio: whenGreater("an expected attack lowers the thresholds by less"),
  pre_alert_horizon_s: whenSmaller("people are told later to get ready"),
  take_cover_horizon_s: whenSmaller("people are told later to take cover"),
  overflight_height_m: whenSmaller("more of what flies is let pass for its height"),
  all_clear_delay_s: whenSmaller("people leave cover sooner"),
  expiry_margin_s: whenSmaller("a message is forgotten sooner where no other follows it"),
  harmless_class_probability: whenSmaller("more is let pass as a bird or an aircraft"),
  harmless_cover_probability: whenSmaller(
    "for more that may be a bird or an aircraft nobody is sent to cover",
  ),
  expected_harm: whenOther(LATER),
  second_path: byRank(
    [["off"], ["show"], ["pre-alert"]],
    "less is done with what only the second path sees",
  ),
  late_look_lag_s: whenSmaller("reports that arrive late are dropped sooner"),
};

const WAITS = "people are warned later, or not at all, of what fewer sources report";

export const CORROBORATION_RULES: RulesOf<PolicyConfig["corroboration"]> = {
  pre_alert: whenGreater(WAITS),
  take_cover: whenGreater(WAITS),
};

export const TRACKER_RULES: RulesOf<TrackerSettings> = {
  method: byRank(
    [["classical"], ["main"]],
    "the textbook tracker projects no impact and is not for protecting people",
  ),
  confirm_detections: whenGreater("an object counts as one later"),
  confirm_window: whenSmaller("fewer objects count as one"),
  end_after_misses: whenSmaller("what is not seen for a while is given up sooner"),
  end_after_s: whenSmaller("what is not seen for a while is given up sooner"),
  tracks_max: whenSmaller("fewer objects are tracked at once"),
};
