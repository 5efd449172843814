import type { TimeUs } from "@tocsin/core";
import { type LookEncoder, nameOf, placesEncoder } from "@tocsin/sdk";
import { packOf, transmitterOf } from "./drone-encoder.ts";

const PCAP_MAGIC = 0xa1b2c3d4;
const OCTETS_MAX = 262_144;
/** 802.11 without radiotap, as registered for captures. */
const LINK_WIFI = 105;
const HEAD_OCTETS = 24;
const RECORD_HEAD_OCTETS = 16;
/** Time stamp, interval and capabilities. */
const FIXED_OCTETS = 12;
const VENDOR_ELEMENT = 0xdd;
/** ASD-STAN's identifier, and the type of Remote ID (ASTM F3411-22a, 5.4.8). */
const ELEMENT_HEAD = [0xfa, 0x0b, 0xbc, 0x0d] as const;

/** Drones in the air: each report as a beacon of its own Wi-Fi, in a capture (pcap) of bare 802.11 frames, stamped with when it was sensed. */
export function beaconEncoder(): LookEncoder {
  let counter = 0;
  const encoder = placesEncoder((detection) => {
    const name = nameOf(detection);
    if (name === null) return null;
    counter = (counter + 1) % 256;
    const frame = beaconOf(transmitterOf(name), [counter, ...packOf(detection, name)]);
    return [recordOf(frame, detection.sensedUs)];
  });
  return { ...encoder, greeting: () => [captureHead()] };
}

function beaconOf(transmitter: Uint8Array, content: readonly number[]): Uint8Array {
  const element = [...ELEMENT_HEAD, ...content];
  const everybody = new Uint8Array(6).fill(255);
  return Uint8Array.from([
    0x80,
    0,
    0,
    0,
    ...everybody,
    ...transmitter,
    ...transmitter,
    0,
    0,
    ...new Uint8Array(FIXED_OCTETS),
    VENDOR_ELEMENT,
    element.length,
    ...element,
  ]);
}

function captureHead(): Uint8Array {
  const head = new DataView(new ArrayBuffer(HEAD_OCTETS));
  head.setUint32(0, PCAP_MAGIC, true);
  head.setUint16(4, 2, true);
  head.setUint16(6, 4, true);
  head.setUint32(16, OCTETS_MAX, true);
  head.setUint32(20, LINK_WIFI, true);
  return new Uint8Array(head.buffer);
}

function recordOf(frame: Uint8Array, atUs: TimeUs): Uint8Array {
  const record = new Uint8Array(RECORD_HEAD_OCTETS + frame.length);
  const head = new DataView(record.buffer);
  const seconds = Math.floor(atUs / 1e6);
  head.setUint32(0, seconds, true);
  head.setUint32(4, Math.round(atUs - seconds * 1e6), true);
  head.setUint32(8, frame.length, true);
  head.setUint32(12, frame.length, true);
  record.set(frame, RECORD_HEAD_OCTETS);
  return record;
}
