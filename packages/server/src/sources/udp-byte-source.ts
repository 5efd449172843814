import { isIPv6 } from "node:net";
import type { ByteSource, SourcePeer } from "@tocsin/sdk";
import { allowedPeers, plainAddress } from "./allowed-peers.ts";
import { placeText } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";
import { openUdpSource, type UdpBinding } from "./udp-source.ts";

export interface UdpOptions {
  readonly listen: readonly {
    /** Of this machine, or of a multicast group. */
    readonly address: string;
    readonly port: number;
  }[];
  /** Address of the interface on which groups are joined. */
  readonly interfaceAddress: string;
  readonly allow: readonly string[];
  /** Told the ports listened at: of use where port 0 was asked for. */
  readonly opened?: (ports: readonly number[]) => void;
}

/** Datagrams, each a message. There is no way back: a sender's address can be anybody's. */
export const createUdpSource = (options: UdpOptions, { clock }: SourcePorts): ByteSource => ({
  async run(sink, signal) {
    if (signal.aborted) return;
    const source = await openUdpSource({
      nowUs: () => clock.nowUs(),
      bindings: bindingsOf(options),
    });
    options.opened?.(source.ports);
    const maySend = allowedPeers(options.allow);
    const close = (): void => void source.close();
    signal.addEventListener("abort", close, { once: true });
    if (signal.aborted) close();
    const place = options.listen
      .map(({ address }, index) => placeText(address, source.ports[index]))
      .join(", ");
    sink.link("up", `listening on ${place}`, clock.nowUs());
    let dropped = 0;
    for await (const { payload, receivedUs, source: from } of source.datagrams) {
      const address = plainAddress(from?.address ?? "");
      const id = placeText(address, from?.port ?? 0);
      if (maySend(address)) sink.message(payload, receivedUs, datagramPeer(id));
      else sink.rejected("peer-not-allowed", 1, id, receivedUs);
      const counts = source.counts();
      if (counts.dropped > dropped)
        sink.rejected("queue full", counts.dropped - dropped, place, receivedUs);
      dropped = counts.dropped;
    }
    signal.removeEventListener("abort", close);
  },
});

const datagramPeer = (id: string): SourcePeer => ({
  id,
  send: () => false,
  close: () => undefined,
});

const bindingsOf = ({ listen, interfaceAddress }: UdpOptions): readonly UdpBinding[] =>
  listen.map(({ address, port }) =>
    isMulticast(address)
      ? { port, group: address, interfaceAddress }
      : { port, interfaceAddress: address },
  );

const isMulticast = (address: string): boolean =>
  isIPv6(address) ? /^ff/i.test(address) : /^(22[4-9]|23\d)\./.test(address);
