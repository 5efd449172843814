import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeBroadcast,
  decodeMessage,
} from "../../src/adapters/remote-id/decode/decode-message.ts";
import type { LocationMessage } from "../../src/adapters/remote-id/decode/message.ts";
import { decodeRadioFrame } from "../../src/adapters/remote-id/decode/radio-frame.ts";
import { absent, octetsOf, readReal } from "../adsb/real-data.ts";
import { randomFrom, randomOctets } from "../asterix/random.ts";
import * as made from "./message-builder.ts";

const VECTORS = "remoteid/location_vectors_540.tsv";
const RUNS = { seed: 2_026, numRuns: 20_000 };
const CASE_MS_MAX = 50;

/** The message in the words of the recorded decoding, in which unknown is written as a number. */
function recordedWords(message: LocationMessage): string {
  const metres = (value: number | null): string => (value ?? -1_000).toFixed(1);
  const accuracy = [null, 18_520, 7_408, 3_704, 1_852, 926, 555.6, 185.2, 92.6, 30, 10, 3, 1];
  return [
    `LOC ${(message.latitudeDeg ?? 0).toFixed(7)} ${(message.longitudeDeg ?? 0).toFixed(7)}`,
    `geo ${metres(message.geometricHeightM)} baro ${metres(message.pressureAltitudeM)}`,
    `h ${metres(message.heightM)} dir ${(message.trackDeg ?? 361).toFixed(1)}`,
    `sh ${(message.speedMps ?? 255).toFixed(2)} sv ${(message.climbMps ?? 63).toFixed(2)}`,
    `ts ${(message.secondOfHour ?? 65_535).toFixed(1)} status ${message.status}`,
    `hacc ${accuracy.indexOf(message.horizontalAccuracyM)}`,
  ].join(" ");
}

test.skipIf(absent(VECTORS))("540 of 540 recorded locations say what they are known to say", () => {
  const lines = readReal(VECTORS).toString("utf8").trim().split("\n");
  expect(lines).toHaveLength(540);
  for (const line of lines) {
    const [hex, words] = line.split("\t");
    const decoded = decodeMessage(octetsOf(hex));
    if (!decoded.ok || decoded.message.type !== "location") throw new Error(line);
    expect(recordedWords(decoded.message)).toBe(words.trim());
  }
});

describe("messages", () => {
  test("of every kind say what was put into them", () => {
    const packed = made.pack(
      made.basicId("1581F5XYZ0000ABCD"),
      made.location({
        latitudeDeg: 47.2,
        longitudeDeg: -8.7,
        trackDeg: 270,
        speedMps: 99,
        climbMps: -2.5,
        geometricHeightM: 512.5,
        heightM: 60,
        secondOfHour: 929.1,
        accuracy: 10,
        verticalAccuracy: 4,
      }),
      made.selfId("Survey of the roof"),
      made.system(47.21, -8.71),
      made.operatorId("FIN87astrdge12k8"),
      made.authentication(0, 1, 30),
      made.authentication(1, 0, 0),
    );
    const { messages, rejects } = decodeBroadcast(packed);
    expect(rejects).toEqual([]);
    expect(messages).toMatchObject([
      { type: "basic-id", idType: 1, aircraftType: 2, id: "1581F5XYZ0000ABCD" },
      {
        type: "location",
        status: 2,
        latitudeDeg: expect.closeTo(47.2, 7) as number,
        longitudeDeg: expect.closeTo(-8.7, 7) as number,
        trackDeg: 270,
        speedMps: 99,
        climbMps: -2.5,
        geometricHeightM: 512.5,
        pressureAltitudeM: null,
        heightM: 60,
        secondOfHour: 929.1,
        horizontalAccuracyM: 10,
        verticalAccuracyM: 10,
        speedAccuracyMps: null,
      },
      { type: "self-id", descriptionType: 0, text: "Survey of the roof" },
      {
        type: "system",
        operatorPlaceType: 1,
        operatorLatitudeDeg: expect.closeTo(47.21, 7) as number,
        operatorHeightM: 450,
        areaRadiusM: 50,
        areaCeilingM: 120,
        areaFloorM: null,
        classificationType: 1,
        category: 1,
        class: 2,
        timeS: 200_000_000,
      },
      { type: "operator-id", id: "FIN87astrdge12k8" },
      { type: "authentication", page: 0, head: { lastPage: 1, octets: 30, timeS: 123_456_789 } },
      { type: "authentication", page: 1, head: null },
    ]);
  });

  test("leave unknown what is unknown", () => {
    const decoded = decodeMessage(made.location({ latitudeDeg: 0, longitudeDeg: 0 }));
    expect(decoded.ok && decoded.message).toMatchObject({
      latitudeDeg: null,
      longitudeDeg: null,
      trackDeg: null,
      speedMps: null,
      climbMps: null,
      geometricHeightM: null,
      pressureAltitudeM: null,
      heightM: null,
      secondOfHour: null,
      horizontalAccuracyM: null,
      timeAccuracyS: null,
    });
  });

  test("of places anywhere and speeds of both scales come back", () => {
    const parts = fc.record({
      latitudeDeg: fc.double({ min: -90, max: 90, noNaN: true }),
      longitudeDeg: fc.double({ min: -180, max: 180, noNaN: true }),
      speedMps: fc.double({ min: 0, max: 254, noNaN: true }),
      trackDeg: fc.nat(359),
      climbMps: fc.double({ min: -62, max: 62, noNaN: true }),
      geometricHeightM: fc.double({ min: -999, max: 31_767, noNaN: true }),
    });
    fc.assert(
      fc.property(parts, (said) => {
        const decoded = decodeMessage(made.location(said));
        if (!decoded.ok || decoded.message.type !== "location") throw new Error("no location");
        const heard = decoded.message;
        if (heard.latitudeDeg === null || heard.longitudeDeg === null) return;
        expect(Math.abs(heard.latitudeDeg - said.latitudeDeg)).toBeLessThan(1e-7);
        expect(Math.abs(heard.longitudeDeg - said.longitudeDeg)).toBeLessThan(1e-7);
        expect(Math.abs((heard.speedMps ?? NaN) - said.speedMps)).toBeLessThanOrEqual(0.376);
        expect(heard.trackDeg).toBe(said.trackDeg);
        expect(Math.abs((heard.climbMps ?? NaN) - said.climbMps)).toBeLessThanOrEqual(0.26);
        expect(
          Math.abs((heard.geometricHeightM ?? NaN) - said.geometricHeightM),
        ).toBeLessThanOrEqual(0.26);
      }),
      RUNS,
    );
  });

  test.each([
    ["no octets", [], "message-cut-off"],
    ["24 octets", [0x12, ...Array<number>(23).fill(0)], "message-cut-off"],
    ["a type that is none", [0x62, ...Array<number>(24).fill(0)], "unknown-message-type"],
    [
      "a place beyond the pole",
      [0x12, 0, 0, 0, 0, 255, 255, 255, 127, ...Array<number>(16).fill(0)],
      "message-malformed",
    ],
    ["a pack of nothing", [0xf2, 25, 0], "pack-size"],
    ["a pack of ten", [0xf2, 25, 10], "pack-size"],
    ["a pack of other sizes", [0xf2, 24, 1], "pack-size"],
    ["a pack in a pack", [0xf2, 25, 1, 0xf2, ...Array<number>(24).fill(0)], "pack-in-pack"],
    ["authentication without end", [...made.authentication(0, 16, 30)], "message-malformed"],
  ])("of %s are refused", (_, octets, reason) => {
    expect(decodeBroadcast(Uint8Array.from(octets))).toEqual({ messages: [], rejects: [reason] });
  });
});

describe("frames", () => {
  const packed = made.pack(made.basicId("AB1"), made.location({ latitudeDeg: 1, longitudeDeg: 2 }));
  const single = made.location({ latitudeDeg: 1, longitudeDeg: 2 });
  const radiotap = (flags: number): number[] => [
    0,
    0,
    15,
    0,
    0x2e,
    0,
    0,
    0,
    flags,
    2,
    0x6c,
    9,
    0xa0,
    0,
    0xb4,
  ];

  /** The sniffer's words before a packet: how it was received, and how strongly. */
  const sniffed = (flags: number, minusDbm: number): readonly number[] => [
    3,
    8,
    1,
    3,
    19,
    190,
    2,
    10,
    flags,
    10,
    minusDbm,
    0,
    0,
    0,
    0,
    0,
    0,
  ];

  test.each([
    ["a Wi-Fi beacon", 105, made.beacon(packed), packed, "wifi-beacon", null],
    ["a NAN action", 105, made.nanAction(packed), packed, "wifi-nan", null],
    [
      "a beacon behind radiotap",
      127,
      Uint8Array.from([...radiotap(0x10), ...made.beacon(packed), 1, 2, 3, 4]),
      packed,
      "wifi-beacon",
      -76,
    ],
    ["a Bluetooth advertisement", 251, made.advertisement(single), single, "bluetooth", null],
    ["an extended advertisement", 251, made.advertisement(packed, true), packed, "bluetooth", null],
    [
      "a Bluetooth packet with the radio's words",
      256,
      Uint8Array.from([37, 0xc4, ...Array<number>(8).fill(0), ...made.advertisement(single)]),
      single,
      "bluetooth",
      -60,
    ],
    [
      "the nRF Sniffer",
      272,
      Uint8Array.from([...sniffed(0x01, 60), ...made.advertisement(single)]),
      single,
      "bluetooth",
      -60,
    ],
    [
      "the nRF Sniffer at long range",
      272,
      Uint8Array.from([
        ...sniffed(0x21, 97),
        ...made.advertisement(packed, true).subarray(0, 4),
        0,
        ...made.advertisement(packed, true).subarray(4),
      ]),
      packed,
      "bluetooth",
      -97,
    ],
  ])("of %s hold the broadcast", (_, linkType, frame, octets, medium, signalDbm) => {
    expect(decodeRadioFrame(linkType, frame)).toEqual([
      { transmitter: made.TRANSMITTER, medium, counter: 7, octets, signalDbm },
    ]);
  });

  test("received wrong hold nothing", () => {
    const bad = Uint8Array.from([...sniffed(0x00, 60), ...made.advertisement(single)]);
    expect(decodeRadioFrame(272, bad)).toEqual([]);
    const frame = Uint8Array.from([...radiotap(0x50), ...made.beacon(packed), 1, 2, 3, 4]);
    expect(decodeRadioFrame(127, frame)).toEqual([]);
    expect(decodeRadioFrame(1, frame)).toBeNull();
  });

  test("cut anywhere or with any bit flipped: no throw, none slow", () => {
    const frames = [
      [105, made.beacon(packed)],
      [105, made.nanAction(packed)],
      [127, Uint8Array.from([...radiotap(0), ...made.beacon(packed)])],
      [251, made.advertisement(single)],
      [251, made.advertisement(packed, true)],
      [272, Uint8Array.from([...sniffed(0x21, 60), ...made.advertisement(single)])],
    ] as const;
    let cases = 0;
    for (const [linkType, frame] of frames) {
      for (let length = 0; length < frame.length; length++, cases++)
        exercise(linkType, frame.subarray(0, length));
      for (let bit = 0; bit < frame.length * 8; bit++, cases++) {
        const flipped = Uint8Array.from(frame);
        flipped[bit >>> 3] ^= 0x80 >>> (bit & 7);
        exercise(linkType, flipped);
      }
    }
    expect(cases).toBeGreaterThan(3_800);
  });

  test("100,000 random ones, with plausible heads or without: no throw, none slow", () => {
    const random = randomFrom(0xdead);
    const heads = [made.beacon(packed), made.nanAction(packed), made.advertisement(packed, true)];
    let slowestMs = 0;
    let broadcasts = 0;
    for (let index = 0; index < 100_000; index++) {
      const noise = randomOctets(random, random() % 160);
      const head = heads[index % 3];
      const octets =
        index % 2 === 0
          ? noise
          : Uint8Array.from([...head.subarray(0, random() % head.length), ...noise]);
      const startMs = performance.now();
      broadcasts += exercise([105, 127, 251, 256][random() % 4], octets);
      slowestMs = Math.max(slowestMs, performance.now() - startMs);
    }
    expect(broadcasts).toBeGreaterThan(1_000);
    expect(slowestMs).toBeLessThan(CASE_MS_MAX * 4);
  });

  function exercise(linkType: number, octets: Uint8Array): number {
    const found = decodeRadioFrame(linkType, octets) ?? [];
    for (const broadcast of found) {
      for (const message of decodeBroadcast(broadcast.octets).messages) {
        for (const value of Object.values(message))
          if (typeof value === "number" && !Number.isFinite(value)) throw new Error("no number");
      }
    }
    return found.length;
  }
});
