import type { Framed, Framer } from "./framer.ts";

export interface EscapeFraming {
  /** The octet that begins a frame, and stands doubled inside one (0x1a for Beast). */
  readonly escape: number;
  /** Octets that follow a type, doubled ones counted once; null where there is no such type. */
  readonly lengthOf: (type: number) => number | null;
  /** What {@link lengthOf} never exceeds. */
  readonly octetsMax: number;
}

/**
 * Frames that begin with an escape octet and their type. A frame is given out, type first and doubled octets made one,
 * when its length is reached: it does not wait for the next to begin. What lies between frames is passed over.
 */
export function createEscapeFramer({ escape, lengthOf, octetsMax }: EscapeFraming): Framer {
  const frame = new Uint8Array(1 + octetsMax);
  /** Octets of the frame so far, its type included; 0 between frames. */
  let length = 0;
  let wanted = 0;
  let escaped = false;
  let strayOctets = 0;

  const refuse = (out: Framed[], reason: string, detail: string): void => {
    out.push({ type: "refused", reason, detail });
  };
  const reportStray = (out: Framed[]): void => {
    if (strayOctets > 0) refuse(out, "between-frames", `${strayOctets} octets`);
    strayOctets = 0;
  };
  const add = (octet: number, out: Framed[]): void => {
    frame[length++] = octet;
    if (length < wanted) return;
    out.push({ type: "frame", bytes: frame.slice(0, length) });
    length = 0;
  };
  const begin = (type: number, out: Framed[]): void => {
    if (length > 0) refuse(out, "frame-cut-short", `type ${hex(frame[0])} after ${length} octets`);
    reportStray(out);
    length = 0;
    const following = lengthOf(type);
    if (following === null || following > octetsMax) {
      refuse(out, "unknown-type", `type ${hex(type)}`);
      return;
    }
    wanted = 1 + following;
    add(type, out);
  };
  const take = (octet: number, out: Framed[]): void => {
    if (escaped) {
      escaped = false;
      if (octet !== escape) begin(octet, out);
      else if (length > 0) add(octet, out);
      else strayOctets += 2;
    } else if (octet === escape) escaped = true;
    else if (length > 0) add(octet, out);
    else strayOctets++;
  };
  return {
    push(chunk) {
      const out: Framed[] = [];
      for (const octet of chunk) take(octet, out);
      return out;
    },
    end() {
      const out: Framed[] = [];
      reportStray(out);
      if (length > 0) refuse(out, "cut-off", "the line ended within a frame");
      length = 0;
      escaped = false;
      return out;
    },
  };
}

const hex = (octet: number): string => `0x${octet.toString(16).padStart(2, "0")}`;
