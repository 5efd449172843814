import type { SensorConfig } from "../sensor-schema.ts";
import { never, type RulesOf, whenGreater, whenOther } from "./key-rule.ts";

/** Less coverage than there is, and nobody is warned by it; more, and its silence counts against what others see. */
const SEES = "less may be believed of what it sees, or more of what it does not see";
const PLACES = "objects may be put in the wrong place";
const COUNTS = "it may count for more or for less beside other sensors";

export const SENSOR_RULES: RulesOf<Omit<SensorConfig, "id">> = {
  name: never,
  kind: whenOther(COUNTS),
  latitude_deg: whenOther(PLACES),
  longitude_deg: whenOther(PLACES),
  height_m: whenOther(PLACES),
  azimuth_offset_deg: whenOther(PLACES),
  range_offset_m: whenOther(PLACES),
  registration: whenOther(PLACES),
  coverage: whenOther(SEES),
  radar: whenOther(SEES),
  detection_probability: whenOther(SEES),
  false_detections_per_sweep: whenOther(SEES),
  period_s: whenOther(SEES),
  stale_after_s: whenGreater("it is noticed later that it is silent"),
  common_cause_group: whenOther(COUNTS),
  shares: whenOther(COUNTS),
  authenticated: whenOther(COUNTS),
};
