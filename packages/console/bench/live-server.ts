import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** The constant of RFC 6455, section 1.3. */
const HANDSHAKE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Sends texts to whoever opens the live stream: the least of a WebSocket server that measures need. Returns a stop. */
export function serveLive(
  server: {
    on(event: "upgrade", listener: (request: IncomingMessage, socket: Duplex) => void): unknown;
  },
  options: { readonly perSecond: number; readonly text: (index: number) => string },
): () => void {
  const timers: NodeJS.Timeout[] = [];
  server.on("upgrade", (request: IncomingMessage, socket: Duplex) => {
    if (request.url !== "/api/live") return;
    const key = request.headers["sec-websocket-key"] ?? "";
    const accept = createHash("sha1")
      .update(key + HANDSHAKE)
      .digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on("error", () => socket.destroy());
    let index = 0;
    const send = (): void => {
      if (!socket.destroyed) socket.write(textFrame(options.text(index)));
      index += 1;
    };
    send();
    timers.push(setInterval(send, 1000 / options.perSecond));
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

/** One unmasked text frame, with its length in eight bytes (RFC 6455, section 5.2). */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.alloc(10);
  head[0] = 0x81;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(payload.length), 2);
  // A length that fits into fewer bytes must be written in fewer.
  if (payload.length < 0x1_0000) {
    head[1] = 126;
    head.writeUInt16BE(payload.length, 2);
    return Buffer.concat([head.subarray(0, 4), payload]);
  }
  return Buffer.concat([head, payload]);
}
