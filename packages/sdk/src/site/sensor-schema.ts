import { z } from "zod";
import {
  flagField,
  heightField,
  idField,
  latitudeField,
  longitudeField,
  numberField,
  probabilityField,
  textField,
} from "./fields.ts";
import { radarSchema } from "./radar-schema.ts";

const coverageSchema = z.strictObject({
  range_min_m: numberField({
    min: 0,
    max: 1_000_000,
    unit: "m",
    description: "Nothing nearer than this is seen.",
  }).default(0),
  range_max_m: numberField({
    min: 1,
    max: 1_000_000,
    unit: "m",
    description: "Nothing farther than this is seen.",
  }),
  azimuth_from_deg: numberField({
    min: -360,
    max: 360,
    unit: "deg",
    description: "Where its sector begins, clockwise from true north.",
  }).default(0),
  azimuth_width_deg: numberField({
    min: 0.1,
    max: 360,
    unit: "deg",
    description: "How wide its sector is, clockwise; 360 is all round.",
  }).default(360),
  elevation_min_deg: numberField({
    min: -90,
    max: 90,
    unit: "deg",
    description: "The lowest direction it sees; 0 is level.",
  }).default(-5),
  elevation_max_deg: numberField({
    min: -90,
    max: 90,
    unit: "deg",
    description: "The highest direction it sees. A radar is blind straight overhead.",
  }).default(60),
  horizon: flagField(
    "Whether the curve of the Earth hides what is low and far. `false` for sound, and for objects that report themselves.",
  ).default(true),
});

const registrationSchema = z.strictObject({
  range_sigma_m: numberField({
    min: 0,
    max: 1_000,
    unit: "m",
    description: "Of its range. Left out: 20 m.",
  }).optional(),
  azimuth_sigma_deg: numberField({
    min: 0,
    max: 10,
    unit: "deg",
    description:
      "Of its north. Left out: 0.2° for a radar, 2° for microphones and radio direction finders, which a compass points.",
  }).optional(),
  elevation_sigma_deg: numberField({
    min: 0,
    max: 10,
    unit: "deg",
    description:
      "Of its level. Left out: 0.1° for a radar, 2° for microphones and radio direction finders.",
  }).optional(),
  clock_sigma_s: numberField({
    min: 0,
    max: 1,
    unit: "s",
    description:
      "Of its clock. Left out: 0.05 s for a radar, 0.1 s for microphones and radio direction finders.",
  }).optional(),
});

const sharesSchema = z.strictObject({
  link: idField("The line, radio path or network that its reports come over.").optional(),
  power: idField("What feeds it.").optional(),
  vendor: idField("Whose make it is, where one defect could be in all of them.").optional(),
  clock: idField("Where it has its time from.").optional(),
});

export const sensorSchema = z.strictObject({
  id: idField("What inputs and records call it."),
  name: textField("What people call it."),
  kind: z.enum(["radar", "tracker", "acoustic", "radio", "cooperative", "observer"]).meta({
    description:
      "`radar` gives plots, `tracker` gives tracks, `cooperative` is an object that reports itself (ADS-B, Remote ID).",
  }),
  latitude_deg: latitudeField("Of the antenna, microphone or eye; WGS-84."),
  longitude_deg: longitudeField("Of the antenna, microphone or eye; WGS-84."),
  height_m: heightField(
    "Of the antenna above the ellipsoid, not above the sea or the ground: GPS receivers can show it.",
  ),
  azimuth_offset_deg: numberField({
    min: -180,
    max: 180,
    unit: "deg",
    description: "Added to a reported azimuth to get the true one.",
  }).default(0),
  range_offset_m: numberField({
    min: -10_000,
    max: 10_000,
    unit: "m",
    description: "Added to a reported range to get the true one.",
  }).default(0),
  registration: registrationSchema
    .meta({
      description:
        "How far it may read wrong beside its offsets: one sigma each. It is estimated while the sensor works, from what other sensors see of the same objects, and corrected; see docs/concepts/tracking.md. 0 says that it reads right, and the others are measured against it. Left out: as is usual for its kind; nothing is estimated of observers, trackers and what reports itself.",
    })
    .optional(),
  coverage: coverageSchema.meta({
    description: "What it can see. Be honest: what is claimed here counts as watched.",
  }),
  radar: radarSchema
    .meta({
      description:
        "How well a radar sees inside its coverage, by the radar equation. Left out: `detection_probability` everywhere inside.",
    })
    .optional(),
  detection_probability: probabilityField(
    "Of detecting a target inside its coverage in one look, when healthy. With `radar`, what it never exceeds.",
  ).default(0.9),
  false_detections_per_sweep: numberField({
    min: 0,
    max: 100_000,
    unit: "1/sweep",
    description: "Mean number of false detections in one sweep of its whole coverage.",
  }).default(1),
  period_s: numberField({
    min: 0.001,
    max: 3_600,
    unit: "s",
    description: "Time between two looks at the same direction.",
  }),
  stale_after_s: numberField({
    min: 0.1,
    max: 7_200,
    unit: "s",
    description:
      "Silent for longer than this, it counts as down. Left out: three periods, at least 5 s.",
  }).optional(),
  common_cause_group: idField(
    "Sensors that share a link, power supply or clock name the same group, and count once.",
  )
    .nullable()
    .default(null),
  shares: sharesSchema
    .meta({
      description:
        "What it shares with sensors that name the same, by kind. Sensors that share anything count once as witnesses of an object; a name that no other sensor has does nothing.",
    })
    .optional(),
  authenticated: flagField(
    "Whether its reports count as authenticated though no proof is asked for, as on a cable that nobody else can reach. A sensor all of whose inputs ask for a `proof` is authenticated without it. What is not may add to a picture, and never silence a warning.",
  ).default(false),
});

export type SensorConfig = z.output<typeof sensorSchema>;
