import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sensorId } from "@tocsin/core";
import { AsterixAssembler } from "../src/adapters/asterix/assembler.ts";
import { decodeDatagram } from "../src/adapters/asterix/codec/decode-datagram.ts";
import type { AsterixItems } from "../src/adapters/asterix/codec/encode-block.ts";
import { encodeBlock } from "../src/adapters/asterix/codec/encode-block.ts";
import { openAsterixRecording } from "../src/adapters/asterix/open-recording.ts";
import type { ReceivedDatagram } from "../src/sources/received-datagram.ts";

/** Decoding and pcap to looks, on a made-up recording of one airport radar: `node bench/asterix.ts --hours 2 --targets 100`. */

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "2" },
    targets: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "5" },
  },
});
const hours = Number(values.hours);
const targets = Number(values.targets);
const runs = Number(values.runs);
const TURN_S = 4;
const SECTORS = 32;
const START_S = 1_462_406_400 + 6 * 3_600;

let state = Number(values.seed) | 1;
/** Uniform integers below `bound` (xorshift32, Marsaglia 2003). */
function random(bound: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % bound;
}

const source = { SAC: 25, SIC: 13 };
const ticks = (seconds: number): number => Math.round(seconds * 128) % (86_400 * 128);

/** A Mode S report of the size that en-route radars send. */
const report = (target: number, seconds: number, theta: number): AsterixItems =>
  new Map<string, never>(
    Object.entries({
      "010": source,
      "140": ticks(seconds),
      "020": { TYP: 5, SIM: 0, RDP: 0, SPI: 0, RAB: 0 },
      "040": { RHO: 5_000 + random(50_000), THETA: theta },
      "070": { V: 0, G: 0, L: 0, MODE3A: (target * 37) & 4_095 },
      "090": { V: 0, G: 0, FL: 400 + random(1_000) },
      "130": { SRL: 80, SRR: 12, SAM: -60 },
      "220": 0x4b0000 + target,
      "240": 0x10c236d41820,
      "250": [{ MBDATA: "c0780031bc0000", BDS1: 4, BDS2: 0 }],
      "161": { TRN: target },
      "042": { X: random(10_000), Y: random(10_000) },
      "200": { GSP: 1_900 + random(100), HDG: random(65_536) },
      "170": { CNF: 0, RAD: 2, DOU: 0, MAH: 0, CDM: 0 },
      "230": { COM: 1, STAT: 0, SI: 0, MSSC: 1, ARC: 1, AIC: 1, B1A: 1, B1B: 5 },
    }) as [string, never][],
  );

function block(category: number, items: readonly AsterixItems[]): Uint8Array {
  const encoded = encodeBlock(category, items);
  if (!encoded.ok) throw new Error(encoded.reason);
  return encoded.bytes;
}

/** One pcap record: Ethernet, IPv4, UDP. */
function frame(payload: Uint8Array, seconds: number): Uint8Array {
  const bytes = new Uint8Array(16 + 42 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, START_S + Math.floor(seconds), true);
  view.setUint32(4, Math.floor((seconds % 1) * 1e6), true);
  view.setUint32(8, bytes.length - 16, true);
  view.setUint32(12, bytes.length - 16, true);
  view.setUint16(28, 0x0800);
  bytes[30] = 0x45;
  view.setUint16(32, bytes.length - 30);
  bytes[39] = 17;
  bytes.set([10, 0, 0, 1, 232, 1, 1, 12], 42);
  view.setUint16(50, 4_000);
  view.setUint16(52, 21_112);
  view.setUint16(54, payload.length + 8);
  bytes.set(payload, 58);
  return bytes;
}

function writeRecording(path: string): void {
  const header = Buffer.from("d4c3b2a1020004000000000000000000ffff000001000000", "hex");
  const parts: Uint8Array[] = [header];
  for (let turn = 0; turn < (hours * 3_600) / TURN_S; turn++) {
    for (let sector = 0; sector < SECTORS; sector++) {
      const seconds = (turn + sector / SECTORS) * TURN_S;
      const timeOfDay = 6 * 3_600 + seconds;
      const azimuth = (sector * 256) / SECTORS;
      const crossing = { "010": source, "000": 2, "030": ticks(timeOfDay), "020": azimuth };
      parts.push(frame(block(34, [new Map(Object.entries(crossing))]), seconds));
      const seen: AsterixItems[] = [];
      for (let target = sector; target < targets; target += SECTORS) {
        seen.push(report(target, timeOfDay, azimuth * 256 + random(2_048)));
      }
      if (seen.length > 0) parts.push(frame(block(48, seen), seconds + 0.05));
    }
  }
  writeFileSync(path, Buffer.concat(parts));
}

async function recordingOf(path: string): Promise<AsyncIterable<ReceivedDatagram>> {
  const opened = await openAsterixRecording(path);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.recording.datagrams;
}

/** Median and spread of the runs after one to warm up. */
async function measure(name: string, units: string, run: () => Promise<number>): Promise<void> {
  await run();
  const rates: number[] = [];
  let count = 0;
  for (let index = 0; index < runs; index++) {
    const start = performance.now();
    count = await run();
    rates.push(count / ((performance.now() - start) / 1_000));
  }
  rates.sort((a, b) => a - b);
  const middle = rates[Math.floor(rates.length / 2)];
  const show = (rate: number): string => `${Math.round(rate / 1_000)} k/s`;
  const spread = `${show(rates[0])} … ${show(rates[rates.length - 1])}`;
  process.stdout.write(
    `${name}: ${show(middle)} (${spread}), ${count} ${units} in ${(count / middle).toFixed(2)} s\n`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
try {
  const path = join(folder, "radar");
  writeRecording(path);
  const datagrams: ReceivedDatagram[] = [];
  for await (const datagram of await recordingOf(path)) datagrams.push(datagram);
  const megaoctets = (statSync(path).size / 1e6).toFixed(1);
  process.stdout.write(
    `${hours} h, ${targets} targets, turn ${TURN_S} s, seed ${values.seed}: ` +
      `${datagrams.length} datagrams, ${megaoctets} MB; node ${process.version}\n`,
  );
  await measure("decode", "records", async () => {
    let records = 0;
    for (const { payload } of datagrams) records += decodeDatagram(payload).records.length;
    return records;
  });
  await measure("pcap to looks", "records", async () => {
    const sensor = { sensorId: sensorId("radar"), sac: source.SAC, sic: source.SIC };
    const assembler = new AsterixAssembler({ sensors: [sensor] });
    let records = 0;
    for await (const { payload, receivedUs } of await recordingOf(path)) {
      for (const output of assembler.push(payload, receivedUs)) {
        if (output.type === "look") records += output.look.detections.length || 1;
      }
    }
    return records;
  });
} finally {
  rmSync(folder, { recursive: true });
}
