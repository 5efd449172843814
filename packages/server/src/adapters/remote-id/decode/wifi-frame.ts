import type { Broadcast } from "./radio-frame.ts";

const HEADER_OCTETS = 24;
const BEACON_FIXED_OCTETS = 12;
const BEACON = 0x80;
const ACTION = 0xd0;
const VENDOR_ELEMENT = 0xdd;
/** ASD-STAN's identifier and the type of Remote ID (ASTM F3411-22a, 5.4.8). */
const ELEMENT_HEAD = [0xfa, 0x0b, 0xbc, 0x0d] as const;
/** Public action, vendor's own, Wi-Fi Alliance, neighbour awareness networking. */
const NAN_HEAD = [0x04, 0x09, 0x50, 0x6f, 0x9a, 0x13] as const;
const SERVICE_ATTRIBUTE = 0x03;
/** First six octets of SHA-256 of "org.opendroneid.remoteid". */
const SERVICE_ID = [0x88, 0x69, 0x19, 0x9d, 0x92, 0x09] as const;
const SERVICE_INFO_PRESENT = 0x10;

/** The Remote ID in an 802.11 frame without its checksum: a beacon's vendor elements, or a NAN action frame's service. */
export function decodeWifiFrame(frame: Uint8Array, signalDbm: number | null): readonly Broadcast[] {
  if (frame.length < HEADER_OCTETS) return [];
  const transmitter = addressOf(frame, 10);
  if (frame[0] === BEACON) {
    return elementsOf(frame.subarray(HEADER_OCTETS + BEACON_FIXED_OCTETS)).map((content) => ({
      transmitter,
      medium: "wifi-beacon",
      counter: content[0],
      octets: content.subarray(1),
      signalDbm,
    }));
  }
  if (frame[0] !== ACTION || !startsWith(frame, HEADER_OCTETS, NAN_HEAD)) return [];
  return servicesOf(frame.subarray(HEADER_OCTETS + NAN_HEAD.length)).map((content) => ({
    transmitter,
    medium: "wifi-nan",
    counter: content[0],
    octets: content.subarray(1),
    signalDbm,
  }));
}

export const addressOf = (octets: Uint8Array, from: number): string =>
  Array.from(octets.subarray(from, from + 6), (octet) => octet.toString(16).padStart(2, "0")).join(
    ":",
  );

const startsWith = (octets: Uint8Array, from: number, head: readonly number[]): boolean =>
  head.every((octet, index) => octets[from + index] === octet);

/** What stands behind the head of each Remote ID element: a counter and messages. An element that is cut off is left out. */
function elementsOf(octets: Uint8Array): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= octets.length) {
    const end = at + 2 + octets[at + 1];
    if (end > octets.length) break;
    if (octets[at] === VENDOR_ELEMENT && startsWith(octets, at + 2, ELEMENT_HEAD)) {
      const content = octets.subarray(at + 2 + ELEMENT_HEAD.length, end);
      if (content.length > 1) found.push(content);
    }
    at = end;
  }
  return found;
}

/** The information of each Remote ID service among NAN attributes. */
function servicesOf(octets: Uint8Array): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  while (at + 3 <= octets.length) {
    const end = at + 3 + octets[at + 1] + 256 * octets[at + 2];
    if (end > octets.length) break;
    const service = octets.subarray(at + 3, end);
    const info = octets[at] === SERVICE_ATTRIBUTE ? infoOf(service) : null;
    if (info !== null) found.push(info);
    at = end;
  }
  return found;
}

function infoOf(service: Uint8Array): Uint8Array | null {
  if (service.length < 10 || !startsWith(service, 0, SERVICE_ID)) return null;
  if ((service[8] & SERVICE_INFO_PRESENT) === 0) return null;
  const info = service.subarray(10, 10 + service[9]);
  return info.length < service[9] || info.length < 2 ? null : info;
}
