import { MODES } from "@tocsin/core";
import { z } from "zod";
import { areaSchema, defenceSchema } from "./area-schema.ts";
import { channelSchema } from "./channel-schema.ts";
import {
  flagField,
  heightField,
  idField,
  latitudeField,
  longitudeField,
  numberField,
  textField,
} from "./fields.ts";
import { LANGUAGES } from "./languages.ts";
import { identitySchema } from "./identity-schema.ts";
import { inputSchema } from "./input-schema.ts";
import { maskSchema } from "./mask-schema.ts";
import { operatorsSchema } from "./operators-schema.ts";
import { policySchema, trackerSchema } from "./policy-schema.ts";
import { sensorSchema } from "./sensor-schema.ts";
import { terrainSchema } from "./terrain-schema.ts";

/** Most entries of each list in a site file. */
export const SITE_LIMITS = {
  sensors: 256,
  areas: 1_000,
  defences: 64,
  masks: 256,
  inputs: 64,
  channels: 64,
} as const;

const siteSchema = z.strictObject({
  id: idField("What records and warnings call the site."),
  name: textField("What people call the site."),
  latitude_deg: latitudeField("Origin of the site's map frame: somewhere in its middle; WGS-84."),
  longitude_deg: longitudeField("Origin of the site's map frame; WGS-84."),
  ground_height_m: heightField(
    "Of the ground above the ellipsoid. A map gives heights above the sea: add the height of the geoid there, which lies between −106 m and +85 m over the world.",
  ),
  time_zone: textField(
    "IANA name, such as Asia/Baghdad: warnings and reports say the local time beside UTC.",
  ).default("UTC"),
  languages: z
    .array(z.enum(LANGUAGES).meta({ description: "`en` English, `ar` Arabic, `uk` Ukrainian." }))
    .min(1)
    .max(LANGUAGES.length)
    .refine((languages) => new Set(languages).size === languages.length, {
      message: "a language stands twice",
    })
    .meta({
      description: "In which languages people are warned; where only one fits, the first is used.",
    })
    .default(["en"]),
});

const journalSchema = z.strictObject({
  segment_max_mib: numberField({
    min: 1,
    max: 1_024,
    unit: "MiB",
    description: "A new segment file begins when the last one has grown to this size.",
  }).default(64),
  keep_raw_days: numberField({
    min: 1,
    max: 36_500,
    unit: "days",
    description:
      "Looks and ticks older than this are erased by themselves, a whole segment at a time; decisions, warnings and the chain stay. That stretch can then be explained and no longer replayed. Left out: kept for ever.",
  }).optional(),
});

const selfTestSchema = z.strictObject({
  on: flagField(
    "Whether a made-up threat is sent on the way from a sensor's octets to a siren that makes no sound, again and again. Left out: in mode `live`.",
  ).optional(),
  every_s: numberField({
    min: 10,
    max: 3_600,
    unit: "s",
    description: "A new one begins so long after the last began.",
  }).default(60),
  within_s: numberField({
    min: 2,
    max: 60,
    unit: "s",
    description: "It has failed when the siren's answer is not there after so long.",
  }).default(5),
});

/** Everything that one site file can say: the one home of each key's type, limits, default and description. */
export const siteConfigSchema = z.strictObject({
  site: siteSchema.meta({ description: "The place that is protected." }),
  mode: z
    .enum(MODES)
    .meta({
      description:
        "`live` warns people. `shadow` takes real inputs and sends nothing to them; `replay`, `drill` and `simulation` are marked as such everywhere.",
    })
    .default("shadow"),
  automation: flagField(
    "Whether warnings are issued without a person's word. An operator can switch it.",
  ).default(true),
  data_dir: textField(
    "Folder of the journal, relative to this file. --data-dir goes before it.",
  ).default("tocsin-data"),
  terrain: terrainSchema
    .meta({
      description:
        "The ground around the site: it hides what flies low behind it. Left out: flat ground of the site's height.",
    })
    .optional(),
  sensors: z
    .array(sensorSchema)
    .max(SITE_LIMITS.sensors)
    .meta({ description: "What watches." })
    .default([]),
  areas: z
    .array(areaSchema)
    .min(1)
    .max(SITE_LIMITS.areas)
    .meta({ description: "Where people are." }),
  defences: z
    .array(defenceSchema)
    .max(SITE_LIMITS.defences)
    .meta({
      description: "Defences of the site, as input only: Tocsin sends them nothing.",
    })
    .default([]),
  masks: z
    .array(maskSchema)
    .max(SITE_LIMITS.masks)
    .meta({
      description: "Announced friendly flights. Each hides its own flight and nothing else.",
    })
    .default([]),
  policy: policySchema.meta({ description: "When to warn." }).prefault({}),
  tracker: trackerSchema.meta({ description: "When an object counts as one." }).prefault({}),
  inputs: z
    .array(inputSchema)
    .max(SITE_LIMITS.inputs)
    .meta({ description: "Where looks come from." })
    .default([]),
  channels: z
    .array(channelSchema)
    .max(SITE_LIMITS.channels)
    .meta({ description: "What carries warnings to people." })
    .default([]),
  identity: identitySchema.meta({ description: "Who signs in, and for how long." }).prefault({}),
  operators: operatorsSchema.meta({ description: "People who act on warnings." }).prefault({}),
  journal: journalSchema.meta({ description: "The record of everything." }).prefault({}),
  self_test: selfTestSchema
    .meta({ description: "How the post tests itself while it runs." })
    .prefault({}),
});

/** A site file as written: keys with defaults may be absent. */
export type SiteConfigInput = z.input<typeof siteConfigSchema>;
type Parsed = z.output<typeof siteConfigSchema>;
type Filled<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: Exclude<T[P], undefined> };

/** A site file that passed every check, with each default filled in. */
export type SiteConfig = Omit<Parsed, "sensors" | "areas" | "defences"> & {
  sensors: Filled<Parsed["sensors"][number], "stale_after_s">[];
  areas: Filled<Parsed["areas"][number], "ground_height_m">[];
  defences: Filled<Parsed["defences"][number], "height_m">[];
};
