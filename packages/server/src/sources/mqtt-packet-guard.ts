import type { Socket } from "node:net";

/** A packet's length takes up to four octets, seven bits each. */
const LENGTH_OCTETS_MAX = 4;

/**
 * Breaks a line to a broker when a packet announces more than `octetsMax`: the client would gather it whole, and MQTT
 * allows 256 MiB. Looks only at the fixed headers (MQTT 3.1.1, 2.2), as they pass.
 */
export function guardPackets(socket: Socket, octetsMax: number): void {
  const isTooLong = createPacketGuard(octetsMax);
  socket.on("data", (bytes: Buffer) => {
    if (isTooLong(bytes)) socket.destroy(new Error(`a packet of more than ${octetsMax} octets`));
  });
}

/** Takes a stream's chunks in order; true once a packet in it is longer than allowed, or says no length. */
export function createPacketGuard(octetsMax: number): (chunk: Uint8Array) => boolean {
  /** Octets of the packet in hand still to pass over. */
  let left = 0;
  let length = 0;
  /** Octets of the fixed header seen so far: its type, then the length. */
  let header = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      if (left > 0) {
        const passed = Math.min(left, chunk.length - at);
        left -= passed;
        at += passed;
        continue;
      }
      const octet = chunk[at++];
      header++;
      if (header === 1) continue;
      length += (octet & 0x7f) * 128 ** (header - 2);
      if (length > octetsMax || (octet >= 0x80 && header > LENGTH_OCTETS_MAX)) return true;
      if (octet >= 0x80) continue;
      left = length;
      length = 0;
      header = 0;
    }
    return false;
  };
}
