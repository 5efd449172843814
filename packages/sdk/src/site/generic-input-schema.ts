import { z } from "zod";
import { geoidHeightField, idField, numberField, textField } from "./fields.ts";
import { proofField } from "./proof-field.ts";
import { transportSchema } from "./transport-schema.ts";

/** Most sensors behind one input, most keys of a mapping. */
const SENSORS_MAX = 256;
const FIELDS_MAX = 64;

const sigma = (options: { max: number; unit: string; description: string }) =>
  numberField({ min: 1e-6, ...options }).optional();

const genericSensorSchema = z.strictObject({
  sensor: idField("Id of the sensor in this file."),
  key: textField("What messages call it in `sensor`. Left out: its id.").optional(),
  range_sigma_m: sigma({
    max: 100_000,
    unit: "m",
    description: "Standard deviation of its range, for messages that do not say their own.",
  }),
  azimuth_sigma_deg: sigma({
    max: 180,
    unit: "deg",
    description: "Standard deviation of its azimuth or bearing.",
  }),
  elevation_sigma_deg: sigma({
    max: 90,
    unit: "deg",
    description: "Standard deviation of its elevation.",
  }),
  range_rate_sigma_mps: sigma({
    max: 1_000,
    unit: "m/s",
    description: "Standard deviation of its range rate.",
  }),
  horizontal_sigma_m: sigma({
    max: 100_000,
    unit: "m",
    description: "Standard deviation of a reported place, along each of two axes.",
  }),
  height_sigma_m: sigma({
    max: 10_000,
    unit: "m",
    description: "Standard deviation of a reported height.",
  }),
  velocity_sigma_mps: sigma({
    max: 1_000,
    unit: "m/s",
    description: "Standard deviation of a reported velocity, along each axis.",
  }),
  geoid_height_m: geoidHeightField(),
});

/** `a.b[0].c` in a record, `$.a` in the whole message. */
const pathField = (description: string) =>
  z
    .string()
    .max(200)
    .regex(
      /^(\$\.)?[^.[\]]+(\[\d{1,6}\])*(\.[^.[\]]+(\[\d{1,6}\])*){0,15}$/,
      "write a path such as a.b[0].c, or $.a to count from the whole message",
    )
    .meta({ description });

const UNITS = "m km ft nmi mps kmh kn fpm deg rad mil s ms us ns".split(" ");

export const mappingSchema = z.strictObject({
  records: pathField(
    "Path of the list whose entries are the records, such as `aircraft`. Left out: the message is the record.",
  ).optional(),
  constants: z
    .record(z.string().max(64), z.union([z.string().max(200), z.number()]))
    .meta({
      description: "Keys of the record that are the same in all, such as `type: position`.",
    })
    .default({}),
  fields: z
    .record(
      z.string().max(64),
      z.union([
        pathField("Path of the value."),
        z.strictObject({
          path: pathField("Path of the value."),
          unit: z.enum(UNITS).meta({ description: "Its unit." }),
        }),
      ]),
    )
    .refine((fields) => Object.keys(fields).length <= FIELDS_MAX, "has too many keys")
    .meta({
      description:
        "For each key of Tocsin's record the path of its value in theirs, with its unit where that is another: `height_m: { path: alt_geom, unit: ft }`. A path that begins with `$.` counts from the whole message. What is absent or null is left out.",
    }),
  skip_without: z
    .array(pathField("A path."))
    .max(16)
    .meta({
      description:
        "A record in which one of these paths has no value says nothing of use, and is passed over.",
    })
    .default([]),
});

/** Any sensor whose messages are JSON, in Tocsin's own form or in another that a mapping turns into it. */
export const genericInputSchema = z
  .strictObject({
    type: z.literal("generic").meta({
      description: "JSON, one record a line: docs/guides/generic.md.",
    }),
    id: idField("What faults and counters call this input."),
    transport: transportSchema.meta({ description: "How the lines reach this post." }),
    proof: proofField,
    framing: z
      .enum(["lines", "messages"])
      .meta({
        description:
          "`lines`: a record a line. `messages`: each message of the transport, or each file, is one JSON value.",
      })
      .default("lines"),
    clock: z
      .enum(["sensor", "receipt"])
      .meta({
        description:
          "`sensor`: things were sensed when a message says so. `receipt`: when it arrived, whatever it says; for sensors without a clock, and for trying a recording.",
      })
      .default("sensor"),
    sensors: z.array(genericSensorSchema).min(1).max(SENSORS_MAX).meta({
      description: "Which sensors send here, with the errors of those that do not say them.",
    }),
    mapping: mappingSchema
      .meta({ description: "For senders with a JSON of their own. Left out: Tocsin's." })
      .optional(),
  })
  .meta({ description: "A sensor of any kind that sends JSON." });

export type GenericInputConfig = z.output<typeof genericInputSchema>;
export type MappingConfig = z.output<typeof mappingSchema>;
