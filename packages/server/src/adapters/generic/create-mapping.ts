import type { GenericInputConfig } from "@tocsin/sdk";
import type { RecordProblem } from "./explain-record.ts";
import { type JsonPath, parseJsonPath, readJsonPath } from "./json-path.ts";
import type { Mapping } from "./parse-records.ts";
import { UNIT_NAMES, unitFactor } from "./units.ts";

type MappingConfig = NonNullable<GenericInputConfig["mapping"]>;

/** Most records of one message; more are an attack or a defect. */
const RECORDS_MAX = 20_000;

interface Field {
  readonly key: string;
  readonly path: JsonPath;
  readonly factor: number;
}

/** A mapping as the site file describes it, or what is wrong with the description. */
export function createMapping(config: MappingConfig): Mapping | { readonly fault: string } {
  const records = config.records === undefined ? null : parseJsonPath(config.records);
  if (config.records !== undefined && records === null) return badPath(config.records);
  const needed: JsonPath[] = [];
  for (const text of config.skip_without) {
    const path = parseJsonPath(text);
    if (path === null) return badPath(text);
    needed.push(path);
  }
  const fields: Field[] = [];
  for (const [key, entry] of Object.entries(config.fields)) {
    const { path: text, unit } = typeof entry === "string" ? { path: entry, unit: null } : entry;
    const path = parseJsonPath(text);
    if (path === null) return badPath(text);
    const factor = unit === null ? 1 : unitFactor(unit, key);
    if (factor === null)
      return { fault: `${key} cannot be made from ${unit}; units are ${UNIT_NAMES.join(", ")}` };
    fields.push({ key, path, factor });
  }
  const has = (message: unknown, record: unknown): boolean =>
    needed.every((path) => isThere(readJsonPath(path, message, record)));
  return (message) => {
    const list = records === null ? [message] : readJsonPath(records, message, message);
    if (!Array.isArray(list)) return notAList(config.records);
    if (list.length > RECORDS_MAX)
      return { reason: "too-many-records", words: `more than ${RECORDS_MAX} records` };
    return list
      .filter((record) => has(message, record))
      .map((record) => mapped(message, record, fields, config.constants));
  };
}

const badPath = (text: string): { readonly fault: string } => ({
  fault: `"${text}" is no path; write such as a.b[0].c`,
});

const notAList = (path: string | undefined): RecordProblem => ({
  reason: "no-records",
  words: `there is no list at ${path}`,
});

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

function mapped(
  message: unknown,
  record: unknown,
  fields: readonly Field[],
  constants: Readonly<Record<string, string | number>>,
): Record<string, unknown> {
  const out: Record<string, unknown> = { ...constants };
  for (const { key, path, factor } of fields) {
    const value = readJsonPath(path, message, record);
    if (!isThere(value)) continue;
    const number = factor === 1 || typeof value === "number" ? value : numberOf(value);
    out[key] = typeof number === "number" ? number * factor : number;
  }
  return out;
}

/** Feeds write numbers as text now and then; what is no number stays as it is, and is refused as such. */
const numberOf = (value: unknown): unknown =>
  typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : value;
