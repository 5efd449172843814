import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { BROADCAST_LIMITS, type PeopleSiteInfo } from "@tocsin/sdk";
import { ReportRates } from "../http/observations/report-rates.ts";
import { isSameOrigin } from "../http/request-origin.ts";
import { SECURITY_HEADERS } from "../http/security-headers.ts";
import { CLIENT_AREAS_MAX, type ClientKind, type FanClient, type FanOut } from "./fan-out.ts";
import type { PageFile } from "./page-files.ts";
import type { PushDesk } from "./push/push-desk.ts";
import { PUSH_BODY_BYTES_MAX } from "./push/push-endpoint.ts";
import { readSafeAnswer, SAFE_BODY_BYTES_MAX, type SafeBook } from "./safe-book.ts";
import { ClientFrames, handshake } from "./web-socket.ts";

/** Answers and questions after the clock of one address in a minute. Many people may share one. */
const ANSWERS_PER_MINUTE = 120;
const QUESTIONS_PER_MINUTE = 600;
/** Of one address, to be told while the page is closed, or to be told no more. */
const WISHES_PER_MINUTE = 120;
const HEADERS_MS = 10_000;
const REQUEST_MS = 15_000;
const KEEP_ALIVE_MS = 5_000;
/** Connections beside those that listen: for loading the page. */
const SPARE_CONNECTIONS = 512;
const URL_CHARACTERS_MAX = 2_048;

export interface PeopleServerParts {
  readonly tls: { readonly key: string; readonly cert: string } | null;
  readonly clientsMax: number;
  readonly behindProxy: boolean;
  readonly site: PeopleSiteInfo;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly fanOut: FanOut;
  readonly safe: SafeBook;
  /** What holds now, in envelopes. */
  readonly valid: () => readonly Uint8Array[];
  readonly clock: (nonce: string) => Uint8Array;
  /** Null where nothing is told to phones whose page is closed. */
  readonly push: Pick<PushDesk, "subscribe" | "forget"> | null;
  readonly nowMs: () => number;
  /** Origins of the pages of other posts of this site: they may ask here what our own page may. */
  readonly others: readonly string[];
}

/** Serves the people's page and what it listens to. It knows nobody, gives nothing away and changes nothing but a count. */
export function createPeopleServer(parts: PeopleServerParts): Server {
  const routes = new PeopleRoutes(parts);
  const listener: RequestListener = (request, response) => routes.answer(request, response);
  const server =
    parts.tls === null ? createServer(listener) : createTlsServer({ ...parts.tls }, listener);
  server.maxConnections = parts.clientsMax + SPARE_CONNECTIONS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    routes.upgrade(request, socket as Socket, head),
  );
  server.on("clientError", (_error, socket) => socket.destroy());
  return server;
}

class PeopleRoutes {
  readonly #parts: PeopleServerParts;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #site: Buffer;
  readonly #answers: ReportRates;
  readonly #questions: ReportRates;
  readonly #wishes: ReportRates;

  constructor(parts: PeopleServerParts) {
    this.#parts = parts;
    this.#headers = headersOf(parts.others);
    this.#site = Buffer.from(JSON.stringify(parts.site));
    this.#answers = new ReportRates(ANSWERS_PER_MINUTE, parts.nowMs);
    this.#wishes = new ReportRates(WISHES_PER_MINUTE, parts.nowMs);
    this.#questions = new ReportRates(QUESTIONS_PER_MINUTE, parts.nowMs);
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    this.#share(request, response);
    const url = urlOf(request);
    if (url === null) return end(response, 414);
    const { method } = request;
    if (method === "OPTIONS") return end(response, 204);
    if (method === "POST") return this.#told(url.pathname, request, response);
    if (method !== "GET" && method !== "HEAD") return end(response, 405);
    switch (url.pathname) {
      case "/":
        response.setHeader("location", "/people");
        return end(response, 302);
      case "/people/site":
        return send(response, "application/json; charset=utf-8", this.#site);
      case "/people/way":
        // Whoever wonders whether its way stands: the cheapest answer there is.
        lastOf(response);
        return end(response, 204);
      case "/people/valid":
        lastOf(response);
        return send(response, OCTETS, Buffer.concat(this.#parts.valid()));
      case "/people/clock":
        return this.#clock(url, request, response);
      case "/people/events":
        return this.#events(url, request, response);
      default:
        return sendFile(this.#parts.files.get(url.pathname), request, response);
    }
  }

  /** `head` is what came with the request already: the beginning of what the client sends. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    // Node has let go of it: without this, one that is reset ends the thread of all.
    socket.on("error", () => socket.destroy());
    const { headers } = request;
    const url = urlOf(request);
    const answer = handshake(headers["sec-websocket-key"]);
    const isOurs =
      url?.pathname === "/people/live" &&
      answer !== null &&
      headers["sec-websocket-version"] === "13" &&
      this.#isOfSite(request);
    if (!isOurs) return refuse(socket, "400 Bad Request");
    const address = this.#addressOf(request);
    if (!this.#parts.fanOut.admits(address)) return refuse(socket, "503 Service Unavailable");
    socket.setNoDelay(true);
    socket.setTimeout(0);
    socket.write(answer);
    const client = this.#add("web-socket", socket, { address, url });
    const frames = new ClientFrames();
    const hear = (chunk: Buffer): void => {
      for (const frame of frames.push(chunk)) {
        if (frame.kind === "pong") client.answered = true;
        else if (frame.kind === "ping") socket.write(frame.answer);
        else socket.destroy();
      }
    };
    socket.on("data", hear);
    hear(head);
  }

  /** The same for whom a WebSocket does not reach: some networks let none through. */
  #events(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const address = this.#addressOf(request);
    if (!this.#parts.fanOut.admits(address)) return end(response, 503);
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.flushHeaders();
    const { socket } = request;
    socket.setNoDelay(true);
    socket.setTimeout(0);
    // What node writes goes through its chunks; `writableLength` is of both.
    const bytes = {
      write: (chunk: string | Uint8Array) => response.write(chunk),
      destroy: () => socket.destroy(),
      get writableLength() {
        return response.writableLength + socket.writableLength;
      },
    };
    const client = this.#parts.fanOut.add(
      { kind: "event-stream", socket: bytes, address, areas: areasOf(url) },
      this.#parts.valid(),
    );
    response.on("close", () => this.#parts.fanOut.remove(client));
  }

  #add(
    kind: ClientKind,
    socket: Socket,
    from: { readonly address: string; readonly url: URL },
  ): FanClient {
    const { address, url } = from;
    const { fanOut, valid } = this.#parts;
    const client = fanOut.add({ kind, socket, address, areas: areasOf(url) }, valid());
    socket.on("close", () => fanOut.remove(client));
    socket.on("end", () => socket.destroy());
    socket.on("drain", () => (client.unreadMs = null));
    return client;
  }

  #clock(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const nonce = url.searchParams.get("nonce") ?? "";
    if (!/^[\w-]+$/.test(nonce) || nonce.length > BROADCAST_LIMITS.nonceCharacters)
      return end(response, 400);
    if (this.#questions.take(this.#addressOf(request)) > 0) return end(response, 429);
    send(response, OCTETS, Buffer.from(this.#parts.clock(nonce)));
  }

  /** What a page tells the post: from our own page only, and not more often than people do. */
  #told(path: string, request: IncomingMessage, response: ServerResponse): void {
    const { safe, push } = this.#parts;
    if (path === "/people/safe")
      return this.#taken(request, response, {
        rates: this.#answers,
        bytesMax: SAFE_BODY_BYTES_MAX,
        take: (body) => {
          const answer = readSafeAnswer(body);
          return answer === null ? 400 : safe.take(answer) ? 204 : 409;
        },
      });
    if (path !== "/people/push" && path !== "/people/push/forget") return end(response, 405);
    if (push === null) return end(response, 404);
    this.#taken(request, response, {
      rates: this.#wishes,
      bytesMax: PUSH_BODY_BYTES_MAX,
      take: (body) => (path === "/people/push" ? push.subscribe(body) : push.forget(body)),
    });
  }

  #taken(
    request: IncomingMessage,
    response: ServerResponse,
    how: {
      readonly rates: ReportRates;
      readonly bytesMax: number;
      readonly take: (body: Buffer) => number;
    },
  ): void {
    const { rates, bytesMax, take } = how;
    if (!this.#isOfSite(request)) return end(response, 400);
    if (rates.take(this.#addressOf(request)) > 0) return end(response, 429);
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > bytesMax) request.destroy();
      else chunks.push(chunk);
    });
    request.on("end", () => end(response, take(Buffer.concat(chunks))));
  }

  /** What came from our own page, or from that of another post of the site. */
  #isOfSite({ headers: { origin, host } }: IncomingMessage): boolean {
    return isSameOrigin(origin, host) || this.#isOther(origin);
  }

  #isOther(origin: string | undefined): origin is string {
    return origin !== undefined && this.#parts.others.includes(origin);
  }

  /** Lets the pages of the site's other posts read the answer, and no others. */
  #share({ headers: { origin } }: IncomingMessage, response: ServerResponse): void {
    if (this.#parts.others.length > 0) response.setHeader("vary", "origin");
    if (!this.#isOther(origin)) return;
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-allow-methods", "GET, POST");
    response.setHeader("access-control-allow-headers", "content-type");
  }

  /** Behind a proxy the last address that it has added: what stands before that anybody may have written. */
  #addressOf({ headers, socket }: IncomingMessage): string {
    const forwarded = headers["x-forwarded-for"];
    const last = [forwarded].flat().at(-1)?.split(",").at(-1)?.trim();
    const address = this.#parts.behindProxy && last !== undefined ? last : socket.remoteAddress;
    return (address ?? "").slice(0, 64);
  }
}

const OCTETS = "application/octet-stream";
/** Its page connects to the post itself and to those that the site file names beside it, and to nothing else. */
const headersOf = (others: readonly string[]): Readonly<Record<string, string>> => ({
  ...SECURITY_HEADERS,
  "content-security-policy": (SECURITY_HEADERS["content-security-policy"] ?? "").replace(
    "connect-src 'self'",
    ["connect-src 'self'", ...others, ...others.map((url) => url.replace("http", "ws"))].join(" "),
  ),
  "cache-control": "no-store",
  // The page asks once where it is, and vibrates; where it is it tells nobody.
  "permissions-policy": "camera=(), microphone=(), geolocation=(self)",
});

function urlOf({ url }: IncomingMessage): URL | null {
  if (url === undefined || url.length > URL_CHARACTERS_MAX) return null;
  const whole = `http://people${url.startsWith("/") ? url : "/"}`;
  return URL.canParse(whole) ? new URL(whole) : null;
}

const areasOf = (url: URL): readonly string[] =>
  (url.searchParams.get("first") ?? "")
    .split(",")
    .filter((area) => /^[\w-]{1,64}$/.test(area))
    .slice(0, CLIENT_AREAS_MAX);

function send(response: ServerResponse, type: string, octets: Buffer): void {
  response.setHeader("content-type", type);
  response.end(octets);
}

/** Kept for another question the connection might be dead by then, with nobody to tell: each that asks for its way takes a new one. */
function lastOf(response: ServerResponse): void {
  response.setHeader("connection", "close");
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

function sendFile(
  file: PageFile | undefined,
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  if (file === undefined) return end(response, 404);
  response.setHeader("etag", file.etag);
  response.setHeader(
    "cache-control",
    file.lasting ? "public, max-age=31536000, immutable" : "no-cache",
  );
  if (headers["if-none-match"] === file.etag) return end(response, 304);
  send(response, file.type, file.octets);
}

function refuse(socket: Socket, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
