import type { ConnectionOptions } from "node:tls";
import type { ByteSink, ByteSource, Cancellation } from "@tocsin/sdk";
import { WebSocket } from "ws";
import { type ClientTls, readClientTls } from "./client-tls.ts";
import { keepConnected, type LineEnd } from "./keep-connected.ts";
import { KEEP_ALIVE_MS } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";
import { readWebSocket, WEB_SOCKET_LIMITS } from "./web-socket-line.ts";

const CONNECT_TIMEOUT_MS = 10_000;

/** Connects to a WebSocket, and again whenever the line breaks. */
export const createWebSocketClientSource = (
  options: { readonly url: string; readonly tls?: ClientTls | undefined },
  ports: SourcePorts,
): ByteSource => ({
  run: (sink, signal) =>
    keepConnected(() => attempt(options, ports, sink, signal), ports, sink, signal),
});

async function attempt(
  { url, tls }: { readonly url: string; readonly tls?: ClientTls | undefined },
  ports: SourcePorts,
  sink: ByteSink,
  signal: Cancellation,
): Promise<LineEnd> {
  try {
    const secure = await readClientTls(tls);
    return await readOnce({ url, secure }, ports, sink, signal);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { connectedUs: null, detail: `${url}: ${words}` };
  }
}

function readOnce(
  { url, secure }: { readonly url: string; readonly secure: ConnectionOptions },
  { clock }: SourcePorts,
  sink: ByteSink,
  signal: Cancellation,
): Promise<LineEnd> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, {
      ...WEB_SOCKET_LIMITS,
      ...secure,
      handshakeTimeout: CONNECT_TIMEOUT_MS,
    });
    let connectedUs: number | null = null;
    let detail = `${url} closed the line`;
    const abort = (): void => socket.terminate();
    signal.addEventListener("abort", abort, { once: true });
    socket.on("upgrade", ({ socket: line }) => line.setKeepAlive(true, KEEP_ALIVE_MS));
    socket.on("open", () => {
      connectedUs = clock.nowUs();
      sink.link("up", `connected to ${url}`, connectedUs);
      readWebSocket(socket, url, {
        sink,
        nowUs: () => clock.nowUs(),
        heard: () => undefined,
        closed: () => undefined,
      });
    });
    socket.on("error", (error) => {
      detail = `${url}: ${error.message}`;
    });
    socket.on("close", () => {
      signal.removeEventListener("abort", abort);
      resolve({ connectedUs, detail });
    });
    if (signal.aborted) abort();
  });
}
