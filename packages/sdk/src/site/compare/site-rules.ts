import type { SiteConfig } from "../site-config.ts";
import { byRank, type KeyRule, never, type RulesOf, whenOther } from "./key-rule.ts";
import type { ChangeDirection } from "./protection-change.ts";

export const SITE_RULES: RulesOf<SiteConfig["site"]> = {
  id: whenOther("receivers that know the site by its id take nothing from it any more"),
  name: whenOther("people may not know whose warning it is"),
  latitude_deg: never,
  longitude_deg: never,
  ground_height_m: whenOther("everything is reckoned over another ground"),
  languages: whenOther("somebody may not understand the warnings any more"),
  time_zone: whenOther("warnings say another local time"),
};

/** What stands at the top of a site file by itself. `areas`, `policy` and the other parts with rules of their own are not here. */
export const TOP_RULES = {
  mode: byRank(
    [["replay", "drill", "simulation"], ["shadow"], ["live"]],
    "warnings no longer go out as real",
  ),
  automation: byRank([[false], [true]], "nobody is warned without a person's word"),
  data_dir: never,
  terrain: whenOther(
    "what sensors can see, and where things come down, is reckoned over another ground",
  ),
  identity: whenOther("other people may be let in, or for longer"),
  operators: whenOther("fewer people, or others, may be enough to lower it"),
  journal: never,
  self_test: never,
} as const satisfies Partial<Record<keyof SiteConfig, KeyRule>>;

/** Lists whose entries are compared by id; what their keys do is told by a table of rules or, in doubt, is less protection. */
export interface ListRule {
  readonly what: string;
  readonly added: ChangeDirection;
  readonly removed: ChangeDirection;
  readonly means: { readonly added: string; readonly removed: string };
  /** What another value of a key without a rule of its own does; null: no key of such an entry makes a difference. */
  readonly keys: KeyRule;
}

export const LIST_RULES = {
  areas: {
    what: "area",
    added: "raised",
    removed: "lowered",
    means: { added: "people there are warned", removed: "people there are warned no more" },
    keys: whenOther("people there may be warned otherwise"),
  },
  masks: {
    what: "mask",
    added: "lowered",
    removed: "raised",
    means: {
      added: "the announced flight is hidden while it holds",
      removed: "nothing is hidden by it any more",
    },
    keys: whenOther("something else may be hidden by it"),
  },
  sensors: {
    what: "sensor",
    added: "lowered",
    removed: "lowered",
    means: {
      added: "what it does not see counts against what others see",
      removed: "what it sees warns nobody any more",
    },
    keys: whenOther("less may be believed of what it sees"),
  },
  inputs: {
    what: "input",
    added: "lowered",
    removed: "lowered",
    means: {
      added: "whoever can reach it speaks for the sensors that it feeds",
      removed: "nothing is received by it any more",
    },
    keys: whenOther("reports may come from elsewhere, or not at all"),
  },
  channels: {
    what: "channel",
    added: "raised",
    removed: "lowered",
    means: { added: "warnings go out by it too", removed: "nobody is warned by it any more" },
    keys: whenOther("warnings may reach somebody else by it, or nobody"),
  },
  defences: {
    what: "defence",
    added: "changed",
    removed: "changed",
    means: { added: "no warning depends on it", removed: "no warning depends on it" },
    keys: never,
  },
} as const satisfies Partial<Record<keyof SiteConfig, ListRule>>;
