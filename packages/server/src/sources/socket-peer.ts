import type { Socket } from "node:net";
import type { PeerProof, SourcePeer } from "@tocsin/sdk";

/** A line on which nothing comes is probed after so long, so that a peer that lost power is noticed. */
export const KEEP_ALIVE_MS = 10_000;
/** So much may wait to be sent to a peer that reads slowly; beyond it nothing is added. */
export const WAITING_OCTETS_MAX = 1_048_576;
/** The same of what is passing: a peer with more than this to read yet is behind. */
const PASSING_OCTETS_MAX = 65_536;

/** Whether so much more may be given to a line on which so much waits. */
export const hasRoom = (waiting: number, more: number, urgency?: "passing"): boolean =>
  waiting + more <= (urgency === "passing" ? PASSING_OCTETS_MAX : WAITING_OCTETS_MAX);

/** The other end of a TCP connection. */
export const socketPeer = (socket: Socket, id: string, proof?: PeerProof): SourcePeer => ({
  id,
  ...(proof === undefined ? {} : { proof }),
  send(bytes, urgency) {
    if (!socket.writable || !hasRoom(socket.writableLength, bytes.length, urgency)) return false;
    socket.write(bytes);
    return true;
  },
  close: () => void socket.destroy(),
});

/** An address with its port, an IPv6 one in brackets. */
export const placeText = (address: string, port: number): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
