import type { Mode, TimeUs } from "@tocsin/core";
import type { PersonSignature, ProposalEnd, WantedCommand } from "@tocsin/sdk";
import { RECORD_TYPES, type RecordType } from "../journal/record-type.ts";

/** What the journal holds of a proposal: that it was made, and how it ended; and of what needs none, who signed it. People are in it by their ids, so that an account can be erased. */
export type ProposalRecord =
  | {
      readonly change: "proposed";
      readonly timeUs: TimeUs;
      readonly id: string;
      readonly command: WantedCommand;
      readonly reason: string;
      readonly by: string;
      readonly untilUs: TimeUs;
      readonly countdown: boolean;
      /** Of whoever proposed it; left out where it was not signed. */
      readonly signed?: PersonSignature;
    }
  /** What one person did at once, where they signed it: the order itself is the engine's event. */
  | {
      readonly change: "done";
      readonly timeUs: TimeUs;
      readonly id: string;
      readonly command: WantedCommand;
      readonly reason: string;
      readonly by: string;
      readonly signed: PersonSignature;
    }
  | {
      readonly change: ProposalEnd;
      readonly timeUs: TimeUs;
      readonly id: string;
      /** null: nobody; time ended it, or what it was made on changed. */
      readonly by: string | null;
      /** Why, where there is more to say. */
      readonly detail: string | null;
      /** Of whoever agreed; left out where that was not signed. */
      readonly signed?: PersonSignature;
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

/** As it may lie in a journal: people were once in it with their names, too. */
type WrittenProposal = Omit<ProposalRecord, "by"> & {
  readonly by: string | { readonly id: string; readonly name: string } | null;
};

/** The record that a journal holds; null where it is of another kind, or erased. */
export function decodeProposal(type: number, payload: Uint8Array): ProposalRecord | null {
  const written = readWritten(type, payload);
  if (written === null) return null;
  const { by } = written;
  return { ...written, by: typeof by === "object" ? (by?.id ?? null) : by } as ProposalRecord;
}

/** The id of the person whose name the record holds; null where it holds none. */
export function namedInProposal(type: number, payload: Uint8Array): string | null {
  const by = readWritten(type, payload)?.by ?? null;
  return typeof by === "object" ? (by?.id ?? null) : null;
}

function readWritten(type: number, payload: Uint8Array): WrittenProposal | null {
  if (type !== RECORD_TYPES.proposal || payload.length === 0 || payload.length > BYTES_MAX)
    return null;
  return JSON.parse(Buffer.from(payload).toString("utf8")) as WrittenProposal;
}
