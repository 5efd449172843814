import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { ByteSink, ByteSource, PeerProof } from "@tocsin/sdk";
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
import { KEEP_ALIVE_MS, placeText, socketPeer } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";

/** Listens for sensors that connect by themselves. */
export const createTcpServerSource = (
  options: ListenOptions & PlacesOptions & ListenSecurity,
  { clock }: SourcePorts,
): ByteSource => ({
  async run(sink, signal) {
    if (signal.aborted) return;
    const places = new PeerPlaces(options);
    const nowUs = (): number => clock.nowUs();
    const tls = (await options.security?.()) ?? null;
    if (isAborted(signal)) return;
    const take = (socket: Socket): void =>
      readSocket(socket, { places, sink, nowUs, proof: proofOf(socket) });
    const server = tls === null ? createServer(take) : createTlsServer(tlsServerOptions(tls), take);
    const proofOf = tls === null ? () => undefined : guardTls(server, tls, { sink, nowUs });
    if (tls !== null) server.maxConnections = options.peersMax + HANDSHAKES_PER_SECOND;
    try {
      await listenUntilAborted(server, options, signal, (place) =>
        sink.link("up", `listening on ${place}`, nowUs()),
      );
    } finally {
      places.closeAll();
    }
  },
});

function readSocket(
  socket: Socket,
  context: {
    readonly places: PeerPlaces;
    readonly sink: ByteSink;
    readonly nowUs: () => number;
    readonly proof: PeerProof | undefined;
  },
): void {
  const { places, sink, nowUs, proof } = context;
  if (socket.destroyed) return;
  const address = plainAddress(socket.remoteAddress ?? "");
  const id = placeText(address, socket.remotePort ?? 0);
  // An error is followed by `close`, which tells the sink; unheard, it would end the process.
  socket.on("error", () => undefined);
  const refusal = places.refusal(address, nowUs());
  if (refusal !== null) {
    socket.destroy();
    sink.rejected(refusal, 1, id, nowUs());
    return;
  }
  const peer = socketPeer(socket, id, proof);
  const place = { heardUs: nowUs(), close: () => void socket.destroy() };
  let clean = false;
  places.take(place);
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  socket.setNoDelay(true);
  sink.opened(peer, place.heardUs);
  socket.on("data", (bytes: Buffer) => {
    place.heardUs = nowUs();
    sink.chunk(bytes, place.heardUs, peer);
  });
  socket.on("end", () => {
    clean = true;
  });
  socket.on("close", () => {
    places.leave(place);
    sink.ended(peer, clean, nowUs());
  });
}
