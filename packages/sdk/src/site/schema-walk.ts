import { z } from "zod";
import type { ConfigPath } from "./config-problem.ts";

/** What is left of a schema without its default, optional and nullable wrappers. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable
  ) {
    inner = inner.unwrap();
  }
  return inner;
}

/** The member of a union of objects that `value` means by its `type`. */
export function memberOf(union: z.ZodDiscriminatedUnion, value: unknown): z.ZodObject | undefined {
  const discriminator = union.def.discriminator;
  const wanted = isRecord(value) ? value[discriminator] : undefined;
  return objectMembers(union).find(
    (member) => literalOf(shapeOf(member)[discriminator]) === wanted,
  );
}

/** Keys and their schemas; zod leaves the type of an unknown object's keys open. */
export const shapeOf = (schema: z.ZodObject): Readonly<Record<string, z.core.$ZodType>> =>
  schema.shape;

export const objectMembers = (union: z.ZodDiscriminatedUnion): readonly z.ZodObject[] =>
  union.options.filter((option) => option instanceof z.ZodObject);

/** The single value that a literal schema takes. */
export const literalOf = (schema: z.core.$ZodType | undefined): unknown =>
  schema instanceof z.ZodLiteral ? [...schema.values][0] : undefined;

/** Which keys an object at `path` of `value` may have; undefined where no object is expected. */
export function keysAt(
  schema: z.core.$ZodType,
  path: ConfigPath,
  value: unknown,
): readonly string[] | undefined {
  let at: z.core.$ZodType = unwrap(schema);
  let here = value;
  for (const part of path) {
    if (at instanceof z.ZodDiscriminatedUnion) at = memberOf(at, here) ?? at;
    if (at instanceof z.ZodObject) at = shapeOf(at)[part] ?? at;
    else if (at instanceof z.ZodArray) at = at.element;
    else return undefined;
    at = unwrap(at);
    here = isRecord(here) || Array.isArray(here) ? Reflect.get(here, part) : undefined;
  }
  if (at instanceof z.ZodDiscriminatedUnion) at = memberOf(at, here) ?? at;
  return at instanceof z.ZodObject ? Object.keys(at.shape) : undefined;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
