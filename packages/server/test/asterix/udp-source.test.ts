import { createSocket } from "node:dgram";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, test } from "vitest";
import type { ReceivedDatagram } from "../../src/sources/received-datagram.ts";
import type { UdpSource, UdpSourceOptions } from "../../src/sources/udp-source.ts";
import { openUdpSource } from "../../src/sources/udp-source.ts";
import { collect } from "./collect.ts";

const sources: UdpSource[] = [];
afterEach(async () => {
  await Promise.all(sources.splice(0).map((source) => source.close()));
});

async function open(options: Omit<UdpSourceOptions, "nowUs">): Promise<UdpSource> {
  let now = 1_000;
  const source = await openUdpSource({ ...options, nowUs: () => now++ });
  sources.push(source);
  return source;
}

/** Sends datagrams one after another from a socket of its own; `via` is the interface for multicast. */
async function send(
  datagrams: readonly (readonly number[])[],
  port: number,
  address: string,
  via?: string,
): Promise<void> {
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  await new Promise<void>((resolve) => {
    socket.bind(0, resolve);
  });
  if (via !== undefined) {
    socket.setMulticastInterface(via);
    socket.setMulticastLoopback(true);
  }
  for (const datagram of datagrams) {
    await new Promise<void>((resolve, reject) => {
      socket.send(Uint8Array.from(datagram), port, address, (error) =>
        error === null ? resolve() : reject(error),
      );
    });
  }
  socket.close();
}

async function take(source: UdpSource, count: number): Promise<ReceivedDatagram[]> {
  const taken: ReceivedDatagram[] = [];
  if (count === 0) return taken;
  for await (const datagram of source.datagrams) {
    taken.push(datagram);
    if (taken.length === count) break;
  }
  return taken;
}

/** Waits, with the event loop turning, until so many have been received. */
async function untilReceived(source: UdpSource, count: number): Promise<void> {
  while (source.counts().received < count) await new Promise((resolve) => setImmediate(resolve));
}

describe("a UDP source", () => {
  test("gives what is sent to its ports, with sender and time", async () => {
    const bindings = [0, 0].map((port) => ({ port, interfaceAddress: "127.0.0.1" }));
    const source = await open({ bindings });
    await send([[1, 2]], source.ports[0], "127.0.0.1");
    await untilReceived(source, 1);
    await send([[3]], source.ports[1], "127.0.0.1");
    const [first, second] = await take(source, 2);
    expect([...first.payload]).toEqual([1, 2]);
    expect(first).toMatchObject({
      receivedUs: 1_000,
      source: { address: "127.0.0.1" },
      destination: { address: "127.0.0.1", port: source.ports[0] },
    });
    expect(second).toMatchObject({ receivedUs: 1_001, destination: { port: source.ports[1] } });
    expect(source.counts().receiveBufferOctets).toBeGreaterThan(0);
  });

  test("receives IPv6", async () => {
    const source = await open({ bindings: [{ port: 0, interfaceAddress: "::1" }] });
    await send([[6]], source.ports[0], "::1");
    expect([...(await take(source, 1))[0].payload]).toEqual([6]);
  });

  test("drops the oldest of what waits beyond its bound, and counts them", async () => {
    const bindings = [{ port: 0, interfaceAddress: "127.0.0.1" }];
    const source = await open({ bindings, queueMax: 10 });
    const sent = Array.from({ length: 25 }, (_, index) => [index]);
    await send(sent, source.ports[0], "127.0.0.1");
    await untilReceived(source, 25);
    expect(source.counts()).toMatchObject({ received: 25, dropped: 15, waiting: 10, errors: [] });
    const left = await take(source, 10);
    expect(left.map(({ payload }) => payload[0])).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  });

  test("ends its iteration when it is closed, though it waits", async () => {
    const source = await open({ bindings: [{ port: 0, interfaceAddress: "127.0.0.1" }] });
    const rest = collect(source.datagrams);
    await source.close();
    expect(await rest).toEqual([]);
    await source.close();
  });

  test("that cannot open a port says why, and leaves none open", async () => {
    const taken = await open({ bindings: [{ port: 0, interfaceAddress: "127.0.0.1" }] });
    const bindings = [0, taken.ports[0]].map((port) => ({ port, interfaceAddress: "127.0.0.1" }));
    await expect(open({ bindings })).rejects.toThrow(/EADDRINUSE/);
  });
});

const via = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === "IPv4" && !address.internal)?.address;
if (via === undefined) process.stderr.write("skipped: no interface for multicast\n");

describe.skipIf(via === undefined)("multicast", () => {
  const groups = ["239.255.71.1", "239.255.71.2"];

  test("groups of one port are told apart, and each datagram comes once", async (context) => {
    const first = await openOrNull({ group: groups[0], port: 0 });
    if (first === null) return context.skip("this host does not do multicast");
    const port = first.ports[0];
    const second = await openOrNull({ group: groups[1], port });
    if (second === null) return context.skip("this host does not do multicast");
    await send([[1], [2]], port, groups[0], via);
    await send([[3]], port, groups[1], via);
    await untilReceived(first, 2);
    await untilReceived(second, 1);
    expect((await take(first, 2)).map(({ payload }) => payload[0])).toEqual([1, 2]);
    const [datagram] = await take(second, 1);
    expect(datagram).toMatchObject({ destination: { address: groups[1], port } });
    expect([first.counts().waiting, second.counts().waiting]).toEqual([0, 0]);
  });
});

async function openOrNull(binding: { group: string; port: number }): Promise<UdpSource | null> {
  try {
    return await open({
      bindings: [{ ...binding, ...(via !== undefined && { interfaceAddress: via }) }],
    });
  } catch {
    return null;
  }
}
