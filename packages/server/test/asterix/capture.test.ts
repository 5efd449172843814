import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ByteStream } from "../../src/sources/byte-stream.ts";
import { readCapture } from "../../src/sources/read-capture.ts";
import type { ReceivedDatagram } from "../../src/sources/received-datagram.ts";
import type { RecordingReport } from "../../src/sources/recording.ts";
import { collect, times } from "./collect.ts";
import {
  block,
  concat,
  cooked,
  cooked2,
  enhancedPacket,
  ethernet,
  interfaceBlock,
  ipv4,
  ipv6,
  pcap,
  sectionHeader,
  u32,
  udp,
} from "./capture-builder.ts";
import { randomFrom, randomOctets } from "./random.ts";

const payload = Uint8Array.of(34, 0, 4, 1, 2, 3);
const frame = ethernet(ipv4(udp(payload)));
const at = { seconds: 1_462_433_756, fraction: 508_910 };
const AT_US = 1_462_433_756_508_910;

interface Read {
  readonly datagrams: readonly ReceivedDatagram[];
  readonly report: RecordingReport;
}

/** Reads a capture handed over in pieces of the given size. */
async function read(file: Uint8Array, pieceOctets = file.length || 1): Promise<Read> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < file.length; from += pieceOctets) {
      yield file.slice(from, from + pieceOctets);
    }
  }
  const recording = await readCapture(new ByteStream(pieces()));
  if (recording === null) throw new Error("not known as a capture");
  const datagrams = await collect(recording.datagrams);
  return { datagrams, report: recording.report() };
}

const octets = (datagram: ReceivedDatagram): number[] => [...datagram.payload];

describe("a pcap file", () => {
  test.each([
    ["little-endian, microseconds", true, false],
    ["big-endian, microseconds", false, false],
    ["little-endian, nanoseconds", true, true],
    ["big-endian, nanoseconds", false, true],
  ])("%s", async (_, littleEndian, nanoseconds) => {
    const fraction = nanoseconds ? at.fraction * 1_000 + 999 : at.fraction;
    const file = pcap([{ ...at, fraction, bytes: frame }], { littleEndian, nanoseconds });
    const { datagrams, report } = await read(file);
    expect(datagrams).toHaveLength(1);
    expect(octets(datagrams[0])).toEqual([...payload]);
    expect(datagrams[0]).toMatchObject({
      receivedUs: AT_US,
      source: { address: "10.0.0.1", port: 4_000 },
      destination: { address: "232.1.1.12", port: 21_112 },
    });
    expect(report).toEqual({ damage: null, dropped: {} });
  });

  const links: readonly (readonly [string, number, Uint8Array])[] = [
    ["Ethernet with a VLAN tag", 1, ethernet(ipv4(udp(payload)), [0x8100])],
    ["Ethernet with two VLAN tags", 1, ethernet(ipv4(udp(payload)), [0x88a8, 0x8100])],
    ["Linux cooked", 113, cooked(ipv4(udp(payload)))],
    ["Linux cooked 2", 276, cooked2(ipv4(udp(payload)))],
    ["raw IP", 101, ipv4(udp(payload))],
    ["raw IPv6", 229, ipv6(udp(payload))],
    ["BSD loopback", 0, concat([2, 0, 0, 0], ipv4(udp(payload)))],
    ["OpenBSD loopback, IPv6", 108, concat([0, 0, 0, 24], ipv6(udp(payload)))],
    ["IPv4 with options", 1, ethernet(ipv4(udp(payload), { options: [1, 1, 1, 0] }))],
    ["padding to the least Ethernet frame", 1, concat(frame, times(20, 0))],
    [
      "IPv6 with hop-by-hop options",
      1,
      ethernet(ipv6(udp(payload), 0, [17, 0, 0, 0, 0, 0, 0, 0]), [], 0x86dd),
    ],
    ["IPv6 over Linux cooked", 113, cooked(ipv6(udp(payload)), 0x86dd)],
  ];
  test.each(links)("over %s", async (_, linkType, bytes) => {
    const { datagrams } = await read(pcap([{ ...at, bytes }], { linkType }));
    expect(datagrams.map(octets)).toEqual([[...payload]]);
  });

  test("gives the octets that UDP counts, though IP carries more", async () => {
    const body = concat(udp(payload), [9, 9, 9]);
    const { datagrams } = await read(pcap([{ ...at, bytes: ethernet(ipv4(body)) }]));
    expect(datagrams.map(octets)).toEqual([[...payload]]);
  });

  test("writes IPv6 addresses as people do", async () => {
    const { datagrams } = await read(
      pcap([{ ...at, bytes: ipv6(udp(payload)) }], { linkType: 101 }),
    );
    expect(datagrams[0].source?.address).toBe("2001:db8::1");
  });

  const refused: readonly (readonly [string, number, Uint8Array])[] = [
    ["not-ip", 1, ethernet(Uint8Array.of(1, 2, 3), [], 0x0806)],
    ["not-udp", 1, ethernet(ipv4(udp(payload), { protocol: 6 }))],
    ["udp-truncated", 1, frame.subarray(0, frame.length - 2)],
    ["frame-truncated", 1, frame.subarray(0, 20)],
    ["link-type-unknown", 147, frame],
    ["udp-malformed", 1, ethernet(ipv4(Uint8Array.of(1, 2, 3, 4, 0, 3, 0, 0)))],
    ["ip-malformed", 1, ethernet(concat([0x41, 0], ipv4(udp(payload)).subarray(2)))],
  ];
  test.each(refused)("counts a frame dropped as %s", async (reason, linkType, bytes) => {
    const { datagrams, report } = await read(pcap([{ ...at, bytes }], { linkType }));
    expect(datagrams).toEqual([]);
    expect(report.dropped).toEqual({ [reason]: 1 });
  });

  test("gives the same however the file is cut into chunks", async () => {
    const file = pcap([frame, frame, frame].map((bytes) => ({ ...at, bytes })));
    for (let pieceOctets = 1; pieceOctets < 40; pieceOctets++) {
      expect((await read(file, pieceOctets)).datagrams).toHaveLength(3);
    }
  });

  test("cut anywhere gives the whole frames before the cut, and says where it is cut", async () => {
    const file = pcap([frame, frame].map((bytes) => ({ ...at, bytes })));
    const ends = [24, 24 + 16 + frame.length, file.length];
    for (let length = 24; length < file.length; length++) {
      const { datagrams, report } = await read(file.subarray(0, length));
      expect(datagrams).toHaveLength(ends.filter((end) => end <= length).length - 1);
      expect([length, report.damage === null]).toEqual([length, ends.includes(length)]);
    }
  });

  test("stops at a frame of impossible length", async () => {
    const file = pcap([frame, frame].map((bytes) => ({ ...at, bytes })));
    file.set([0xff, 0xff, 0xff, 0x7f], 24 + 16 + frame.length + 8);
    const { datagrams, report } = await read(file);
    expect(datagrams).toHaveLength(1);
    expect(report.damage).toMatch(/^damaged at octet/);
  });
});

describe("fragments", () => {
  const long = Uint8Array.from({ length: 1_000 }, (_, index) => index & 255);
  const body = udp(long);
  const piece = (from: number, to: number, identity = 9) =>
    ethernet(
      ipv4(body.subarray(from, to), { identity, fragmentOffset: from, more: to < body.length }),
    );
  const fileOf = (...frames: readonly Uint8Array[]) =>
    pcap(frames.map((bytes) => ({ ...at, bytes })));

  test("are put together, in any order, and other packets pass between them", async () => {
    const file = fileOf(piece(800, body.length), frame, piece(0, 400), piece(400, 800));
    const { datagrams, report } = await read(file);
    expect(datagrams.map(octets)).toEqual([[...payload], [...long]]);
    expect(report.dropped).toEqual({});
  });

  test("that come twice count once", async () => {
    const file = fileOf(piece(0, 400), piece(0, 400), piece(400, 800), piece(800, body.length));
    expect((await read(file)).datagrams.map(octets)).toEqual([[...long]]);
  });

  test("of IPv6 are put together", async () => {
    const header = (offset: number, more: boolean) => [
      17,
      0,
      offset >>> 8,
      (offset & 0xf8) | Number(more),
      0,
      0,
      0,
      5,
    ];
    const first = ipv6(body.subarray(0, 400), 44, header(0, true));
    const second = ipv6(body.subarray(400), 44, header(400, false));
    const file = pcap(
      [second, first].map((bytes) => ({ ...at, bytes })),
      { linkType: 101 },
    );
    expect((await read(file)).datagrams.map(octets)).toEqual([[...long]]);
  });

  test.each([
    ["fragment-incomplete", [piece(0, 400)]],
    ["fragment-overlap", [piece(0, 400), piece(392, 800)]],
    ["fragment-beyond-limit", [ethernet(ipv4(body, { fragmentOffset: 65_000 }))]],
  ])("are dropped and counted as %s", async (reason, frames) => {
    const { datagrams, report } = await read(fileOf(...frames));
    expect(datagrams).toEqual([]);
    expect(report.dropped).toEqual({ [reason]: 1 });
  });

  test("of more packets than the table holds push out the oldest", async () => {
    const frames = Array.from({ length: 70 }, (_, identity) => piece(0, 400, identity));
    const { report } = await read(fileOf(...frames));
    expect(report.dropped).toEqual({ "fragment-table-full": 6, "fragment-incomplete": 64 });
  });

  test("older than a minute are given up", async () => {
    const later = { ...at, seconds: at.seconds + 61, bytes: piece(400, body.length) };
    const { datagrams, report } = await read(pcap([{ ...at, bytes: piece(0, 400) }, later]));
    expect(datagrams).toEqual([]);
    expect(report.dropped).toEqual({ "fragment-incomplete": 2 });
  });
});

describe("a pcapng file", () => {
  test.each([
    ["little-endian", true],
    ["big-endian", false],
  ])("%s, with every resolution", async (_, littleEndian) => {
    const file = concat(
      sectionHeader(littleEndian),
      interfaceBlock(1, littleEndian),
      interfaceBlock(101, littleEndian, 9),
      interfaceBlock(1, littleEndian, 0x80 | 20),
      interfaceBlock(1, littleEndian, 3, 1_000),
      block(4, [1, 2, 3], littleEndian),
      enhancedPacket(BigInt(AT_US), frame, littleEndian, 0),
      enhancedPacket(BigInt(AT_US) * 1_000n + 999n, ipv4(udp(payload)), littleEndian, 1),
      enhancedPacket(BigInt(at.seconds) << 20n, frame, littleEndian, 2),
      enhancedPacket(BigInt(at.seconds) * 1_000n, frame, littleEndian, 3),
      block(3, [...u32(frame.length, littleEndian), ...frame], littleEndian),
    );
    const { datagrams, report } = await read(file);
    expect(datagrams.map(({ receivedUs }) => receivedUs)).toEqual([
      AT_US,
      AT_US,
      at.seconds * 1_000_000,
      (at.seconds + 1_000) * 1_000_000,
      (at.seconds + 1_000) * 1_000_000,
    ]);
    expect(datagrams.map(octets)).toEqual(datagrams.map(() => [...payload]));
    expect(report).toEqual({ damage: null, dropped: {} });
  });

  test("of two sections of different byte order", async () => {
    const section = (littleEndian: boolean) =>
      concat(
        sectionHeader(littleEndian),
        interfaceBlock(1, littleEndian),
        enhancedPacket(BigInt(AT_US), frame, littleEndian),
      );
    expect((await read(concat(section(true), section(false)))).datagrams).toHaveLength(2);
  });

  test("cut anywhere gives the whole packets before the cut", async () => {
    const packet = enhancedPacket(BigInt(AT_US), frame, true);
    const head = concat(sectionHeader(true), interfaceBlock(1, true));
    const file = concat(head, packet, packet);
    for (let length = head.length + 1; length < file.length; length++) {
      const { datagrams, report } = await read(file.subarray(0, length));
      expect(datagrams).toHaveLength(Math.floor((length - head.length) / packet.length));
      expect(report.damage === null).toBe((length - head.length) % packet.length === 0);
    }
  });

  test("with a packet of no known interface says so, and goes on", async () => {
    const head = concat(sectionHeader(true), interfaceBlock(1, true));
    const packets = [7, 0].map((id) => enhancedPacket(BigInt(AT_US), frame, true, id));
    const { datagrams, report } = await read(concat(head, ...packets));
    expect(datagrams).toHaveLength(1);
    expect(report.damage).toMatch(/names no known interface/);
  });
});

test("damaged captures of every kind: no throw, and no hang", async () => {
  const random = randomFrom(0xca97);
  const good = [
    pcap(
      [frame, frame, ethernet(ipv6(udp(payload)), [], 0x86dd)].map((bytes) => ({ ...at, bytes })),
    ),
    concat(
      sectionHeader(true),
      interfaceBlock(1, true, 9, 5),
      enhancedPacket(1n, frame, true),
      enhancedPacket(2n, frame, true),
    ),
  ];
  for (let run = 0; run < 4_000; run++) {
    const file = Uint8Array.from(good[run % 2]);
    for (let flips = 0; flips < 1 + (run % 8); flips++) {
      file[12 + (random() % (file.length - 12))] = random() & 255;
    }
    await read(file);
  }
  for (let run = 0; run < 2_000; run++) {
    await read(concat(good[run % 2].subarray(0, 28), randomOctets(random, random() % 400)));
  }
  expect((await read(good[0])).datagrams).toHaveLength(3);
});

test("a capture is known by its first octets, and nothing else is taken for one", async () => {
  for (const file of [gzipSync(frame), Uint8Array.of(1, 2, 3), new Uint8Array()]) {
    const stream = new ByteStream(
      (async function* () {
        yield file;
      })(),
    );
    expect(await readCapture(stream)).toBeNull();
  }
});
