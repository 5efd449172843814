import { suggest } from "@tocsin/sdk";
import type { z } from "zod";
import type { RecordSchema } from "./parse-records.ts";

/** Why a record cannot be used, in words for whoever wrote the sender. */
export interface RecordProblem {
  /** For counting: few and fixed. */
  readonly reason: string;
  readonly words: string;
}

const SHOWN_MAX = 60;
const ISSUES_MAX = 3;

/** What is wrong with a value that the schema refused, the first few faults of it. */
export function explainRecord(
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
  schema: Pick<RecordSchema<unknown>, "options">,
): RecordProblem {
  const keys = keysOf(schema);
  const words = issues.slice(0, ISSUES_MAX).map((issue) => explainIssue(value, issue, keys));
  const more = issues.length - words.length;
  return {
    reason: reasonOf(issues[0]),
    words: `${words.join("; ")}${more > 0 ? `; and ${more} more` : ""}`,
  };
}

const reasonOf = ({ code }: z.core.$ZodIssue): string =>
  code === "unrecognized_keys" ? "unknown-key" : "bad-value";

function explainIssue(record: unknown, issue: z.core.$ZodIssue, keys: Keys): string {
  const path = issue.path.map(String).join(".");
  const value = valueAt(record, issue.path);
  if (issue.code === "unrecognized_keys") return unknownKeys(record, issue, keys);
  if (issue.code === "invalid_union") return unknownType(path, value, keys);
  const name = path === "" ? "the record" : path;
  if (value === undefined) return `${name} is missing`;
  switch (issue.code) {
    case "invalid_type":
      return `${name} must be ${wordOf(issue.expected)}, and is ${shown(value)}`;
    case "too_small":
      return `${name} must be at least ${issue.minimum}, and is ${shown(value)}`;
    case "too_big":
      return `${name} must be at most ${issue.maximum}, and is ${shown(value)}`;
    case "invalid_value":
      return `${name} must be one of ${issue.values.map(String).join(", ")}, and is ${shown(value)}`;
    case "invalid_format":
      return issue.format === "datetime"
        ? `${name} must be a time with its offset from UTC, such as 2026-05-01T08:00:00Z, and is ${shown(value)}`
        : `${name} is ${shown(value)}: ${issue.message}`;
    case "custom":
    case "invalid_element":
    case "invalid_key":
    case "not_multiple_of":
    default:
      return `${name}: ${issue.message}`;
  }
}

function unknownKeys(record: unknown, issue: z.core.$ZodIssueUnrecognizedKeys, keys: Keys): string {
  const known = knownKeys(valueAt(record, issue.path), keys);
  return issue.keys
    .slice(0, ISSUES_MAX)
    .map((key) => {
      const near = suggest(key, known);
      const hint = near === undefined ? "; put what is your own under `extra`" : `; write ${near}`;
      return `there is no key ${shown(key)}${hint}`;
    })
    .join("; ");
}

function unknownType(path: string, value: unknown, keys: Keys): string {
  const name = path === "" ? "type" : path;
  const given: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, "type") : value;
  const near = typeof given === "string" ? suggest(given, Object.keys(keys)) : undefined;
  const said = given === undefined ? `${name} is missing` : `${name} is ${shown(given)}`;
  return `${said}; ${near === undefined ? `it is one of ${Object.keys(keys).join(", ")}` : `write ${near}`}`;
}

/** Keys of each type of record. */
type Keys = Readonly<Record<string, readonly string[]>>;
const keysOf = ({ options }: Pick<RecordSchema<unknown>, "options">): Keys =>
  Object.fromEntries(options.map(({ shape }) => [[...shape.type.values][0], Object.keys(shape)]));

function knownKeys(value: unknown, keys: Keys): readonly string[] {
  const type: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, "type") : "";
  return typeof type === "string" && Object.hasOwn(keys, type) ? keys[type] : [];
}

function valueAt(record: unknown, path: readonly PropertyKey[]): unknown {
  let here = record;
  for (const part of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}

const WORDS: Readonly<Record<string, string>> = {
  number: "a number",
  string: "text",
  array: "a list",
  object: "an object { … }",
};
const wordOf = (type: string): string => WORDS[type] ?? type;

/** A value as JSON, cut where it is long. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}
