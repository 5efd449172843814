import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SensorHealth } from "../coverage/sensor.ts";
import { compareLooks, type Look } from "../measurement/look.ts";
import type { Tracker } from "../tracking/tracker.ts";
import { assert } from "../units/assert.ts";
import { sensorId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { atS, lookAt, straight } from "./engine.test-support.ts";
import { LagBuffer } from "./lag-buffer.ts";

const LAG_US = 5 * MICROS_PER_SECOND;

/**
 * A tracker whose whole state is what it was given, in order. Time that passes leaves no mark in `log`. It holds whoever
 * uses it to what is promised of marks: none is used that was forgotten, or that a rewind ended.
 */
class Ledger implements Tracker {
  log: string[] = [];
  timeUs: TimeUs = 0;
  applied = 0;
  tracksSaid = 0;
  marks: { readonly state: unknown }[] = [];

  processLook(look: Look, health: ReadonlyMap<string, SensorHealth>): void {
    this.applied++;
    this.log.push(`${nameOf(look)} ${[...health.values()].map((h) => h.status).join()}`);
  }
  advance(timeUs: TimeUs): void {
    this.timeUs = Math.max(this.timeUs, timeUs);
  }
  tracks(): [] {
    return [];
  }
  confirmed(): [] {
    return [];
  }
  liveCount(): number {
    return this.tracksSaid;
  }
  takeEnded(): [] {
    return [];
  }
  predict(): never {
    throw new Error("nothing to predict");
  }
  snapshot(): unknown {
    return { log: [...this.log], timeUs: this.timeUs };
  }
  restore(snapshot: unknown): void {
    const { log, timeUs } = snapshot as { log: string[]; timeUs: TimeUs };
    this.log = [...log];
    this.timeUs = timeUs;
  }
  mark(): unknown {
    const mark = { state: this.snapshot() };
    this.marks.push(mark);
    return mark;
  }
  rewind(mark: unknown): void {
    this.marks.length = this.#placeOf(mark) + 1;
    this.restore(this.snapshotOf(mark));
  }
  forget(mark: unknown): void {
    this.marks.splice(0, this.#placeOf(mark) + 1);
  }
  snapshotOf(mark: unknown): unknown {
    return this.marks[this.#placeOf(mark)].state;
  }
  #placeOf(mark: unknown): number {
    const place = this.marks.findIndex((own) => own === mark);
    assert(place >= 0, "the mark is still good");
    return place;
  }
}
const nameOf = (look: Look): string => `${look.sensorId}@${(look.toUs - atS(0)) / 1000}`;
const PLACE = straight([1000, 0, 100], [1, 0, 0]);
const lookOf = (s: number, sensor = "a"): Look => lookAt(sensor, s, [PLACE], 1);
const heavy = (s: number, sensor: string, detections: number): Look => {
  const look = lookOf(s, sensor);
  return { ...look, detections: Array.from({ length: detections }, () => look.detections[0]) };
};
const secondsOf = (logged: string): number => Number(logged.split("@")[1].split(" ")[0]);
const health = (status: SensorHealth["status"]): SensorHealth[] => [
  { sensorId: sensorId("a"), status, sinceUs: 0, reason: "" },
];
const UP = health("up");

function bufferOf() {
  const tracker = new Ledger();
  return { tracker, buffer: new LagBuffer(tracker, LAG_US) };
}

describe("the lag buffer", () => {
  test("applies looks as they come when they come in order", () => {
    const { tracker, buffer } = bufferOf();
    for (let s = 1; s <= 3; s++) expect(buffer.insert(lookOf(s), UP, atS(s))).toBe("applied");
    expect(tracker.log).toEqual(["a@1000 up", "a@2000 up", "a@3000 up"]);
    expect(tracker.applied).toBe(3);
  });

  test("puts a late look where it belongs, and applies what follows again with the health of then", () => {
    const { tracker, buffer } = bufferOf();
    buffer.insert(lookOf(1), UP, atS(1));
    buffer.insert(lookOf(3), health("degraded"), atS(3));
    expect(buffer.insert(lookOf(2), UP, atS(4))).toBe("rewound");
    expect(tracker.log).toEqual(["a@1000 up", "a@2000 up", "a@3000 degraded"]);
  });

  test("refuses a look from before the lag where newer ones were applied, and takes one from its very edge", () => {
    const { tracker, buffer } = bufferOf();
    buffer.insert(lookOf(2), UP, atS(2));
    expect(buffer.insert(lookOf(1), UP, atS(6) + 1)).toBe("late");
    expect(buffer.insert(lookOf(1), UP, atS(6))).toBe("rewound");
    expect(tracker.log).toHaveLength(2);
  });

  test("takes what comes in its order twice as late: a post that was slow has nothing newer", () => {
    const { tracker, buffer } = bufferOf();
    for (let s = 1; s <= 3; s++) expect(buffer.insert(lookOf(s), UP, atS(11))).toBe("applied");
    expect(buffer.insert(lookOf(2, "b"), UP, atS(11))).toBe("late");
    expect(buffer.insert(lookOf(4), UP, atS(14) + 1)).toBe("late");
    expect(tracker.log).toEqual(["a@1000 up", "a@2000 up", "a@3000 up"]);
    expect(tracker.applied).toBe(3);
  });

  test("refuses what is in its order once time was let pass beyond it", () => {
    const { buffer } = bufferOf();
    buffer.insert(lookOf(1), UP, atS(1));
    buffer.advance(atS(8));
    expect(buffer.insert(lookOf(2), UP, atS(8))).toBe("late");
    expect(buffer.insert(lookOf(3), UP, atS(8) + 1)).toBe("applied");
  });

  test("takes the same look once, whatever number it carries, and two that differ in anything else twice", () => {
    const { tracker, buffer } = bufferOf();
    const look = lookOf(2);
    buffer.insert(look, UP, atS(2));
    expect(buffer.insert({ ...look, sequence: 1 }, UP, atS(2))).toBe("duplicate");
    expect(buffer.insert({ ...look, sequence: 999 }, UP, atS(3))).toBe("duplicate");
    for (const other of [
      { ...look, detections: [] },
      { ...look, sweep: null },
      { ...look, fromUs: look.fromUs + 1 },
      lookOf(2, "b"),
    ])
      expect(["applied", "rewound"]).toContain(buffer.insert(other, UP, atS(3)));
    expect(tracker.log).toHaveLength(5);
  });

  test("lets the tracker's time pass to the end of the lag and no further, also after a rewind", () => {
    const { tracker, buffer } = bufferOf();
    buffer.insert(lookOf(7), UP, atS(7));
    buffer.advance(atS(10));
    expect(tracker.timeUs).toBe(atS(5));
    buffer.insert(lookOf(6), UP, atS(10));
    expect(tracker.timeUs).toBe(atS(5));
    buffer.advance(atS(9));
    expect(tracker.timeUs).toBe(atS(5));
  });

  test("a rewind goes back by a checkpoint's distance, not to the beginning", () => {
    const { tracker, buffer } = bufferOf();
    for (let i = 1; i <= 400; i++) buffer.insert(lookOf(i / 100), UP, atS(i / 100));
    tracker.applied = 0;
    buffer.insert(lookOf(3.995, "b"), UP, atS(4));
    expect(tracker.log).toHaveLength(401);
    expect(tracker.applied).toBeLessThanOrEqual(33);
  });

  test("makes marks far apart while looks come in order, and close ones once they come late", () => {
    const { tracker, buffer } = bufferOf();
    tracker.tracksSaid = 400;
    const run = (fromS: number, delayS: number): number => {
      for (let i = 1; i <= 2000; i++) {
        const s = fromS + i / 100;
        buffer.insert(lookOf(s), UP, atS(s));
        if (i % 4 === 0 && delayS > 0) buffer.insert(lookOf(s - delayS - 0.005, "b"), UP, atS(s));
      }
      return buffer.snapshot().entries.length / tracker.marks.length;
    };
    expect(run(0, 0)).toBeGreaterThan(15);
    expect(run(20, 0.1)).toBeLessThan(9);
    tracker.applied = 0;
    run(40, 0.1);
    // Of each four looks in order one is late by ten or twelve: the least to apply is 5 + 13, and little is on top.
    expect(tracker.applied / 2000).toBeLessThan(18 / 4 + 2);
    expect(run(60, 0)).toBeGreaterThan(12);
  });

  test("goes back at once for a few late looks, and for many of them together, within a second", () => {
    const { tracker, buffer } = bufferOf();
    const run = (fromS: number, detections: number): { outcomes: Set<string>; waitS: number } => {
      const outcomes = new Set<string>();
      let waitS = 0;
      for (let i = 1; i <= 200; i++) {
        const s = fromS + i / 20;
        buffer.insert(heavy(s, "a", detections), UP, atS(s));
        outcomes.add(buffer.insert(heavy(s - 2, "b", detections), UP, atS(s)));
        const dueUs = buffer.dueUs();
        if (dueUs !== null) waitS = Math.max(waitS, (dueUs - atS(s)) / MICROS_PER_SECOND);
      }
      return { outcomes, waitS };
    };
    expect(run(0, 1)).toEqual({ outcomes: new Set(["rewound"]), waitS: 0 });
    buffer.advance(atS(20));
    tracker.applied = 0;
    const { outcomes, waitS } = run(20, 60);
    expect(outcomes).toEqual(new Set(["rewound", "waiting"]));
    expect(waitS).toBeGreaterThan(0.1);
    expect(waitS).toBeLessThanOrEqual(1);
    // Each rewind applies eighty looks again; going back for each would be two hundred times that.
    expect(tracker.applied).toBeLessThan(400 + 25 * 90);
    buffer.advance(buffer.dueUs() ?? atS(31));
    expect(buffer.dueUs()).toBeNull();
    expect(tracker.log).toHaveLength(800);
    expect(tracker.log).toEqual(tracker.log.toSorted((x, y) => secondsOf(x) - secondsOf(y)));
  });

  test("does not forget what is waiting, though the lag passes it meanwhile", () => {
    const { tracker, buffer } = bufferOf();
    for (let i = 0; i <= 50; i++) buffer.insert(heavy(i / 10, "a", 3000), UP, atS(i / 10));
    buffer.insert(heavy(4.75, "b", 3000), UP, atS(5));
    expect(buffer.insert(lookOf(0.15, "c"), UP, atS(5.1))).toBe("waiting");
    for (let i = 52; i <= 58; i++) buffer.insert(lookOf(i / 10), UP, atS(i / 10));
    expect(buffer.dueUs()).toBe(atS(6.1));
    buffer.advance(atS(6.1));
    expect(tracker.log.slice(0, 4)).toEqual(["a@0 up", "a@100 up", "c@150 up", "a@200 up"]);
  });

  test("keeps a bounded number of marks, however many looks the lag holds", () => {
    const { tracker, buffer } = bufferOf();
    for (let i = 1; i <= 20_000; i++) buffer.insert(lookOf(i / 2000), UP, atS(i / 2000));
    expect(buffer.snapshot().entries.length).toBeGreaterThan(10_000);
    expect(tracker.marks.length).toBeLessThan(400);
  });

  test("goes on after a restart with marks where they were", () => {
    const { tracker, buffer } = bufferOf();
    tracker.tracksSaid = 100;
    for (let i = 1; i <= 300; i++) buffer.insert(lookOf(i / 100), UP, atS(i / 100));
    const saved = JSON.stringify(buffer.snapshot());
    const reborn = bufferOf();
    reborn.tracker.tracksSaid = 100;
    reborn.buffer.restore(JSON.parse(saved));
    expect(JSON.stringify(reborn.buffer.snapshot())).toBe(saved);
  });

  test("forgets what lies before the lag", () => {
    const { buffer } = bufferOf();
    for (let s = 1; s <= 500; s++) buffer.insert(lookOf(s), UP, atS(s));
    expect(buffer.snapshot().entries.length).toBeLessThanOrEqual(40);
    for (let i = 0; i < 2000; i++) buffer.insert(lookOf(501 + i / 100), UP, atS(501 + i / 100));
    // Five seconds of looks, and no more than a checkpoint's distance on top.
    expect(buffer.snapshot().entries.length).toBeLessThanOrEqual(500 + 64);
  });
});

test("however looks are delayed inside the lag, doubled and interrupted by restarts, the order is canonical", () => {
  const arrival = fc.record({
    s: fc.integer({ min: 0, max: 200 }).map((n) => n / 10),
    delayS: fc.integer({ min: 0, max: 49 }).map((n) => n / 10),
    sensor: fc.constantFrom("a", "b", "c"),
    restart: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    detections: fc.constantFrom(1, 1, 3000),
    advance: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(arrival, { maxLength: 120 }), (arrivals) => {
      let { tracker, buffer } = bufferOf();
      const looks = new Map<string, Look>();
      const inOrder = arrivals.toSorted((x, y) => x.s + x.delayS - (y.s + y.delayS));
      for (const { s, delayS, sensor, restart, detections, advance } of inOrder) {
        if (restart) {
          const saved = JSON.parse(JSON.stringify(buffer.snapshot()));
          const before = tracker;
          ({ tracker, buffer } = bufferOf());
          buffer.restore(saved);
          assert(tracker.log.join() === before.log.join(), "a restart changes nothing");
        }
        const look = looks.get(`${sensor}@${1000 * s}`) ?? heavy(s, sensor, detections);
        const known = looks.has(nameOf(look));
        const outcome = buffer.insert(look, UP, atS(s + delayS));
        expect(outcome === "duplicate").toBe(known);
        if (advance) buffer.advance(atS(s + delayS));
        looks.set(nameOf(look), look);
      }
      buffer.advance(buffer.dueUs() ?? 0);
      const expected = [...looks.values()]
        .toSorted(compareLooks)
        .map((look) => `${nameOf(look)} up`);
      expect(tracker.log).toEqual(expected);
    }),
    { seed: 21, numRuns: 200 },
  );
});
