import type { TransportConfig } from "@tocsin/sdk";
import { TocsinError } from "@tocsin/sdk/errors";

const PEERS_MAX = 16;

/** The transport that a URL names: `tcp://host:port` connects, `tcp-listen://address:port` and `udp://address:port` listen, `ws://` connects, `mqtt://broker/topic` subscribes. */
export function liveTransport(text: string): TransportConfig {
  const [, scheme = ""] = /^([a-z-]+):\/\//.exec(text) ?? [];
  const url = URL.parse(text.replace(/^[a-z-]+:/, "http:"));
  const port = Number(url?.port);
  const host = url?.hostname.replaceAll(/[[\]]/g, "") ?? "";
  const isPlace = url !== null && host !== "" && port > 0;
  switch (scheme) {
    case "tcp":
      if (isPlace) return { type: "tcp", host, port };
      break;
    case "tcp-listen":
      if (isPlace)
        return { type: "tcp-listen", address: host, port, peers_max: PEERS_MAX, allow: [] };
      break;
    case "udp":
      if (isPlace) return { type: "udp", address: host, port, interface: "0.0.0.0", allow: [] };
      break;
    case "ws":
    case "wss":
      if (url !== null) return { type: "websocket", url: text };
      break;
    case "mqtt":
    case "mqtts": {
      const topic = decodeURIComponent(url?.pathname.slice(1) ?? "");
      if (url !== null && topic !== "")
        return {
          type: "mqtt",
          url: `${scheme}://${url.host}`,
          topics: [topic],
          retained: false,
        };
      break;
    }
    default:
  }
  throw new TocsinError("USAGE", {
    detail: `"${text}" is no source: write tcp://host:port, tcp-listen://address:port, udp://address:port, ws://… or mqtt://broker/topic`,
    command: "adapter test ",
  });
}
