import type { MaskConfig } from "../mask-schema.ts";
import { type KeyRule, never, type RulesOf, whenGreater, whenOther } from "./key-rule.ts";

const time = (value: unknown): number =>
  typeof value === "string" ? Date.parse(value) : Number.NaN;

const HIDES_LONGER = "the announced flight is hidden for longer";
/** As of numbers: what cannot be read counts as less protection. */
const whenEarlier: KeyRule = {
  direction: (before, after) => (time(after) >= time(before) ? "raised" : "lowered"),
  lowers: HIDES_LONGER,
  says: true,
};
const whenLater: KeyRule = {
  direction: (before, after) => (time(after) <= time(before) ? "raised" : "lowered"),
  lowers: HIDES_LONGER,
  says: true,
};

export const MASK_RULES: RulesOf<Omit<MaskConfig, "id">> = {
  reason: never,
  from: whenEarlier,
  expires: whenLater,
  waypoints: whenOther("something else than before may be hidden by it"),
  radius_m: whenGreater("more may be hidden by it"),
};
