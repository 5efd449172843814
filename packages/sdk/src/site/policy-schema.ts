import { SECOND_PATH_USES } from "@tocsin/core";
import { z } from "zod";
import { countField, numberField, probabilityField } from "./fields.ts";

const seconds = (max: number, description: string) =>
  numberField({ min: 0, max, unit: "s", description });

/** No site has more sources that fail apart. */
const SOURCES_MAX = 16;
const sourcesField = (description: string) => countField({ min: 1, max: SOURCES_MAX, description });

const corroborationSchema = z.strictObject({
  pre_alert: sourcesField(
    "Before people are told to get ready. With fewer they are told nothing.",
  ).default(1),
  take_cover: sourcesField(
    "Before people are told to take cover. With fewer they are told to get ready at most.",
  ).default(1),
});

/** Costs are in people hurt: 0.01 for a hundredth of one. */
const costField = (description: string) =>
  numberField({ min: 0, max: 1, unit: "people hurt", description });

const expectedHarmSchema = z.strictObject({
  exposed_most: countField({
    min: 1,
    max: 100_000,
    description: "So many people one hit would hurt in the open, at most.",
  }),
  lying_share: probabilityField(
    "Share of the harm that is averted by who lies down where he is, shelter being too far.",
  ).default(0.3),
  person_minute_cost: costField(
    "What a minute of one person under cover for nothing is worth: 0.000001 says that a million such minutes weigh as much as one person hurt.",
  ),
  trust_cost: costField(
    "What one person's trust in the next alarm is lessened by, each time there was nothing.",
  ),
  threshold_least: numberField({
    min: 0.005,
    max: 0.5,
    unit: "0–1",
    description: "The threshold never falls below this, whatever follows from the rest.",
  }).default(0.02),
  threshold_most: numberField({
    min: 0.005,
    max: 0.6,
    unit: "0–1",
    description: "And never rises above this.",
  }).default(0.5),
});

export const policySchema = z.strictObject({
  existence_min: probabilityField(
    "A track that is less probably a real object than this warns of nothing.",
  ).default(0.5),
  pre_alert_probability: probabilityField(
    "Probability that something falling hits the area, at which people are told to get ready. By default the same as for taking cover: what falls leaves no time for two steps.",
  ).default(0.1),
  take_cover_probability: probabilityField(
    "Probability that something falling hits the area, at which people are told to take cover. Low, because a needless minute under cover costs little and a missing one costs lives; raise it only when a scorecard of this site shows that people have stopped responding.",
  ).default(0.1),
  pre_alert_reach_probability: probabilityField(
    "Probability that a powered object (drone, missile) reaches the area, at which people are told to get ready. Higher than for what falls: it can still turn, and everything that flies near would cross a low threshold all the time.",
  ).default(0.3),
  take_cover_reach_probability: probabilityField(
    "Probability that a powered object reaches the area, at which people are told to take cover.",
  ).default(0.5),
  sustained_s: seconds(
    60,
    "A powered object must stay above its threshold for this long before people are warned: what wanders points at everything in turn.",
  ).default(3),
  sustained_below_mps: numberField({
    min: 0,
    max: 3_000,
    unit: "m/s",
    description:
      "A powered object that is surely faster than this, by three detections at least, does not wander, and is warned of at once.",
  }).default(60),
  release_ratio: probabilityField(
    "A stage holds until the probability falls below this share of its threshold, so that it does not flicker.",
  ).default(0.5),
  heightened_ratio: numberField({
    min: 0.1,
    max: 1,
    unit: "",
    description:
      "While the posture is heightened, since an attack is expected, every threshold is lowered to this share.",
  }).default(0.5),
  pre_alert_horizon_s: seconds(
    3_600,
    "A powered object (drone, missile) that would arrive later than this is watched, not yet warned of.",
  ).default(300),
  take_cover_horizon_s: seconds(
    3_600,
    "A powered object that arrives within this time makes people take cover.",
  ).default(90),
  overflight_height_m: numberField({
    min: 0,
    max: 30_000,
    unit: "m",
    description:
      "A powered object higher than this above the area is passing over, unless it descends.",
  }).default(1500),
  all_clear_delay_s: seconds(
    3_600,
    "People stay under cover for this long after the latest arrival of the last threat.",
  ).default(60),
  expiry_margin_s: numberField({
    min: 5,
    max: 3_600,
    unit: "s",
    description: "A message lives this long past the end of its arrival window.",
  }).default(120),
  harmless_class_probability: probabilityField(
    "An object classed as harmless (bird, aircraft, helicopter) needs this much class probability to be let pass.",
  ).default(0.8),
  harmless_cover_probability: probabilityField(
    "What is harmless this probably, though not surely enough to be let pass, makes people get ready and sends nobody to cover. What falls counts as harmless as a bird or clutter only; among birds a third of the odds is enough. 1: only what is certain, wherever it flies, and nobody waits until more is known of the rest.",
  ).default(0.6),
  late_look_lag_s: seconds(
    60,
    "For how long a late report is still applied in its order; later ones are recorded and dropped. What is newer than all that was applied may be twice as late.",
  ).default(5),
  second_path: z
    .enum(SECOND_PATH_USES)
    .meta({
      description:
        "A second, simple decision path sees straight courses of what radars measure, and stands beside the predictive one. `show`: what it says is recorded, and where the two disagree, that is said. `pre-alert`: people are also told to get ready where it alone says that something comes. It never lowers anything.",
    })
    .default("show"),
  corroboration: corroborationSchema
    .meta({
      description:
        "How many independent sources must speak for an object before people are warned of it. Of sensors that share a link, supply, vendor or clock one counts.",
    })
    .prefault({}),
  expected_harm: expectedHarmSchema
    .meta({
      description:
        "The threshold follows from what is at stake, in place of the take-cover probabilities. Left out: it is as those say.",
    })
    .optional(),
});

/** What holds for the whole site, whatever an area says. */
const SITE_WIDE = [
  "all_clear_delay_s",
  "expiry_margin_s",
  "late_look_lag_s",
  "second_path",
] as const;
type SiteWide = (typeof SITE_WIDE)[number];
/** Sections: an override may name some of the first's keys, and gives the second whole. */
type Section = "corroboration" | "expected_harm";
type PolicyShape = typeof policySchema.shape;
type OverrideShape = {
  [K in Exclude<keyof PolicyShape, SiteWide | Section>]: z.ZodOptional<
    ReturnType<PolicyShape[K]["unwrap"]>
  >;
};

/** Keys of the policy without their defaults: what is left out here is as the site has it. */
function overrideShape(): OverrideShape {
  const apart: readonly string[] = [...SITE_WIDE, "corroboration", "expected_harm"];
  const entries = Object.entries(policySchema.shape).flatMap(([key, field]) =>
    apart.includes(key) || !(field instanceof z.ZodDefault)
      ? []
      : [[key, field.unwrap().optional()]],
  );
  return Object.fromEntries(entries) as OverrideShape;
}

export const policyOverridesSchema = z.strictObject({
  ...overrideShape(),
  corroboration: z
    .strictObject({
      pre_alert: sourcesField("Before people there are told to get ready.").optional(),
      take_cover: sourcesField("Before people there are told to take cover.").optional(),
    })
    .meta({ description: "How many independent sources must speak for an object there." })
    .optional(),
  expected_harm: expectedHarmSchema
    .meta({ description: "What is at stake there; given whole." })
    .optional(),
});

export const trackerSchema = z.strictObject({
  method: z
    .enum(["main", "classical"])
    .meta({
      description:
        "`classical` is the textbook tracker that benchmarks compare with: one motion model, range, azimuth and elevation only, no classes, no impact points. Not for protecting people.",
    })
    .default("main"),
  confirm_detections: countField({
    min: 1,
    max: 20,
    description:
      "An object counts as confirmed after this many detections (one fewer, but at least two, where it exists with 99 %) …",
  }).default(3),
  confirm_window: countField({
    min: 1,
    max: 40,
    description: "… within this many looks that should have seen it.",
  }).default(5),
  end_after_misses: countField({
    min: 1,
    max: 100,
    description:
      "A track ends after this many looks in a row that should have seen it and did not …",
  }).default(6),
  end_after_s: numberField({
    min: 1,
    max: 600,
    unit: "s",
    description: "… or when it was not seen for this long, whichever comes first.",
  }).default(20),
  tracks_max: countField({
    min: 10,
    max: 100_000,
    description: "Most tracks held at once; what goes beyond is a recorded fault.",
  }).default(5000),
});

export type PolicyOverrides = z.output<typeof policyOverridesSchema>;
export type PolicyConfig = z.output<typeof policySchema>;
export type TrackerSettings = z.output<typeof trackerSchema>;
