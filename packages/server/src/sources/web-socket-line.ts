import type { ByteSink, PeerProof, SourcePeer } from "@tocsin/sdk";
import type { RawData, WebSocket } from "ws";
import { MESSAGE_OCTETS_MAX } from "./message-limit.ts";
import { hasRoom } from "./socket-peer.ts";

/**
 * Bounds of every WebSocket. Compression is refused: a short message could unpack into a long one.
 */
export const WEB_SOCKET_LIMITS = {
  maxPayload: MESSAGE_OCTETS_MAX,
  perMessageDeflate: false,
} as const;
const NORMAL_CLOSE = 1000;

/** Hands the messages of an open WebSocket to the sink until it closes. */
export function readWebSocket(
  socket: WebSocket,
  id: string,
  reading: {
    /** What the other side has shown. */
    readonly proof?: PeerProof | undefined;
    readonly sink: ByteSink;
    readonly nowUs: () => number;
    readonly heard: (atUs: number) => void;
    readonly closed: (code: number) => void;
  },
): void {
  const { sink, nowUs, proof } = reading;
  const peer: SourcePeer = {
    id,
    ...(proof === undefined ? {} : { proof }),
    send(bytes, urgency) {
      if (socket.readyState !== socket.OPEN) return false;
      if (!hasRoom(socket.bufferedAmount, bytes.length, urgency)) return false;
      socket.send(bytes);
      return true;
    },
    close: () => socket.terminate(),
  };
  sink.opened(peer, nowUs());
  socket.on("message", (data: RawData) => {
    const atUs = nowUs();
    reading.heard(atUs);
    sink.message(octetsOf(data), atUs, peer);
  });
  socket.on("close", (code: number) => {
    sink.ended(peer, code === NORMAL_CLOSE, nowUs());
    reading.closed(code);
  });
}

function octetsOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
