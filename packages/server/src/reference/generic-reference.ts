import type { JsonSchema } from "@tocsin/sdk";
import { outsideJsonSchema } from "../adapters/generic/outside-schema.ts";
import { recordJsonSchema } from "../adapters/generic/record-schema.ts";

/** The page docs/reference/generic.md, made from the schema that reads the records. */
export function genericReference(): string {
  const membersOf = ({ oneOf = [] }: JsonSchema): readonly JsonSchema[] => oneOf;
  return [
    HEAD,
    ...membersOf(recordJsonSchema()).map(section),
    OUTSIDE_HEAD,
    ...membersOf(outsideJsonSchema("defence")).map(section),
    ...membersOf(outsideJsonSchema("official-warning")).map(section),
    ...membersOf(outsideJsonSchema("weather")).map(section),
  ].join("\n");
}

function section(member: JsonSchema): string {
  const rows = Object.entries(member.properties ?? {}).map(([key, value]) =>
    row(key, value, member.required?.includes(key) ?? false),
  );
  const title = String(member.properties?.["type"]?.const);
  return `## ${title}\n\n${member.description ?? ""}\n\n| key | value | needed | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

const row = (key: string, schema: JsonSchema, isNeeded: boolean): string =>
  `| \`${key}\` | ${valueText(schema)} | ${isNeeded ? "yes" : ""} | ${schema.description ?? ""} |`.replaceAll(
    "|  |",
    "| |",
  );

function valueText(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined)
    return schema.enum.map((each) => `\`${JSON.stringify(each)}\``).join(", ");
  if (schema.type === "number")
    return `${schema.minimum ?? ""} to ${schema.maximum ?? ""} ${schema.unit ?? ""}`.trim();
  if (schema.type === "array")
    return schema.items?.oneOf === undefined ? "list" : "list of the three above";
  return schema.type === "string" ? "text" : "anything";
}

const HEAD = `# Records of the generic input

One JSON object a line, in UTF-8. Units are the last word of a key; unknown keys are refused, so that a misspelt one is not
lost in silence. This page is made from the schema in \`packages/server/src/adapters/generic/record-schema.ts\` by
\`node packages/server/src/config/write-reference.ts\`; a test compares the two. \`tocsin schema generic\` prints the schema
itself, and [Any sensor that can send JSON](../guides/generic.md) shows how to use it.

A record that cannot be used is refused as a whole and counted under one of these reasons. Who sent it is told in words where
the transport has a way back: TCP, WebSocket, HTTP.

| reason | what it is |
|---|---|
| \`not-utf-8\`, \`not-json\` | no text in UTF-8; no JSON |
| \`bad-value\` | a key is missing, or its value is of another kind or out of its range |
| \`unknown-key\` | a key that there is not; your own go under \`extra\` |
| \`unknown-sensor\` | a sensor that the input does not have |
| \`no-sigma\` | neither the record nor the site file says how far the value may be off |
| \`bad-time\` | more than a day before its receipt, or more than a minute after it |
| \`no-records\`, \`too-many-records\` | a mapping finds no list, or more than 20,000 entries |
| \`line-too-long\`, \`message-too-long\`, \`cut-off\` | over 1 MiB; over 16 MiB; the line broke within it |
| \`queue-full\` | more than can be taken in: the oldest of that sensor give way |
| \`peer-not-allowed\`, \`too-many-peers\`, \`wrong-token\`, \`not-a-post\`, \`from-a-browser\`, \`retained\`, \`bad-websocket-frame\` | refused by the transport |
`;

const OUTSIDE_HEAD = `# Records of others than sensors

In the same form, for the inputs \`defence\`, \`official-json\` and \`weather\`. \`tocsin schema defence\`, \`official-warning\` and
\`weather\` print their schemas; [Defences](../guides/defences.md), [Official warnings](../guides/official-warnings.md) and
[Weather](../guides/weather.md) show how to use them. Beside the reasons above there are \`unknown-defence\`, a defence that the input does not have,
\`not-a-profile\`, a message that is not of the weather's format, and \`too-many-reports\`, over 500 a second. What is refused is counted and shown here; its
sender is told nothing, whatever the transport.
`;
