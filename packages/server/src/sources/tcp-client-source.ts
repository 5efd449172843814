import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ByteSink, ByteSource, Cancellation } from "@tocsin/sdk";
import { type ClientTls, readClientTls } from "./client-tls.ts";
import { keepConnected, type LineEnd } from "./keep-connected.ts";
import { KEEP_ALIVE_MS, placeText, socketPeer } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";

const CONNECT_TIMEOUT_MS = 10_000;

export interface TcpClientOptions {
  readonly host: string;
  readonly port: number;
  /** Absent: not encrypted. */
  readonly tls?: ClientTls | undefined;
}

/** Connects to a sensor, receiver or middleware over TCP, and again whenever the line breaks. */
export const createTcpClientSource = (
  { host, port, tls }: TcpClientOptions,
  ports: SourcePorts,
): ByteSource => ({
  run: (sink, signal) => {
    const place = placeText(host, port);
    const at = { host, port, timeout: CONNECT_TIMEOUT_MS };
    const reading = { sink, signal, nowUs: () => ports.clock.nowUs() };
    const attempt = async (): Promise<LineEnd> => {
      if (tls === undefined) return readSocket(connect(at), place, "connect", reading);
      try {
        const secure = { servername: isIP(host) === 0 ? host : "", ...(await readClientTls(tls)) };
        return await readSocket(connectTls({ ...at, ...secure }), place, "secureConnect", reading);
      } catch (error) {
        const words = error instanceof Error ? error.message : String(error);
        return { connectedUs: null, detail: `${place}: ${words}` };
      }
    };
    return keepConnected(attempt, ports, sink, signal);
  },
});

interface SocketReading {
  readonly sink: ByteSink;
  readonly signal: Cancellation;
  readonly nowUs: () => number;
}

/** Reads one connection to its end. */
function readSocket(
  socket: Socket,
  place: string,
  stands: "connect" | "secureConnect",
  reading: SocketReading,
): Promise<LineEnd> {
  const { sink, signal, nowUs } = reading;
  const peer = socketPeer(socket, place);
  return new Promise((resolve) => {
    let connectedUs: number | null = null;
    let detail = `${place} closed the line`;
    let clean = false;
    const abort = (): void => void socket.destroy();
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    socket.on(stands, () => {
      connectedUs = nowUs();
      socket.setTimeout(0);
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      socket.setNoDelay(true);
      sink.link("up", `connected to ${place}`, connectedUs);
      sink.opened(peer, connectedUs);
    });
    socket.on("data", (bytes: Buffer) => sink.chunk(bytes, nowUs(), peer));
    socket.on("end", () => {
      clean = true;
    });
    socket.on("timeout", () => socket.destroy(new Error("no answer within 10 s")));
    socket.on("error", (error) => {
      detail = `${place}: ${error.message}`;
    });
    socket.on("close", () => {
      signal.removeEventListener("abort", abort);
      if (connectedUs !== null) sink.ended(peer, clean, nowUs());
      resolve({ connectedUs, detail });
    });
  });
}
