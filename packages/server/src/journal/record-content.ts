import type { JournalRecord } from "./read-journal.ts";

/** A payload as data: parsed when it is JSON, otherwise its bytes in base64; null when it was erased. */
export function recordContent(record: JournalRecord): unknown {
  if (record.erased) return null;
  const bytes = Buffer.from(record.payload);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return { base64: bytes.toString("base64") };
  }
}

const TIME_KEYS = ["receivedUs", "timeUs", "decidedUs", "startedUs"] as const;

/** The time a record carries, at its top or one level below, as an effect wraps its content; null when there is none. */
export function recordTimeUs(content: unknown): number | null {
  const own = timeOf(content);
  if (own !== null || typeof content !== "object" || content === null) return own;
  for (const value of Object.values(content)) {
    const inner = timeOf(value);
    if (inner !== null) return inner;
  }
  return null;
}

function timeOf(content: unknown): number | null {
  if (typeof content !== "object" || content === null) return null;
  const fields: Readonly<Record<string, unknown>> = { ...content };
  for (const key of TIME_KEYS) {
    const value = fields[key];
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  }
  return null;
}
