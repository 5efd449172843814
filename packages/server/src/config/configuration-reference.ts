import { type JsonSchema, siteConfigJsonSchema } from "@tocsin/sdk";

/** The page docs/reference/configuration.md, made from the schema. */
export function configurationReference(): string {
  const sections: string[] = [];
  collect(siteConfigJsonSchema(), "", sections);
  return `${HEAD}\n${sections.join("\n")}`;
}

const HEAD = `# Configuration

One YAML file describes a site. This page is made from the schema in \`packages/sdk/src/site\` by
\`node packages/server/src/config/write-reference.ts\`; a test compares the two. A commented example is
[site.yaml](../../packages/server/examples/site.yaml).

- The unit is the last word of a key: \`_deg\` degrees, \`_m\` metres, \`_s\` seconds. Heights are above the WGS-84 ellipsoid.
- Paths count from the folder of the file.
- Unknown keys are refused. \`tocsin config check\` names each problem with its line; \`tocsin config show\` prints the
  configuration with every default; \`tocsin config schema\` prints a JSON Schema for editors.
`;

function collect(schema: JsonSchema, path: string, sections: string[]): void {
  const title = path === "" ? "The file" : `\`${path}\``;
  const about = schema.description === undefined ? "" : `${schema.description}\n\n`;
  const properties = Object.entries(schema.properties ?? {});
  const rows = properties.map(([key, value]) =>
    row(key, value, schema.required?.includes(key) ?? false),
  );
  sections.push(
    `## ${title}\n\n${about}| key | value | default | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`,
  );
  for (const [key, value] of properties) {
    const inner = path === "" ? key : `${path}.${key}`;
    if (value.properties !== undefined) collect(value, inner, sections);
    else if (value.oneOf !== undefined)
      collectMembers(value, key === SHARED_UNION ? key : inner, sections);
    else if (value.items !== undefined) collectItems(value, `${inner}[]`, sections);
  }
}

function collectItems(list: JsonSchema, path: string, sections: string[]): void {
  const { items } = list;
  if (items?.properties !== undefined) {
    collect({ ...items, ...described(items.description ?? list.description) }, path, sections);
  }
  if (items !== undefined) collectMembers(items, path, sections);
}

/** What is the same wherever it stands, and is described once. */
const SHARED_UNION = "transport";

/** A union's members, each under its type. */
function collectMembers(union: JsonSchema, path: string, sections: string[]): void {
  for (const member of union.oneOf ?? []) {
    const title = `${path} of type ${plain(member.properties?.["type"]?.const)}`;
    if (!sections.some((section) => section.startsWith(`## \`${title}\`\n`)))
      collect(member, title, sections);
  }
}

const described = (description: string | undefined): { description?: string } =>
  description === undefined ? {} : { description };

function row(key: string, schema: JsonSchema, required: boolean): string {
  const fallback =
    schema.default === undefined ? (required ? "*required*" : "") : defaultText(schema.default);
  const meaning = descriptionOf(schema) ?? "";
  return `| \`${key}\` | ${valueText(schema)} | ${fallback} | ${meaning} |`.replaceAll(
    "|  |",
    "| |",
  );
}

const descriptionOf = (schema: JsonSchema): string | undefined =>
  schema.description ?? schema.anyOf?.find((each) => each.description !== undefined)?.description;

const defaultText = (value: unknown): string =>
  value !== null && typeof value === "object" && Object.keys(value).length === 0
    ? Array.isArray(value)
      ? "none"
      : "as below"
    : value === null
      ? "none"
      : `\`${plain(value)}\``;

function valueText(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${plain(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((each) => `\`${plain(each)}\``).join(", ");
  if (schema.anyOf !== undefined) {
    const member = schema.anyOf.find((each) => each.type !== "null");
    return member === undefined ? "" : valueText(member);
  }
  switch (schema.type) {
    case "number":
    case "integer":
      return numberText(schema);
    case "array":
      return arrayText(schema);
    case "boolean":
      return "`true`, `false`";
    case "object":
      return "keys";
    case undefined:
      return schema.oneOf === undefined ? "text" : "keys";
    case "string":
    default:
      return "text";
  }
}

function numberText(schema: JsonSchema): string {
  const range = `${schema.minimum ?? ""} to ${schema.maximum ?? ""}`;
  const unit = schema.unit === undefined || schema.unit === "0–1" ? "" : ` ${schema.unit}`;
  return `${range}${unit}`;
}

function arrayText(schema: JsonSchema): string {
  if (schema.prefixItems !== undefined) return "[latitude, longitude]";
  const limit = schema.maxItems === undefined ? "" : `, at most ${schema.maxItems}`;
  const item = schema.items;
  if (item?.enum !== undefined) return `list of ${valueText(item)}`;
  return `list${limit}`;
}

const plain = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");
