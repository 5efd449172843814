import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer as createHttps } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type Server } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { localCertificate } from "../../src/http/local-certificate.ts";
import { createMqttSource } from "../../src/sources/mqtt-source.ts";
import { createTcpClientSource } from "../../src/sources/tcp-client-source.ts";
import { createWebSocketClientSource } from "../../src/sources/web-socket-client-source.ts";
import { PORTS, SourceRun } from "./source-run.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-encrypted-"));
afterAll(() => rmSync(folder, { recursive: true }));
let own: { readonly key: string; readonly cert: string; readonly authorityFile: string };
beforeAll(async () => {
  own = await localCertificate(folder, ["127.0.0.1"]);
});

async function portOf(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("a line is opened to whom its authority vouches for, and shows what it is given", async () => {
  const server = createServer(
    { ...own, ca: readFileSync(own.authorityFile), requestCert: true, rejectUnauthorized: false },
    (socket) => socket.end(socket.getPeerX509Certificate() === undefined ? "nobody" : "known"),
  );
  const port = await portOf(server);
  const authority = own.authorityFile;
  const tls = {
    authority,
    certificate: join(folder, "tls", "server.pem"),
    key: join(folder, "tls", "server.key"),
  };
  const run = new SourceRun(createTcpClientSource({ host: "127.0.0.1", port, tls }, PORTS));
  expect(await run.until(() => run.text.includes("known"))).toBe(true);
  await run.stop();
  server.close();
});

test("a line to anybody else is a fault that says why, and carries nothing", async () => {
  const server = createServer(own, (socket) => socket.end("a lie"));
  const sockets = createHttps(own);
  const port = await portOf(server);
  const wss = await portOf(sockets);
  const webSockets = new WebSocketServer({ server: sockets });
  const options = { topics: ["t"], retained: false, user: null, passwordFile: null };
  const tls = { authority: own.authorityFile };
  const at = { host: "127.0.0.1", port };
  const cases = [
    [createTcpClientSource({ ...at, tls: {} }, PORTS), /certificate/],
    [createTcpClientSource({ ...at, tls: { ...tls, server_name: "else.example" } }, PORTS), /else/],
    [createTcpClientSource({ ...at, tls: { authority: "/nowhere.pem" } }, PORTS), /nowhere/],
    [createWebSocketClientSource({ url: `wss://127.0.0.1:${wss}` }, PORTS), /certificate/],
    [
      createMqttSource({ ...options, url: `mqtts://127.0.0.1:${port}`, statusTopic: null }, PORTS),
      /certificate/,
    ],
  ] as const;
  for (const [source, words] of cases) {
    const run = new SourceRun(source);
    const down = await run.until(() => run.of("link").find(({ state }) => state === "down"));
    expect(down.detail).toMatch(words);
    expect(run.text).toBe("");
    await run.stop();
  }
  const trusted = new SourceRun(
    createWebSocketClientSource({ url: `wss://127.0.0.1:${wss}`, tls }, PORTS),
  );
  await trusted.until(() => trusted.of("link").find(({ state }) => state === "up"));
  await trusted.stop();
  server.close();
  webSockets.close();
  sockets.close();
});
