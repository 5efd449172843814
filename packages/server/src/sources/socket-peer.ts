import type { Socket } from "node:net";
import type { PeerProof, SourcePeer } from "@tocsin/sdk";

/** A line on which nothing comes is probed after so long, so that a peer that lost power is noticed. */
export const KEEP_ALIVE_MS = 10_000;
/** So much may wait to be sent to a peer that reads slowly; beyond it nothing is added. */
export const WAITING_OCTETS_MAX = 1_048_576;

/** The other end of a TCP connection. */
export const socketPeer = (socket: Socket, id: string, proof?: PeerProof): SourcePeer => ({
  id,
  ...(proof === undefined ? {} : { proof }),
  send(bytes) {
    if (!socket.writable || socket.writableLength + bytes.length > WAITING_OCTETS_MAX) return false;
    socket.write(bytes);
    return true;
  },
  close: () => void socket.destroy(),
});

/** An address with its port, an IPv6 one in brackets. */
export const placeText = (address: string, port: number): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
