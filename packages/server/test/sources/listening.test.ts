import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createHttpPostSource } from "../../src/sources/http-post-source.ts";
import { MESSAGE_OCTETS_MAX } from "../../src/sources/message-limit.ts";
import { createTcpServerSource } from "../../src/sources/tcp-server-source.ts";
import { createUdpSource } from "../../src/sources/udp-byte-source.ts";
import { createWebSocketServerSource } from "../../src/sources/web-socket-server-source.ts";
import { PORTS, SourceRun } from "./source-run.ts";

const HERE = { address: "127.0.0.1", port: 0, peersMax: 2, allow: [] };
const runs: SourceRun[] = [];
afterEach(async () => {
  await Promise.all(runs.splice(0).map((run) => run.stop()));
});
const start = (...args: ConstructorParameters<typeof SourceRun>): SourceRun => {
  const run = new SourceRun(...args);
  runs.push(run);
  return run;
};

describe("a TCP listener", () => {
  test("hears several sensors, each its own stream, and answers each", async () => {
    const run = start(createTcpServerSource(HERE, PORTS), (text) => `got ${text}`);
    const port = await run.port();
    const first = connect(port, "127.0.0.1");
    const second = connect(port, "127.0.0.1");
    first.write("one");
    expect(String((await once(first, "data"))[0])).toBe("got one");
    second.end("two");
    await run.until(() => run.of("ended").find(({ clean }) => clean));
    const streams = run.of("chunk").map(({ text, peer }) => [text, peer.id]);
    expect(streams.map(([text]) => text)).toEqual(["one", "two"]);
    expect(new Set(streams.map(([, id]) => id)).size).toBe(2);
    first.destroy();
  });

  test("that is full refuses the next, and counts it", async () => {
    const run = start(createTcpServerSource(HERE, PORTS));
    const port = await run.port();
    const held = [connect(port, "127.0.0.1"), connect(port, "127.0.0.1")];
    await run.until(() => run.of("opened").length === 2);
    const late = connect(port, "127.0.0.1");
    late.on("error", () => undefined);
    await once(late, "close");
    expect(run.of("rejected")).toMatchObject([{ reason: "too-many-peers", count: 1 }]);
    held[0].destroy();
    await run.until(() => run.of("ended")[0]);
    const next = connect(port, "127.0.0.1");
    await run.until(() => run.of("opened").length === 3);
    for (const socket of [...held, next]) socket.destroy();
  });

  test("that is full gives the place of one long silent to the next", async () => {
    let nowUs = 0;
    const clock = { nowUs: () => nowUs, waitUntil: () => Promise.resolve() };
    const run = start(createTcpServerSource(HERE, { ...PORTS, clock }));
    const port = await run.port();
    const silent = connect(port, "127.0.0.1");
    await run.until(() => run.of("opened").length === 1);
    nowUs = 31_000_000;
    const lively = connect(port, "127.0.0.1");
    await run.until(() => run.of("opened").length === 2);
    const next = connect(port, "127.0.0.1");
    await Promise.all([once(silent, "close"), run.until(() => run.of("opened").length === 3)]);
    expect(run.of("rejected")).toEqual([]);
    for (const socket of [lively, next]) socket.destroy();
  });

  test("refuses addresses that are not allowed", async () => {
    const run = start(createTcpServerSource({ ...HERE, allow: ["10.0.0.0/8"] }, PORTS));
    const stranger = connect(await run.port(), "127.0.0.1");
    stranger.on("error", () => undefined);
    await run.until(() => run.of("rejected").find(({ reason }) => reason === "peer-not-allowed"));
    expect(run.of("opened")).toEqual([]);
  });

  test("whose port is taken fails, for the supervisor to try again", async () => {
    const port = await start(createTcpServerSource(HERE, PORTS)).port();
    const second = new SourceRun(createTcpServerSource({ ...HERE, port }, PORTS));
    await expect(second.ended).rejects.toThrow("EADDRINUSE");
  });
});

test("a UDP listener hands over datagrams, of those that may send", async () => {
  const udp = { listen: [HERE], interfaceAddress: "0.0.0.0", allow: [] };
  const run = start(createUdpSource(udp, PORTS));
  const socket = createSocket("udp4");
  const port = await run.port();
  socket.send("one", port, "127.0.0.1");
  expect(await run.until(() => run.of("message")[0])).toMatchObject({ text: "one" });
  const closed = start(createUdpSource({ ...udp, allow: ["10.0.0.1"] }, PORTS));
  socket.send("two", await closed.port(), "127.0.0.1");
  await closed.until(() =>
    closed.of("rejected").find(({ reason }) => reason === "peer-not-allowed"),
  );
  expect(closed.text).toBe("");
  socket.close();
});

describe("a WebSocket listener", () => {
  test("hands over messages, text or binary, and answers", async () => {
    const run = start(createWebSocketServerSource(HERE, PORTS), (text) => `got ${text}`);
    const socket = new WebSocket(`ws://127.0.0.1:${await run.port()}/any/path`);
    await once(socket, "open");
    socket.send("one");
    expect(String((await once(socket, "message"))[0])).toBe("got one");
    socket.send(Uint8Array.of(0x74, 0x77, 0x6f));
    await run.until(() => run.text === "onetwo");
    socket.close();
  });

  test("closes a line whose message is too long, before it is whole", async () => {
    const run = start(createWebSocketServerSource(HERE, PORTS));
    const socket = new WebSocket(`ws://127.0.0.1:${await run.port()}`);
    await once(socket, "open");
    socket.send(Buffer.alloc(MESSAGE_OCTETS_MAX + 1));
    expect((await once(socket, "close"))[0]).toBe(1009);
    expect(run.of("rejected")).toMatchObject([{ reason: "bad-websocket-frame" }]);
    expect(run.text).toBe("");
  });

  test("refuses pages of a browser", async () => {
    const run = start(createWebSocketServerSource(HERE, PORTS));
    const socket = new WebSocket(`ws://127.0.0.1:${await run.port()}`, {
      origin: "http://a.example",
    });
    expect(String((await once(socket, "error"))[0])).toContain("403");
    expect(run.of("rejected")).toMatchObject([{ reason: "from-a-browser" }]);
  });
});

describe("an HTTP listener", () => {
  const post = (port: number, body: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers });

  test("takes what is posted, and answers only what the adapter has to say", async () => {
    const run = start(createHttpPostSource({ ...HERE, tokenFile: null }, PORTS), (text) =>
      text === "bad" ? "line 1 is bad" : null,
    );
    const port = await run.port();
    expect((await post(port, "good")).status).toBe(204);
    const answer = await post(port, "bad");
    expect([answer.status, await answer.text()]).toEqual([422, "line 1 is bad"]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(405);
    expect((await post(port, "x".repeat(MESSAGE_OCTETS_MAX + 1))).status).toBe(413);
    expect((await post(port, "good", { origin: "http://a.example" })).status).toBe(403);
    expect(run.text).toBe("goodbad");
  });

  test("that asks for a token takes nothing without it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tocsin-token-"));
    const tokenFile = join(folder, "token");
    writeFileSync(tokenFile, "open sesame\n", { mode: 0o600 });
    const run = start(createHttpPostSource({ ...HERE, tokenFile }, PORTS));
    const port = await run.port();
    expect((await post(port, "one")).status).toBe(401);
    expect((await post(port, "two", { authorization: "Bearer open" })).status).toBe(401);
    expect((await post(port, "three", { authorization: "Bearer open sesame" })).status).toBe(204);
    expect(run.text).toBe("three");
    writeFileSync(tokenFile, "\n");
    const empty = new SourceRun(createHttpPostSource({ ...HERE, tokenFile }, PORTS));
    await expect(empty.ended).rejects.toThrow("is empty");
    rmSync(folder, { recursive: true });
  });
});
