import { z } from "zod";
import { numberField } from "./fields.ts";

const crossSectionField = (description: string) =>
  numberField({ min: -60, max: 60, unit: "dB re 1 m²", description });

const classField = (name: string) => crossSectionField(`Of a ${name}.`).optional();

const crossSectionsSchema = z.strictObject({
  rocket: classField("rocket"),
  mortar: classField("mortar bomb"),
  missile: classField("missile"),
  "fixed-wing-drone": classField("drone with wings"),
  multirotor: classField("drone with rotors"),
  aircraft: crossSectionField("Of an aircraft.").optional(),
  helicopter: classField("helicopter"),
  bird: classField("bird"),
  unknown: crossSectionField("Of an object that nothing tells apart.").optional(),
});

const groundClutterSchema = z.strictObject({
  reflectivity_db: numberField({
    min: -50,
    max: 10,
    unit: "dB",
    description: "Of the ground, γ: about −15 for fields, −10 for hills with woods, −5 for towns.",
  }).default(-15),
  azimuth_beam_width_deg: numberField({
    min: 0.05,
    max: 90,
    unit: "deg",
    description: "Between the half-power points of the beam in azimuth.",
  }),
  range_resolution_m: numberField({
    min: 0.1,
    max: 10_000,
    unit: "m",
    description: "Depth of one range cell.",
  }),
  improvement_db: numberField({
    min: 0,
    max: 120,
    unit: "dB",
    description: "By how much the processing suppresses the ground against what moves.",
  }),
});

export const radarSchema = z.strictObject({
  reference_range_m: numberField({
    min: 1,
    max: 1_000_000,
    unit: "m",
    description:
      "Where the data sheet states its detection: at this slant range, on the beam's axis.",
  }),
  reference_rcs_dbsm: crossSectionField("Mean cross-section of the target that is stated.").default(
    0,
  ),
  reference_detection_probability: numberField({
    min: 0.05,
    max: 0.99,
    unit: "0–1",
    description: "Of one look there, for a fluctuating target (Swerling 1).",
  }).default(0.9),
  false_alarm_probability: numberField({
    min: 1e-15,
    max: 0.01,
    unit: "0–1",
    description: "Of one resolution cell in one look.",
  }).default(1e-6),
  beam_shape: z
    .enum(["uniform", "gaussian", "cosecant-squared"])
    .meta({
      description:
        "In elevation. `uniform`: alike between the limits of `coverage`; `gaussian`: a pencil or staring beam; `cosecant-squared`: the fan of a surveillance radar.",
    })
    .default("uniform"),
  beam_tilt_deg: numberField({
    min: -30,
    max: 90,
    unit: "deg",
    description: "Of the beam's axis above the horizontal.",
  }).default(0),
  beam_width_deg: numberField({
    min: 0.1,
    max: 180,
    unit: "deg",
    description: "Between the half-power points in elevation.",
  }).default(30),
  range_rate_min_mps: numberField({
    min: 0,
    max: 200,
    unit: "m/s",
    description:
      "What approaches or recedes more slowly is taken for clutter: hovering drones, and flight across.",
  }).default(0),
  ground_clutter: groundClutterSchema
    .meta({
      description:
        "Echoes of the ground beside the target's. Left out: the radar is free of them. A radar is seldom.",
    })
    .optional(),
  rcs_dbsm: crossSectionsSchema
    .meta({
      description:
        "Mean cross-sections by class at this radar's wavelength. Left out: those near 10 GHz, see docs/concepts/coverage.md.",
    })
    .optional(),
});

export type RadarConfig = z.output<typeof radarSchema>;
