import type { z } from "zod";
import { explainRecord, type RecordProblem } from "./explain-record.ts";
import { type GenericRecord, recordSchema } from "./record-schema.ts";

export type Parsed<T> =
  | { readonly ok: true; readonly record: T }
  | { readonly ok: false; readonly problem: RecordProblem };
export type ParsedRecord = Parsed<GenericRecord>;

/** Turns a JSON value that another system sent into values of Tocsin's form; see {@link createMapping}. */
export type Mapping = (message: unknown) => readonly unknown[] | RecordProblem;

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The records of one frame: one for a line of Tocsin's own form, any number where `mapping` finds a list in it.
 * Never throws; what cannot be used comes back with the reason.
 */
export const parseRecords = (frame: Uint8Array, mapping: Mapping | null): readonly ParsedRecord[] =>
  parseAs(frame, mapping, recordSchema);

/** A schema of records that are told apart by their `type`. */
export type RecordSchema<T> = z.ZodType<T> & {
  readonly options: readonly z.ZodObject<{ type: z.ZodLiteral<string> }>[];
};

/** The same for records of another schema. */
export function parseAs<T>(
  frame: Uint8Array,
  mapping: Mapping | null,
  schema: RecordSchema<T>,
): readonly Parsed<T>[] {
  const value = parseJson(frame);
  if (isProblem(value)) return [{ ok: false, problem: value }];
  if (mapping === null) return [checkRecord(value.json, schema)];
  const mapped = mapping(value.json);
  return isProblem(mapped)
    ? [{ ok: false, problem: mapped }]
    : mapped.map((each) => checkRecord(each, schema));
}

function checkRecord<T>(value: unknown, schema: RecordSchema<T>): Parsed<T> {
  const checked = schema.safeParse(value);
  if (checked.success) return { ok: true, record: checked.data };
  return { ok: false, problem: explainRecord(value, checked.error.issues, schema) };
}

function parseJson(frame: Uint8Array): { readonly json: unknown } | RecordProblem {
  let text: string;
  try {
    text = decoder.decode(frame);
  } catch {
    return { reason: "not-utf-8", words: "this is not text in UTF-8" };
  }
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { reason: "not-json", words: `this is not JSON: ${detail}` };
  }
}

const isProblem = (value: object): value is RecordProblem => "reason" in value && "words" in value;
