import { readFileSync } from "node:fs";
import type { TimeUs } from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk/errors";
import { z } from "zod";
import { readYamlAs } from "../config/read-yaml.ts";
import { RECORD_TYPES, type RecordTypeName } from "../journal/record-type.ts";
import { type RedactionName, REDACTIONS } from "./redaction-rules.ts";

/** Of each kind of line in a rule file at most. */
const LINES_MAX = 200;
const FILE_BYTES_MAX = 100_000;

const oneName = z.string().trim().min(2).max(200);
const names = z.array(oneName).min(1).max(LINES_MAX);
const time = z.union([z.iso.datetime({ offset: true }), z.date()]).transform((value) => {
  const ms = value instanceof Date ? value.getTime() : Date.parse(value);
  return ms * 1_000;
});
const schema = z.strictObject({
  for: z.string().trim().min(1).max(300),
  leave_out: z
    .array(z.enum(REDACTIONS))
    .max(REDACTIONS.length)
    .default([...REDACTIONS]),
  sensors: z
    .union([z.strictObject({ only: names }), z.strictObject({ all_but: names })])
    .optional(),
  fields: names.default([]),
  persons: names.default([]),
  times: z.strictObject({ from: time, to: time }).optional(),
});

/** A place in the records of one type: keys from the record's top, `*` for each of a list or of a table. */
export interface FieldPath {
  readonly type: RecordTypeName;
  readonly keys: readonly string[];
}

/** What one party gets, by a file: what is left out beside the rules that have names. */
export interface BundleRule {
  /** The file itself: it names what is left out, so it stays with whoever made the bundle. */
  readonly text: string;
  readonly for: string;
  readonly named: readonly RedactionName[];
  readonly sensors:
    | { readonly only: readonly string[] }
    | { readonly allBut: readonly string[] }
    | null;
  readonly fields: readonly FieldPath[];
  readonly persons: readonly string[];
  readonly times: { readonly fromUs: TimeUs; readonly toUs: TimeUs } | null;
}

export function readBundleRule(path: string): BundleRule {
  const text = textOf(path);
  if (Buffer.byteLength(text) > FILE_BYTES_MAX)
    throw ruleInvalid(path, [`it is larger than ${FILE_BYTES_MAX} bytes`]);
  return parseBundleRule(path, text);
}

/** `path` is what people call the text. */
export function parseBundleRule(path: string, text: string): BundleRule {
  const { sensors, fields, persons, times, leave_out, ...rule } = readYamlAs(schema, text, {
    path,
    reference: "docs/guides/report.md shows one.",
    refuse: (problems) => ruleInvalid(path, problems),
  });
  if (times !== undefined && times.from > times.to)
    throw ruleInvalid(path, ["times: it ends before it begins"]);
  return {
    text,
    for: rule.for,
    named: REDACTIONS.filter((each) => leave_out.includes(each)),
    sensors:
      sensors === undefined
        ? null
        : "only" in sensors
          ? { only: sensors.only }
          : { allBut: sensors.all_but },
    fields: fields.map((field) => fieldOf(path, field)),
    persons,
    times: times === undefined ? null : { fromUs: times.from, toUs: times.to },
  };
}

/** `command.reason`, `look.look.detections.*.identity`: the record's type, then keys from its top. */
function fieldOf(path: string, field: string): FieldPath {
  const [first = "", ...keys] = field.split(".");
  const type = Object.keys(RECORD_TYPES).find((each) => each === first);
  if (type === undefined)
    throw ruleInvalid(path, [`fields: there is no record of type "${first}"`]);
  if (keys.length === 0 || keys.includes(""))
    throw ruleInvalid(path, [`fields: "${field}" names no place in a record of type ${first}`]);
  return { type: type as RecordTypeName, keys };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw ruleInvalid(path, [error instanceof Error ? error.message : String(error)]);
  }
}

export const ruleInvalid = (path: string, problems: readonly string[]): TocsinError =>
  new TocsinError("BUNDLE_RULE_INVALID", {
    path,
    problems: problems.map((problem) => `  ${problem}`).join("\n"),
  });
