import { explainRecord, type RecordProblem } from "./explain-record.ts";
import { type GenericRecord, recordSchema } from "./record-schema.ts";

export type ParsedRecord =
  | { readonly ok: true; readonly record: GenericRecord }
  | { readonly ok: false; readonly problem: RecordProblem };

/** Turns a JSON value that another system sent into values of Tocsin's form; see {@link createMapping}. */
export type Mapping = (message: unknown) => readonly unknown[] | RecordProblem;

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * The records of one frame: one for a line of Tocsin's own form, any number where `mapping` finds a list in it.
 * Never throws; what cannot be used comes back with the reason.
 */
export function parseRecords(frame: Uint8Array, mapping: Mapping | null): readonly ParsedRecord[] {
  const value = parseJson(frame);
  if (isProblem(value)) return [{ ok: false, problem: value }];
  if (mapping === null) return [checkRecord(value.json)];
  const mapped = mapping(value.json);
  return isProblem(mapped) ? [{ ok: false, problem: mapped }] : mapped.map(checkRecord);
}

function checkRecord(value: unknown): ParsedRecord {
  const checked = recordSchema.safeParse(value);
  if (checked.success) return { ok: true, record: checked.data };
  return { ok: false, problem: explainRecord(value, checked.error.issues) };
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
