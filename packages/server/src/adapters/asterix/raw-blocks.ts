import type { TimeUs } from "@tocsin/core";
import type { ByteStream } from "../../sources/byte-stream.ts";
import type { ReceivedDatagram } from "../../sources/received-datagram.ts";
import { categorySpec } from "./categories/category-registry.ts";
import { BLOCK_HEADER_OCTETS, blockLength } from "./codec/decode-datagram.ts";
import { DayClock } from "./day-clock.ts";

/** What a reader of blocks has to say of its file. */
export interface RawNotes {
  damage: string | null;
  /** Octets passed over to find the next block. */
  skippedOctets: number;
  /** Blocks of categories that we have no table for. */
  unknownBlocks: number;
}

/** A block on its own is believed where two follow it properly, or the file ends with it. */
const PLAUSIBLE_BLOCKS = 3;

/**
 * Whether octets look like back-to-back ASTERIX data blocks: the first few follow each other by their lengths, and
 * one of them is of a category that we know, or a short file is nothing but blocks.
 */
export function looksLikeBlocks(head: Uint8Array, isWholeFile: boolean): boolean {
  let offset = 0;
  let isKnown = false;
  for (let blocks = 0; blocks < PLAUSIBLE_BLOCKS; blocks++) {
    if (offset === head.length && blocks > 0) return isWholeFile;
    const length = blockLength(head, offset);
    if (length === null) return isKnown && !isWholeFile;
    if (head[offset] === 0) return false;
    isKnown ||= categorySpec(head[offset]) !== null;
    offset += length;
    if (offset > head.length) return isKnown;
  }
  return isKnown;
}

/**
 * The data blocks of a raw file, each as a datagram of its own. A raw file has no receive times: each block is
 * given the time of day of its first record that has one, on `startDayUs`'s day, and a day later each time
 * that midnight passes; a block without a time is given that of the block before. Times never decrease.
 */
export async function* readRawBlocks(
  stream: ByteStream,
  startDayUs: TimeUs,
  notes: RawNotes,
): AsyncGenerator<ReceivedDatagram> {
  const clock = new DayClock(startDayUs);
  for (;;) {
    const at = stream.offset;
    const head = await stream.peek(BLOCK_HEADER_OCTETS);
    if (head.length === 0) break;
    const length = blockLength(head, 0);
    if (length === null || (notes.damage !== null && categorySpec(head[0]) === null)) {
      if (head.length < BLOCK_HEADER_OCTETS) {
        notes.damage ??= `cut off within the block at octet ${at}`;
        break;
      }
      notes.damage ??= `no data block at octet ${at}`;
      notes.skippedOctets++;
      await stream.skip(1);
      continue;
    }
    const payload = await stream.take(length);
    if (payload === null) {
      notes.damage ??= `cut off within the block at octet ${at}`;
      break;
    }
    if (categorySpec(payload[0]) === null) notes.unknownBlocks++;
    yield { receivedUs: clock.timeOf(payload), payload, source: null, destination: null };
  }
  if (stream.failure !== null) notes.damage = stream.failure;
}
