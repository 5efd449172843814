import type { TimeUs } from "@tocsin/core";
import type { ByteStream } from "../../sources/byte-stream.ts";
import type { ReceivedDatagram } from "../../sources/received-datagram.ts";
import { DayClock } from "./day-clock.ts";
import type { RawNotes } from "./raw-blocks.ts";

const HEADER_OCTETS = 8;
const TRAILER_OCTETS = 4;
const TRAILER_OCTET = 0xa5;

/**
 * Whether octets begin as a FINAL record: its length in two octets, six of header, at least one data block of
 * four octets, and four octets A5 that end it.
 */
export function looksLikeFinal(head: Uint8Array): boolean {
  const length = recordLength(head);
  return length !== null && length <= head.length && isTrailed(head.subarray(0, length));
}

/**
 * The datagrams of a recording in FINAL format, as European centres exchange them. The header's own clock counts from
 * a start that the file does not state, so times are those of the records, as for raw files.
 */
export async function* readFinalRecords(
  stream: ByteStream,
  startDayUs: TimeUs,
  notes: RawNotes,
): AsyncGenerator<ReceivedDatagram> {
  const clock = new DayClock(startDayUs);
  for (;;) {
    const at = stream.offset;
    const head = await stream.peek(2);
    if (head.length === 0) break;
    const length = recordLength(head);
    const record = length === null ? null : await stream.take(length);
    if (record === null || !isTrailed(record)) {
      notes.damage = `cut off or damaged within the record at octet ${at}`;
      break;
    }
    const payload = record.subarray(HEADER_OCTETS, record.length - TRAILER_OCTETS);
    yield { receivedUs: clock.timeOf(payload), payload, source: null, destination: null };
  }
  if (stream.failure !== null) notes.damage = stream.failure;
}

function recordLength(head: Uint8Array): number | null {
  if (head.length < 2) return null;
  const length = head[0] * 256 + head[1];
  return length >= HEADER_OCTETS + 4 + TRAILER_OCTETS ? length : null;
}

const isTrailed = (record: Uint8Array): boolean =>
  record.subarray(record.length - TRAILER_OCTETS).every((octet) => octet === TRAILER_OCTET);
