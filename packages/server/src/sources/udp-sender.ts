import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { ByteSource, SourcePeer } from "@tocsin/sdk";
import { placeText } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";

export interface UdpSenderOptions {
  /** Of a machine, or of a multicast group. */
  readonly address: string;
  readonly port: number;
  /** How many networks away a group's members may be. */
  readonly hopsMax: number;
}

/** Largest payload of a datagram of UDP over IPv4. */
const PAYLOAD_OCTETS_MAX = 65_507;

/** A line that only goes out: its one peer is whoever listens at an address, and each piece that is sent is a datagram. */
export const createUdpSender = (
  { address, port, hopsMax }: UdpSenderOptions,
  { clock }: Pick<SourcePorts, "clock">,
): ByteSource => ({
  async run(sink, signal) {
    if (signal.aborted) return;
    const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.bind(0, resolve);
    });
    // Nobody may listen there yet, and the next datagram may arrive.
    socket.on("error", () => undefined);
    socket.setMulticastTTL(hopsMax);
    const place = placeText(address, port);
    const peer: SourcePeer = {
      id: place,
      send(bytes) {
        if (signal.aborted || bytes.length > PAYLOAD_OCTETS_MAX) return false;
        socket.send(bytes, port, address, () => undefined);
        return true;
      },
      close: () => undefined,
    };
    sink.link("up", `sends to ${place}`, clock.nowUs());
    sink.opened(peer, clock.nowUs());
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener("abort", () => resolve(), { once: true });
    });
    sink.ended(peer, true, clock.nowUs());
    await new Promise<void>((resolve) => socket.close(resolve));
  },
});
