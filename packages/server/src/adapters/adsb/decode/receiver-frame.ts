import type { EscapeFraming } from "@tocsin/sdk";

/** A Mode S message as a receiver hands it over. */
export interface ReceiverFrame {
  /** The receiver's clock at the message, 12 MHz, 48 bits; 0 where it has none. */
  readonly ticks: number;
  /** Amplitude, 0…255 of the receiver's full scale; 0 where it says nothing. */
  readonly signal: number;
  readonly message: Uint8Array;
}

/** Time that dump1090 puts on a message that it made up from a position found by multilateration: "MLAT". */
export const MULTILATERATION_TICKS = 0xff00_4d4c_4154;

const HEADER_OCTETS = 7;
const SHORT_TYPE = 0x32;
const LONG_TYPE = 0x33;

/**
 * Types of Beast frames and what follows them: Mode A/C, short and long Mode S, the receiver's own state, readsb's
 * receiver number and its position.
 */
const FOLLOWING_OCTETS: ReadonlyMap<number, number> = new Map([
  [0x31, HEADER_OCTETS + 2],
  [SHORT_TYPE, HEADER_OCTETS + 7],
  [LONG_TYPE, HEADER_OCTETS + 14],
  [0x34, HEADER_OCTETS + 14],
  [0x35, HEADER_OCTETS + 14],
  [0xe3, 8],
]);

/** How a Beast stream is cut: 0x1A, a type, six octets of time, one of signal, the message; an 0x1A inside is doubled. */
export const BEAST_FRAMING: EscapeFraming = {
  escape: 0x1a,
  lengthOf: (type) => FOLLOWING_OCTETS.get(type) ?? null,
  octetsMax: HEADER_OCTETS + 14,
};

/** The message of a Beast frame, its type first; null for one that carries no Mode S message. */
export function decodeBeastFrame(frame: Uint8Array): ReceiverFrame | null {
  const [type] = frame;
  if (type !== SHORT_TYPE && type !== LONG_TYPE) return null;
  let ticks = 0;
  for (let index = 1; index <= 6; index++) ticks = ticks * 256 + frame[index];
  return { ticks, signal: frame[HEADER_OCTETS], message: frame.subarray(HEADER_OCTETS + 1) };
}

const AVR_LINE =
  /^(?:\*|@([0-9A-F]{12})|<([0-9A-F]{12})([0-9A-F]{2}))([0-9A-F]{4}|[0-9A-F]{14}|[0-9A-F]{28});$/;

/**
 * The frame of one line of the AVR format: `*` message `;`, `@` time message `;` or `<` time signal message `;`, all in
 * hexadecimal digits, capital or not; null for any other line.
 */
export function decodeAvrLine(line: string): ReceiverFrame | null {
  const match = AVR_LINE.exec(line.trim().toUpperCase());
  if (match === null) return null;
  const [, time, strongTime, signal, message] = match;
  return {
    ticks: Number.parseInt(time ?? strongTime ?? "0", 16),
    signal: Number.parseInt(signal ?? "0", 16),
    message: Uint8Array.from({ length: message.length / 2 }, (_, index) =>
      Number.parseInt(message.slice(index * 2, index * 2 + 2), 16),
    ),
  };
}
