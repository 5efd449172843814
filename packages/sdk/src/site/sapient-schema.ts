import { z } from "zod";
import { flagField, idField, numberField } from "./fields.ts";
import { certificateField } from "./proof-field.ts";
import { transportSchema } from "./transport-schema.ts";

/** Most nodes of one input. */
const NODES_MAX = 256;

const uuidField = (description: string) =>
  z
    .string()
    .regex(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      "write a UUID of version 4 in lower case",
    )
    .meta({ description });

/** What Tocsin calls itself. */
export const ownNodeField = uuidField(
  "UUID that Tocsin registers with. Left out: one that follows from the ids of the site and of this entry, always the same.",
).optional();

const nodeSchema = z.strictObject({
  node: uuidField("UUID that the sensor registers with. Others are counted and refused."),
  sensor: idField("Id of the sensor in this file that it is."),
  heading_deg: numberField({
    min: -360,
    max: 360,
    unit: "deg",
    description:
      "Where its platform points, clockwise from true north, for bearings from the platform's own north.",
  }).default(0),
  declination_deg: numberField({
    min: -180,
    max: 180,
    unit: "deg",
    description:
      "Added to a magnetic bearing to get a true one. Left out: from the World Magnetic Model at its place, today.",
  }).optional(),
  range_sigma_m: numberField({
    min: 0.1,
    max: 10_000,
    unit: "m",
    description: "Standard deviation of a range whose report states none.",
  }).default(20),
  azimuth_sigma_deg: numberField({
    min: 0.001,
    max: 90,
    unit: "deg",
    description: "Standard deviation of an azimuth whose report states none.",
  }).default(1),
  elevation_sigma_deg: numberField({
    min: 0.001,
    max: 90,
    unit: "deg",
    description: "Standard deviation of an elevation whose report states none.",
  }).default(1),
  position_sigma_m: numberField({
    min: 0.1,
    max: 10_000,
    unit: "m",
    description: "Standard deviation of a place, each axis, whose report states none.",
  }).default(30),
});

export const sapientInputSchema = z
  .strictObject({
    type: z
      .literal("sapient")
      .meta({ description: "SAPIENT (BSI Flex 335 v2.0): Tocsin as a fusion node." }),
    id: idField("What faults and counters call this input."),
    transport: transportSchema.meta({
      description:
        "`tcp` to a middleware, or `tcp-listen` for sensors that connect to Tocsin directly.",
    }),
    proof: certificateField,
    node_id: ownNodeField,
    acknowledge: flagField(
      "Whether Tocsin acknowledges registrations and alerts. A middleware does so itself. Left out: only with `tcp-listen`.",
    ).optional(),
    sensors: z
      .array(nodeSchema)
      .min(1)
      .max(NODES_MAX)
      .meta({ description: "The sensors whose detections are taken." }),
  })
  .meta({ description: "Sensors that speak SAPIENT." });
