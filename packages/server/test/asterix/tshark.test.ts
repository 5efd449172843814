import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeDatagram } from "../../src/adapters/asterix/codec/decode-datagram.ts";
import { describeRecord } from "../../src/adapters/asterix/codec/describe-record.ts";
import { encodeBlock } from "../../src/adapters/asterix/codec/encode-block.ts";
import { singleItemRecords } from "./arbitrary-record.ts";
import { ethernet, ipv4, pcap, udp } from "./capture-builder.ts";
import { absent, datagramsOf, RADARS, realPath, TRACKER } from "./real-data.ts";
import { compareElements, isTsharkThere, readPdml } from "./tshark-reading.ts";

const hasTshark = isTsharkThere();

test.skipIf(!hasTshark || absent(RADARS))(
  "every field of the radar recording is what tshark reads",
  async () => {
    const compared = await compareRecording(RADARS);
    expect(compared.records).toBe(162);
    expect(compared.elements).toBeGreaterThan(5_000);
  },
);

// The tracker of 2008 sent an edition before 1.0. Read by the current tables its records make no sense, but most have
// some that both decoders read whole, and must then read alike.
test.skipIf(!hasTshark || absent(TRACKER))(
  "every field of the tracker recording that current tables can read is what tshark reads",
  async () => {
    const compared = await compareRecording(TRACKER);
    expect(compared.elements).toBeGreaterThan(300);
  },
);

async function compareRecording(name: string): Promise<{ records: number; elements: number }> {
  const datagrams = await datagramsOf(realPath(name));
  const ports = new Set(datagrams.map(({ destination }) => destination?.port));
  const packets = readPdml(realPath(name), [...ports]);
  expect(packets).toHaveLength(datagrams.length);
  let records = 0;
  let elements = 0;
  for (const [index, { payload }] of datagrams.entries()) {
    const decoded = decodeDatagram(payload).records;
    const theirs = packets[index];
    if (decoded.length > theirs.length) continue;
    for (const [place, record] of decoded.entries()) {
      elements += compareElements(describeRecord(record), theirs[place]);
      records++;
    }
  }
  return { records, elements };
}

/**
 * Items that tshark 4.0 cuts otherwise: it shows no octets of explicit ones; it knows 020, 040, 080, 090 and 380 in editions with
 * fewer extents; it gives warnings and registers one name each, and 510 and text of 390 none.
 */
const CUT_OTHERWISE = /\/(RE|SP|030|510|390) |^(21\/(040|090|250)|48\/020|62\/(080|380)) /;

test.skipIf(!hasTshark)("every item that we encode from random values is what tshark reads", () => {
  const blocks = singleItemRecords
    .filter(({ path }) => !CUT_OTHERWISE.test(path) && !path.endsWith("(0.17)"))
    .flatMap(({ record }) => fc.sample(record, { seed: 15, numRuns: 3 }))
    .map(({ spec, items }) => {
      const encoded = encodeBlock(spec.category, [items]);
      if (!encoded.ok) throw new Error(encoded.reason);
      return encoded.bytes;
    });
  const folder = mkdtempSync(join(tmpdir(), "tocsin-tshark-"));
  const path = join(folder, "generated.pcap");
  const frames = blocks.map((block, seconds) => ({
    seconds,
    fraction: 0,
    bytes: ethernet(ipv4(udp(block))),
  }));
  writeFileSync(path, pcap(frames));
  const packets = readPdml(path, [21_112]);
  rmSync(folder, { recursive: true });
  expect(packets).toHaveLength(blocks.length);
  let elements = 0;
  for (const [index, block] of blocks.entries()) {
    const [record] = decodeDatagram(block).records;
    elements += compareElements(describeRecord(record), packets[index][0]);
  }
  expect(elements).toBeGreaterThan(1_000);
});
