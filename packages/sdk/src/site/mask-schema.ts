import { z } from "zod";
import {
  heightField,
  idField,
  latitudeField,
  longitudeField,
  numberField,
  textField,
  timeField,
} from "./fields.ts";

/** Most way points of one announced flight. */
export const MASK_WAYPOINTS_MAX = 500;

export const maskSchema = z.strictObject({
  id: idField("What records call it."),
  reason: textField("Whose flight it is, and why it flies."),
  from: timeField("When the mask begins, with its offset from UTC: 2026-05-01T08:00:00Z."),
  expires: timeField("When it ends. A mask holds for a day at most."),
  waypoints: z
    .array(
      z.strictObject({
        time: timeField("When it is there."),
        latitude_deg: latitudeField("Where it is then."),
        longitude_deg: longitudeField("Where it is then."),
        height_m: heightField("Above the ellipsoid."),
      }),
    )
    .min(1)
    .max(MASK_WAYPOINTS_MAX)
    .meta({ description: "The announced flight, in order of time." }),
  radius_m: numberField({
    min: 1,
    max: 5_000,
    unit: "m",
    description: "An object must be this near to the announced place at that time to be masked.",
  }),
});

export type MaskConfig = z.output<typeof maskSchema>;
