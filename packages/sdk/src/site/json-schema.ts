import { z } from "zod";
import { siteConfigSchema } from "./site-config.ts";

/** The part of JSON Schema that the site file needs. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  /** Ours, beside the standard: what a number counts. */
  readonly unit?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** JSON Schema (2020-12) of the site file as it is written, made from the one schema in code. */
export const siteConfigJsonSchema = (): JsonSchema =>
  z.toJSONSchema(siteConfigSchema, { io: "input", reused: "inline" }) as JsonSchema;

/** The same for editors, which show a description and nothing beside it: each says its unit and default. */
export const siteConfigEditorSchema = (): JsonSchema => withNotes(siteConfigJsonSchema());

function withNotes(schema: JsonSchema): JsonSchema {
  const { unit, default: value, description } = schema;
  const unitNote = unit === undefined ? "" : ` Unit: ${unit}.`;
  const defaultNote = value === undefined ? "" : ` Default: ${JSON.stringify(value)}.`;
  return {
    ...schema,
    ...(description === undefined
      ? {}
      : { description: `${description}${unitNote}${defaultNote}` }),
    ...(schema.properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(schema.properties).map(([key, inner]) => [key, withNotes(inner)]),
          ),
        }),
    ...(schema.items === undefined ? {} : { items: withNotes(schema.items) }),
    ...(schema.oneOf === undefined ? {} : { oneOf: schema.oneOf.map(withNotes) }),
  };
}
