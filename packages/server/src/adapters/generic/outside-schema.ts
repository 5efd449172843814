import type { JsonSchema } from "@tocsin/sdk";
import { z } from "zod";

const TEXT_MAX = 20_000;
const NAME_MAX = 1_000;
const LIST_MAX = 1_000;
const POINTS_MAX = 10_000;

const literal = <T extends string>(type: T, description: string) =>
  z.literal(type).meta({ description });
const name = (description: string) => z.string().min(1).max(NAME_MAX).meta({ description });
const text = (description: string) => z.string().max(TEXT_MAX).meta({ description }).optional();
const number = (min: number, max: number, unit: string, description: string) =>
  z.number().min(min).max(max).meta({ description, unit });
const moment = (description: string) =>
  z.iso.datetime({ offset: true }).meta({ description }).optional();
const extra = z.unknown().meta({ description: "Anything; it is not read." }).optional();
/** Feeds write CAP's words with a capital, or without. */
const word = <const T extends readonly [string, ...string[]]>(words: T, description: string) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(words))
    .meta({
      description: `${words.map((each) => `\`${each}\``).join(", ")}, in any case. ${description}`,
    });
/** Feeds number their messages as often as they name them. */
const identifier = (description: string) =>
  z
    .union([z.string().min(1).max(NAME_MAX), z.number()])
    .transform(String)
    .meta({ description });

export const defenceStateSchema = z
  .strictObject({
    type: literal("defence", "How a defence is."),
    defence: name("Which, as the site file calls it."),
    state: z
      .enum(["ready", "down", "inhibited", "unknown"])
      .meta({ description: "`inhibited`: it works, and is held back." }),
    inhibited_by: name("Who holds it back.").optional(),
    reason: name("Why, in plain words.").optional(),
    reach_m: number(
      1,
      1_000_000,
      "m",
      "How far it reaches now. Left out: as the site file says.",
    ).optional(),
    protects_areas: z
      .array(name("Id of an area."))
      .max(LIST_MAX)
      .meta({ description: "What it protects now. Left out: as the site file says." })
      .optional(),
    by: name("Who reports. Left out: the `source` of the site file.").optional(),
    extra,
  })
  .meta({ description: "The readiness of a defence, sent when it changes and now and then." });

export const engagementSchema = z
  .strictObject({
    type: literal("engagement", "What became of one object."),
    defence: name("Which defence engaged it, as the site file calls it."),
    time: moment("When, ISO 8601 with the offset from UTC. Left out: when it arrived."),
    object: name(
      "What the report calls the object; reports of one name are of one object. Left out: each report is of another.",
    ).optional(),
    track: name("Tocsin's own track, where the reporter knows it.").optional(),
    outcome: z
      .enum(["intercepted", "missed", "struck", "unknown"])
      .meta({ description: "`struck`: it came through and hit something." }),
    latitude_deg: number(-90, 90, "deg", "Where; WGS-84. With `longitude_deg`.").optional(),
    longitude_deg: number(-180, 180, "deg", "Where; WGS-84.").optional(),
    height_m: number(
      -1_000,
      200_000,
      "m",
      "Above the WGS-84 ellipsoid. Left out: that of the site's ground.",
    ).optional(),
    by: name("Who reports. Left out: the `source` of the site file.").optional(),
    extra,
  })
  .meta({ description: "An engagement, and what became of the object. One object, one outcome." });

const corner = z.tuple([z.number().min(-360).max(360), z.number().min(-360).max(360)]);
const ring = (description: string) =>
  z.array(corner).min(3).max(POINTS_MAX).meta({ description }).optional();

const referenceSchema = z.object({
  identifier: identifier("As that message had it."),
  sender: name("As that message had it. Left out: the same sender.").optional(),
  sent: moment("As that message had it."),
});

export const officialWarningSchema = z
  .strictObject({
    type: literal("official-warning", "What an authority says."),
    identifier: identifier("The authority's own name of the message."),
    sender: name("Who sent it. Left out: the `source` of the site file.").optional(),
    sent: moment("When. Left out, with `sent_unix_s`: when it arrived."),
    sent_unix_s: number(0, 4e9, "s", "The same in seconds since 1970, UTC.").optional(),
    status: word(["actual", "exercise", "system", "test", "draft"], "Only `actual` is real."),
    message_type: word(
      ["alert", "update", "cancel", "ack", "error"],
      "`update` and `cancel` need `references`. Left out: `alert`.",
    ).default("alert"),
    references: z
      .array(referenceSchema)
      .max(LIST_MAX)
      .meta({ description: "Messages that it takes the place of, or cancels." })
      .default([]),
    event: name("What is happening or may happen."),
    categories: z
      .array(name("A category of CAP."))
      .max(LIST_MAX)
      .meta({ description: "Such as `Security`." })
      .default([]),
    language: name("Of the texts.").default("und"),
    urgency: name("A word of CAP.").default("Unknown"),
    severity: name("A word of CAP.").default("Unknown"),
    certainty: name("A word of CAP.").default("Unknown"),
    effective: moment("From when it holds."),
    onset: moment("When it is expected to begin."),
    expires: moment("Until when it holds. Left out: it does not say."),
    sender_name: text("Who sent it, for people."),
    headline: text("In one line."),
    description: text("What it is."),
    instruction: text("What to do."),
    area_names: z
      .union([
        z.array(z.string().max(NAME_MAX)).max(LIST_MAX),
        z
          .string()
          .max(TEXT_MAX)
          .transform((one) => [one]),
      ])
      .meta({ description: "Names of places, one or a list." })
      .default([]),
    area_codes: z
      .union([
        z.array(z.string().max(NAME_MAX)).max(LIST_MAX),
        z
          .string()
          .max(NAME_MAX)
          .transform((one) => [one]),
      ])
      .meta({ description: "Codes of places, one or a list." })
      .default([]),
    polygon: ring("Outline: corners as [latitude, longitude]."),
    polygon_lon_lat: ring("The same as GeoJSON has it: corners as [longitude, latitude]."),
    circle: z
      .strictObject({
        latitude_deg: number(-90, 90, "deg", "Of the centre."),
        longitude_deg: number(-180, 180, "deg", "Of the centre."),
        radius_m: number(0, 20_100_000, "m", "Of the circle."),
      })
      .meta({ description: "A circle instead." })
      .optional(),
    extra,
  })
  .meta({ description: "An official warning, its update or its cancellation." });

const airLevelSchema = z.strictObject({
  height_m: number(-1_000, 80_000, "m", "Of this level; from where, says `heights`."),
  wind_from_deg: number(-360, 360, "deg", "Where the wind comes from, clockwise from true north."),
  wind_mps: number(0, 130, "m/s", "How fast it blows."),
  temperature_c: number(
    -110,
    65,
    "°C",
    "Of the air, virtual where known; with `pressure_hpa`.",
  ).optional(),
  pressure_hpa: number(0.001, 1_100, "hPa", "With `temperature_c`.").optional(),
});

export const weatherSchema = z
  .strictObject({
    type: literal("weather", "The air over the site."),
    source: name(
      "Who measured or forecast it. Left out: the `source` of the site file.",
    ).optional(),
    time: moment("For when it holds. Left out, with `time_unix_s`: when it arrived."),
    time_unix_s: number(0, 4e9, "s", "The same in seconds since 1970, UTC.").optional(),
    valid_hours: number(
      0.1,
      24,
      "h",
      "How long from then on. Left out: as the site file says.",
    ).optional(),
    heights: z
      .enum(["sea", "ellipsoid"])
      .meta({
        description:
          "Where heights count from: mean sea level, raised by the `geoid_height_m` of the site file, or the WGS-84 ellipsoid. Left out: `sea`.",
      })
      .default("sea"),
    levels: z.array(airLevelSchema).min(2).max(POINTS_MAX).meta({
      description:
        "Each has `height_m`, `wind_from_deg`, `wind_mps` and, where known, `temperature_c` with `pressure_hpa`; in any order, the lowest at most 1 km over the ground, the highest at least.",
    }),
    extra,
  })
  .meta({ description: "Wind, and where known temperature and pressure, by height." });

export const defenceRecordSchema = z.discriminatedUnion("type", [
  defenceStateSchema,
  engagementSchema,
]);
export const officialRecordSchema = z.discriminatedUnion("type", [officialWarningSchema]);

export const weatherRecordSchema = z.discriminatedUnion("type", [weatherSchema]);

export type WeatherRecord = z.output<typeof weatherRecordSchema>;
export type DefenceRecord = z.output<typeof defenceRecordSchema>;
export type OfficialRecord = z.output<typeof officialRecordSchema>;

const OUTSIDE = {
  defence: {
    title: "A report of a defence in Tocsin's generic form",
    schema: defenceRecordSchema,
  },
  "official-warning": {
    title: "An official warning in Tocsin's generic form",
    schema: officialRecordSchema,
  },
  weather: { title: "The weather in Tocsin's generic form", schema: weatherRecordSchema },
} as const;
export type OutsideRecordName = keyof typeof OUTSIDE;

/** JSON Schemas (2020-12) of what others than sensors send, for authors of senders. */
export const outsideJsonSchema = (
  of: OutsideRecordName,
): JsonSchema & { readonly title: string } => ({
  title: OUTSIDE[of].title,
  ...(z.toJSONSchema(OUTSIDE[of].schema, { io: "input", reused: "inline" }) as JsonSchema),
});
