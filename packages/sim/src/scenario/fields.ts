import { z } from "zod";

/** Most letters of an id, and of a title, reason or statement. */
export const ID_LENGTH_MAX = 64;
export const TEXT_LENGTH_MAX = 2_000;
/** Longest scenario: a day. */
export const DURATION_S_MAX = 86_400;

/** An id as in the site file. */
export const idField = (description: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "use letters, digits, - and _ only")
    .max(ID_LENGTH_MAX)
    .meta({ description });

export const textField = (description: string) =>
  z.string().min(1).max(TEXT_LENGTH_MAX).meta({ description });

export const flagField = (description: string) => z.boolean().meta({ description });

/** A finite number within limits; `unit` is that of the key's last word. */
export const numberField = (options: {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly description: string;
}) =>
  z
    .number()
    .min(options.min)
    .max(options.max)
    .meta({ description: options.description, unit: options.unit });

export const secondsField = (description: string) =>
  numberField({ min: 0, max: DURATION_S_MAX, unit: "s", description });

export const probabilityField = (description: string) =>
  numberField({ min: 0, max: 1, unit: "0–1", description });

export const bearingField = (description: string) =>
  numberField({ min: -360, max: 360, unit: "deg", description });

export const heightField = (description: string) =>
  numberField({ min: 0, max: 40_000, unit: "m", description });

/** A place on the ground: by latitude and longitude, or from something that the site file names. */
export const placeField = (description: string) =>
  z
    .union([
      z.strictObject({
        latitude_deg: numberField({ min: -90, max: 90, unit: "deg", description: "WGS-84." }),
        longitude_deg: numberField({ min: -180, max: 180, unit: "deg", description: "WGS-84." }),
      }),
      z.strictObject({
        of: idField(
          "Id of the site (its origin), an area (the middle of its corners), a sensor or a defence.",
        ),
        bearing_deg: bearingField("Clockwise from north, seen from there.").default(0),
        distance_m: numberField({
          min: 0,
          max: 1_000_000,
          unit: "m",
          description: "Level distance from there.",
        }).default(0),
      }),
    ])
    .meta({ description });

export type Place = z.output<ReturnType<typeof placeField>>;
