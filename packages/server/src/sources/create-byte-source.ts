import type { ByteSource, TransportConfig } from "@tocsin/sdk";
import { createFileSource } from "./file-source.ts";
import { createHttpPollSource } from "./http-poll-source.ts";
import { createHttpPostSource } from "./http-post-source.ts";
import { createMqttSource } from "./mqtt-source.ts";
import type { ListenerTls } from "./listener-tls.ts";
import type { SourcePorts } from "./source-ports.ts";
import { createTcpClientSource } from "./tcp-client-source.ts";
import { createTcpServerSource } from "./tcp-server-source.ts";
import { createUdpSource } from "./udp-byte-source.ts";
import { createWebSocketClientSource } from "./web-socket-client-source.ts";
import { createWebSocketServerSource } from "./web-socket-server-source.ts";

/**
 * The source that a `transport` of the site file describes. Nothing is opened before it runs. `security`: what a port is
 * encrypted with; absent: not encrypted.
 */
export function createByteSource(
  transport: TransportConfig,
  ports: SourcePorts,
  security?: () => Promise<ListenerTls>,
): ByteSource {
  switch (transport.type) {
    case "tcp":
      return createTcpClientSource(transport, ports);
    case "tcp-listen":
      return createTcpServerSource(
        { ...transport, peersMax: transport.peers_max, security },
        ports,
      );
    case "udp":
      return createUdpSource(
        { listen: [transport], interfaceAddress: transport.interface, allow: transport.allow },
        ports,
      );
    case "websocket":
      return createWebSocketClientSource(transport, ports);
    case "websocket-listen":
      return createWebSocketServerSource(
        { ...transport, peersMax: transport.peers_max, security },
        ports,
      );
    case "http":
      return createHttpPostSource(
        { ...transport, tokenFile: transport.token_file ?? null, security },
        ports,
      );
    case "http-poll":
      return createHttpPollSource({ url: transport.url, everyS: transport.every_s }, ports);
    case "mqtt":
      return createMqttSource(
        {
          ...transport,
          user: transport.user ?? null,
          passwordFile: transport.password_file ?? null,
          statusTopic: transport.status_topic ?? null,
        },
        ports,
      );
    case "file":
      return createFileSource(transport, ports);
  }
}
