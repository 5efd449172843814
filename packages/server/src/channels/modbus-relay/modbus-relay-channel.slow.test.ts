import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { areaId, channelId, siteId, type Warning } from "@tocsin/core";
import type { Channel, Clock, LaterReceipt, OutgoingWarning } from "@tocsin/sdk";
import { server as modbus } from "jsmodbus";
import { afterEach, expect, test } from "vitest";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { ModbusLine } from "./modbus-line.ts";
import { createModbusRelayChannel, type RelayOutput } from "./modbus-relay-channel.ts";

const clock = new SystemClock();
const later = (ms: number): Promise<void> =>
  clock.waitUntil(clock.nowUs() + ms * 1_000, new AbortController().signal);
/** A clock on which everything takes so much less time. */
const hurried = (times: number): Clock => ({
  nowUs: () => clock.nowUs() * times,
  waitUntil: (us, signal) => clock.waitUntil(us / times, signal),
});
let device: { server: Server; coils: Buffer; port: number } | null = null;
let channel: Channel | null = null;
afterEach(async () => {
  await channel?.close();
  await stopDevice();
});

const STUCK = 1;
/** A device of other hands than ours. */
async function startDevice(port = 0, coils = Buffer.alloc(8)): Promise<NonNullable<typeof device>> {
  const server = createServer();
  const answering = new modbus.TCP(server, { coils });
  // One that is stuck stays open whatever is written.
  answering.on("preReadCoils", () => (answering.coils[STUCK >> 3] &= ~(1 << (STUCK & 7))));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  server.on("connection", (socket) => server.once("kill", () => socket.destroy()));
  device = { server, coils: answering.coils, port: (server.address() as AddressInfo).port };
  return device;
}
async function stopDevice(): Promise<void> {
  const { server } = device ?? {};
  device = null;
  if (server === undefined) return;
  const closed = once(server, "close");
  server.close();
  server.emit("kill");
  await closed;
}
const isClosed = (coils: Buffer, coil: number): boolean =>
  ((coils[coil >> 3] >> (coil & 7)) & 1) === 1;

function messageOf(stage: Warning["stage"], version: number, lifeS = 60): OutgoingWarning {
  const nowUs = clock.nowUs();
  const warning: Warning = {
    siteId: siteId("s"),
    areaId: areaId("a"),
    mode: "live",
    episode: 1,
    version,
    stage,
    action: "update",
    issuedUs: nowUs,
    expiresUs: nowUs + lifeS * 1e6,
    arrivalFromUs: null,
    arrivalToUs: null,
    threats: [],
    decisions: [],
    probability: null,
    replaces: null,
  };
  return {
    warning,
    siteName: "S",
    areaName: "A",
    areaOwner: "O",
    areaRingsDeg: [[0, 0, 0, 1, 1, 1]],
    recorded: true,
    headline: "",
    instruction: "",
    texts: [],
  };
}

const OUTPUTS: readonly RelayOutput[] = [
  { areaId: "a", stage: "pre-alert", coil: 3 },
  { areaId: "a", stage: "take-cover", coil: 10 },
];

function channelTo(port: number, outputs = OUTPUTS, by: Clock = clock) {
  const faults: string[] = [];
  const receipts: LaterReceipt[] = [];
  channel = createModbusRelayChannel({
    id: channelId("relays"),
    modes: ["live"],
    outputs,
    refreshUs: 200_000,
    clock: by,
    reports: {
      receipt: (receipt) => receipts.push(receipt),
      fault: (_subject, detail) => faults.push(detail),
    },
    line: new ModbusLine({ host: "127.0.0.1", port, unit: 1 }),
  });
  return { channel, faults, receipts };
}

test("the coil of a stage is closed while it holds, and what it reads back is the receipt", async () => {
  const { port, coils } = await startDevice();
  const { channel: relays } = channelTo(port);
  expect(await relays.send(messageOf("pre-alert", 1))).toMatchObject({ outcome: "acknowledged" });
  expect([isClosed(coils, 3), isClosed(coils, 10)]).toEqual([true, false]);
  await relays.send(messageOf("take-cover", 2));
  expect([isClosed(coils, 3), isClosed(coils, 10)]).toEqual([false, true]);
  await relays.send(messageOf("all-clear", 3));
  expect([isClosed(coils, 3), isClosed(coils, 10)]).toEqual([false, false]);
});

test("it opens at expiry though nobody says anything more", async () => {
  const { port, coils } = await startDevice();
  await channelTo(port).channel.send(messageOf("take-cover", 1, 1));
  expect(isClosed(coils, 10)).toBe(true);
  await later(1_500);
  expect(isClosed(coils, 10)).toBe(false);
});

test("what a watchdog or a hand has opened is closed again", async () => {
  const { port, coils } = await startDevice();
  await channelTo(port).channel.send(messageOf("take-cover", 1));
  coils.fill(0);
  await later(700);
  expect(isClosed(coils, 10)).toBe(true);
});

test("a device that is down fails the send, is shown, and is switched when it is back", async () => {
  const { port } = await startDevice();
  await stopDevice();
  const { channel: relays, faults, receipts } = channelTo(port);
  await expect(relays.send(messageOf("take-cover", 1))).rejects.toThrow(/ECONNREFUSED/);
  await later(500);
  expect(faults[0]).toContain("cannot be switched");
  const { coils } = await startDevice(port);
  await later(900);
  expect(isClosed(coils, 10)).toBe(true);
  expect(faults.at(-1)).toContain("over:");
  expect(receipts).toMatchObject([{ outcome: "acknowledged", version: 1 }]);
});

test("a device that stays down is told of again and again, before the screen forgets it", async () => {
  const { port } = await startDevice();
  await stopDevice();
  const { faults } = channelTo(port, OUTPUTS, hurried(100));
  await expect
    .poll(() => faults.filter((told) => told.includes("cannot be switched")).length)
    .toBeGreaterThan(2);
  expect(faults.some((told) => told.startsWith("over:"))).toBe(false);
});

test("a coil that is stuck keeps no other from being switched, and is not said to be", async () => {
  const { port, coils } = await startDevice();
  const {
    channel: relays,
    faults,
    receipts,
  } = channelTo(port, [
    { areaId: "a", stage: "take-cover", coil: STUCK },
    { areaId: "a", stage: "take-cover", coil: 10 },
    { areaId: "b", stage: "take-cover", coil: 11 },
  ]);
  await expect(relays.send(messageOf("take-cover", 1))).rejects.toThrow("coil 1 reads open");
  expect(isClosed(coils, 10)).toBe(true);
  coils.fill(0);
  await expect.poll(() => isClosed(coils, 10)).toBe(true);
  await expect.poll(() => faults.length).toBe(1);
  expect(receipts).toEqual([]);
});

test("what failed for a moment is answered as soon as it is switched, and once", async () => {
  const { port } = await startDevice();
  await stopDevice();
  const { channel: relays, receipts } = channelTo(port);
  await expect(relays.send(messageOf("take-cover", 1))).rejects.toThrow(/ECONNREFUSED/);
  const { coils } = await startDevice(port);
  await expect.poll(() => receipts.length).toBe(1);
  expect(receipts).toMatchObject([{ outcome: "acknowledged", version: 1 }]);
  expect(isClosed(coils, 10)).toBe(true);
  await later(500);
  expect(receipts).toHaveLength(1);
});

test("after a restart it goes on with what holds", async () => {
  const { port, coils } = await startDevice();
  const { channel: relays } = channelTo(port);
  relays.resume?.([messageOf("take-cover", 1)]);
  await later(600);
  expect(isClosed(coils, 10)).toBe(true);
});

test("what answers with something else is no relay", async () => {
  const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { channel: relays } = channelTo((server.address() as AddressInfo).port);
  await expect(relays.send(messageOf("take-cover", 1))).rejects.toThrow(/no Modbus/);
  server.close();
});
