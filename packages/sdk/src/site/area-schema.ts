import { OBJECT_CLASSES } from "@tocsin/core";
import { z } from "zod";
import {
  heightField,
  idField,
  latitudeField,
  longitudeField,
  numberField,
  textField,
} from "./fields.ts";
import { policyOverridesSchema } from "./policy-schema.ts";

/** Most corners of one ring, and most holes in one area. */
export const RING_POINTS_MAX = 1_000;
export const AREA_HOLES_MAX = 16;

const ringSchema = (description: string) =>
  z
    .array(
      z
        .tuple([latitudeField("Latitude."), longitudeField("Longitude.")])
        .meta({ description: "One corner: [latitude, longitude].", unit: "deg" }),
    )
    .max(RING_POINTS_MAX)
    .meta({ description, unit: "deg" });

export const areaSchema = z.strictObject({
  id: idField("What warnings and records call it."),
  name: textField("What its people call it: this stands in the warning."),
  owner: textField("Who answers for the people there."),
  protection: z.enum(["protected", "subscribed", "none"]).meta({
    description:
      "`protected`: this site warns its people. `subscribed`: a neighbour that asked to be warned. `none`: a known place that nobody asked this site to protect; decisions about it are recorded all the same.",
  }),
  polygon: ringSchema(
    "Its outline: at least three corners as [latitude, longitude], in order, without crossing. Either this or `circle`.",
  ).optional(),
  circle: z
    .strictObject({
      latitude_deg: latitudeField("Of the centre."),
      longitude_deg: longitudeField("Of the centre."),
      radius_m: numberField({ min: 1, max: 50_000, unit: "m", description: "Of the circle." }),
    })
    .meta({ description: "Its outline as a circle. Either this or `polygon`." })
    .optional(),
  holes: z
    .array(ringSchema("Outline of one hole."))
    .max(AREA_HOLES_MAX)
    .meta({ description: "Outlines inside it that do not belong to it." })
    .default([]),
  people: z
    .int()
    .min(0)
    .max(100_000_000)
    .meta({
      description: "How many people are usually there. Shown, and used to order what is shown.",
    })
    .default(0),
  shelter_s: numberField({
    min: 0,
    max: 3_600,
    unit: "s",
    description: "How long people there need to reach shelter.",
  }).default(15),
  buffer_m: numberField({
    min: 0,
    max: 10_000,
    unit: "m",
    description: "The outline is widened by this much for blast, fragments and steering.",
  }).default(100),
  cut: z
    .boolean()
    .meta({
      description:
        "For a large area: only the part of it is warned that a threat may reach, as uncertain as its place of impact is; it grows while that is needed, and never shrinks before the end.",
    })
    .default(false),
  min_part_m: numberField({
    min: 100,
    max: 50_000,
    unit: "m",
    description: "With `cut`, everybody within this of a projected place of impact is warned.",
  }).default(500),
  sweep: z
    .boolean()
    .meta({
      description:
        "The all-clear waits, every time, after a pre-alert too, until an operator says that the place was searched for what has not exploded.",
    })
    .default(false),
  ground_height_m: heightField(
    "Of the ground there above the ellipsoid. Left out: that of the site.",
  ).optional(),
  policy: policyOverridesSchema
    .meta({
      description:
        "What is otherwise there than in the site's `policy`; the rest is as it is there.",
    })
    .optional(),
});

export type AreaConfig = z.output<typeof areaSchema>;

const defenceRuleSchema = z.strictObject({
  height_min_m: numberField({
    min: 0,
    max: 100_000,
    unit: "m",
    description: "Above the ground of the site: it acts from here up.",
  }).default(0),
  height_max_m: numberField({
    min: 1,
    max: 100_000,
    unit: "m",
    description: "Above the ground of the site: it acts up to here.",
  }).default(100_000),
  azimuth_from_deg: numberField({
    min: 0,
    max: 360,
    unit: "°",
    description: "Where its arc begins, clockwise from north.",
  }).default(0),
  azimuth_width_deg: numberField({
    min: 1,
    max: 360,
    unit: "°",
    description: "How wide its arc is, clockwise.",
  }).default(360),
  reaction_s: numberField({
    min: 0,
    max: 600,
    unit: "s",
    description: "For so long an object must have been tracked within all of it.",
  }).default(0),
  classes: z
    .array(z.enum(OBJECT_CLASSES))
    .min(1)
    .max(OBJECT_CLASSES.length)
    .meta({ description: "What it acts against. Left out: everything." })
    .optional(),
});

export const defenceSchema = z.strictObject({
  id: idField("What records call it."),
  name: textField("What people call it."),
  owner: textField("Who answers for it."),
  latitude_deg: latitudeField("Where it stands; WGS-84."),
  longitude_deg: longitudeField("Where it stands; WGS-84."),
  height_m: heightField("Above the ellipsoid. Left out: the ground height of the site.").optional(),
  reach_m: numberField({
    min: 1,
    max: 1_000_000,
    unit: "m",
    description: "How far it reaches, by what its owner says.",
  }),
  protects_areas: z
    .array(idField("An area."))
    .max(1_000)
    .meta({ description: "Ids of the areas that it protects." })
    .default([]),
  notional: z
    .boolean()
    .meta({
      description: "Exists only in a simulation or replay; answers about it are marked notional.",
    })
    .default(false),
  rule: defenceRuleSchema
    .meta({
      description:
        "By what it is modelled to act, for the question whether it would have; answers by it are notional.",
    })
    .optional(),
});

export type DefenceConfig = z.output<typeof defenceSchema>;
