import type { Mode, TimeUs } from "@tocsin/core";
import { RECORD_TYPES, type RecordType } from "../journal/record-type.ts";
import type { AcceptedSite } from "./accepted-copy.ts";

/** What the journal holds of site files. */
export type SiteRecord =
  /** The post protects with it from now on; it was accepted. `written` is null where it is too large for a record. */
  | ({ readonly change: "in-force"; readonly timeUs: TimeUs } & AcceptedSite)
  /** It was not accepted. `inForce`: of the file that protects in its place; its own where nothing could be compared. */
  | {
      readonly change: "refused";
      readonly timeUs: TimeUs;
      readonly path: string;
      readonly sha256: string;
      readonly inForce: string;
      readonly why: readonly string[];
    }
  /** Two people agreed to it, and it waits for the end of warnings in these areas. `inForce`: of the file that protects until then. */
  | {
      readonly change: "held";
      readonly timeUs: TimeUs;
      readonly path: string;
      readonly sha256: string;
      readonly inForce: string;
      readonly warned: readonly string[];
    }
  /** Two people agreed to it: it is in force from the next start on. */
  | ({
      readonly change: "agreed";
      readonly timeUs: TimeUs;
      /** Id of the proposal, whose records hold what both signed. Versions before did not name it. */
      readonly proposal?: string;
      readonly reason: string;
      readonly second: "person" | "remote-supervisor";
    } & AcceptedSite)
  /** The signed copy in the data directory was not what this post had signed. */
  | { readonly change: "copy-damaged"; readonly timeUs: TimeUs; readonly why: string };

/** A site file that is longer than this as JSON stands in no record as a whole. */
const WRITTEN_BYTES_MAX = 8 * 1_024 * 1_024;

export function encodeSiteRecord(
  record: SiteRecord,
  mode: Mode,
): { readonly type: RecordType; readonly payload: Uint8Array } {
  const whole = Buffer.from(JSON.stringify({ mode, ...record }), "utf8");
  const payload =
    whole.length <= WRITTEN_BYTES_MAX
      ? whole
      : Buffer.from(JSON.stringify({ mode, ...record, written: null }), "utf8");
  return { type: RECORD_TYPES.site, payload };
}

/** The record that a journal holds; null where it is of another kind, or erased. */
export function decodeSiteRecord(type: number, payload: Uint8Array): SiteRecord | null {
  if (type !== RECORD_TYPES.site || payload.length === 0) return null;
  return JSON.parse(Buffer.from(payload).toString("utf8")) as SiteRecord;
}
