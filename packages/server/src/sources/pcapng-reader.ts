import type { ByteStream } from "./byte-stream.ts";
import type { CaptureFrame, CaptureNotes } from "./capture-frame.ts";
import { FRAME_OCTETS_MAX } from "./capture-frame.ts";

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const OPTION_RESOLUTION = 9;
const OPTION_OFFSET = 14;

/** Type, length, and the length again at the end. */
const BLOCK_FRAME_OCTETS = 12;
/** A packet block may hold options after the frame. */
const BLOCK_OCTETS_MAX = FRAME_OCTETS_MAX + 65_536;
const INTERFACES_MAX = 1_024;

interface CaptureInterface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly toUs: (high: number, low: number) => number;
}

interface Section {
  littleEndian: boolean;
  interfaces: CaptureInterface[];
  lastUs: number;
}

/** Whether a file begins as a pcapng capture: a section header with its byte-order magic. */
export function isPcapng(head: Uint8Array): boolean {
  if (head.length < 12) return false;
  const view = viewOf(head);
  return view.getUint32(0) === SECTION_HEADER && byteOrderOf(view, 8) !== null;
}

/**
 * The frames of a pcapng capture (draft-ietf-opsawg-pcapng): of all interfaces and sections. Blocks of other
 * kinds are passed over. A simple packet block has no time; it is given that of the frame before.
 */
export async function* readPcapng(
  stream: ByteStream,
  notes: CaptureNotes,
): AsyncGenerator<CaptureFrame> {
  const section: Section = { littleEndian: true, interfaces: [], lastUs: 0 };
  for (;;) {
    const at = stream.offset;
    const head = await stream.peek(BLOCK_FRAME_OCTETS);
    if (head.length < BLOCK_FRAME_OCTETS) {
      if (head.length > 0) notes.damage = `cut off within the block at octet ${at}`;
      break;
    }
    const view = viewOf(head);
    if (view.getUint32(0) === SECTION_HEADER && !openSection(view, section)) {
      notes.damage = `damaged at octet ${at}: a section of unknown byte order`;
      break;
    }
    const type = view.getUint32(0, section.littleEndian);
    const length = view.getUint32(4, section.littleEndian);
    const isPacket = type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET;
    const isKept = isPacket || type === INTERFACE_DESCRIPTION;
    if (length < BLOCK_FRAME_OCTETS || length % 4 !== 0 || (isKept && length > BLOCK_OCTETS_MAX)) {
      notes.damage = `damaged at octet ${at}: a block of ${length} octets`;
      break;
    }
    if (!isKept) {
      if (await stream.skip(length)) continue;
      notes.damage = `cut off within the block at octet ${at}`;
      break;
    }
    const block = await stream.take(length);
    if (block === null) {
      notes.damage = `cut off within the block at octet ${at}`;
      break;
    }
    if (type === INTERFACE_DESCRIPTION) addInterface(block, section);
    const frame = isPacket ? frameOf(type, block, section) : null;
    if (frame !== null) yield frame;
    else if (isPacket)
      notes.damage ??= `the packet at octet ${at} names no known interface or length`;
  }
  if (stream.failure !== null) notes.damage = stream.failure;
}

function openSection(view: DataView, section: Section): boolean {
  const littleEndian = byteOrderOf(view, 8);
  if (littleEndian === null) return false;
  section.littleEndian = littleEndian;
  section.interfaces = [];
  return true;
}

function byteOrderOf(view: DataView, offset: number): boolean | null {
  const magic = view.getUint32(offset);
  if (magic === 0x1a2b3c4d) return false;
  return magic === 0x4d3c2b1a ? true : null;
}

function addInterface(block: Uint8Array, section: Section): void {
  if (block.length < 20 || section.interfaces.length >= INTERFACES_MAX) return;
  const view = viewOf(block);
  const { littleEndian } = section;
  let resolution = 6;
  let offsetS = 0;
  let at = 16;
  while (at + 4 <= block.length - 4) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    if (code === 0 || at + 4 + length > block.length - 4) break;
    if (code === OPTION_RESOLUTION && length === 1) resolution = block[at + 4];
    if (code === OPTION_OFFSET && length === 8) {
      offsetS = Number(view.getBigInt64(at + 4, littleEndian));
    }
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  section.interfaces.push({
    linkType: view.getUint16(8, littleEndian),
    snapLength: view.getUint32(12, littleEndian),
    toUs: timeReader(resolution, offsetS),
  });
}

/** Time stamps count 10^-n s, or 2^-n s where the top bit of the resolution is set. */
function timeReader(resolution: number, offsetS: number): (high: number, low: number) => number {
  const exponent = BigInt(resolution & 0x7f);
  const perSecond = (resolution & 0x80) === 0 ? 10n ** exponent : 2n ** exponent;
  const offsetUs = Number.isSafeInteger(offsetS * 1_000_000) ? offsetS * 1_000_000 : 0;
  if (perSecond === 1_000_000n) return (high, low) => high * 4_294_967_296 + low + offsetUs;
  return (high, low) => {
    const ticks = BigInt(high) * 4_294_967_296n + BigInt(low);
    return Number((ticks * 1_000_000n) / perSecond) + offsetUs;
  };
}

function frameOf(type: number, block: Uint8Array, section: Section): CaptureFrame | null {
  const view = viewOf(block);
  const { littleEndian, interfaces } = section;
  if (type === SIMPLE_PACKET) {
    const only = interfaces[0];
    if (only === undefined || block.length < 16) return null;
    const original = view.getUint32(8, littleEndian);
    const kept = only.snapLength === 0 ? original : Math.min(original, only.snapLength);
    return sliceFrame(block, 12, kept, only.linkType, section.lastUs);
  }
  if (block.length < 32) return null;
  const id =
    type === ENHANCED_PACKET ? view.getUint32(8, littleEndian) : view.getUint16(8, littleEndian);
  const from = interfaces[id];
  if (from === undefined) return null;
  const timeUs = from.toUs(view.getUint32(12, littleEndian), view.getUint32(16, littleEndian));
  if (!Number.isSafeInteger(timeUs)) return null;
  section.lastUs = timeUs;
  return sliceFrame(block, 28, view.getUint32(20, littleEndian), from.linkType, timeUs);
}

function sliceFrame(
  block: Uint8Array,
  from: number,
  length: number,
  linkType: number,
  timeUs: number,
): CaptureFrame | null {
  if (length > block.length - 4 - from) return null;
  return { timeUs, linkType, bytes: block.subarray(from, from + length) };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
