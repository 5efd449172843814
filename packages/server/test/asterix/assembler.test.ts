import type { Look } from "@tocsin/core";
import { sensorId } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import type { AsterixOutput } from "../../src/adapters/asterix/assembler.ts";
import { AsterixAssembler } from "../../src/adapters/asterix/assembler.ts";
import type { AsterixSensorConfig } from "../../src/adapters/asterix/sensor-config.ts";
import type { Items } from "./block-builder.ts";
import {
  blockOf,
  north,
  plot,
  RECEIVED_US,
  SECONDS,
  sector,
  SENSED_US,
  SOURCE,
  ticksOf,
} from "./block-builder.ts";
import { times } from "./collect.ts";
import { absent, datagramsOf, RADARS, realPath, TRACKER } from "./real-data.ts";

const radar: AsterixSensorConfig = {
  sensorId: sensorId("radar"),
  sac: SOURCE.SAC,
  sic: SOURCE.SIC,
};
const assemblerOf = (config: Partial<AsterixSensorConfig> = {}) =>
  new AsterixAssembler({ sensors: [{ ...radar, ...config }] });
const turn = 2 * Math.PI;

/** Pushes service messages one by one, each received as it is stamped; gives all outputs. */
function service(
  messages: readonly Items[],
  assembler: AsterixAssembler = assemblerOf(),
): readonly AsterixOutput[] {
  return messages.flatMap((message) => {
    const sinceUs = ((message["030"] as number) / 128 - SECONDS) * 1_000_000;
    return assembler.push(blockOf(34, message), SENSED_US + sinceUs);
  });
}
const sweepsOf = (outputs: readonly AsterixOutput[]): Look[] =>
  outputs.flatMap((output) =>
    output.type === "look" && output.look.sweep !== null ? [output.look] : [],
  );
const rejectsOf = (outputs: readonly AsterixOutput[]): string[] =>
  outputs.flatMap((output) => (output.type === "reject" ? [output.reason] : []));

describe("detections", () => {
  test("go out at once, one look for each sensor and datagram, numbered", () => {
    const other = { sensorId: sensorId("other"), sac: 25, sic: 14 };
    const assembler = new AsterixAssembler({ sensors: [radar, other] });
    const later = plot({ "140": ticksOf(SECONDS + 0.5), "161": { TRN: 2 } });
    const elsewhere = plot({ "010": { SAC: 25, SIC: 14 } });
    const datagram = Buffer.concat([blockOf(48, later, elsewhere), blockOf(48, plot())]);
    const outputs = assembler.push(datagram, RECEIVED_US);
    expect(outputs).toMatchObject([
      { look: { sensorId: "radar", sequence: 0, fromUs: SENSED_US, toUs: SENSED_US + 500_000 } },
      { look: { sensorId: "other", sequence: 0 } },
    ]);
    const next = assembler.push(blockOf(48, plot({ "161": { TRN: 9 } })), RECEIVED_US);
    expect(next).toMatchObject([{ look: { sensorId: "radar", sequence: 1 } }]);
  });

  test("that come again on the second line are dropped, and counted", () => {
    const assembler = assemblerOf();
    const datagram = blockOf(48, plot(), plot({ "161": { TRN: 2 } }));
    assembler.push(datagram, RECEIVED_US);
    const again = assembler.push(datagram, RECEIVED_US + 40_000);
    expect(again).toMatchObject([{ type: "reject", reason: "duplicate", count: 2 }]);
    const nextDay = assembler.push(datagram, RECEIVED_US + 86_400_000_000);
    expect(nextDay).toMatchObject([{ type: "look" }]);
    expect(assembler.rejects()).toEqual([{ reason: "duplicate", sensorId: "radar", count: 2 }]);
  });

  test("of a source that is not configured are reported once, and counted ever after", () => {
    const assembler = assemblerOf();
    const unknown = (track: number) =>
      blockOf(48, plot({ "010": { SAC: 3, SIC: 4 }, "161": { TRN: track } }));
    expect(assembler.push(unknown(1), RECEIVED_US)).toMatchObject([
      { type: "reject", reason: "unknown-sensor", sensorId: null, detail: "SAC 3 SIC 4" },
    ]);
    expect(assembler.push(unknown(2), RECEIVED_US)).toEqual([]);
    expect(assembler.rejects()).toEqual([{ reason: "unknown-sensor", sensorId: null, count: 2 }]);
  });

  test("are given though another block of the datagram is bad", () => {
    const datagram = Buffer.concat([Uint8Array.of(48, 0, 5, 0x80, 25), blockOf(48, plot())]);
    expect(assemblerOf().push(datagram, RECEIVED_US)).toMatchObject([
      { type: "look" },
      { reason: "decode-truncated", detail: "category 48, item 048/010, octet 4" },
    ]);
  });
});

describe("time of day", () => {
  const midnightUs = 1_462_406_400_000_000;
  const sensedAt = (seconds: number, receivedUs: number): number => {
    const [output] = assemblerOf().push(blockOf(48, plot({ "140": ticksOf(seconds) })), receivedUs);
    return output.type === "look" ? output.look.toUs : Number.NaN;
  };

  test.each([
    [
      "of just before midnight, received just after, is of the day before",
      86_399.5,
      200_000,
      -500_000,
    ],
    ["ahead of us across midnight is of the next day", 0.25, -300_000, 250_000],
    ["of the day is of the day", 43_000, 43_001_000_000, 43_000_000_000],
    ["at midnight is the midnight near", 0, 100, 0],
    ["eleven hours behind is still of the day", 3_600, 43_200_000_000, 3_600_000_000],
  ])("%s", (_, seconds, receivedAfterUs, sensedAfterUs) => {
    expect(sensedAt(seconds, midnightUs + receivedAfterUs)).toBe(midnightUs + sensedAfterUs);
  });
});

describe("sweeps", () => {
  const sectorsOf = (turns: number, periodS = 4): Items[] =>
    Array.from({ length: 32 * turns + 1 }, (_, index) =>
      sector((index * 8) % 256, SECONDS + (index * periodS) / 32),
    );

  test("a sector is told when it is crossed, from the crossing before", () => {
    const [first, second] = sweepsOf(service(sectorsOf(1).slice(0, 3)));
    expect(first).toEqual({
      sensorId: "radar",
      sequence: 0,
      fromUs: SENSED_US,
      toUs: SENSED_US + 125_000,
      sweep: { azimuthFromRad: 0, azimuthWidthRad: turn / 32 },
      detections: [],
    });
    expect(second.sweep?.azimuthFromRad).toBeCloseTo(turn / 32, 12);
  });

  test("the sectors of three turns cover three turns, with no gap and no overlap", () => {
    const sweeps = sweepsOf(service(sectorsOf(3)));
    expect(sweeps).toHaveLength(96);
    const begins = sweeps.slice(1).map(({ fromUs }) => fromUs);
    expect(begins).toEqual(sweeps.slice(0, -1).map(({ toUs }) => toUs));
  });

  test("a sweep waits until the plots of its sector will have come", () => {
    const assembler = assemblerOf();
    const lateUs = 1_900_000;
    assembler.push(blockOf(48, plot()), SENSED_US + lateUs);
    const told = sectorsOf(2).flatMap((message) => {
      const sinceUs = ((message["030"] as number) / 128 - SECONDS) * 1_000_000;
      const outputs = assembler.push(blockOf(34, message), SENSED_US + sinceUs);
      return sweepsOf(outputs).map(({ toUs }) => SENSED_US + sinceUs - toUs);
    });
    expect(told).toHaveLength(64 - 16);
    expect(Math.min(...told)).toBeGreaterThanOrEqual(lateUs);
    expect(Math.max(...told)).toBeLessThan(lateUs + 125_000);
  });

  test("a sweep whose plots come with its end stands right behind them, however wide it is", () => {
    const assembler = assemblerOf();
    const order: string[] = [];
    for (let index = 1; index < 200; index++) {
      const endS = SECONDS + index / 8;
      // The first of the sector's plots is older by the whole sector than its last.
      const plots = [endS - 0.125, endS - 0.0625].map((s) => plot({ "140": ticksOf(s) }));
      // The first is held by a guess.
      for (const block of [blockOf(48, ...plots), blockOf(34, sector((index * 8) % 256, endS))])
        for (const output of assembler.push(block, SENSED_US + (endS - SECONDS) * 1e6 + 300_000))
          if (output.type === "look" && index > 3)
            order.push(`${output.look.toUs} ${output.look.sequence}`);
    }
    expect(order).toHaveLength(2 * 196);
    expect(order).toEqual(order.toSorted());
  });

  test("no more than two turns of sectors wait, and none longer than five seconds", () => {
    const waiting = (lateUs: number, turns: number, periodS: number): number => {
      const assembler = assemblerOf();
      assembler.push(blockOf(48, plot()), SENSED_US + lateUs);
      const sectors = sectorsOf(turns, periodS);
      return sectors.length - 1 - sweepsOf(service(sectors, assembler)).length;
    };
    expect(waiting(4_900_000, 4, 1)).toBe(64);
    expect(waiting(60_000_000, 3, 4)).toBe(40);
  });

  test("north markers alone give whole turns", () => {
    const markers = [0, 4, 8].map((after) => north(SECONDS + after));
    const sweeps = sweepsOf(service(markers));
    expect(sweeps.map(({ sweep }) => sweep?.azimuthWidthRad)).toEqual([turn, turn]);
  });

  test("a north marker beside sector zero counts once", () => {
    const messages = sectorsOf(1);
    messages.push(north(SECONDS + 4), sector(8, SECONDS + 4.125));
    const outputs = service(messages);
    expect(sweepsOf(outputs)).toHaveLength(33);
    expect(rejectsOf(outputs)).toEqual([]);
  });

  test("a north marker that overtakes sectors waits for them", () => {
    const messages = sectorsOf(1).slice(0, 30);
    messages.push(north(SECONDS + 4), sector(240, SECONDS + 3.75), sector(248, SECONDS + 3.875));
    messages.push(sector(0, SECONDS + 4), sector(8, SECONDS + 4.125));
    const outputs = service(messages);
    expect(rejectsOf(outputs)).toEqual([]);
    const widths = sweepsOf(outputs).map(({ sweep }) => sweep?.azimuthWidthRad);
    expect(widths).toEqual(times(33, turn / 32));
  });

  test("one lost message joins two sectors; more, or an outage, claims nothing", () => {
    const all = sectorsOf(3);
    const without = (from: number, count: number) =>
      service([...all.slice(0, from), ...all.slice(from + count)]);
    const joined = without(40, 1);
    expect(rejectsOf(joined)).toEqual([]);
    expect(sweepsOf(joined)).toHaveLength(95);
    expect(sweepsOf(joined)[39].sweep?.azimuthWidthRad).toBeCloseTo(turn / 16, 12);
    expect(rejectsOf(without(40, 5))).toEqual(["sweep-gap"]);
    expect(rejectsOf(without(35, 32))).toEqual(["sweep-gap"]);
    expect(sweepsOf(without(35, 32))).toHaveLength(63);
  });

  test("a late sector message is refused, and disturbs nothing", () => {
    const messages = sectorsOf(2);
    messages.splice(20, 0, sector(12, SECONDS + 0.1875));
    const outputs = service(messages);
    expect(rejectsOf(outputs)).toEqual(["sweep-order"]);
    expect(sweepsOf(outputs)).toHaveLength(64);
  });

  test("after a clock that jumped back by a minute sweeping goes on", () => {
    const assembler = assemblerOf();
    service(sectorsOf(1), assembler);
    const after = sectorsOf(1).map((message) => ({
      ...message,
      "030": (message["030"] as number) - 60 * 128,
    }));
    expect(sweepsOf(service(after, assembler)).length).toBeGreaterThan(30);
  });
});

describe("health", () => {
  const status = (COM: Items, rest: Items = {}) => north(SECONDS, { "050": { COM, ...rest } });
  const states = (outputs: readonly AsterixOutput[]) =>
    outputs.flatMap((output) =>
      output.type === "health" ? [`${output.status}: ${output.reason}`] : [],
    );

  test.each([
    ["up: it reports no fault", {}, {}],
    ["down: it says that its data must not be used", { NOGO: 1 }, {}],
    ["degraded: its time source is invalid", { TSV: 1 }, {}],
    [
      "degraded: its data processor is overloaded; its transmission is overloaded",
      { OVLRDP: 1, OVLXMT: 1 },
      {},
    ],
    [
      "degraded: no primary channel is on: it sees only what carries a transponder",
      {},
      { PSR: { CHAB: 0 } },
    ],
    ["up: it reports no fault", { MSC: 1 }, { PSR: { CHAB: 3, MSC: 1 } }],
  ])("%s", (expected, com, rest) => {
    expect(states(service([status(com, rest)]))).toEqual([expected]);
  });

  test("is told when it changes, and not again", () => {
    const at = (seconds: number, items: Items) => north(SECONDS + seconds, items);
    const outputs = service([
      at(0, { "050": { COM: {} } }),
      at(4, { "050": { COM: {} } }),
      at(8, { "050": { COM: { TSV: 1 } } }),
      at(12, { "060": { COM: { REDRDP: 2 } } }),
      at(16, { "050": { COM: {} } }),
      at(20, { "060": { COM: {} } }),
    ]);
    expect(states(outputs)).toEqual([
      "up: it reports no fault",
      "degraded: its time source is invalid",
      "degraded: its time source is invalid; its data processor sheds load",
      "degraded: its data processor sheds load",
      "up: it reports no fault",
    ]);
  });

  test("NOGO stops detections and sweeps until it is lifted, unless configured otherwise", () => {
    const noGo = status({ NOGO: 1 });
    const assembler = assemblerOf();
    service([noGo], assembler);
    expect(assembler.push(blockOf(48, plot()), RECEIVED_US)).toMatchObject([{ reason: "no-go" }]);
    service([north(SECONDS + 4, { "050": { COM: {} } })], assembler);
    const after = plot({ "161": { TRN: 2 } });
    expect(assembler.push(blockOf(48, after), RECEIVED_US)).toMatchObject([{ type: "look" }]);
    const accepting = assemblerOf({ acceptWhenNoGo: true });
    service([noGo], accepting);
    expect(accepting.push(blockOf(48, plot()), RECEIVED_US)).toMatchObject([{ type: "look" }]);
  });

  test("a radar that turns or stands otherwise than configured is degraded", () => {
    const degree = Math.PI / 180;
    const expected = {
      expectedPeriodUs: 4_000_000,
      expectedPosition: { latitudeRad: 45 * degree, longitudeRad: 179.9997 * degree, heightM: 100 },
    };
    const position = (lon: number) => ({
      HGT: 100,
      LAT: 2_097_152,
      LON: Math.round((lon * 8_388_608) / 180),
    });
    const reports = (items: Items) =>
      states(service([north(SECONDS, items)], assemblerOf(expected))).join();
    expect(reports({ "041": 512 })).toMatch(/^up/);
    expect(reports({ "041": 768 })).toBe(
      "degraded: its antenna turns once in 6.0 s, configured are 4.0 s",
    );
    expect(reports({ "120": position(-179.9997) })).toMatch(/^up/);
    expect(reports({ "120": position(179) })).toMatch(/^degraded: it says it stands 78\.\d km/);
    expect(reports({ "120": position(179.9997) })).toMatch(/^up/);
    expect(reports({ "120": position(179.9957) })).toMatch(
      /^degraded: it says it stands 31\d m from where it is configured$/,
    );
  });

  test("a height is compared as one above the ellipsoid and as one above the sea", () => {
    const degree = Math.PI / 180;
    const expectedPosition = { latitudeRad: 0, longitudeRad: 10 * degree, heightM: 144 };
    const place = (HGT: number) => ({ HGT, LAT: 0, LON: Math.round((10 * 8_388_608) / 180) });
    const reports = (HGT: number) =>
      states(
        service(
          [north(SECONDS, { "120": place(HGT) })],
          assemblerOf({ expectedPosition, geoidHeightM: 44 }),
        ),
      ).join();
    expect(reports(144)).toMatch(/^up/);
    expect(reports(100)).toMatch(/^up/);
    expect(reports(60)).toBe("degraded: it says it stands 84 m below its configured height");
    expect(reports(190)).toBe("degraded: it says it stands 46 m above its configured height");
  });

  test("a radar whose two antennas disagree by more than three of its sigmas is degraded", () => {
    const reports = (RNG: number, AZM: number) =>
      states(service([north(SECONDS, { "090": { RNG, AZM } })])).join();
    expect(reports(-12, 10)).toMatch(/^up/);
    expect(reports(-13, 0)).toBe(
      "degraded: its primary and secondary antennas disagree by 188 m and 0.00°",
    );
    expect(reports(0, -11)).toBe(
      "degraded: its primary and secondary antennas disagree by 0 m and 0.24°",
    );
  });
});

test.skipIf(absent(RADARS))(
  "a real recording: each report counts once, and nothing is out of order",
  async () => {
    const sics = [11, 12, 13, 14, 201, 204, 205];
    const assembler = new AsterixAssembler({
      sensors: sics.map((sic) => ({ sensorId: sensorId(`25/${sic}`), sac: 25, sic })),
    });
    const outputs = (await datagramsOf(realPath(RADARS))).flatMap(({ payload, receivedUs }) =>
      assembler.push(payload, receivedUs),
    );
    const looks = outputs.flatMap((output) => (output.type === "look" ? [output.look] : []));
    const detections = looks.flatMap((look) => look.detections);
    const widths = sweepsOf(outputs).map(({ sweep }) =>
      Math.round(((sweep?.azimuthWidthRad ?? 0) / turn) * 256),
    );
    expect(detections).toHaveLength(63);
    expect(widths).toEqual(times(widths.length, 8));
    // Half a second of recording, and plots that come up to two seconds late: most sweeps still wait at its end.
    expect(widths.length).toBeGreaterThan(0);
    expect(assembler.rejects().map(({ reason }) => reason)).not.toContain("sweep-order");
    const dropped = new Map<string, number>();
    for (const { reason, count } of assembler.rejects()) {
      dropped.set(reason, (dropped.get(reason) ?? 0) + count);
    }
    expect(Object.fromEntries(dropped)).toEqual({ duplicate: 81, "track-end": 1 });
  },
);

test.skipIf(absent(TRACKER))(
  "a real tracker of a former edition: aircraft over the Adriatic and the Balkans",
  async () => {
    const assembler = new AsterixAssembler({
      sensors: [{ sensorId: sensorId("tracker"), sac: 25, sic: 100 }],
      editions: { 62: "0.17" },
    });
    const datagrams = await datagramsOf(realPath(TRACKER));
    const detections = datagrams.flatMap(({ payload, receivedUs }) =>
      assembler.push(payload, receivedUs).flatMap((output) => {
        if (output.type !== "look") throw new Error(JSON.stringify(output));
        expect(Math.abs(output.look.toUs - receivedUs)).toBeLessThan(1_000_000);
        return output.look.detections;
      }),
    );
    expect(detections).toHaveLength(100);
    expect(assembler.rejects()).toEqual([]);
    for (const detection of detections) {
      if (detection.kind !== "position") throw new Error(detection.kind);
      expect(detection.latitudeRad * (180 / Math.PI)).toBeGreaterThan(42);
      expect(detection.latitudeRad * (180 / Math.PI)).toBeLessThan(47);
      expect(detection.longitudeRad * (180 / Math.PI)).toBeGreaterThan(12);
      expect(detection.longitudeRad * (180 / Math.PI)).toBeLessThan(20);
      const { eastMps = 0, northMps = 0 } = detection.velocity ?? {};
      expect(Math.hypot(eastMps, northMps)).toBeLessThan(320);
    }
  },
);

test("an edition that there is no table for is refused", () => {
  expect(() => new AsterixAssembler({ sensors: [], editions: { 62: "9.99" } })).toThrow(RangeError);
});
