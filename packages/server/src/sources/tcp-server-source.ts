import { createServer, type Socket } from "node:net";
import type { ByteSink, ByteSource } from "@tocsin/sdk";
import { plainAddress } from "./allowed-peers.ts";
import { type ListenOptions, listenUntilAborted } from "./listen.ts";
import { PeerPlaces, type PlacesOptions } from "./peer-places.ts";
import { KEEP_ALIVE_MS, placeText, socketPeer } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";

/** Listens for sensors that connect by themselves. */
export const createTcpServerSource = (
  options: ListenOptions & PlacesOptions,
  { clock }: SourcePorts,
): ByteSource => ({
  async run(sink, signal) {
    if (signal.aborted) return;
    const places = new PeerPlaces(options);
    const nowUs = (): number => clock.nowUs();
    const server = createServer((socket) => readSocket(socket, { places, sink, nowUs }));
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
  },
): void {
  const { places, sink, nowUs } = context;
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
  const peer = socketPeer(socket, id);
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
