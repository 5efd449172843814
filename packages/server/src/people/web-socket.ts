import { createHash } from "node:crypto";

/** RFC 6455, section 1.3. */
const HANDSHAKE_TEXT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
/** A client has nothing to tell us: a control frame is its longest. */
const CONTROL_BYTES_MAX = 125;

/** The head of the answer that makes a connection a WebSocket; null where the key is none. */
export function handshake(key: string | undefined): string | null {
  if (key === undefined || !/^[A-Za-z0-9+/]{22}==$/.test(key)) return null;
  const accept = createHash("sha1").update(`${key}${HANDSHAKE_TEXT}`).digest("base64");
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
}

/**
 * One whole unmasked message (section 5.2), made once for all clients. That is why this is not `ws`: there each of ten thousand
 * connections is an object of its own that frames every message anew and reads messages of any length, where a page has none to send.
 */
export function binaryFrame(octets: Uint8Array): Buffer {
  return Buffer.concat([frameHead(OPCODE.binary, octets.length), octets]);
}

/** A message of no octets. */
export const EMPTY_FRAME = frameHead(OPCODE.binary, 0);
export const PING_FRAME = frameHead(OPCODE.ping, 0);
/** Going away (1001): the client looks for another way, or comes again. */
export const AWAY_FRAME = Buffer.concat([frameHead(OPCODE.close, 2), Buffer.from([0x03, 0xe9])]);

function frameHead(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < 126) return Buffer.from([first, length]);
  if (length < 65_536) return Buffer.from([first, 126, length >> 8, length & 0xff]);
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

export type ClientFrame =
  | { readonly kind: "pong" }
  | { readonly kind: "ping"; readonly answer: Buffer }
  | { readonly kind: "close" }
  /** Whoever talks, or talks nonsense, is no page of ours. */
  | { readonly kind: "unwanted" };

/** Reads what a client sends: control frames of at most 125 octets, masked as they have to be. Keeps one frame at most. */
export class ClientFrames {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): readonly ClientFrame[] {
    const frames: ClientFrame[] = [];
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (data.length >= 2) {
      const length = data[1] & 0x7f;
      const isWanted =
        (data[0] & 0xf0) === 0x80 && (data[1] & 0x80) !== 0 && length <= CONTROL_BYTES_MAX;
      if (!isWanted) return [...frames, { kind: "unwanted" }];
      if (data.length < 6 + length) break;
      frames.push(frameOf(data[0] & 0x0f, data.subarray(2, 6), data.subarray(6, 6 + length)));
      data = data.subarray(6 + length);
    }
    this.#rest = data.length === 0 ? Buffer.alloc(0) : Buffer.from(data);
    return frames;
  }
}

function frameOf(opcode: number, mask: Buffer, payload: Buffer): ClientFrame {
  switch (opcode) {
    case OPCODE.pong:
      return { kind: "pong" };
    case OPCODE.close:
      return { kind: "close" };
    case OPCODE.ping: {
      const said = payload.map((octet, i) => octet ^ mask[i & 3]);
      return { kind: "ping", answer: Buffer.concat([frameHead(OPCODE.pong, said.length), said]) };
    }
    default:
      return { kind: "unwanted" };
  }
}
