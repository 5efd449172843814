import type { JsonSchema } from "@tocsin/sdk";
import { z } from "zod";

/** Most detections in one sweep. */
const DETECTIONS_MAX = 4_096;
const TEXT_MAX = 64;

const number = (min: number, max: number, unit: string, description: string) =>
  z.number().min(min).max(max).meta({ description, unit });
const text = (description: string) => z.string().min(1).max(TEXT_MAX).meta({ description });

const sigma = (max: number, unit: string, of: string) =>
  number(
    1e-6,
    max,
    unit,
    `Standard deviation of ${of}. Left out: that of the site file.`,
  ).optional();

const timeKeys = {
  time: z.iso
    .datetime({ offset: true })
    .meta({
      description:
        "When it was sensed, ISO 8601 with the offset from UTC. Left out, with `time_unix_s`: when it arrived.",
    })
    .optional(),
  time_unix_s: number(
    0,
    4e9,
    "s",
    "The same in seconds since 1970, UTC, with any decimals.",
  ).optional(),
};
const sensorKey = text(
  "Who sensed it, as the site file calls it. May be left out where the input has one sensor.",
).optional();
const identityKeys = {
  track: text("The sensor's own number of the object.").optional(),
  callsign: text("What the object calls itself.").optional(),
  aircraft_address: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/, "six hexadecimal digits")
    .meta({ description: "Its 24-bit ICAO address, six hexadecimal digits." })
    .optional(),
  mode_3a: z
    .string()
    .regex(/^[0-7]{4}$/, "four octal digits")
    .meta({ description: "Its transponder code, four octal digits." })
    .optional(),
};
const azimuth = number(-360, 360, "deg", "Clockwise from the sensor's north.");
const elevation = number(-90, 90, "deg", "Above level.").optional();
const height = number(-1_000, 200_000, "m", "Above the WGS-84 ellipsoid.").optional();
const heightAmsl = number(
  -1_000,
  200_000,
  "m",
  "Above mean sea level; raised by the `geoid_height_m` of the site file.",
).optional();
const extra = z.unknown().meta({ description: "Anything; it is not read." }).optional();

const polarKeys = {
  ...timeKeys,
  ...identityKeys,
  range_m: number(0, 1_000_000, "m", "Slant range."),
  azimuth_deg: azimuth,
  elevation_deg: elevation,
  range_rate_mps: number(-10_000, 10_000, "m/s", "Positive when the object recedes.").optional(),
  height_m: height,
  height_amsl_m: heightAmsl,
  rcs_dbsm: number(-100, 100, "dBsm", "Radar cross-section.").optional(),
  range_sigma_m: sigma(100_000, "m", "the range"),
  azimuth_sigma_deg: sigma(180, "deg", "the azimuth"),
  elevation_sigma_deg: sigma(90, "deg", "the elevation"),
  range_rate_sigma_mps: sigma(1_000, "m/s", "the range rate"),
  height_sigma_m: sigma(10_000, "m", "the height"),
  extra,
};
const bearingKeys = {
  ...timeKeys,
  ...identityKeys,
  azimuth_deg: azimuth,
  elevation_deg: elevation,
  azimuth_sigma_deg: sigma(180, "deg", "the bearing"),
  elevation_sigma_deg: sigma(90, "deg", "the elevation"),
  extra,
};
const positionKeys = {
  ...timeKeys,
  ...identityKeys,
  latitude_deg: number(-90, 90, "deg", "WGS-84."),
  longitude_deg: number(-180, 180, "deg", "WGS-84."),
  height_m: height,
  height_amsl_m: heightAmsl,
  east_mps: number(
    -10_000,
    10_000,
    "m/s",
    "Velocity towards the east; with `north_mps`.",
  ).optional(),
  north_mps: number(
    -10_000,
    10_000,
    "m/s",
    "Velocity towards the north; with `east_mps`.",
  ).optional(),
  speed_mps: number(0, 10_000, "m/s", "Speed over the ground; with `course_deg`.").optional(),
  course_deg: number(
    -360,
    360,
    "deg",
    "Where it goes, clockwise from true north; with `speed_mps`.",
  ).optional(),
  up_mps: number(-10_000, 10_000, "m/s", "Positive when it climbs.").optional(),
  horizontal_sigma_m: sigma(100_000, "m", "the place, along each of two axes"),
  height_sigma_m: sigma(10_000, "m", "the height"),
  velocity_sigma_mps: sigma(1_000, "m/s", "the velocity, along each axis"),
  extra,
};

const literal = <T extends string>(type: T, description: string) =>
  z.literal(type).meta({ description });

export const polarSchema = z
  .strictObject({ type: literal("polar", "Range and direction."), sensor: sensorKey, ...polarKeys })
  .meta({ description: "A radar's detection: where something is, seen from the sensor." });
export const bearingSchema = z
  .strictObject({ type: literal("bearing", "A direction."), sensor: sensorKey, ...bearingKeys })
  .meta({ description: "A direction only: a microphone, a radio direction finder, a camera." });
export const positionSchema = z
  .strictObject({ type: literal("position", "A place."), sensor: sensorKey, ...positionKeys })
  .meta({ description: "A place on Earth: a tracker, or an object that reports itself." });

export const sweepSchema = z
  .strictObject({
    type: literal("sweep", "What was looked at."),
    sensor: sensorKey,
    from: z.iso.datetime({ offset: true }).meta({ description: "When it began." }).optional(),
    from_unix_s: number(0, 4e9, "s", "The same in seconds since 1970.").optional(),
    to: z.iso.datetime({ offset: true }).meta({ description: "When it ended." }).optional(),
    to_unix_s: number(0, 4e9, "s", "The same in seconds since 1970.").optional(),
    azimuth_from_deg: number(-360, 360, "deg", "Where the swept sector begins.").default(0),
    azimuth_width_deg: number(0.001, 360, "deg", "Its width, clockwise; 360 is all round.").default(
      360,
    ),
    detections: z
      .array(
        z.discriminatedUnion("type", [
          z.strictObject({ type: literal("polar", "As above."), ...polarKeys }),
          z.strictObject({ type: literal("bearing", "As above."), ...bearingKeys }),
          z.strictObject({ type: literal("position", "As above."), ...positionKeys }),
        ]),
      )
      .max(DETECTIONS_MAX)
      .meta({ description: "What was seen in it, without `sensor`; empty: nothing." })
      .default([]),
    extra,
  })
  .meta({
    description:
      "*I looked here from then to then, and saw this, or nothing.* Only a sweep tells that nothing was there: send one for each turn, scan or interval, also when it is empty.",
  });

export const healthSchema = z
  .strictObject({
    type: literal("health", "How the sensor is."),
    sensor: sensorKey,
    status: z
      .enum(["up", "degraded", "down"])
      .meta({ description: "`degraded`: works in part. `down`: is not to be relied on." }),
    reason: z.string().max(200).meta({ description: "In plain words, for people." }).default(""),
    ...timeKeys,
    extra,
  })
  .meta({ description: "A sensor's word on itself. Silence is noticed without it." });

/** One record, a line of the generic format. */
export const recordSchema = z.discriminatedUnion("type", [
  polarSchema,
  bearingSchema,
  positionSchema,
  sweepSchema,
  healthSchema,
]);

export type GenericRecord = z.output<typeof recordSchema>;
export type GenericDetection =
  | Extract<GenericRecord, { type: "polar" | "bearing" | "position" }>
  | Extract<GenericRecord, { type: "sweep" }>["detections"][number];
export type GenericSweep = Extract<GenericRecord, { type: "sweep" }>;

/** JSON Schema (2020-12) of a record, for authors of senders. */
export const recordJsonSchema = (): JsonSchema & { readonly title: string } => ({
  title: "A record of Tocsin's generic input: one line of JSON",
  ...(z.toJSONSchema(recordSchema, { io: "input", reused: "inline" }) as JsonSchema),
});
