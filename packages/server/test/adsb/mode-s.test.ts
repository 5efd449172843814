import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { altitudeOf12, altitudeOf13 } from "../../src/adapters/adsb/decode/altitude-code.ts";
import { addressText, squawkOf13 } from "../../src/adapters/adsb/decode/code-text.ts";
import {
  decodeGlobal,
  decodeGlobalSurface,
  decodeLocal,
  longitudeZones,
} from "../../src/adapters/adsb/decode/compact-position.ts";
import { decodeModeS } from "../../src/adapters/adsb/decode/mode-s.ts";
import { repairOneBit } from "../../src/adapters/adsb/decode/parity.ts";
import { absent, GOLDEN, octetsOf, readReal } from "./real-data.ts";
import {
  compactOf,
  packed,
  positionSquitter,
  squitter,
  withParity,
} from "../../src/adapters/adsb/encode/squitter.ts";
import { emergencySquitter } from "./squitter-builder.ts";

const RUNS = { seed: 2_026, numRuns: 20_000 };
const head = { address: 0x4b_1234 };

interface Truth {
  readonly df: number;
  readonly icao: string;
  readonly typecode?: number;
  readonly altitude?: number;
  readonly callsign?: string;
  readonly cpr_format?: number;
  readonly groundspeed?: number;
  readonly track?: number;
  readonly vertical_rate?: number;
}

const rounded = (deg: number): number => Math.round(deg * 1e9) / 1e9;

/** What the decoder says, in the words of the recorded truth. */
function said(hex: string): Partial<Truth> {
  const decoded = decodeModeS(octetsOf(hex));
  if (!decoded.ok) return {};
  const { message } = decoded;
  const icao = addressText(message.address).toLowerCase();
  if (message.kind === "reply") {
    const callsign = message.callsign === null ? {} : { callsign: message.callsign.padEnd(8, "_") };
    return { df: 20, icao, altitude: message.altitudeFt ?? NaN, ...callsign };
  }
  if (message.kind !== "squitter") return {};
  const { content } = message;
  if (content.kind === "identification")
    return { df: 17, icao, typecode: 4, callsign: content.callsign?.padEnd(8, "_") ?? "" };
  if (content.kind === "airborne-position") {
    return {
      df: 17,
      icao,
      typecode: content.typeCode,
      altitude: content.altitudeFt ?? NaN,
      cpr_format: content.compact?.isOdd === true ? 1 : 0,
    };
  }
  if (content.kind !== "velocity" || content.ground === null) return {};
  const { eastKt, northKt } = content.ground;
  return {
    df: 17,
    icao,
    typecode: 19,
    groundspeed: Math.floor(Math.hypot(eastKt, northKt)),
    track: rounded(((Math.atan2(eastKt, northKt) * 180) / Math.PI + 360) % 360),
    vertical_rate: content.climbFtPerMin ?? NaN,
  };
}

/** What of the recorded truth the decoder reads: registers other than 2,0 are none of its business. */
function expected(truth: Truth): Partial<Truth> {
  const { df, icao, typecode, altitude, callsign, cpr_format, vertical_rate, track } = truth;
  const all = { typecode, altitude, callsign, cpr_format, vertical_rate };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const isVelocity = df === 17 && track !== undefined;
  const speed = isVelocity ? { groundspeed: truth.groundspeed ?? NaN, track: rounded(track) } : {};
  return { df, icao: icao.toLowerCase(), ...given, ...speed };
}

test.skipIf(absent(GOLDEN))("300 of 300 recorded messages say what they are known to say", () => {
  const golden = JSON.parse(readReal(GOLDEN).toString("utf8")) as Record<string, Truth>;
  const vectors = Object.entries(golden);
  expect(vectors).toHaveLength(300);
  for (const [hex, truth] of vectors) expect([hex, said(hex)]).toEqual([hex, expected(truth)]);
});

describe("parity", () => {
  test("one wrong bit is found wherever it is, and set right only where that was asked for", () => {
    const whole = positionSquitter(head, PLACE, { isOdd: false, altitudeFt: 3_000 });
    for (let bit = 5; bit < 112; bit++) {
      const wrong = Uint8Array.from(whole);
      wrong[bit >>> 3] ^= 0x80 >>> (bit & 7);
      expect(decodeModeS(wrong)).toEqual({ ok: false, reason: "parity" });
      expect(repairOneBit(wrong)).toEqual(whole);
      expect(decodeModeS(wrong, { repair: true })).toEqual(decodeModeS(whole));
    }
  });

  test("a reply's address is what its parity was made with", () => {
    const body = packed([
      [4, 5],
      [0, 3],
      [0, 5],
      [0, 6],
      [0b0011010_010000, 13],
    ]);
    const decoded = decodeModeS(withParity(body, 0xab_cdef));
    expect(decoded).toMatchObject({ ok: true, message: { kind: "reply", address: 0xab_cdef } });
  });
});
const PLACE = { latitudeDeg: 47.2, longitudeDeg: 8.7 };

describe("altitude", () => {
  test("in steps of 25 ft from −1,000 ft", () => {
    expect([0x010, 0x011, 0x030, 0xff0 | 0xf].map(altitudeOf12)).toEqual([
      -1_000, -975, -600, 50_175,
    ]);
    expect(altitudeOf12(0)).toBeNull();
    expect(altitudeOf13(0x40)).toBeNull();
  });

  test("in Gillham's code each 100 ft from −1,200 ft to 126,700 ft has one code", () => {
    const altitudes = new Set<number>();
    let codes = 0;
    for (let code = 1; code < 4_096; code++) {
      if ((code & 0x10) !== 0) continue;
      const altitude = altitudeOf12(code);
      if (altitude === null) continue;
      altitudes.add(altitude);
      codes++;
    }
    expect(altitudes.size).toBe(codes);
    expect([Math.min(...altitudes), Math.max(...altitudes)]).toEqual([-1_200, 126_700]);
    expect(codes).toBe(1_280);
  });
});

test("a squawk's digits come from their scattered bits", () => {
  // 7700: A4 A2 A1 and B4 B2 B1.
  expect(squawkOf13(0b0101010_101010)).toBe("7700");
  expect(squawkOf13(0b1010100_000000 | 0)).toBe("0070");
});

describe("compact positions", () => {
  const place = fc.record({
    latitudeDeg: fc.double({ min: -86.9, max: 86.9, noNaN: true }),
    longitudeDeg: fc.double({ min: -179.99, max: 179.99, noNaN: true }),
  });
  const stepM = (a: number, b: number): number => Math.abs(a - b) * 111_195;
  const eastM = (a: number, b: number, latitudeDeg: number): number => {
    const away = a - b - 360 * Math.round((a - b) / 360);
    return Math.abs(away) * 111_195 * Math.cos((latitudeDeg * Math.PI) / 180);
  };

  test("a pair gives its place anywhere to half a step, or nothing at a border of zones", () => {
    let found = 0;
    fc.assert(
      fc.property(place, fc.boolean(), (at, isOddNewer) => {
        const decoded = decodeGlobal(compactOf(at, false), compactOf(at, true), isOddNewer);
        if (decoded === null) return;
        found++;
        expect(stepM(decoded.latitudeDeg, at.latitudeDeg)).toBeLessThan(2.7);
        expect(eastM(decoded.longitudeDeg, at.longitudeDeg, at.latitudeDeg)).toBeLessThan(9.4);
      }),
      RUNS,
    );
    expect(found).toBeGreaterThan(RUNS.numRuns * 0.99);
  });

  test("one report gives its place near a known one", () => {
    const shift = fc.record({
      north: fc.double({ min: -2, max: 2, noNaN: true }),
      east: fc.double({ min: -2, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(
        place,
        shift,
        fc.boolean(),
        fc.boolean(),
        (at, { north, east }, isOdd, ground) => {
          const scale = ground ? 0.3 : 1;
          const near = {
            latitudeDeg: at.latitudeDeg + north * scale,
            longitudeDeg: at.longitudeDeg + (east * scale) / 1.2,
          };
          const decoded = decodeLocal(compactOf(at, isOdd, ground), near, ground);
          expect(decoded).not.toBeNull();
          if (decoded === null) return;
          expect(stepM(decoded.latitudeDeg, at.latitudeDeg)).toBeLessThan(2.7);
          expect(eastM(decoded.longitudeDeg, at.longitudeDeg, at.latitudeDeg)).toBeLessThan(9.4);
        },
      ),
      RUNS,
    );
  });

  test("a pair from the ground gives the place of the four that is near the receiver", () => {
    fc.assert(
      fc.property(place, fc.boolean(), (at, isOddNewer) => {
        const near = {
          latitudeDeg: at.latitudeDeg + 0.4,
          longitudeDeg: at.longitudeDeg - 0.4,
        };
        const decoded = decodeGlobalSurface(
          compactOf(at, false, true),
          compactOf(at, true, true),
          isOddNewer,
          near,
        );
        if (decoded === null) return;
        expect(stepM(decoded.latitudeDeg, at.latitudeDeg)).toBeLessThan(0.7);
        expect(eastM(decoded.longitudeDeg, at.longitudeDeg, at.latitudeDeg)).toBeLessThan(2.4);
      }),
      RUNS,
    );
  });

  // Borders of DO-260B, table A-21.
  test.each([
    [0, 59],
    [10.47, 59],
    [10.471, 58],
    [59.95459276, 30],
    [59.95459278, 29],
    [86.53536, 3],
    [86.53537, 2],
    [86.99, 2],
    [87.01, 1],
    [-45, 42],
  ])("at %d° there are %d zones of longitude", (latitudeDeg, zones) => {
    expect(longitudeZones(latitudeDeg)).toBe(zones);
  });
});

test("an emergency says its kind and its code", () => {
  const decoded = decodeModeS(emergencySquitter(head, 1, 0b0101010_101010));
  expect(decoded).toMatchObject({
    message: { content: { kind: "emergency", state: 1, squawk: "7700" } },
  });
});

test.each([
  [0, true, "own"],
  [1, false, "own"],
  [2, true, "relayed"],
  [5, false, "relayed"],
  [6, true, "relayed"],
])("format 18 with control field %d", (control, isAircraftAddress, source) => {
  const content = [
    [11, 5],
    [0, 51],
  ] as const;
  expect(decodeModeS(squitter({ ...head, format: 18, control }, content))).toMatchObject({
    message: { isAircraftAddress, source },
  });
});

test.each([
  ["a length of none", "8d40", "length"],
  ["a short message as long as a long one", `5d${"00".repeat(13)}`, "length"],
  ["a format of military use", `99${"00".repeat(13)}`, "format-unsupported"],
  ["nothing but noughts", "00".repeat(7), "address-zero"],
])("%s is refused", (_, hex, reason) => {
  expect(decodeModeS(octetsOf(hex))).toEqual({ ok: false, reason });
});
