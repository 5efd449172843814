import type { Broadcast } from "./radio-frame.ts";

const ADVERTISING_ACCESS = [0xd6, 0xbe, 0x89, 0x8e] as const;
const SERVICE_DATA = 0x16;
/** 16-bit service of ASTM International, and its application code of Remote ID (ASTM F3411-22a, 5.4.6). */
const SERVICE_HEAD = [0xfa, 0xff, 0x0d] as const;
/** ADV_IND, ADV_NONCONN_IND, ADV_SCAN_IND. */
const LEGACY_TYPES: readonly number[] = [0, 2, 6];
const EXTENDED_TYPE = 7;
const ADDRESS_OCTETS = 6;

/** The Remote ID in a Bluetooth Low Energy packet: access address, header, content; of the advertising kinds. */
export function decodeBluetoothPacket(
  packet: Uint8Array,
  signalDbm: number | null,
): readonly Broadcast[] {
  if (packet.length < 6 || !ADVERTISING_ACCESS.every((octet, index) => packet[index] === octet))
    return [];
  const type = packet[4] & 15;
  const content = packet.subarray(6, 6 + packet[5]);
  if (content.length < packet[5]) return [];
  if (LEGACY_TYPES.includes(type)) {
    if (content.length < ADDRESS_OCTETS) return [];
    const data = content.subarray(ADDRESS_OCTETS);
    return decodeAdvertisement(data, addressOf(content), signalDbm);
  }
  if (type !== EXTENDED_TYPE || content.length < 2) return [];
  const headEnd = 1 + (content[0] & 0x3f);
  /** The first flag: the header carries the address. */
  const hasAddress = headEnd >= 2 + ADDRESS_OCTETS && (content[1] & 1) === 1;
  if (!hasAddress || headEnd > content.length) return [];
  return decodeAdvertisement(content.subarray(headEnd), addressOf(content.subarray(2)), signalDbm);
}

/** The Remote ID in advertising data: structures of a length, a type and content. */
export function decodeAdvertisement(
  data: Uint8Array,
  transmitter: string,
  signalDbm: number | null,
): readonly Broadcast[] {
  const found: Broadcast[] = [];
  let at = 0;
  while (at < data.length && data[at] > 0) {
    const end = at + 1 + data[at];
    if (end > data.length) break;
    const head = at + 2;
    const isOurs =
      data[at + 1] === SERVICE_DATA &&
      SERVICE_HEAD.every((octet, index) => data[head + index] === octet);
    const content = data.subarray(head + SERVICE_HEAD.length, end);
    if (isOurs && content.length > 1) {
      found.push({
        transmitter,
        medium: "bluetooth",
        counter: content[0],
        octets: content.subarray(1),
        signalDbm,
      });
    }
    at = end;
  }
  return found;
}

/** Sent with its last octet first. */
const addressOf = (octets: Uint8Array): string =>
  Array.from(octets.subarray(0, ADDRESS_OCTETS), (octet) => octet.toString(16).padStart(2, "0"))
    .reverse()
    .join(":");
