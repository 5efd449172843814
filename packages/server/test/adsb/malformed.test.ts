import { checkLook, createEscapeFramer } from "@tocsin/sdk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AdsbAssembler } from "../../src/adapters/adsb/assembler.ts";
import { decodeReadsbJson } from "../../src/adapters/adsb/decode/readsb-json.ts";
import {
  BEAST_FRAMING,
  decodeAvrLine,
  decodeBeastFrame,
} from "../../src/adapters/adsb/decode/receiver-frame.ts";
import { decodeSbsLine } from "../../src/adapters/adsb/decode/sbs-line.ts";
import { randomFrom, randomOctets } from "../asterix/random.ts";
import { configOf, NOW_US, RECEIVER } from "./aircraft-feed.ts";
import { absent, BEAST, GOLDEN, octetsOf, readReal } from "./real-data.ts";
import { beastFrame } from "../../src/adapters/adsb/encode/beast-frame.ts";
import {
  identitySquitter,
  positionSquitter,
  withParity,
} from "../../src/adapters/adsb/encode/squitter.ts";

const CASE_MS_MAX = 50;
const RUNS = { seed: 2_026, numRuns: 100_000 };
const anywhere = configOf({ rangeMaxM: 3e7, repair: true, groundTraffic: true });

/** Feeds one assembler, and fails where a look is unsound or one message takes long. */
class Exercise {
  cases = 0;
  slowestMs = 0;
  looks = 0;
  readonly #assembler = new AdsbAssembler(anywhere);

  /** A pause of the machine is no hang: what is slow must be slow again. */
  message(message: Uint8Array): void {
    const firstMs = this.#elapsedMs(message);
    const ms = firstMs < CASE_MS_MAX ? firstMs : this.#elapsedMs(message);
    this.slowestMs = Math.max(this.slowestMs, ms);
    this.cases++;
  }

  #elapsedMs(message: Uint8Array): number {
    const startMs = performance.now();
    const receivedUs = NOW_US + this.cases * 250_000;
    const frame = { ticks: this.cases, signal: this.cases & 255, message };
    for (const output of this.#assembler.pushFrame(frame, receivedUs)) {
      if (output.type !== "look") continue;
      this.looks++;
      if (!checkLook(output.look).ok) throw new Error(JSON.stringify(output.look));
    }
    return performance.now() - startMs;
  }

  stream(bytes: Uint8Array): void {
    const framer = createEscapeFramer(BEAST_FRAMING);
    for (const found of [...framer.push(bytes), ...framer.end(true)]) {
      if (found.type !== "frame") continue;
      const frame = decodeBeastFrame(found.bytes);
      if (frame !== null) this.message(frame.message);
    }
  }
}

test("100,000 random messages, half of them with a right parity: no throw, none slow", () => {
  const exercise = new Exercise();
  const random = randomFrom(0xad5b);
  for (let index = 0; index < 100_000; index++) {
    const isLong = random() % 4 > 0;
    const message = randomOctets(random, isLong ? 14 : 7);
    message[0] = (message[0] & 7) | ((isLong ? 17 + (random() % 5) : random() % 16) << 3);
    // Few addresses, so that even and odd meet.
    message[1] = 0;
    message[2] = 0;
    message[3] &= 15;
    exercise.message(index % 2 === 0 ? message : withParity(message.subarray(0, -3)));
  }
  expect(exercise.cases).toBe(100_000);
  expect(exercise.looks).toBeGreaterThan(20);
  expect(exercise.slowestMs).toBeLessThan(CASE_MS_MAX);
});

describe("every cut and every flipped bit", () => {
  test.skipIf(absent(GOLDEN))("of 300 recorded messages: no throw", () => {
    const exercise = new Exercise();
    for (const hex of Object.keys(JSON.parse(readReal(GOLDEN).toString("utf8")) as object)) {
      const whole = octetsOf(hex);
      for (let length = 0; length < whole.length; length++)
        exercise.message(whole.subarray(0, length));
      for (let bit = 0; bit < whole.length * 8; bit++) {
        const flipped = Uint8Array.from(whole);
        flipped[bit >>> 3] ^= 0x80 >>> (bit & 7);
        exercise.message(flipped);
      }
    }
    expect(exercise.cases).toBe(300 * (14 + 112));
    expect(exercise.slowestMs).toBeLessThan(CASE_MS_MAX);
  });

  test.skipIf(absent(BEAST))(
    "of a recorded Beast stream: no throw, and what follows is read",
    () => {
      const exercise = new Exercise();
      const whole = readReal(BEAST).subarray(0, 1_024);
      for (let length = 0; length < whole.length; length++) exercise.stream(whole.subarray(length));
      for (let bit = 0; bit < whole.length * 8; bit++) {
        const flipped = Uint8Array.from(whole);
        flipped[bit >>> 3] ^= 0x80 >>> (bit & 7);
        exercise.stream(flipped);
      }
      expect(exercise.cases).toBeGreaterThan(100_000);
    },
  );
});

test("a broken frame costs itself, and the next is read", () => {
  const framer = createEscapeFramer(BEAST_FRAMING);
  const good = beastFrame(identitySquitter({ address: 0x1a_1a1a }, "AB12"), 0x1a, 0x1a);
  const bytes = Buffer.concat([good.subarray(0, 11), good, Uint8Array.of(1, 2, 3), good]);
  const found = framer.push(bytes);
  expect(found.map(({ type }) => type)).toEqual(["refused", "frame", "refused", "frame"]);
  const [, whole] = found;
  expect(whole.type === "frame" && decodeBeastFrame(whole.bytes)).toEqual({
    ticks: 0x1a,
    signal: 0x1a,
    message: identitySquitter({ address: 0x1a_1a1a }, "AB12"),
  });
});

describe("lines", () => {
  const hex = Buffer.from(
    positionSquitter({ address: 0x4b_1a2b }, RECEIVER, { isOdd: false, altitudeFt: 5_000 }),
  ).toString("hex");
  const avr = [`*${hex};`, `@0000075bcd15${hex};`, `<0000075bcd1580${hex};`];

  test("of AVR, in its three forms", () => {
    expect(avr.map(decodeAvrLine)).toMatchObject([
      { ticks: 0, signal: 0, message: octetsOf(hex) },
      { ticks: 123_456_789, signal: 0 },
      { ticks: 123_456_789, signal: 0x80 },
    ]);
  });

  const sbs =
    "MSG,3,1,1,4B1A2B,1,2026/11/28,12:00:00.000,2026/11/28,12:00:00.000,SWR12A ,9000,389,90,47.4,8.5,-640,7700,0,0,0,0";

  test("of BaseStation", () => {
    expect(decodeSbsLine(sbs)).toMatchObject({
      ok: true,
      report: {
        address: 0x4b_1a2b,
        place: { latitudeDeg: 47.4, longitudeDeg: 8.5 },
        pressureAltitudeFt: 9_000,
        callsign: "SWR12A",
        squawk: "7700",
        onGround: false,
        timeUs: null,
      },
    });
  });

  test.each([
    [sbs.replace("MSG", "AIR"), "not-a-report"],
    [sbs.replace("4B1A2B", "000000"), "bad-address"],
    [sbs.replace("47.4", "97.4"), "bad-position"],
    [sbs.replace("9000", "0x90"), "bad-number"],
    [sbs.slice(0, 60), "not-a-report"],
  ])("of BaseStation that are none: %s", (line, reason) => {
    expect(decodeSbsLine(line)).toEqual({ ok: false, reason });
  });

  test("changed anywhere: no throw, and what is taken in is sound", () => {
    const line = fc
      .tuple(fc.constantFrom(sbs, ...avr), fc.nat(), fc.string({ maxLength: 3 }), fc.nat(4))
      .map(([text, at, piece, skip]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + piece + text.slice(from + skip);
      });
    let sound = 0;
    fc.assert(
      fc.property(line, (text) => {
        decodeAvrLine(text);
        const read = decodeSbsLine(text);
        if (!read.ok) return;
        sound++;
        for (const value of Object.values(read.report))
          if (typeof value === "number" && !Number.isFinite(value)) throw new Error(text);
      }),
      RUNS,
    );
    expect(sound).toBeGreaterThan(1_000);
  });
});

describe("documents of readsb", () => {
  const aircraft = {
    hex: "4b1a2b",
    flight: "SWR12A ",
    lat: 47.4,
    lon: 8.5,
    alt_baro: 9_000,
    seen_pos: 0.5,
    nac_p: 9,
    rssi: -12.5,
  };

  test("hold a list, one aircraft or a trace", () => {
    const list = decodeReadsbJson(JSON.stringify({ now: 1_000, aircraft: [aircraft] }));
    const one = decodeReadsbJson(JSON.stringify({ now: 1_000, ...aircraft }));
    expect(list).toEqual(one);
    expect(one.reports).toMatchObject([
      { address: 0x4b_1a2b, timeUs: 999_500_000, nacP: 9, signalDb: -12.5, callsign: "SWR12A" },
    ]);
  });

  test("of any shape: no throw, and numbers are numbers", () => {
    const keys = [...Object.keys(aircraft), "now", "aircraft", "trace", "icao", "timestamp"];
    const value = fc.oneof(
      { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
      fc.constantFrom<unknown>(...Object.values(aircraft), "~4b1a2b", "ground", 1e300, -1),
    );
    const entry = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8 });
    const document = fc.oneof(
      entry,
      entry.map((each) => ({ now: 1, aircraft: [aircraft, each] })),
      fc
        .array(fc.array(value, { maxLength: 14 }), { maxLength: 3 })
        .map((trace) => ({ icao: "4b1a2b", timestamp: 1, trace })),
    );
    const assembler = new AdsbAssembler(anywhere);
    let read = 0;
    fc.assert(
      fc.property(document, (made) => {
        for (const report of decodeReadsbJson(JSON.stringify(made)).reports) {
          for (const output of assembler.pushReport(report, NOW_US))
            if (output.type === "look" && !checkLook(output.look).ok) throw new Error("unsound");
        }
        read++;
      }),
      { ...RUNS, numRuns: 5_000 },
    );
    expect(read).toBe(5_000);
  });

  test("changed anywhere: no throw", () => {
    const text = JSON.stringify({ now: 1_000, aircraft: [aircraft] });
    const random = randomFrom(0x15_0a);
    let sound = 0;
    for (let index = 0; index < 80_000; index++) {
      const at = random() % text.length;
      const piece = String.fromCodePoint(32 + (random() % 95));
      const changed = text.slice(0, at) + piece + text.slice(at + (random() % 3));
      const { reports, rejects } = decodeReadsbJson(changed);
      sound += reports.length;
      expect(reports.length + rejects.length).toBeLessThan(2);
    }
    expect(sound).toBeGreaterThan(1_000);
  });

  test("cut anywhere are refused", () => {
    const text = JSON.stringify({ now: 1_000, aircraft: [aircraft] });
    for (let length = 0; length < text.length; length++)
      expect(decodeReadsbJson(text.slice(0, length)).rejects).toEqual(["not-a-report"]);
  });
});
