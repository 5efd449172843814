import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import type { ByteSink, ByteSource, PeerProof } from "@tocsin/sdk";
import { allowedPeers, plainAddress } from "./allowed-peers.ts";
import { type ListenOptions, type ListenSecurity, listenUntilAborted } from "./listen.ts";
import { guardTls, tlsServerOptions } from "./listener-tls.ts";
import { MESSAGE_OCTETS_MAX } from "./message-limit.ts";
import { readSecret } from "./read-secret.ts";
import { placeText } from "./socket-peer.ts";
import type { SourcePorts } from "./source-ports.ts";

const ANSWER_OCTETS_MAX = 65_536;
const CONNECTIONS_MAX = 256;
const REQUEST_TIMEOUT_MS = 10_000;

export interface HttpPostOptions extends ListenOptions, ListenSecurity {
  readonly allow: readonly string[];
  /** File whose first line senders must give; null: none is asked for. */
  readonly tokenFile: string | null;
}

/**
 * Takes messages by HTTP POST, at any path. The answer is 204; where the adapter answered the message, which it does to
 * say what was wrong with it, it is 422 with those words.
 */
export const createHttpPostSource = (
  options: HttpPostOptions,
  { clock }: SourcePorts,
): ByteSource => ({
  async run(sink, signal) {
    const token = options.tokenFile === null ? null : await readSecret(options.tokenFile);
    const tls = (await options.security?.()) ?? null;
    if (signal.aborted) return;
    const nowUs = (): number => clock.nowUs();
    const context: RequestContext = {
      sink,
      token,
      mayConnect: allowedPeers(options.allow),
      nowUs,
      proofOf: (socket) => proofOf(socket),
    };
    const limits = { requestTimeout: REQUEST_TIMEOUT_MS };
    const take = (request: IncomingMessage, response: ServerResponse): void =>
      takeRequest(request, response, context);
    const server =
      tls === null
        ? createServer(limits, take)
        : createTlsServer({ ...limits, ...tlsServerOptions(tls) }, take);
    const proofOf = tls === null ? () => undefined : guardTls(server, tls, { sink, nowUs });
    server.maxConnections = CONNECTIONS_MAX;
    server.on("drop", () => sink.rejected("too-many-peers", 1, "", clock.nowUs()));
    try {
      await listenUntilAborted(server, options, signal, (place) =>
        sink.link(
          "up",
          `listening on ${tls === null ? "http" : "https"}://${place}`,
          clock.nowUs(),
        ),
      );
    } finally {
      server.closeAllConnections();
    }
  },
});

interface RequestContext {
  readonly sink: ByteSink;
  readonly token: string | null;
  readonly mayConnect: (address: string) => boolean;
  readonly nowUs: () => number;
  readonly proofOf: (socket: Socket) => PeerProof | undefined;
}

function takeRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { sink, token, mayConnect, nowUs, proofOf }: RequestContext,
): void {
  const address = plainAddress(request.socket.remoteAddress ?? "");
  const id = placeText(address, request.socket.remotePort ?? 0);
  const refuse = (status: number, reason: string, words: string): void => {
    sink.rejected(reason, 1, id, nowUs());
    response.writeHead(status, { connection: "close", "content-type": "text/plain" });
    response.end(`${words}\n`);
  };
  if (!mayConnect(address)) return refuse(403, "peer-not-allowed", "This address may not send.");
  if (request.headers.origin !== undefined)
    return refuse(403, "from-a-browser", "Pages of a browser may not send.");
  if (token !== null && !isToken(request.headers.authorization, token))
    return refuse(401, "wrong-token", "Give the token as Authorization: Bearer TOKEN.");
  if (request.method !== "POST") return refuse(405, "not-a-post", "Send by POST.");
  const pieces: Buffer[] = [];
  let octets = 0;
  request.on("error", () => sink.rejected("cut-off", 1, id, nowUs()));
  request.on("data", (piece: Buffer) => {
    octets += piece.length;
    if (octets <= MESSAGE_OCTETS_MAX) pieces.push(piece);
    else if (!response.headersSent) {
      pieces.length = 0;
      refuse(413, "message-too-long", `At most ${MESSAGE_OCTETS_MAX} octets are taken.`);
    } else request.destroy();
  });
  request.on("end", () => {
    if (response.headersSent) return;
    const proof = proofOf(request.socket);
    answer(response, (send) => {
      sink.message(Buffer.concat(pieces), nowUs(), {
        id,
        ...(proof === undefined ? {} : { proof }),
        send,
        close: () => void response.socket?.end(),
      });
    });
  });
}

/** Runs what handles the message; what it sends meanwhile is the answer. */
function answer(
  response: ServerResponse,
  handle: (send: (bytes: Uint8Array) => boolean) => void,
): void {
  const parts: Uint8Array[] = [];
  let octets = 0;
  let open = true;
  handle((bytes) => {
    if (!open || octets + bytes.length > ANSWER_OCTETS_MAX) return false;
    parts.push(bytes);
    octets += bytes.length;
    return true;
  });
  open = false;
  if (parts.length === 0) response.writeHead(204).end();
  else {
    response.writeHead(422, { "content-type": "text/plain; charset=utf-8" });
    response.end(Buffer.concat(parts));
  }
}

/** In a time that tells nothing of how much of a guess was right. */
const isToken = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(digestOf(header ?? ""), digestOf(`Bearer ${token}`));
const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();
