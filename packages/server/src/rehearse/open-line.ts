import type { ByteSink, ByteSource, SourcePeer, TransportConfig } from "@tocsin/sdk";
import { createByteSource } from "../sources/create-byte-source.ts";
import type { SourcePorts } from "../sources/source-ports.ts";
import { createUdpSender } from "../sources/udp-sender.ts";
import { createFileLine } from "./file-line.ts";
import { createHttpLine, createMqttLine } from "./publish-lines.ts";

/** The sending end of an input. */
export interface Line {
  /** Resolves once somebody listens, as far as the transport can tell. */
  readonly ready: Promise<void>;
  /** False where there is no line, or too much waits on it. */
  send(bytes: Uint8Array): boolean;
  /** Resolves when all that was sent has left, and the line is closed. */
  close(): Promise<void>;
}

export interface LineOptions {
  readonly transport: TransportConfig;
  /** What each new connection begins with. */
  readonly greeting: () => readonly Uint8Array[];
  readonly ports: SourcePorts;
}

/** Opens the other end of an input's transport, or says in words why that can't be. Connections that break are taken up again. */
export function openLine(options: LineOptions): Line | string {
  const { transport, ports } = options;
  switch (transport.type) {
    case "udp":
      return overSource(createUdpSender({ ...transport, hopsMax: 1 }, ports), options);
    case "tcp-listen":
      return overSource(
        createByteSource({ type: "tcp", host: transport.address, port: transport.port }, ports),
        options,
      );
    case "tcp":
      return overSource(
        createByteSource(
          {
            type: "tcp-listen",
            address: transport.host === "localhost" ? "127.0.0.1" : transport.host,
            port: transport.port,
            peers_max: 16,
            allow: [],
          },
          ports,
        ),
        options,
      );
    case "websocket-listen": {
      const url = `ws://${transport.address}:${transport.port}`;
      return overSource(createByteSource({ type: "websocket", url }, ports), options);
    }
    case "http":
      return createHttpLine(transport);
    case "mqtt":
      return createMqttLine(transport);
    case "file":
      return createFileLine(transport.path, options.greeting);
    case "http-poll":
    case "websocket":
      return `nothing is sent over a transport of type ${transport.type}`;
  }
}

function overSource(source: ByteSource, { greeting, ports }: LineOptions): Line {
  const stop = new AbortController();
  const peers = new Set<SourcePeer>();
  let opened: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (opened = resolve));
  const sink: ByteSink = {
    chunk: () => undefined,
    message: () => undefined,
    rejected: () => undefined,
    link: () => undefined,
    opened(peer) {
      peers.add(peer);
      for (const bytes of greeting()) peer.send(bytes);
      opened();
    },
    ended: (peer) => void peers.delete(peer),
  };
  const run = source.run(sink, stop.signal);
  return {
    ready: Promise.race([ready, run.then(() => ready)]),
    send: (bytes) => [...peers].map((peer) => peer.send(bytes)).includes(true),
    async close() {
      // What was written last is on its way; a line that is torn down at once would drop it.
      await ports.clock.waitUntil(ports.clock.nowUs() + FLUSH_US, stop.signal);
      stop.abort();
      await run;
    },
  };
}
const FLUSH_US = 200_000;
