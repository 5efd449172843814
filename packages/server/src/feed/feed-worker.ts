import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { FEED_FILE, readFeedEntries } from "../channels/cap-file/feed-index.ts";
import type { FeedPlace, FeedReport } from "./feed-front.ts";

const CONNECTIONS_MAX = 256;
const HEADERS_MS = 10_000;
const REQUEST_MS = 15_000;
const KEEP_ALIVE_MS = 5_000;
/** Its silence is the sign that it stands still. */
const MOVES_MS = 500;
const HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'",
};

/** Serves the index and the alerts that it lists, in a thread of its own: whoever asks, the thread that protects goes on. */
function serve({ directory, address, port }: FeedPlace): void {
  const server = createServer((request, response) => {
    answer(directory, request, response).catch(() => response.destroy());
  });
  server.maxConnections = CONNECTIONS_MAX;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on("clientError", (_error, socket) => socket.destroy());
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of our own has no origin
  const report = (message: FeedReport): void => parentPort?.postMessage(message);
  const moving = setInterval(() => report("moves"), MOVES_MS);
  server.listen({ host: address, port }, () => report("listening"));
  parentPort?.once("message", () => {
    clearInterval(moving);
    server.close(() => parentPort?.close());
    server.closeAllConnections();
  });
}

async function answer(
  directory: string,
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const end = (status: number, octets?: Buffer): void => {
    response.statusCode = status;
    response.end(octets);
  };
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return end(405);
  }
  const index = await read(directory, FEED_FILE);
  const name = (url ?? "").slice(1);
  const octets =
    name === FEED_FILE ? index : isListed(index, name) ? await read(directory, name) : null;
  if (octets === null) return end(404);
  const tag = `"${createHash("sha256").update(octets).digest("base64url")}"`;
  response.setHeader("etag", tag);
  if (knows(headers["if-none-match"], tag)) return end(304);
  const type = name === FEED_FILE ? "application/atom+xml" : "application/cap+xml";
  response.setHeader("content-type", type);
  response.setHeader("content-length", octets.length);
  end(200, octets);
}

/** A name is looked up in the list and never made into a path before: what is not listed is not there. */
const isListed = (index: Buffer | null, name: string): boolean =>
  index !== null && readFeedEntries(index.toString("utf8")).some((entry) => entry.name === name);

const knows = (given: string | undefined, tag: string): boolean =>
  (given ?? "")
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .some((one) => one === "*" || one === tag);

const read = (directory: string, name: string): Promise<Buffer | null> =>
  readFile(join(directory, name)).catch(() => null);

serve(workerData as FeedPlace);
