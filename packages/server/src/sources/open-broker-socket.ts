import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions } from "node:tls";
import { MESSAGE_OCTETS_MAX } from "./message-limit.ts";
import { guardPackets } from "./mqtt-packet-guard.ts";

const PORT = 1883;
const PORT_TLS = 8883;

/** A line to a broker, encrypted for mqtts://, that no packet can make gather more than a message. */
export function openBrokerSocket(
  url: string,
  secure: ConnectionOptions,
  failed: (detail: string) => void,
): Socket {
  const { protocol, hostname, port } = new URL(url);
  const isTls = protocol === "mqtts:";
  const host = hostname.replace(/^\[|\]$/g, "");
  const at = { host, port: port === "" ? (isTls ? PORT_TLS : PORT) : Number(port) };
  // An address is no name that a server could be asked for (RFC 6066, section 3).
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket = isTls ? connectTls({ ...at, ...name, ...secure }) : connectTcp(at);
  // The client passes on only the errors that it knows.
  socket.on("error", ({ message }) => failed(`${url}: ${message}`));
  guardPackets(socket, MESSAGE_OCTETS_MAX);
  return socket;
}
