import { decodeBluetoothPacket } from "./bluetooth-packet.ts";
import { decodeWifiFrame } from "./wifi-frame.ts";

/** A broadcast as it came off the air. */
export interface Broadcast {
  /** The radio's own address, six octets in hexadecimal, which anyone can choose. */
  readonly transmitter: string;
  readonly medium: "wifi-beacon" | "wifi-nan" | "bluetooth";
  /** The sender's running number, 0…255. */
  readonly counter: number;
  /** One message or a pack. */
  readonly octets: Uint8Array;
  readonly signalDbm: number | null;
}

/** Kinds of frames, as registered for captures ("LINKTYPE_…"). */
const LINK = {
  wifi: 105,
  wifiRadiotap: 127,
  bluetooth: 251,
  bluetoothHeader: 256,
  nordicSniffer: 272,
} as const;

/** The Remote ID broadcasts in a frame of a capture; none in most frames, null for a kind of frame that is not known. */
export function decodeRadioFrame(linkType: number, frame: Uint8Array): readonly Broadcast[] | null {
  switch (linkType) {
    case LINK.wifi:
      return decodeWifiFrame(frame, null);
    case LINK.wifiRadiotap: {
      const radio = radiotapOf(frame);
      return radio === null ? [] : decodeWifiFrame(radio.frame, radio.signalDbm);
    }
    case LINK.bluetooth:
      return decodeBluetoothPacket(frame, null);
    case LINK.bluetoothHeader:
      return frame.length < 10 ? [] : decodeBluetoothPacket(frame.subarray(10), signedOf(frame[1]));
    case LINK.nordicSniffer:
      return decodeSnifferPacket(frame);
    default:
      return null;
  }
}

/** Of the nRF Sniffer's own header: where its packet's kind stands, where the radio's header begins, and kinds that hold a packet of advertising. */
const SNIFFER = { kindAt: 6, radioAt: 7, kinds: [2, 6], whole: 1, codedPhysical: 2 } as const;
const ACCESS_OCTETS = 4;

/**
 * A packet that Nordic's nRF Sniffer took, with which long-range Bluetooth is mostly heard: board, length, version, counter, kind; then a
 * header of its own length with flags (received whole; the physical layer), channel and signal; then the packet. On the
 * coded layer an octet about its coding stands behind the access address. (Nordic Semiconductor, nRF Sniffer for Bluetooth LE, protocol
 * versions 1 to 3.)
 */
function decodeSnifferPacket(octets: Uint8Array): readonly Broadcast[] {
  const { kindAt, radioAt, kinds, whole, codedPhysical } = SNIFFER;
  if (octets.length < radioAt + 4 || !(kinds as readonly number[]).includes(octets[kindAt]))
    return [];
  const flags = octets[radioAt + 1];
  if ((flags & whole) === 0) return [];
  const packet = octets.subarray(radioAt + octets[radioAt]);
  const signalDbm = octets[radioAt + 3] === 0 ? null : -octets[radioAt + 3];
  const isCoded = ((flags >> 4) & 7) === codedPhysical;
  if (!isCoded) return decodeBluetoothPacket(packet, signalDbm);
  const plain = Uint8Array.of(
    ...packet.subarray(0, ACCESS_OCTETS),
    ...packet.subarray(ACCESS_OCTETS + 1),
  );
  return decodeBluetoothPacket(plain, signalDbm);
}

const signedOf = (octet: number): number => (octet << 24) >> 24;

/** Octets and alignment of the radiotap fields that come before and at the antenna's signal. */
const RADIOTAP_FIELDS = [
  { octets: 8, align: 8 },
  { octets: 1, align: 1 },
  { octets: 1, align: 1 },
  { octets: 4, align: 2 },
  { octets: 2, align: 2 },
  { octets: 1, align: 1 },
] as const;
const FLAGS_FIELD = 1;
const SIGNAL_FIELD = 5;
const CHECKSUM_AT_END = 0x10;
const CHECKSUM_WRONG = 0x40;
const CHECKSUM_OCTETS = 4;
const WORDS_MAX = 8;

/** The frame behind a radiotap header (radiotap.org), without its checksum; null where it was received wrong. */
function radiotapOf(
  octets: Uint8Array,
): { readonly frame: Uint8Array; readonly signalDbm: number | null } | null {
  if (octets.length < 8 || octets[0] !== 0) return null;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const length = view.getUint16(2, true);
  if (length < 8 || length > octets.length) return null;
  const present = view.getUint32(4, true);
  let at = 8;
  for (let word = 0, more = present; more >>> 31 === 1 && word < WORDS_MAX; word++) {
    if (at + 4 > length) return null;
    more = view.getUint32(at, true);
    at += 4;
  }
  let signalDbm: number | null = null;
  let flags = 0;
  for (const [index, field] of RADIOTAP_FIELDS.entries()) {
    if (((present >>> index) & 1) === 0) continue;
    at = Math.ceil(at / field.align) * field.align;
    if (at + field.octets > length) return null;
    if (index === FLAGS_FIELD) flags = octets[at];
    if (index === SIGNAL_FIELD) signalDbm = signedOf(octets[at]);
    at += field.octets;
  }
  if ((flags & CHECKSUM_WRONG) !== 0) return null;
  const end = octets.length - ((flags & CHECKSUM_AT_END) === 0 ? 0 : CHECKSUM_OCTETS);
  return { frame: octets.subarray(length, Math.max(end, length)), signalDbm };
}
