import { altitudeOf13 } from "./altitude-code.ts";
import { bitsOf } from "./bits.ts";
import { callsignOf, squawkOf13 } from "./code-text.ts";
import { parityResidual, repairOneBit } from "./parity.ts";
import { decodeSquitter, type SquitterContent } from "./squitter.ts";

/** One Mode S message, with the address it comes from. */
export type ModeSMessage =
  | {
      readonly kind: "squitter";
      readonly address: number;
      /** False for an address that no state assigned: ground vehicles, ground stations' own track numbers. */
      readonly isAircraftAddress: boolean;
      /** `relayed`: a ground station speaks for the aircraft (TIS-B, ADS-R). */
      readonly source: "own" | "relayed";
      readonly content: SquitterContent;
    }
  | { readonly kind: "all-call"; readonly address: number; readonly interrogator: number }
  | {
      readonly kind: "reply";
      /** Overlaid on the parity: right only if an aircraft of that address is known from elsewhere. */
      readonly address: number;
      readonly altitudeFt: number | null;
      readonly squawk: string | null;
      readonly callsign: string | null;
      /** Null where the reply does not say. */
      readonly onGround: boolean | null;
    };

/** Why a frame says nothing that is used. */
export type ModeSReject =
  | "length"
  | "parity"
  | "format-unsupported"
  | "squitter-unsupported"
  | "address-zero";

export type ModeSResult =
  | { readonly ok: true; readonly message: ModeSMessage }
  | { readonly ok: false; readonly reason: ModeSReject };

export interface ModeSOptions {
  /** Set one wrong bit of an extended squitter right. */
  readonly repair: boolean;
}

/** Decodes a frame of 7 or 14 octets (ICAO Annex 10 volume IV, 3.1.2). Never throws. */
export function decodeModeS(
  frame: Uint8Array,
  options: ModeSOptions = { repair: false },
): ModeSResult {
  if (frame.length !== 7 && frame.length !== 14) return refuse("length");
  const format = frame[0] >>> 3;
  if (frame.length !== (format < 16 ? 7 : 14)) return refuse("length");
  switch (format) {
    case 0:
    case 16:
      return replyOf(frame, { altitude: true, onGround: bitsOf(frame, 6, 1) === 1 });
    case 4:
    case 20:
      return replyOf(frame, { altitude: true, onGround: flightStatus(frame) });
    case 5:
    case 21:
      return replyOf(frame, { altitude: false, onGround: flightStatus(frame) });
    case 11:
      return allCallOf(frame);
    case 17:
    case 18:
      return squitterOf(frame, format, options);
    default:
      return refuse("format-unsupported");
  }
}

const refuse = (reason: ModeSReject): ModeSResult => ({ ok: false, reason });

/** Flight status 1 and 3 are on the ground, 0 and 2 in the air; the others do not say. */
function flightStatus(frame: Uint8Array): boolean | null {
  const status = bitsOf(frame, 6, 3);
  return status > 3 ? null : (status & 1) === 1;
}

function replyOf(
  frame: Uint8Array,
  holds: { readonly altitude: boolean; readonly onGround: boolean | null },
): ModeSResult {
  const address = parityResidual(frame);
  if (address === 0) return refuse("address-zero");
  const code = bitsOf(frame, 20, 13);
  return {
    ok: true,
    message: {
      kind: "reply",
      address,
      altitudeFt: holds.altitude ? altitudeOf13(code) : null,
      squawk: holds.altitude ? null : squawkOf13(code),
      callsign: registerCallsign(frame),
      onGround: holds.onGround,
    },
  };
}

/** The callsign of register 2,0 where a long reply carries it: the register begins with its own number. */
function registerCallsign(frame: Uint8Array): string | null {
  const format = frame[0] >>> 3;
  if ((format !== 20 && format !== 21) || frame[4] !== 0x20) return null;
  return callsignOf(frame, 41);
}

/** The interrogator's code is overlaid on the parity; anything beyond its seven bits is an error. */
function allCallOf(frame: Uint8Array): ModeSResult {
  const interrogator = parityResidual(frame);
  if (interrogator > 0x7f) return refuse("parity");
  const address = bitsOf(frame, 9, 24);
  if (address === 0) return refuse("address-zero");
  return { ok: true, message: { kind: "all-call", address, interrogator } };
}

function squitterOf(received: Uint8Array, format: number, options: ModeSOptions): ModeSResult {
  let frame = received;
  if (parityResidual(received) !== 0) {
    const repaired = options.repair ? repairOneBit(received) : null;
    if (repaired === null) return refuse("parity");
    frame = repaired;
  }
  const address = bitsOf(frame, 9, 24);
  if (address === 0) return refuse("address-zero");
  const field = frame.subarray(4, 11);
  const control = bitsOf(frame, 6, 3);
  const kind = format === 17 ? OWN : CONTROL_FIELDS[control];
  if (kind === undefined) return refuse("squitter-unsupported");
  const content = decodeSquitter(field);
  return {
    ok: true,
    message: {
      kind: "squitter",
      address,
      isAircraftAddress: kind.isAircraftAddress && !(kind.marked && isMarked(field, content)),
      source: kind.source,
      content,
    },
  };
}

/** The flag of a relayed report that its address is a ground station's own number (DO-260B, 2.2.17.3). */
function isMarked(field: Uint8Array, { kind }: SquitterContent): boolean {
  const bit = MARK_BITS[kind];
  return bit !== undefined && bitsOf(field, bit, 1) === 1;
}
const MARK_BITS: Partial<Record<SquitterContent["kind"], number>> = {
  "airborne-position": 8,
  "surface-position": 21,
  velocity: 9,
};

interface SquitterKind {
  readonly isAircraftAddress: boolean;
  readonly source: "own" | "relayed";
  /** Whether a flag in the content may say that the address is none of an aircraft. */
  readonly marked: boolean;
}
const OWN: SquitterKind = { isAircraftAddress: true, source: "own", marked: false };
/**
 * By the control field of format 18 (DO-260B, table 2-8): 0 and 1 are devices that are no transponders, 2 and 5 fine TIS-B,
 * 6 ADS-R. Coarse TIS-B (3) and management (4) have another layout.
 */
const CONTROL_FIELDS: readonly (SquitterKind | undefined)[] = [
  OWN,
  { ...OWN, isAircraftAddress: false },
  { ...OWN, source: "relayed", marked: true },
  undefined,
  undefined,
  { ...OWN, source: "relayed", isAircraftAddress: false },
  { ...OWN, source: "relayed", marked: true },
];
