import type { ByteStream } from "./byte-stream.ts";
import type { CaptureFrame, CaptureNotes } from "./capture-frame.ts";
import { FRAME_OCTETS_MAX } from "./capture-frame.ts";

const FILE_HEADER_OCTETS = 24;

/** The magic number as its four octets stand in the file: byte order, unit of the fraction, length of a record header. */
const VARIANTS: Readonly<Record<string, PcapVariant>> = {
  d4c3b2a1: { littleEndian: true, fractionsPerUs: 1, recordHeaderOctets: 16 },
  a1b2c3d4: { littleEndian: false, fractionsPerUs: 1, recordHeaderOctets: 16 },
  "4d3cb2a1": { littleEndian: true, fractionsPerUs: 1_000, recordHeaderOctets: 16 },
  a1b23c4d: { littleEndian: false, fractionsPerUs: 1_000, recordHeaderOctets: 16 },
  "34cdb2a1": { littleEndian: true, fractionsPerUs: 1, recordHeaderOctets: 24 },
  a1b2cd34: { littleEndian: false, fractionsPerUs: 1, recordHeaderOctets: 24 },
};

interface PcapVariant {
  readonly littleEndian: boolean;
  readonly fractionsPerUs: number;
  readonly recordHeaderOctets: number;
}

/** Whether a file begins as a classic pcap capture. */
export const isPcap = (head: Uint8Array): boolean => variantOf(head) !== null;

/** The frames of a classic pcap capture. A cut or damaged file gives the whole frames before the damage. */
export async function* readPcap(
  stream: ByteStream,
  notes: CaptureNotes,
): AsyncGenerator<CaptureFrame> {
  const head = await stream.take(FILE_HEADER_OCTETS);
  const variant = head === null ? null : variantOf(head);
  if (head === null || variant === null) {
    notes.damage = "the file ends within its header";
    return;
  }
  const { littleEndian, fractionsPerUs, recordHeaderOctets } = variant;
  const linkType = viewOf(head).getUint32(20, littleEndian) & 0x0fff_ffff;
  for (;;) {
    const at = stream.offset;
    const header = stream.tryTake(recordHeaderOctets) ?? (await stream.take(recordHeaderOctets));
    if (header === null) {
      if ((await stream.peek(1)).length > 0)
        notes.damage = `cut off within the frame at octet ${at}`;
      break;
    }
    const view = viewOf(header);
    const length = view.getUint32(8, littleEndian);
    if (length > FRAME_OCTETS_MAX) {
      notes.damage = `damaged at octet ${at}: a frame of ${length} octets`;
      break;
    }
    const bytes = stream.tryTake(length) ?? (await stream.take(length));
    if (bytes === null) {
      notes.damage = `cut off within the frame at octet ${at}`;
      break;
    }
    const fraction = Math.floor(view.getUint32(4, littleEndian) / fractionsPerUs);
    yield { timeUs: view.getUint32(0, littleEndian) * 1_000_000 + fraction, linkType, bytes };
  }
  if (stream.failure !== null) notes.damage = stream.failure;
}

function variantOf(head: Uint8Array): PcapVariant | null {
  if (head.length < 4) return null;
  return VARIANTS[Buffer.from(head.subarray(0, 4)).toString("hex")] ?? null;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
