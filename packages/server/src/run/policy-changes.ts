import { existsSync, readFileSync } from "node:fs";
import type { PolicyChanges } from "@tocsin/sdk";
import { TocsinError } from "@tocsin/sdk/errors";
import { parse, parseDocument } from "yaml";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Changes of a policy as they stand on the command line: `key=value`, `areas.hospital.key=value`, or a YAML file that holds the keys of a
 * policy, or the `policy` and `areas` of a site file. What comes later goes before what came earlier.
 */
export function policyChanges(given: readonly string[], command = "policy try "): PolicyChanges {
  const policy: Record<string, unknown> = {};
  const areas = new Map<string, Record<string, unknown>>();
  const area = (id: string): Record<string, unknown> => {
    const known = areas.get(id) ?? {};
    areas.set(id, known);
    return known;
  };
  for (const one of given) {
    const pair = /^([a-z0-9_.-]+)=(.+)$/i.exec(one);
    if (pair !== null) {
      const [, path, text] = pair;
      const keys = path.split(".");
      const [first, id, ...rest] = keys;
      if (first === "areas" && rest.length > 0) put(area(id), rest, parse(text));
      else put(policy, first === "policy" ? keys.slice(1) : keys, parse(text));
      continue;
    }
    const file = readChanges(one, command);
    const isSite = "policy" in file || "areas" in file;
    Object.assign(policy, isSite ? (isRecord(file["policy"]) ? file["policy"] : {}) : file);
    for (const { id, policy: own } of areasOf(file)) Object.assign(area(id), own);
  }
  return { policy, areas };
}

function put(
  into: Record<string, unknown>,
  [key, ...rest]: readonly string[],
  value: unknown,
): void {
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = into[key];
  const below: Record<string, unknown> = isRecord(inner) ? { ...inner } : {};
  into[key] = below;
  put(below, rest, value);
}

function readChanges(path: string, command: string): Readonly<Record<string, unknown>> {
  if (!existsSync(path))
    throw usage(`there is no file ${path}, and it is not of the form key=value`, command);
  const document = parseDocument(readFileSync(path, "utf8"));
  const [error] = document.errors;
  if (error !== undefined) throw usage(`${path} is not YAML: ${error.message}`, command);
  const content: unknown = document.toJS();
  if (isRecord(content)) return content;
  throw usage(`${path} does not hold the keys of a policy`, command);
}

function areasOf(
  file: Readonly<Record<string, unknown>>,
): readonly { readonly id: string; readonly policy: Readonly<Record<string, unknown>> }[] {
  const areas: unknown = file["areas"];
  if (!Array.isArray(areas)) return [];
  return areas.flatMap((area: unknown) => {
    if (!isRecord(area) || typeof area["id"] !== "string" || !isRecord(area["policy"])) return [];
    return [{ id: area["id"], policy: area["policy"] }];
  });
}

const usage = (detail: string, command: string): TocsinError =>
  new TocsinError("USAGE", { detail, command });
