import { z } from "zod";

/** Most letters in an id. Ids stand in file names, URLs and record keys. */
export const ID_LENGTH_MAX = 64;
/** Most characters in a name or other plain text of the site file. */
export const TEXT_LENGTH_MAX = 200;

const about = (description: string, unit?: string): { description: string; unit?: string } =>
  unit === undefined ? { description } : { description, unit };

/** An id without separators that a path, a URL or a warning key gives meaning to. */
export const idField = (description: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "use letters, digits, - and _ only")
    .max(ID_LENGTH_MAX)
    .meta(about(description));

export const textField = (description: string) =>
  z.string().min(1).max(TEXT_LENGTH_MAX).meta(about(description));

/** A finite number within limits; the unit is that of the key's last word. */
export const numberField = (options: {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly description: string;
}) => z.number().min(options.min).max(options.max).meta(about(options.description, options.unit));

export const countField = (options: {
  readonly min: number;
  readonly max: number;
  readonly description: string;
}) => z.int().min(options.min).max(options.max).meta(about(options.description));

export const probabilityField = (description: string) =>
  numberField({ min: 0, max: 1, unit: "0–1", description });

export const latitudeField = (description: string) =>
  numberField({ min: -90, max: 90, unit: "deg", description });

export const longitudeField = (description: string) =>
  numberField({ min: -180, max: 180, unit: "deg", description });

/** The Dead Sea's shore lies 430 m below sea level, Everest's top 8,850 m above. */
export const heightField = (description: string) =>
  numberField({ min: -500, max: 9_000, unit: "m", description });

/** The geoid lies between 106 m below the WGS-84 ellipsoid and 85 m above it. */
export const geoidHeightField = () =>
  numberField({
    min: -110,
    max: 90,
    unit: "m",
    description:
      "Height of the geoid above the ellipsoid there; added to heights that are reported above mean sea level.",
  }).default(0);

export const flagField = (description: string) => z.boolean().meta(about(description));

/** A moment with its offset from UTC, so that nobody has to guess a time zone. */
export const timeField = (description: string) =>
  z.iso.datetime({ offset: true }).meta(about(description, "ISO 8601"));
