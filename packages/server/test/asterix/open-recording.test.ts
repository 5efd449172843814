import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { discoverAsterixSensors } from "../../src/adapters/asterix/discover-sensors.ts";
import type { OpenOptions } from "../../src/adapters/asterix/open-recording.ts";
import { openAsterixRecording } from "../../src/adapters/asterix/open-recording.ts";
import { recordingSite } from "../../src/run/recording-site.ts";
import type { ReceivedDatagram } from "../../src/sources/received-datagram.ts";
import type { RecordingReport } from "../../src/sources/recording.ts";
import { collect } from "./collect.ts";
import {
  adsb,
  blockOf,
  north,
  plot,
  SECONDS,
  sector,
  surface,
  target,
  ticksOf,
  track,
} from "./block-builder.ts";
import { concat, ethernet, ipv4, pcap, udp } from "./capture-builder.ts";
import { randomFrom, randomOctets } from "./random.ts";
import { absent, RADARS, realPath, TRACKER } from "./real-data.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-asterix-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** Writes a file whose name says nothing of its format. */
function fileOf(content: Uint8Array): string {
  const path = join(folder, `recording-${files++}`);
  writeFileSync(path, content);
  return path;
}

async function open(content: Uint8Array, options: OpenOptions = {}) {
  const opened = await openAsterixRecording(fileOf(content), options);
  if (!opened.ok) throw new Error(opened.reason);
  const datagrams = await collect(opened.recording.datagrams);
  return { format: opened.recording.format, datagrams, report: opened.recording.report() };
}

const at = (seconds: number) => blockOf(48, plot({ "140": ticksOf(seconds) }));
const DAY_US = 86_400_000_000;
const times = (read: { datagrams: readonly ReceivedDatagram[] }): number[] =>
  read.datagrams.map(({ receivedUs }) => receivedUs);

describe("a raw file of data blocks", () => {
  test("is split into its blocks, timed by their records from 1970-01-01", async () => {
    const read = await open(concat(at(10), blockOf(62, track()), at(30_000)));
    expect(read).toMatchObject({ format: "asterix", report: { damage: null, dropped: {} } });
    expect(times(read)).toEqual([10_000_000, SECONDS * 1_000_000, 30_000_000_000]);
    expect(read.datagrams[0].payload).toEqual(Buffer.from(at(10)));
  });

  /** A block of a category that is not read. */
  const other = Uint8Array.of(63, 0, 6, 0x80, 25, 201);

  test("may begin with a category that is not read", async () => {
    const read = await open(concat(other, at(10), other));
    expect(read).toMatchObject({ format: "asterix", report: { damage: null } });
    expect(read.datagrams.map(({ payload }) => payload[0])).toEqual([63, 48, 63]);
    expect(await open(other)).toMatchObject({ report: { dropped: { "unknown-category": 1 } } });
  });

  test("begins on the day given, and goes on past midnight", async () => {
    const startDayUs = 16_926 * DAY_US;
    const read = await open(concat(at(86_399), at(86_399.5), at(0.25), at(86_399.75), at(1)), {
      startDayUs: startDayUs + 5_000_000,
    });
    expect(times(read).map((timeUs) => timeUs - startDayUs)).toEqual([
      86_399_000_000,
      86_399_500_000,
      DAY_US + 250_000,
      DAY_US + 250_000,
      DAY_US + 1_000_000,
    ]);
  });

  test("that begins just before or after midnight keeps its day", async () => {
    expect(times(await open(concat(at(86_399), at(86_400 - 1 / 128))))[0]).toBe(86_399_000_000);
    expect(times(await open(concat(at(1), at(2))))[0]).toBe(1_000_000);
  });

  test("cut within a block gives the blocks before, and says so", async () => {
    const file = concat(at(10), at(11), at(12));
    const { datagrams, report } = await open(file.subarray(0, file.length - 1));
    expect(datagrams).toHaveLength(2);
    expect(report.damage).toBe(`cut off within the block at octet ${2 * at(10).length}`);
  });

  test("with octets between blocks finds the next block, and counts what it passed over", async () => {
    const file = concat(at(10), at(11), at(12), [0, 0, 1, 0, 0], at(13), at(14));
    const { datagrams, report } = await open(file);
    expect(datagrams).toHaveLength(5);
    expect(report).toMatchObject({ damage: expect.stringMatching(/no data block at octet/) });
    expect(report.dropped["octets-skipped"]).toBe(5);
  });

  test("counts blocks of categories that we do not know", async () => {
    const { datagrams, report } = await open(concat(at(10), [2, 0, 5, 0x80, 1], at(11)));
    expect(datagrams).toHaveLength(3);
    expect(report.dropped).toEqual({ "unknown-category": 1 });
  });
});

describe("a FINAL recording", () => {
  const record = (payload: Uint8Array) => {
    const length = payload.length + 12;
    return concat(
      [length >>> 8, length & 255, 0, 1, 1, 0, 0, 9],
      payload,
      [0xa5, 0xa5, 0xa5, 0xa5],
    );
  };

  test("is known by its framing", async () => {
    const read = await open(concat(record(at(10)), record(concat(at(11), at(12)))));
    expect(read).toMatchObject({ format: "final", report: { damage: null } });
    expect(times(read)).toEqual([10_000_000, 11_000_000]);
    expect(read.datagrams[1].payload).toEqual(Buffer.from(concat(at(11), at(12))));
  });

  test("that is cut says so", async () => {
    const file = concat(record(at(10)), record(at(11)));
    const { datagrams, report } = await open(file.subarray(0, file.length - 3));
    expect(datagrams).toHaveLength(1);
    expect(report.damage).toMatch(/^cut off or damaged within the record/);
  });
});

describe("any format", () => {
  const frame = ethernet(ipv4(udp(at(10))));
  const capture = pcap([{ seconds: 5, fraction: 0, bytes: frame }]);

  test.each([
    ["pcap", capture],
    ["asterix", concat(at(10), at(11))],
  ])("is unpacked where it is packed: %s", async (format, content) => {
    const packed = await open(gzipSync(content));
    const plain = await open(content);
    expect(packed.format).toBe(format);
    expect(packed.datagrams).toEqual(plain.datagrams);
  });

  test("packed and cut gives what is whole, and says so", async () => {
    const noise = Array.from({ length: 3_000 }, (_, index) =>
      blockOf(48, plot({ "220": (index * 2_654_435) & 0xff_ffff, "161": { TRN: index & 4_095 } })),
    );
    const packed = gzipSync(concat(...noise));
    const opened = await openAsterixRecording(fileOf(packed.subarray(0, packed.length / 2)));
    if (!opened.ok) throw new Error(opened.reason);
    const datagrams = await collect(opened.recording.datagrams);
    expect(datagrams.length).toBeGreaterThan(100);
    expect(datagrams.length).toBeLessThan(2_900);
    const { damage }: RecordingReport = opened.recording.report();
    expect(damage).not.toBeNull();
  });

  test.each([
    ["an empty file", new Uint8Array(), "the file is empty"],
    ["text", Buffer.from("time,azimuth,range\n1,2,3\n"), "the file is no recording that we know"],
    ["random octets", randomOctets(randomFrom(7), 4_000), "the file is no recording that we know"],
  ])("is not made of %s", async (_, content, reason) => {
    expect(await openAsterixRecording(fileOf(content))).toEqual({ ok: false, reason });
  });

  test("of a file that is not there is an answer, not an exception", async () => {
    const opened = await openAsterixRecording(join(folder, "absent"));
    expect(opened).toMatchObject({ ok: false, reason: expect.stringMatching(/ENOENT/) });
  });

  test("can be left before its end", async () => {
    const opened = await openAsterixRecording(fileOf(concat(at(10), at(11), at(12))));
    if (!opened.ok) throw new Error(opened.reason);
    for await (const datagram of opened.recording.datagrams) {
      expect(datagram.receivedUs).toBe(10_000_000);
      break;
    }
    await opened.recording.close();
  });
});

describe("discovery", () => {
  test("lists sources with position and rotation", async () => {
    const turns = [0, 4.5, 9].map((after) => blockOf(34, north(SECONDS + after)));
    const position = blockOf(
      34,
      sector(8, SECONDS + 9.25, {
        "010": { SAC: 25, SIC: 14 },
        "041": 640,
        "120": { HGT: 780, LAT: 2_097_152, LON: -4_194_304 },
      }),
    );
    const { datagrams } = await open(concat(...turns, at(SECONDS + 9.5), position, position));
    async function* again() {
      yield* datagrams;
    }
    const found = await discoverAsterixSensors(again());
    expect(found).toMatchObject([
      {
        sac: 25,
        sic: 13,
        records: { 34: 3, 48: 1 },
        repeatedRecords: 0,
        firstUs: SECONDS * 1_000_000,
        lastUs: (SECONDS + 9.5) * 1_000_000,
        position: null,
        rotationPeriodUs: 4_500_000,
      },
      { sac: 25, sic: 14, records: { 34: 1 }, repeatedRecords: 1, rotationPeriodUs: 5_000_000 },
    ]);
    expect(found[1].position?.latitudeRad).toBeCloseTo(Math.PI / 4, 12);
    expect(found[1].position?.longitudeRad).toBeCloseTo(-Math.PI / 2, 12);
    expect(found[1].position?.heightM).toBe(780);
  });

  test("finds a counter-drone radar, a surface radar and an ADS-B station", async () => {
    const source = (SIC: number) => ({ "010": { SAC: 25, SIC } });
    const place = { "400": { LAT: 536_870_912, LON: 0 }, "405": 400 };
    const cycle = (second: number) =>
      surface({ ...source(3), "000": 2, "140": ticksOf(SECONDS + second) });
    const { datagrams } = await open(
      concat(
        blockOf(15, target({ ...source(2), "050": { UPD: 64 } })),
        blockOf(16, { ...source(2), "000": 1, "140": ticksOf(SECONDS), ...place }),
        blockOf(10, cycle(0), cycle(1)),
        blockOf(21, adsb(source(4))),
      ),
    );
    async function* again() {
      yield* datagrams;
    }
    const found = await discoverAsterixSensors(again());
    expect(found).toMatchObject([
      { sic: 2, records: { 15: 1, 16: 1 }, rotationPeriodUs: null, updatePeriodUs: 500_000 },
      { sic: 3, records: { 10: 2 }, rotationPeriodUs: 1_000_000 },
      { sic: 4, records: { 21: 1 }, position: null },
    ]);
    expect(found[0].position).toEqual({ latitudeRad: Math.PI / 4, longitudeRad: 0, heightM: 100 });
    expect(recordingSite(found).site.sensors.map(({ kind }) => kind)).toEqual([
      "radar",
      "radar",
      "cooperative",
    ]);
  });

  test.skipIf(absent(RADARS))("finds the seven radars of a real recording", async () => {
    const opened = await openAsterixRecording(realPath(RADARS));
    if (!opened.ok) throw new Error(opened.reason);
    const found = await discoverAsterixSensors(opened.recording.datagrams);
    expect(found.map(({ sac, sic }) => `${sac}/${sic}`)).toEqual(
      [11, 12, 13, 14, 201, 204, 205].map((sic) => `25/${sic}`),
    );
    expect(found[1].position?.latitudeRad).toBeCloseTo((43.5710263 * Math.PI) / 180, 8);
    expect(found[1].rotationPeriodUs).toBe(4_945_312.5);
    expect(found[1].destinations).toEqual(["232.1.1.12:21112", "232.2.1.12:22112"]);
    expect(found.map(({ editions }) => editions)).toEqual(found.map(() => ({})));
  });

  test.skipIf(absent(TRACKER))("finds the former edition that a real tracker sent", async () => {
    const opened = await openAsterixRecording(realPath(TRACKER));
    if (!opened.ok) throw new Error(opened.reason);
    expect(await discoverAsterixSensors(opened.recording.datagrams)).toMatchObject([
      { sac: 25, sic: 100, records: { 62: 100 }, repeatedRecords: 0, editions: { 62: "0.17" } },
    ]);
  });
});
