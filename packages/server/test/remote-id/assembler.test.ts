import { checkLook } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { RemoteIdAssembler, type RemoteIdOutput } from "../../src/adapters/remote-id/assembler.ts";
import { decodeRadioFrame } from "../../src/adapters/remote-id/decode/radio-frame.ts";
import { decodeReceiverJson } from "../../src/adapters/remote-id/decode/receiver-json.ts";
import { ByteStream } from "../../src/sources/byte-stream.ts";
import { readPcapng } from "../../src/sources/pcapng-reader.ts";
import { moved } from "../adsb/aircraft-feed.ts";
import { absent, readReal } from "../adsb/real-data.ts";
import { CONFIG, Listener, looksOf, NOW_US, positionsOf, RECEIVER } from "./drone-feed.ts";
import { basicId, location, pack, system, TRANSMITTER } from "./message-builder.ts";

const CAPTURE = "remoteid/parrot_anafi4_first_half.pcapng";
const SERIAL = "1581F5XYZ0000ABCD";
const START = moved(RECEIVER, 800, 300);

const told = (place: { latitudeDeg: number; longitudeDeg: number }, more = {}) =>
  location({ ...place, trackDeg: 90, speedMps: 12, geometricHeightM: 520, ...more });

/** A drone that flies east at 12 m/s, telling its place once a second, five times each. */
function fly(listener: Listener, seconds: number, name = SERIAL, transmitter = TRANSMITTER): void {
  for (let step = 0; step < seconds; step++) {
    for (let repeat = 0; repeat < 5; repeat++) {
      const place = moved(START, 12 * step, 0);
      listener.hear(
        pack(basicId(name), told(place, { secondOfHour: 900 + step, accuracy: 10 })),
        step + 0.2 * repeat,
        { transmitter },
      );
    }
  }
}

describe("a drone that tells its place", () => {
  test("is one look for each new place, dated by its own clock", () => {
    const listener = new Listener();
    fly(listener, 10);
    expect(listener.positions).toHaveLength(10);
    expect(new Set(listener.rejects)).toEqual(new Set(["repeated-position"]));
    for (const [step, { sensedUs, identity }] of listener.positions.entries()) {
      expect(sensedUs).toBe(NOW_US + step * 1_000_000);
      expect(identity).toEqual({
        sensorTrack: SERIAL,
        aircraftAddress: null,
        callsign: null,
        mode3A: null,
      });
    }
    for (const look of listener.looks) expect(checkLook(look)).toMatchObject({ ok: true });
    expect(listener.states).toEqual([]);
  });

  test("has the errors that it states, and wide ones where it states none", () => {
    const listener = new Listener();
    listener.hear(told(START, { accuracy: 10, verticalAccuracy: 5, trackDeg: 0 }), 0);
    listener.hear(told(moved(START, 0, 12), { trackDeg: 0 }), 1);
    const [stated, silent] = listener.positions;
    expect(Math.sqrt(stated.covarianceEeM2)).toBeCloseTo(10 / 2.4477, 6);
    expect(stated.heightSigmaM).toBe(2);
    expect(Math.sqrt(silent.covarianceEeM2)).toBe(30);
    expect(silent.covarianceNnM2).toBeGreaterThan(silent.covarianceEeM2);
  });

  test.each([
    ["the ellipsoid", { geometricHeightM: 520 }, 520, 30],
    ["where it took off", { geometricHeightM: undefined, heightM: 60 }, 510, 50],
    ["what the pressure says", { geometricHeightM: undefined, pressureAltitudeM: 505 }, 505, 150],
    ["nothing", { geometricHeightM: undefined }, null, 150],
  ])("is as high as it says above %s", (_, more, heightM, heightSigmaM) => {
    const listener = new Listener();
    const { geometricHeightM, ...rest } = more as { geometricHeightM?: number };
    const parts = { ...START, ...rest };
    listener.hear(
      location(geometricHeightM === undefined ? parts : { ...parts, geometricHeightM }),
      0,
    );
    expect(listener.positions).toMatchObject([{ heightM, heightSigmaM }]);
  });

  test("and no name goes by its radio's address, and by its best name from when it tells it", () => {
    const listener = new Listener();
    listener.hear(told(START), 0);
    listener.hear(basicId("FIN-OP-1", 2), 0.4);
    listener.hear(told(moved(START, 12, 0)), 1);
    listener.hear(basicId(SERIAL), 1.4);
    listener.hear(told(moved(START, 24, 0)), 2);
    expect(listener.positions.map(({ identity }) => identity?.sensorTrack)).toEqual([
      TRANSMITTER,
      "FIN-OP-1",
      SERIAL,
    ]);
  });

  test("and its operator's place lets nothing of that out", () => {
    const listener = new Listener();
    listener.hear(pack(basicId(SERIAL), told(START), system(47.123_456, 8.654_321)), 0);
    expect(listener.positions).toHaveLength(1);
    expect(JSON.stringify(listener.outputs)).not.toMatch(/47\.1234|0\.8224/);
  });
});

describe("what tells of a lie is shown, and silences nothing", () => {
  test("a jump", () => {
    const listener = new Listener();
    fly(listener, 5);
    for (let step = 0; step < 8; step++)
      listener.hear(told(moved(START, 9_000 + 12 * step, 0)), 5 + step);
    expect(listener.rejects.filter((reason) => reason === "impossible-jump")).toHaveLength(2);
    expect(listener.positions).toHaveLength(5 + 6);
    const [before, after] = [listener.positions[4], listener.positions[5]];
    expect(after.covarianceNnM2).toBeGreaterThan(4 * before.covarianceNnM2);
    expect(listener.states[0]).toBe(
      `degraded: drones whose word is doubted: ${SERIAL} (jumped farther than it can fly)`,
    );
  });

  test("many drones of one transmitter", () => {
    const listener = new Listener();
    for (let step = 0; step < 12; step++) {
      const name = `GHOST${step % 4}`;
      listener.hear(pack(basicId(name), told(moved(START, 12 * step, 0))), step);
    }
    expect(listener.states.join()).toContain("one transmitter, many names");
    expect(listener.positions).toHaveLength(12);
  });

  test("a signal too strong for its distance", () => {
    const listener = new Listener();
    for (let step = 0; step < 30; step++) {
      const place = moved(START, 20_000 + 12 * step, 0);
      listener.hear(pack(basicId(SERIAL), told(place)), step, { signalDbm: -40 });
    }
    expect(listener.states.join()).toContain("its signal does not fit its distance");
    expect(listener.positions).toHaveLength(30);
  });

  test("a clock that is wrong, whose times are not used", () => {
    const listener = new Listener();
    for (let step = 0; step < 10; step++)
      listener.hear(told(moved(START, 12 * step, 0), { secondOfHour: 100 + step }), step);
    expect(listener.states.join()).toContain("its clock is wrong");
    expect(listener.positions.map(({ sensedUs }) => (sensedUs - NOW_US) / 1e6)).toEqual(
      Array.from({ length: 10 }, (_, step) => step),
    );
  });

  test("honest drones beside it stay undoubted", () => {
    const listener = new Listener();
    for (let drone = 0; drone < 20; drone++) fly(listener, 10, `HONEST${drone}`, `0a:00:${drone}`);
    // They fly at one place, which is the one thing that is odd.
    expect(listener.states.every((state) => state.includes("is where another says it is"))).toBe(
      true,
    );
  });
});

describe("receivers that speak JSON", () => {
  const octets = pack(basicId(SERIAL), told(START));
  const base64 = Buffer.from(octets).toString("base64");
  const documents = {
    decoded: {
      mac: "0A:1B:2C:3D:4E:5F",
      rssi: -63,
      drone_lat: START.latitudeDeg,
      drone_long: START.longitudeDeg,
      drone_altitude: 520,
      pilot_lat: 47.1,
      pilot_long: 8.6,
      basic_id: SERIAL,
      speed: 12,
      heading: 90,
    },
    encoded: {
      protocol: "1.0",
      data: { "MAC address": "0A:1B:2C:3D:4E:5F", RSSI: -63, UASdata: base64 },
    },
    hexadecimal: { mac: "0a1b2c3d4e5f", rssi: -63, odid: Buffer.from(octets).toString("hex") },
  };

  test.each(Object.entries(documents))("in the form %s give the same drone", (_, document) => {
    const read = decodeReceiverJson(JSON.stringify(document));
    if (!read.ok || read.report === null) throw new Error("no report");
    const assembler = new RemoteIdAssembler(CONFIG);
    const [detection] = positionsOf(assembler.pushReport(read.report, NOW_US));
    expect(read.report).toMatchObject({ transmitter: TRANSMITTER, signalDbm: -63 });
    expect(detection).toMatchObject({
      latitudeRad: expect.closeTo((START.latitudeDeg * Math.PI) / 180, 8) as number,
      heightM: 520,
      identity: { sensorTrack: SERIAL },
      velocity: { eastMps: expect.closeTo(12, 6) as number },
    });
  });

  test.each([
    ["no JSON", "{", "not-a-report"],
    ["a list", "[]", "not-a-report"],
    ["no transmitter", JSON.stringify({ drone_lat: 1 }), "not-a-report"],
    [
      "a place beyond the pole",
      JSON.stringify({ mac: TRANSMITTER, drone_lat: 91, drone_long: 0 }),
      "bad-position",
    ],
    [
      "a height in words",
      JSON.stringify({ mac: TRANSMITTER, drone_altitude: "high" }),
      "bad-number",
    ],
    ["octets that are none", JSON.stringify({ mac: TRANSMITTER, odid: "0g" }), "bad-octets"],
  ])("with %s are refused", (_, text, reason) => {
    expect(decodeReceiverJson(text)).toEqual({ ok: false, reason });
  });

  test("and say that they are alive say nothing of a drone", () => {
    const text = JSON.stringify({ heartbeat: "Device is active and running." });
    expect(decodeReceiverJson(text)).toEqual({ ok: true, report: null });
  });

  test("changed anywhere, 100,000 times: no throw, and what is taken in is sound", () => {
    const assembler = new RemoteIdAssembler(CONFIG);
    const texts = Object.values(documents).map((document) => JSON.stringify(document));
    let state = 1;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    let looks = 0;
    for (let index = 0; index < 100_000; index++) {
      const text = texts[index % 3];
      const at = random(text.length);
      const piece = String.fromCodePoint(32 + random(95));
      const read = decodeReceiverJson(text.slice(0, at) + piece + text.slice(at + random(3)));
      if (!read.ok || read.report === null) continue;
      for (const look of looksOf(assembler.pushReport(read.report, NOW_US + index * 200_000))) {
        looks++;
        if (!checkLook(look).ok) throw new Error(text);
      }
    }
    expect(looks).toBeGreaterThan(1_000);
  });
});

describe.skipIf(absent(CAPTURE))("a recorded flight of a Parrot", () => {
  /** The beacons through an assembler whose antenna stands at the given place. */
  async function hear(latitudeDeg: number, longitudeDeg: number) {
    const receiver = {
      latitudeRad: (latitudeDeg * Math.PI) / 180,
      longitudeRad: (longitudeDeg * Math.PI) / 180,
      heightM: 460,
    };
    const assembler = new RemoteIdAssembler({ ...CONFIG, receiver });
    const octets = readReal(CAPTURE);
    const stream = new ByteStream(
      (async function* () {
        yield await Promise.resolve(octets);
      })(),
    );
    const heard = { frames: 0, broadcasts: 0, outputs: [] as RemoteIdOutput[] };
    for await (const { timeUs, linkType, bytes } of readPcapng(stream, { damage: null })) {
      heard.frames++;
      for (const broadcast of decodeRadioFrame(linkType, bytes) ?? []) {
        heard.broadcasts++;
        heard.outputs.push(...assembler.pushBroadcast(broadcast, timeUs));
      }
    }
    return heard;
  }

  test("is one look for each second, by its serial number, and nothing to doubt", async () => {
    const { frames, broadcasts, outputs } = await hear(47.1988, 8.7303);
    expect([frames, broadcasts]).toEqual([2_545, 519]);
    expect(looksOf(outputs)).toHaveLength(56);
    for (const look of looksOf(outputs)) expect(checkLook(look)).toMatchObject({ ok: true });
    const names = new Set(positionsOf(outputs).map(({ identity }) => identity?.sensorTrack));
    expect(names).toEqual(new Set(["90:3a:e6:5b:c8:a8", "1588E040445AC004418"]));
    expect(outputs.filter(({ type }) => type === "health")).toEqual([]);
  });

  test("heard at a place too far off for its signal, is doubted", async () => {
    const { outputs } = await hear(47.2, 8.7);
    expect(outputs.filter(({ type }) => type === "health")).toMatchObject([
      {
        status: "degraded",
        reason: expect.stringContaining("does not fit its distance") as string,
      },
    ]);
    expect(looksOf(outputs)).toHaveLength(56);
  });
});
