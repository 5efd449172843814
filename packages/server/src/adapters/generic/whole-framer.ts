import type { Framed, Framer } from "@tocsin/sdk";

/** A message, or a file, is one frame however it is cut; nothing is given out before its end. */
export function createWholeFramer(octetsMax: number): Framer {
  let pieces: Uint8Array[] = [];
  let octets = 0;
  const refused = (detail: string): readonly Framed[] => [
    { type: "refused", reason: "message-too-long", detail },
  ];
  return {
    push(chunk) {
      octets += chunk.length;
      if (octets <= octetsMax) pieces.push(chunk.slice());
      else pieces = [];
      return [];
    },
    end(clean) {
      const whole = new Uint8Array(Math.min(octets, octetsMax));
      const length = octets;
      let at = 0;
      for (const piece of pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      pieces = [];
      octets = 0;
      if (length > octetsMax) return refused(`${length} octets; at most ${octetsMax} are taken`);
      if (!clean)
        return [{ type: "refused", reason: "cut-off", detail: "the line broke within a message" }];
      return length === 0 ? [] : [{ type: "frame", bytes: whole }];
    },
  };
}
