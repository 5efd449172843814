import type { AreaConfig } from "../area-schema.ts";
import { byRank, never, type RulesOf, whenOther, whenSmaller } from "./key-rule.ts";

/** Keys that together say where an area lies; they are compared as an outline. */
export const OUTLINE_KEYS = ["polygon", "circle", "holes"] as const;
type OutlineKey = (typeof OUTLINE_KEYS)[number];

/** `id` tells areas apart: another id is another area. `policy` is compared as the site's is, with what the site says in mind. */
export const AREA_RULES: RulesOf<Omit<AreaConfig, OutlineKey | "id" | "policy">> = {
  name: whenOther("people may not know their area by it"),
  owner: never,
  protection: byRank([["none"], ["subscribed", "protected"]], "nobody there is warned any more"),
  people: whenSmaller("fewer people are reckoned to be there"),
  shelter_s: whenOther("people may be told the wrong thing to do in the time that is left"),
  buffer_m: whenSmaller("less room is left for blast, fragments and steering"),
  cut: byRank([[true], [false]], "where nothing is projected to come down, nobody is warned"),
  min_part_m: whenSmaller("of an area that is cut, fewer people are warned"),
  sweep: byRank([[false], [true]], "people leave cover before the place was searched"),
  ground_height_m: whenOther(
    "what comes down there, or passes over, is reckoned at another height",
  ),
};
