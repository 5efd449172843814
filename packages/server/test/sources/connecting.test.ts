import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { createHttpPollSource } from "../../src/sources/http-poll-source.ts";
import { ReconnectPause } from "../../src/sources/reconnect-pause.ts";
import { createTcpClientSource } from "../../src/sources/tcp-client-source.ts";
import { createWebSocketClientSource } from "../../src/sources/web-socket-client-source.ts";
import { PORTS, SourceRun } from "./source-run.ts";

const runs: SourceRun[] = [];
afterEach(async () => {
  await Promise.all(runs.splice(0).map((run) => run.stop()));
});
const start = (...args: ConstructorParameters<typeof SourceRun>): SourceRun => {
  const run = new SourceRun(...args);
  runs.push(run);
  return run;
};
async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

describe("a TCP client", () => {
  test("takes a broken line up again and goes on", async () => {
    const server = createServer();
    const port = await listen(server);
    const run = start(createTcpClientSource({ host: "127.0.0.1", port }, PORTS));
    const [first] = (await once(server, "connection")) as [Socket];
    first.write("one");
    await run.until(() => run.text === "one");
    first.resetAndDestroy();
    const [second] = (await once(server, "connection")) as [Socket];
    second.end("two");
    await run.until(() => run.text === "onetwo");
    expect(run.of("ended")[0]).toMatchObject({ clean: false });
    const states = run.of("link").map(({ state }) => state);
    expect(states.slice(0, 3)).toEqual(["up", "down", "up"]);
    await run.stop();
    server.close();
  });

  test("says why it cannot connect, and stops at once while it waits", async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    const run = start(createTcpClientSource({ host: "127.0.0.1", port }, PORTS));
    const { detail } = await run.until(() => run.of("link")[0]);
    expect(detail).toContain("ECONNREFUSED");
    await run.stop();
  });
});

test("pauses double up to a bound, vary by half, and begin anew after a line that stood", () => {
  const pause = new ReconnectPause(() => 0);
  const pauses = Array.from({ length: 7 }, () => pause.next(0) / 1e6);
  expect(pauses).toEqual([0.5, 1, 2, 4, 8, 15, 15]);
  expect(pause.next(11e6) / 1e6).toBe(0.5);
  expect(new ReconnectPause(() => 0.9999).next(0) / 1e6).toBeCloseTo(0.25, 3);
});

test("a WebSocket client takes a broken line up again", async () => {
  const server = createHttpServer();
  const sockets = new WebSocketServer({ server });
  const port = await listen(server);
  sockets.once("connection", (socket) => {
    socket.send("one");
    socket.close();
  });
  const run = start(createWebSocketClientSource({ url: `ws://127.0.0.1:${port}` }, PORTS));
  await run.until(() => run.of("ended")[0]);
  sockets.once("connection", (socket) => socket.send("two"));
  await run.until(() => run.text === "onetwo");
  expect(run.of("link").map(({ state }) => state)).toEqual(["up", "down", "up"]);
  await run.stop();
  server.close();
});

test("a page is fetched again and again, and is a message when it has changed", async () => {
  let page = "one";
  const asked = { times: 0 };
  const server = createHttpServer((request, response) => {
    asked.times++;
    if (page === "") response.writeHead(503).end();
    else if (request.headers["if-none-match"] === page) response.writeHead(304).end();
    else response.writeHead(200, page === "two" ? { etag: page } : {}).end(page);
  });
  const url = `http://127.0.0.1:${await listen(server)}/aircraft.json`;
  const run = start(createHttpPollSource({ url, everyS: 0.01 }, PORTS));
  for (const next of ["two", "three"]) {
    const enough = asked.times + 3;
    await run.until(() => run.text.endsWith(page));
    while (asked.times < enough) await new Promise((resolve) => setImmediate(resolve));
    page = next;
  }
  await run.until(() => run.text.endsWith("three"));
  expect(run.of("message").map(({ text }) => text)).toEqual(["one", "two", "three"]);
  page = "";
  const { detail } = await run.until(() => run.of("link").find(({ state }) => state === "down"));
  expect(detail).toContain("answered 503");
  page = "four";
  await run.until(() => run.text.endsWith("four"));
  await run.stop();
  server.close();
  server.closeAllConnections();
});
