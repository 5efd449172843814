import { z } from "zod";

export const idSchema = z.string().min(1).max(200);

/** A place in an account's text; an empty one is no place. */
export const spanSchema = z
  .strictObject({ start: z.int().min(0), end: z.int().min(0) })
  .refine(({ start, end }) => start < end, "must not be empty");

/** Why, where a reason may be left out. */
export const remarkSchema = z.string().max(2000);
/** Why, where nothing is done without a reason. */
export const reasonSchema = z.string().trim().min(1).max(2000);

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Who did it, and when. */
export const done = { by: z.string().min(1).max(100), at: z.iso.datetime() };

/** A number as it is said: at least, at most; `most` null for no upper bound. */
export const intervalSchema = z
  .strictObject({ least: z.int().min(0), most: z.int().min(0).nullable() })
  .refine(({ least, most }) => most === null || least <= most, "least is greater than most");
