import type { z } from "zod";
import { type ConfigPath, type ConfigProblem, pathText } from "./config-problem.ts";
import { keysAt } from "./schema-walk.ts";
import { suggest } from "./suggest.ts";

const REFERENCE = "docs/reference/configuration.md has every key.";

/**
 * Says in plain words what a schema issue means; unknown keys become one problem each. `reference` says where every key of such a file is
 * told of.
 */
export function explainIssue(
  issue: z.core.$ZodIssue,
  schema: z.core.$ZodType,
  input: unknown,
  reference = REFERENCE,
): readonly ConfigProblem[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path, input) ?? [];
    return issue.keys.map((key) => explainUnknownKey(key, path, known));
  }
  return [{ path, at: "value", ...explainValue(issue, path, valueAt(input, path), reference) }];
}

function explainUnknownKey(key: string, path: ConfigPath, known: readonly string[]): ConfigProblem {
  const near = suggest(key, known);
  const place = path.length === 0 ? "at the top level" : `in ${pathText(path)}`;
  const question = near === undefined ? "" : `; did you mean \`${near}\`?`;
  return {
    path: [...path, key],
    at: "key",
    message: `unknown key \`${key}\` ${place}${question}`,
    remedy:
      near === undefined
        ? `Its keys are: ${known.join(", ")}.`
        : `Write \`${near}\`, or remove it.`,
  };
}

type Words = Pick<ConfigProblem, "message" | "remedy">;

function explainValue(
  issue: z.core.$ZodIssue,
  path: ConfigPath,
  value: unknown,
  reference: string,
): Words {
  const name = pathText(path);
  if (value === undefined && issue.code !== "custom") {
    return { message: `${name} is missing`, remedy: `Add it. ${reference}` };
  }
  const shown = showValue(value);
  switch (issue.code) {
    case "invalid_type":
      return {
        message: `${name} must be ${typeWord(issue.expected)}, and is ${shown}`,
        remedy:
          typeof value === "string" && issue.expected === "number"
            ? "Write the number alone, without unit or quotes."
            : reference,
      };
    case "too_small":
    case "too_big":
      return explainSize(issue, name, shown, reference);
    case "invalid_value":
      return explainChoice(issue.values.map(String), name, value);
    case "invalid_union":
      return explainUnion(issue, name, value, reference);
    case "invalid_format":
      return {
        message: `${name} is ${shown}: ${formatWords(issue)}`,
        remedy: reference,
      };
    case "custom":
    case "invalid_element":
    case "invalid_key":
    case "not_multiple_of":
    case "unrecognized_keys":
    default:
      return { message: `${name}: ${issue.message}`, remedy: reference };
  }
}

function explainSize(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  name: string,
  shown: string,
  reference: string,
): Words {
  const limit = issue.code === "too_small" ? issue.minimum : issue.maximum;
  const side = issue.code === "too_small" ? "at least" : "at most";
  const bound =
    issue.inclusive === false ? (issue.code === "too_small" ? "more than" : "less than") : side;
  const message =
    issue.origin === "array"
      ? `${name} must have ${side} ${limit} ${Number(limit) === 1 ? "entry" : "entries"}`
      : issue.origin === "string"
        ? `${name} must have ${side} ${limit} ${Number(limit) === 1 ? "character" : "characters"}`
        : `${name} must be ${bound} ${limit}, and is ${shown}`;
  return { message, remedy: reference };
}

function explainChoice(choices: readonly string[], name: string, value: unknown): Words {
  const near = typeof value === "string" ? suggest(value, choices) : undefined;
  const question = near === undefined ? "" : `; did you mean \`${near}\`?`;
  return {
    message: `${name} is ${showValue(value)}${question}`,
    remedy: `Choose one of: ${choices.join(", ")}.`,
  };
}

function explainUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  name: string,
  value: unknown,
  reference: string,
): Words {
  if (issue.discriminator !== undefined) {
    const choices = "options" in issue ? (issue.options ?? []).map(String) : [];
    if (value === undefined) {
      return { message: `${name} is missing`, remedy: `Choose one of: ${choices.join(", ")}.` };
    }
    return explainChoice(choices, name, value);
  }
  // What fits none of several forms has no words of its own.
  const why =
    issue.message === "Invalid input" ? ", which does not fit there" : `: ${issue.message}`;
  return { message: `${name} is ${showValue(value)}${why}`, remedy: reference };
}

function formatWords(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === "datetime") {
    return "write a time with its offset from UTC, such as 2026-05-01T08:00:00Z";
  }
  return issue.format === "regex" ? issue.message : `this is no ${issue.format}`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  number: "a number",
  int: "a whole number",
  string: "text",
  boolean: "true or false",
  array: "a list",
  tuple: "a pair [latitude, longitude]",
  object: "a group of keys",
};
const typeWord = (expected: string): string => TYPE_WORDS[expected] ?? expected;

/** Longest piece of somebody's value that a message repeats. */
const SHOWN_LENGTH_MAX = 60;

function showValue(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "a group of keys";
  // JSON has no word for what is no number.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX)}…` : text;
}

function valueAt(input: unknown, path: ConfigPath): unknown {
  let here = input;
  for (const part of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}
