import { z } from "zod";
import { geoidHeightField, idField, numberField, textField } from "./fields.ts";
import { httpPollSchema, httpSchema, mqttSchema } from "./transport-schema.ts";

/** Profiles come every few hours. */
const FETCHED_EVERY_S = 600;

const weatherTransportSchema = z.discriminatedUnion("type", [
  httpSchema,
  httpPollSchema.extend({ every_s: httpPollSchema.shape.every_s.default(FETCHED_EVERY_S) }),
  mqttSchema,
]);

export const weatherInputSchema = z
  .strictObject({
    type: z.literal("weather").meta({
      description: "Wind and air density by height: docs/guides/weather.md.",
    }),
    id: idField("What faults and counters call this input."),
    source: textField("Who measures or forecasts, as people know it."),
    format: z
      .enum(["json", "sounding", "metcm"])
      .meta({
        description:
          "`json`: Tocsin's own record. `sounding`: a radiosonde's list of levels as text, as the University of Wyoming publishes them. `metcm`: the computer met message of STANAG 4082.",
      })
      .default("json"),
    valid_hours: numberField({
      min: 0.1,
      max: 24,
      unit: "h",
      description:
        "How long a profile holds after its time, where it does not say so itself. The wind aloft changes by some 3 m/s in six hours.",
    }).default(6),
    geoid_height_m: geoidHeightField(),
    transport: weatherTransportSchema.meta({ description: "How the profiles reach this post." }),
  })
  .meta({ description: "The air over the site, measured or forecast." });

export type WeatherInputConfig = z.output<typeof weatherInputSchema>;
