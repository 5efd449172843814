import type { Mode, TimeUs } from "@tocsin/core";
import type { Person, ProposalEnd, WantedCommand } from "@tocsin/sdk";
import { RECORD_TYPES, type RecordType } from "../journal/record-type.ts";

/** What the journal holds of a proposal: that it was made, and how it ended. */
export type ProposalRecord =
  | {
      readonly change: "proposed";
      readonly timeUs: TimeUs;
      readonly id: string;
      readonly command: WantedCommand;
      readonly reason: string;
      readonly by: Person;
      readonly untilUs: TimeUs;
      readonly countdown: boolean;
    }
  | {
      readonly change: ProposalEnd;
      readonly timeUs: TimeUs;
      readonly id: string;
      /** null: nobody; time ended it, or what it was made on changed. */
      readonly by: Person | null;
      /** Why, where there is more to say. */
      readonly detail: string | null;
    };

export const encodeProposal = (
  record: ProposalRecord,
  mode: Mode,
): { readonly type: RecordType; readonly payload: Uint8Array } => ({
  type: RECORD_TYPES.proposal,
  payload: Buffer.from(JSON.stringify({ mode, ...record }), "utf8"),
});

/** Longer than any record of ours: a longer one is none. */
const BYTES_MAX = 65_536;

/** The record that a journal holds; null where it is of another kind, or erased. */
export function decodeProposal(type: number, payload: Uint8Array): ProposalRecord | null {
  if (type !== RECORD_TYPES.proposal || payload.length === 0 || payload.length > BYTES_MAX)
    return null;
  return JSON.parse(Buffer.from(payload).toString("utf8")) as ProposalRecord;
}
