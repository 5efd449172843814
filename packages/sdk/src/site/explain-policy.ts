import type { DecisionStage } from "@tocsin/core";
import { areaPolicy } from "./area-policy.ts";
import type { AreaConfig } from "./area-schema.ts";
import { compilePolicies } from "./compile-policy.ts";
import type { PolicyConfig } from "./policy-schema.ts";
import { decideSupposed, type SupposedObject } from "./policy-example.ts";
import type { SiteConfig } from "./site-config.ts";

/** One thing that a policy says of an area, in a plain sentence, and why the number is what it is. */
export interface PolicyStatement {
  readonly says: string;
  readonly because: string;
  /** Keys that it comes from; `own` where the area has one of them otherwise than the site. */
  readonly keys: readonly string[];
  readonly own: boolean;
}

/** What would be decided of a supposed object. */
export interface PolicyExample {
  readonly object: string;
  readonly stage: DecisionStage;
  readonly reasons: readonly string[];
  readonly says: string;
}

/** When people of an area would be told what. */
export interface AreaPolicyExplanation {
  readonly area: string;
  readonly name: string;
  readonly protection: AreaConfig["protection"];
  readonly statements: readonly PolicyStatement[];
  readonly examples: readonly PolicyExample[];
}

export interface PolicyExplanation {
  readonly site: string;
  readonly version: string;
  readonly areas: readonly AreaPolicyExplanation[];
}

/** A site's policy in plain words, area by area: when people would be told what, and why those numbers. */
export function explainPolicy(config: SiteConfig): PolicyExplanation {
  const { policy, ofArea } = compilePolicies(config.policy, config.areas);
  return {
    site: config.site.name,
    version: policy.version,
    areas: config.areas.map((area) => {
      const own = Object.keys(area.policy ?? {});
      return {
        area: area.id,
        name: area.name,
        protection: area.protection,
        statements: statementsOf(areaPolicy(config.policy, area)).map((statement) => ({
          ...statement,
          own: statement.keys.some((key) => own.includes(key)),
        })),
        examples: EXAMPLES.map((object) => {
          const { stage, reasons } = decideSupposed(object, ofArea(area) ?? policy, {
            protection: area.protection,
            people: area.people,
            shelterS: area.shelter_s,
          });
          return { object: objectText(object), stage, reasons, says: STAGE_TEXT[stage] };
        }),
      };
    }),
  };
}

const STAGE_TEXT: Readonly<Record<DecisionStage, string>> = {
  none: "people are told nothing",
  "pre-alert": "people are told to get ready",
  "take-cover": "people are told to take cover",
};

const drone = (arrivesInS: number, probability: number): SupposedObject => ({
  speedMps: 40,
  arrivesInS,
  probability,
  falls: false,
});
const rocket = (arrivesInS: number, probability: number): SupposedObject => ({
  speedMps: 300,
  arrivesInS,
  probability,
  falls: true,
});
const EXAMPLES: readonly SupposedObject[] = [
  drone(240, 0.6),
  drone(60, 0.2),
  drone(60, 0.4),
  drone(60, 0.6),
  rocket(30, 0.05),
  rocket(30, 0.2),
];

const percent = (p: number): string => `${Number((100 * p).toPrecision(3))} %`;

const objectText = ({ speedMps, arrivesInS, probability, falls }: SupposedObject): string =>
  falls
    ? `a rocket that would come down in ${arrivesInS} s, with a probability of ${percent(probability)} there`
    : `a drone at ${speedMps} m/s that would arrive in ${arrivesInS} s with a probability of ${percent(probability)}`;

type Statement = Omit<PolicyStatement, "own">;

const statementsOf = (policy: PolicyConfig): readonly Statement[] => [
  ...(policy.expected_harm === undefined ? [] : [byHarm(policy.expected_harm)]),
  falling(policy),
  flying(policy),
  {
    keys: ["sustained_s", "sustained_below_mps"],
    says: `What flies slower than ${policy.sustained_below_mps} m/s must stay above its threshold for ${policy.sustained_s} s first.`,
    because: "What wanders, as birds do, points at everything in turn.",
  },
  {
    keys: ["harmless_class_probability", "overflight_height_m"],
    says: `What flies is let pass when it is a bird, an aircraft or a helicopter with ${percent(policy.harmless_class_probability)} or more, or when it surely passes higher than ${policy.overflight_height_m} m and does not descend. What nobody knows is warned of.`,
    because: "Whoever cannot be told from a threat has to be taken for one.",
  },
  {
    keys: ["harmless_cover_probability"],
    says: `What is harmless with ${percent(policy.harmless_cover_probability)} or more, and not surely enough to be let pass, makes people get ready and sends nobody to cover. Of what is rather harmless than not and would make people get ready at most nobody is told while it is farther off than people need to reach shelter, and 15 s more.`,
    because: "Flocks of birds come by every day, and people who run from them stop running.",
  },
  {
    keys: ["existence_min"],
    says: `Nothing is warned of that is less probably a real object than ${percent(policy.existence_min)}.`,
    because: "Sensors report what is not there, too.",
  },
  corroboration(policy),
  {
    keys: ["second_path"],
    says: SECOND_PATH_TEXT[policy.second_path],
    because:
      "It shares no filter, no class and no projection with the first, so that no one fault silences both; and it sees no more than straight courses.",
  },
  {
    keys: ["release_ratio"],
    says: `A stage that has started holds until the probability falls below ${percent(policy.release_ratio)} of its threshold.`,
    because: "So that it does not flicker with every measurement.",
  },
  {
    keys: ["all_clear_delay_s"],
    says: `People stay under cover for ${policy.all_clear_delay_s} s after the latest arrival of the last threat.`,
    because: "What comes behind it may come a little later.",
  },
];

const SECOND_PATH_TEXT: Readonly<Record<PolicyConfig["second_path"], string>> = {
  off: "Nothing is asked of a second path.",
  show: "What a second, simple path sees is recorded, and where it disagrees, that is said; it warns nobody.",
  "pre-alert":
    "People are also told to get ready where a second, simple path alone says for some looks that something comes.",
};

const byHarm = (harm: NonNullable<PolicyConfig["expected_harm"]>): Statement => ({
  keys: ["expected_harm"],
  says: `In place of the probabilities below, people are told to take cover from where silence would do more harm than a needless alarm: the more are exposed (${harm.exposed_most} at most) and the more of them can still reach shelter, the sooner; never below ${percent(harm.threshold_least)} and never above ${percent(harm.threshold_most)}.`,
  because: `The site holds a needless minute of one person to be worth ${harm.person_minute_cost} of a person hurt, and the trust of one person that is lost each time ${harm.trust_cost}.`,
});

function falling(policy: PolicyConfig): Statement {
  const [ready, cover] = [policy.pre_alert_probability, policy.take_cover_probability];
  const before =
    ready < cover
      ? ` They are told to get ready from ${percent(ready)} on.`
      : " There is no step before it.";
  return {
    keys: ["pre_alert_probability", "take_cover_probability"],
    says: `Of what falls (a rocket, a mortar bomb) people are told to take cover when it hits there with a probability of ${percent(cover)} or more, however long it flies.${before}`,
    because:
      "Low, because a needless minute under cover costs little and a missing one costs lives; it is set where a lower one buys hardly any more time.",
  };
}

const flying = (policy: PolicyConfig): Statement => ({
  keys: [
    "pre_alert_reach_probability",
    "take_cover_reach_probability",
    "pre_alert_horizon_s",
    "take_cover_horizon_s",
  ],
  says: `Of what flies (a drone, a missile) people are told to get ready when it arrives within ${policy.pre_alert_horizon_s} s with a probability of ${percent(policy.pre_alert_reach_probability)} or more, and to take cover when it arrives within ${policy.take_cover_horizon_s} s with ${percent(policy.take_cover_reach_probability)} or more.`,
  because:
    "Higher than for what falls: it can still turn, and everything that flies near would cross a low threshold.",
});

function corroboration({ corroboration: { pre_alert, take_cover } }: PolicyConfig): Statement {
  const sources = (n: number): string => (n === 1 ? "one source" : `${n} independent sources`);
  return {
    keys: ["corroboration"],
    says:
      take_cover === 1
        ? "One source is enough."
        : `People are told to get ready when ${sources(pre_alert)}, and to take cover when ${sources(take_cover)} speak for it; sensors that share a link, supply, vendor or clock count once.`,
    because:
      take_cover === 1
        ? "A lone radar has to be able to warn."
        : "So that one broken line warns nobody; where fewer sources see, fewer warnings come.",
  };
}
