import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { ByteSource } from "@tocsin/sdk";
import { WebSocketServer } from "ws";
import { plainAddress } from "./allowed-peers.ts";
import {
  isAborted,
  type ListenOptions,
  type ListenSecurity,
  listenUntilAborted,
} from "./listen.ts";
import { HANDSHAKES_PER_SECOND } from "./handshake-budget.ts";
import { guardTls, tlsServerOptions } from "./listener-tls.ts";
import { PeerPlaces, type PlacesOptions } from "./peer-places.ts";
import { KEEP_ALIVE_MS, placeText } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";
import { readWebSocket, WEB_SOCKET_LIMITS } from "./web-socket-line.ts";

const LIMITS = { requestTimeout: 10_000 } as const;
const answerPlain: RequestListener = (_request, response) => {
  response.writeHead(426, { connection: "close", "content-type": "text/plain" });
  response.end("This is a WebSocket.\n");
};

/** Listens for sensors that open a WebSocket. A page of somebody's browser is none: requests with an origin are refused. */
export const createWebSocketServerSource = (
  options: ListenOptions & PlacesOptions & ListenSecurity,
  { clock }: SourcePorts,
): ByteSource => ({
  async run(sink, signal) {
    if (signal.aborted) return;
    const nowUs = (): number => clock.nowUs();
    const places = new PeerPlaces(options);
    const tls = (await options.security?.()) ?? null;
    if (isAborted(signal)) return;
    const server =
      tls === null
        ? createServer(LIMITS, answerPlain)
        : createTlsServer({ ...LIMITS, ...tlsServerOptions(tls) }, answerPlain);
    const proofOf = tls === null ? () => undefined : guardTls(server, tls, { sink, nowUs });
    if (tls !== null) server.maxConnections = options.peersMax + HANDSHAKES_PER_SECOND;
    server.on("connection", (socket) => socket.setKeepAlive(true, KEEP_ALIVE_MS));
    const sockets = new WebSocketServer({ ...WEB_SOCKET_LIMITS, noServer: true });
    server.on("upgrade", (request, line, head) => {
      line.on("error", () => undefined);
      if (line.destroyed) return;
      const address = plainAddress(request.socket.remoteAddress ?? "");
      const id = placeText(address, request.socket.remotePort ?? 0);
      const refusal =
        request.headers.origin === undefined ? places.refusal(address, nowUs()) : "from-a-browser";
      if (refusal !== null) {
        line.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
        sink.rejected(refusal, 1, id, nowUs());
        return;
      }
      sockets.handleUpgrade(request, line, head, (socket) => {
        const place = { heardUs: nowUs(), close: () => socket.terminate() };
        places.take(place);
        socket.on("error", (error) =>
          sink.rejected("bad-websocket-frame", 1, `${id}: ${error.message}`, nowUs()),
        );
        readWebSocket(socket, id, {
          proof: proofOf(request.socket),
          sink,
          nowUs,
          heard: (atUs) => {
            place.heardUs = atUs;
          },
          closed: () => places.leave(place),
        });
      });
    });
    try {
      await listenUntilAborted(server, options, signal, (place) =>
        sink.link("up", `listening on ${tls === null ? "ws" : "wss"}://${place}`, nowUs()),
      );
    } finally {
      places.closeAll();
      server.closeAllConnections();
    }
  },
});
