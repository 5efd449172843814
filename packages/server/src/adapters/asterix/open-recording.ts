import type { TimeUs } from "@tocsin/core";
import type { ByteStream } from "../../sources/byte-stream.ts";
import { openBytes } from "../../sources/open-bytes.ts";
import { readCapture } from "../../sources/read-capture.ts";
import type { Recording } from "../../sources/recording.ts";
import { looksLikeFinal, readFinalRecords } from "./final-records.ts";
import type { RawNotes } from "./raw-blocks.ts";
import { looksLikeBlocks, readRawBlocks } from "./raw-blocks.ts";

/** Enough to see the first data blocks, or one FINAL record, whole. */
const HEAD_OCTETS = 65_535;

export type OpenResult =
  | { readonly ok: true; readonly recording: Recording }
  | { readonly ok: false; readonly reason: string };

export interface OpenOptions {
  /** The day on which a recording without dates begins. Any moment of that day, UTC; 1970-01-01 if not given. */
  readonly startDayUs?: TimeUs;
}

/**
 * Opens a recording of ASTERIX, whatever its name: pcap, pcapng, FINAL or back-to-back data blocks, each also
 * packed with gzip. The recording is read as its datagrams are asked for, with bounded memory.
 */
export async function openAsterixRecording(
  path: string,
  options: OpenOptions = {},
): Promise<OpenResult> {
  const stream = await openBytes(path);
  const capture = await readCapture(stream);
  if (capture !== null) return { ok: true, recording: capture };
  const head = await stream.peek(HEAD_OCTETS);
  const reader = looksLikeFinal(head)
    ? ({ format: "final", read: readFinalRecords } as const)
    : looksLikeBlocks(head, head.length < HEAD_OCTETS)
      ? ({ format: "asterix", read: readRawBlocks } as const)
      : null;
  if (reader === null) {
    await stream.close();
    const empty = head.length === 0 ? "the file is empty" : "the file is no recording that we know";
    return { ok: false, reason: stream.failure ?? empty };
  }
  return { ok: true, recording: undatedRecording(stream, reader, options.startDayUs ?? 0) };
}

function undatedRecording(
  stream: ByteStream,
  reader: { readonly format: string; readonly read: typeof readRawBlocks },
  startDayUs: TimeUs,
): Recording {
  const notes: RawNotes = { damage: null, skippedOctets: 0, unknownBlocks: 0 };
  return {
    format: reader.format,
    datagrams: reader.read(stream, startDayUs, notes),
    report: () => ({
      damage: notes.damage,
      dropped: {
        ...(notes.skippedOctets > 0 && { "octets-skipped": notes.skippedOctets }),
        ...(notes.unknownBlocks > 0 && { "unknown-category": notes.unknownBlocks }),
      },
    }),
    close: () => stream.close(),
  };
}
