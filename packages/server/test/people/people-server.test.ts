import { once } from "node:events";
import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Channel } from "@tocsin/sdk";
import { createEnvelopeFramer, Receiver } from "@tocsin/sdk";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { Broadcaster } from "../../src/broadcast/broadcaster.ts";
import { beginPostEpoch } from "../../src/broadcast/post-key.ts";
import { steadyMs } from "../../src/broadcast/steady-port.ts";
import { createPeopleChannel } from "../../src/people/people-channel.ts";
import type { PeopleCounts, SafeCount } from "../../src/people/people-messages.ts";
import { areaRing, outgoingWarning } from "./outgoing-warning.ts";

const OTHER = "https://tower.example:4610";
let folder: string;
let broadcaster: Broadcaster;
let channel: Channel;
let url: string;
let counts: () => PeopleCounts;
let safe: (counts: readonly SafeCount[]) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-people-server-"));
  broadcaster = new Broadcaster({
    file: beginPostEpoch(folder, "weir", "live"),
    site: { id: "weir", name: "Weir" },
    mode: "live",
    nowUs: () => Date.now() * 1_000,
    steadyMs,
    chain: () => ({ sequence: 1, hash: null }),
  });
  url = await new Promise((resolve, reject) => {
    channel = createPeopleChannel(
      {
        type: "people",
        id: "people",
        modes: ["live"],
        address: "127.0.0.1",
        port: 0,
        clients_max: 10,
        clients_per_address: 3,
        behind_proxy: false,
        posts: [{ name: "Tower", url: OTHER, public_key: "k".repeat(43) }],
        tells_unwatched: true,
        escalate_to: [],
        standby: false,
      },
      {
        broadcaster,
        host: {
          dataDir: folder,
          consoleFolder: folder,
          site: {
            id: "weir",
            name: "Weir",
            mode: "live",
            areas: [{ id: "lock", name: "Lock", ringsDeg: [areaRing("lock")] }],
          },
          listening: (address) => resolve(address.replace(/\/people$/, "")),
          safe: (each) => safe(each),
          counts: (ask) => (counts = ask),
          nowUs: () => Date.now() * 1_000,
        },
        failed: (_, detail) => reject(new Error(detail)),
        receipt: () => undefined,
      },
    );
  });
});
afterEach(async () => {
  await channel.close();
  rmSync(folder, { recursive: true });
});

const cover = (version = 1, episode = 1, area = "lock") =>
  outgoingWarning("live", {
    area,
    stage: "take-cover",
    action: version === 1 ? "start" : "raise",
    episode,
    version,
    holdsS: 60,
  });

function newReceiver() {
  const receiver = new Receiver({
    keys: [{ ...broadcaster.key, publicKey: Buffer.from(broadcaster.key.publicKey, "base64url") }],
    nowMs: () => performance.now(),
  });
  const x = broadcaster.key.publicKey;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const hear = (octets: Uint8Array) => {
    const candidate = receiver.check(octets);
    if (!candidate.ok) return candidate;
    expect(verify(null, candidate.signed, key, candidate.signature)).toBe(true);
    return receiver.take(candidate);
  };
  return { receiver, hear };
}

/** What came before anybody listened: the first messages may come in one piece with the answer that opens the socket. */
const early = new WeakMap<WebSocket, Buffer[]>();

async function socketOf(query = ""): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/people/live${query}`);
  const kept: Buffer[] = [];
  early.set(socket, kept);
  socket.on("message", (octets: Buffer) => kept.push(octets));
  await once(socket, "open");
  return socket;
}
/** Resolves once the receiver shows what is wanted. */
const until = (socket: WebSocket, hear: (octets: Buffer) => boolean): Promise<void> =>
  new Promise((resolve) => {
    for (const octets of early.get(socket) ?? []) if (hear(octets)) resolve();
    socket.on("message", (octets: Buffer) => {
      if (hear(octets)) resolve();
    });
  });
async function fetchOctets(path: string): Promise<readonly Uint8Array[]> {
  const answer = await fetch(`${url}${path}`);
  const framed = createEnvelopeFramer().push(new Uint8Array(await answer.arrayBuffer()));
  return framed.flatMap((each) => (each.type === "frame" ? [each.bytes] : []));
}

describe("a page that listens", () => {
  test("hears a warning over a WebSocket, signed, and what holds when it comes", async () => {
    const { receiver, hear } = newReceiver();
    const first = await socketOf();
    // A heartbeat follows the warning, and is what connects: the first of all may have come before anybody listened.
    const heard = until(first, (octets) => {
      hear(octets);
      const { areas, connection } = receiver.view();
      return areas.length > 0 && connection === "connected";
    });
    await channel.send(cover());
    await heard;
    expect(receiver.view()).toMatchObject({
      connection: "connected",
      areas: [{ area: "lock", stage: "take-cover" }],
    });
    const late = newReceiver();
    const second = await socketOf();
    await until(second, (octets) => {
      late.hear(octets);
      return late.receiver.view().areas.length > 0;
    });
    first.terminate();
    second.terminate();
  });

  test("hears the same as an event stream, where no WebSocket comes through", async () => {
    const { receiver, hear } = newReceiver();
    const answer = await fetch(`${url}/people/events`);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    await channel.send(cover());
    let text = "";
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString();
      for (const [, data] of text.matchAll(/data: (\S+)\n\n/g))
        hear(Buffer.from(data ?? "", "base64"));
      if (receiver.view().areas.length > 0) break;
    }
    expect(receiver.view().areas).toMatchObject([{ stage: "take-cover" }]);
  });

  test("learns how old what it hears is, from an answer that names its own number", async () => {
    const { receiver, hear } = newReceiver();
    receiver.asked("n-1");
    const [clock] = await fetchOctets("/people/clock?nonce=n-1");
    expect(hear(clock)).toMatchObject({ ok: true });
    await channel.send(cover());
    const valid = await fetchOctets("/people/valid");
    expect(valid.map((octets) => hear(octets)).every(({ ok }) => ok)).toBe(true);
    expect(receiver.lacks()).toBe(false);
    expect((await fetch(`${url}/people/clock?nonce=a%20b`)).status).toBe(400);
  });

  test("is one of as many as may come from an address, and has nothing to say", async () => {
    const sockets = [await socketOf(), await socketOf(), await socketOf()];
    const refused = new WebSocket(`${url.replace("http", "ws")}/people/live`);
    const [error] = (await once(refused, "error")) as [Error];
    expect(error.message).toContain("503");
    sockets[0].send("hello");
    await once(sockets[0], "close");
    const again = await socketOf();
    for (const socket of [...sockets, again]) socket.terminate();
  });

  test("of another post of the site is let in, is told of the others, and no other page is", async () => {
    const { hear } = newReceiver();
    const lists = (await fetchOctets("/people/valid")).flatMap((octets) => {
      const taking = hear(octets);
      return taking.ok && taking.document.purpose === "posts" ? [taking.document.list.posts] : [];
    });
    expect(lists).toEqual([[{ name: "Tower", url: OTHER, publicKey: "k".repeat(43) }]]);
    const asked = async (origin: string, path: string, method = "GET"): Promise<string | null> => {
      const answer = await fetch(`${url}${path}`, { method, headers: { origin } });
      return answer.headers.get("access-control-allow-origin");
    };
    for (const path of ["/people/valid", "/people/clock?nonce=n"]) {
      expect(await asked(OTHER, path)).toBe(OTHER);
      expect(await asked("https://elsewhere.example", path)).toBe(null);
    }
    expect(await asked(OTHER, "/people/safe", "OPTIONS")).toBe(OTHER);
    const policy = (await fetch(`${url}/people/site`)).headers.get("content-security-policy");
    expect(policy).toContain(`connect-src 'self' ${OTHER} wss://tower.example:4610;`);
    const address = `${url.replace("http", "ws")}/people/live`;
    const other = new WebSocket(address, { origin: OTHER });
    await once(other, "open");
    other.terminate();
  });

  test("of another site's page is not let in", async () => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/people/live`, {
      origin: "https://evil.example",
    });
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toContain("400");
  });
});

test("a page that does not read is ended and counted, and the others hear everything", async () => {
  const { hostname, port } = new URL(url);
  const stuck = connect(Number(port), hostname);
  stuck.write(
    `GET /people/live HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n\r\n`,
  );
  await once(stuck, "readable");
  const lively = await socketOf();
  const ring = Array.from({ length: 1_500 }, (_, i) => [48 + i / 1e5, 31 + (i % 2) / 1e5]).flat();
  const { receiver } = newReceiver();
  let heard = 0;
  lively.on("message", (octets: Buffer) => {
    const candidate = receiver.check(octets);
    if (candidate.ok && candidate.head.purpose === "warning-state") heard++;
  });
  let said = 0;
  stuck.on("error", () => undefined);
  for (let version = 1; counts().cutOff === 0; version++) {
    if (version > 2_000) throw new Error("nobody was cut off");
    said++;
    await channel.send({ ...cover(version), areaRingsDeg: [ring] });
    if (version % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { receiver: last, hear } = newReceiver();
  const next = until(lively, (octets) => {
    hear(octets);
    return last.view().areas.some(({ state }) => state.episode === 2);
  });
  await channel.send(cover(1, 2));
  await next;
  expect(heard).toBe(said + 1);
  expect(lively.readyState).toBe(WebSocket.OPEN);
  lively.terminate();
  stuck.destroy();
});

test("a warning for a thousand areas in one turn reaches who listens, and ends nothing", async () => {
  const lively = await socketOf();
  const { receiver, hear } = newReceiver();
  const ended = once(lively, "close").then(() => "ended");
  const heard = until(lively, (octets) => {
    hear(octets);
    return receiver.view().areas.length === 1_000;
  }).then(() => "heard");
  const areas = Array.from({ length: 1_000 }, (_, i) => `area-${i}`);
  await Promise.all(areas.map((area) => channel.send(cover(1, 1, area))));
  expect(await Promise.race([ended, heard])).toBe("heard");
  expect(receiver.lacks()).toBe(false);
  lively.terminate();
});

test("a page that is refused and breaks off ends no other's connection", async () => {
  const lively = await socketOf();
  const { hostname, port } = new URL(url);
  for (const key of ["none", Buffer.alloc(16).toString("base64")]) {
    const broken = connect(Number(port), hostname);
    broken.write(
      `GET /people/live HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    await once(broken, "data");
    broken.resetAndDestroy();
  }
  const ended = once(lively, "close").then(() => "ended");
  const asked = fetch(`${url}/people/site`).then(({ status }) => status);
  expect(await Promise.race([ended, asked])).toBe(200);
  const next = once(lively, "message").then(() => "heard");
  await channel.send(cover());
  expect(await Promise.race([ended, next])).toBe("heard");
  lively.terminate();
});

test("“I am safe” counts where people were told to take cover, once each, and from our own page", async () => {
  const id = "0123456789abcdef";
  const tell = async (body: object, headers: Record<string, string> = {}): Promise<number> => {
    const answer = await fetch(`${url}/people/safe`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return answer.status;
  };
  expect(await tell({ area: "lock", id })).toBe(409);
  const told = new Promise<readonly SafeCount[]>((resolve) => (safe = resolve));
  await channel.send(cover());
  expect(await tell({ area: "lock", id }, { origin: "https://evil.example" })).toBe(400);
  expect(await tell({ area: "lock", id: "!" })).toBe(400);
  expect(await tell({ area: "mill", id })).toBe(409);
  expect(await tell({ area: "lock", id, name: "Bo" })).toBe(204);
  expect(await tell({ area: "lock", id })).toBe(204);
  expect(await told).toEqual([{ area: "lock", key: "weir/lock/live/1", count: 1, names: ["Bo"] }]);
  const rest = await Promise.all(Array.from({ length: 130 }, () => tell({ area: "lock", id })));
  expect(rest).toContain(429);
});

test("nothing else is there: no console, no other method, no other folder", async () => {
  for (const path of [
    "/api/status",
    "/index.html",
    "/people/../index.html",
    "/metrics",
    "/observe",
  ])
    expect((await fetch(`${url}${path}`)).status).toBe(404);
  expect((await fetch(`${url}/people/site`, { method: "DELETE" })).status).toBe(405);
  const site = await (await fetch(`${url}/people/site`)).json();
  expect(site).toMatchObject({ id: "weir", keys: [{ audience: "weir/live" }] });
});
