import { z } from "zod";
import { scenarioSchema, variantsSchema } from "../scenario/scenario-schema.ts";

/** The part of JSON Schema that the scenario's schema turns into. */
interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const HEAD = `# Scenario files

A scenario is one YAML file: a site, what flies, how the sensors really behave, and what else happens. This page is made
from the schema in \`packages/sim/src/scenario\` by \`node packages/sim/src/testing/write-reference.ts\`; a test compares
the two. The scenarios that come with Tocsin are listed in [packages/sim/scenarios](../../packages/sim/scenarios/README.md);
what is simulated, and how, is in [Simulation](../concepts/simulation.md).

- The unit is the last word of a key: \`_deg\` degrees, \`_m\` metres, \`_s\` seconds, \`_mps\` metres a second.
- Heights are above the ground of the site, but for those inside \`site_file\`.
- Unknown keys are refused, each problem with its place.
- A *place* is \`{ latitude_deg, longitude_deg }\`, or \`{ of, bearing_deg, distance_m }\`: so far from something that the
  site names (the site itself, an area, a sensor, a defence).
`;

/** The page docs/reference/scenario.md, made from the schema. */
export function scenarioReference(): string {
  const sections: string[] = [];
  const json = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { io: "input" }) as Schema;
  collect(json(scenarioSchema), "", sections);
  const variants = json(variantsSchema);
  sections.push(section("`variants[]`", variants.description, variants.items ?? {}));
  return `${HEAD}\n${sections.join("\n")}`;
}

function section(title: string, about: string | undefined, schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([key, value]) =>
    row(key, value, schema.required?.includes(key) ?? false),
  );
  const intro = about === undefined ? "" : `${about}\n\n`;
  return `## ${title}\n\n${intro}| key | value | default | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

/** Kinds of object share some groups of keys: each is told once, by its path without the kind. */
function collect(schema: Schema, path: string, sections: string[], title = `\`${path}\``): void {
  const heading = path === "" ? "The file" : title;
  if (sections.some((text) => text.startsWith(`## ${heading}\n`))) return;
  sections.push(section(heading, schema.description, schema));
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    const inner = path === "" ? key : `${path}.${key}`;
    if (isPlace(value)) continue;
    if (value.properties !== undefined) collect(value, inner, sections);
    if (value.items?.properties !== undefined) {
      collect({ ...value.items, description: value.description ?? "" }, `${inner}[]`, sections);
    }
    for (const member of value.items?.oneOf ?? []) {
      const kind = plain(member.properties?.["kind"]?.const);
      collect(member, `${inner}[]`, sections, `\`${inner}[]\` of kind ${kind}`);
    }
    for (const member of value.anyOf ?? []) {
      if (member.properties === undefined) continue;
      const keys = Object.keys(member.properties).join(", ");
      collect(member, inner, sections, `\`${inner}\` as { ${keys} }`);
    }
  }
}

const isPlace = (schema: Schema): boolean =>
  [schema, ...(schema.anyOf ?? [])].some((one) =>
    one.anyOf?.some((member) => member.properties?.["latitude_deg"] !== undefined),
  );

function row(key: string, schema: Schema, required: boolean): string {
  const fallback =
    schema.default === undefined ? (required ? "*required*" : "") : defaultOf(schema);
  return `| \`${key}\` | ${valueOf(schema)} | ${fallback} | ${aboutOf(schema)} |`.replaceAll(
    "|  |",
    "| |",
  );
}

const aboutOf = (schema: Schema): string =>
  schema.description ??
  schema.anyOf?.find((one) => one.description !== undefined)?.description ??
  "";

function defaultOf(schema: Schema): string {
  const value = schema.default;
  if (value === null) return "none";
  if (Array.isArray(value) && value.length === 0) return "none";
  if (typeof value === "object" && Object.keys(value).length === 0) return "as below";
  return `\`${plain(value)}\``;
}

const plain = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

function valueOf(schema: Schema): string {
  if (isPlace(schema)) return "a place";
  if (schema.const !== undefined) return `\`${plain(schema.const)}\``;
  if (schema.enum !== undefined) {
    return schema.enum.length > 8
      ? "a reason code"
      : schema.enum.map((value) => `\`${plain(value)}\``).join(", ");
  }
  if (schema.anyOf !== undefined) return schema.anyOf.map(valueOf).join(" or ");
  switch (schema.type) {
    case "number":
    case "integer":
      return rangeOf(schema);
    case "array": {
      if (schema.prefixItems !== undefined) return schema.prefixItems.map(valueOf).join(", ");
      const most = schema.maxItems === undefined ? "" : `, at most ${schema.maxItems}`;
      return schema.items?.enum === undefined ? `list${most}` : `list of ${valueOf(schema.items)}`;
    }
    case "boolean":
      return "`true`, `false`";
    case "null":
      return "`null`";
    case "object":
      return "keys";
    case undefined:
    default:
      return "text";
  }
}

function rangeOf({ minimum, maximum, unit }: Schema): string {
  const named = unit === undefined || unit === "0–1" || unit === "1" ? "" : ` ${unit}`;
  const most = maximum === Number.MAX_SAFE_INTEGER ? "2^53 − 1" : maximum;
  return `${minimum ?? ""} to ${most ?? ""}${named}`;
}
