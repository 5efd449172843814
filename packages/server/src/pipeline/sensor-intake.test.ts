import { type HealthEvent, sensorId, type SiteModel } from "@tocsin/core";
import { beforeEach, describe, expect, test } from "vitest";
import { FairQueue } from "./fair-queue.ts";
import {
  type Drop,
  RATES,
  type SensorEvent,
  SensorIntake,
  SLICE_US,
  WAITING_MAX,
} from "./sensor-intake.ts";
import { TokenBucket } from "./token-bucket.ts";

describe("a fair queue", () => {
  test("gives its lines turns, each in order", () => {
    const queue = new FairQueue<string>(10);
    for (const [key, entry] of ["aa1", "aa2", "aa3", "bb1", "cc1", "bb2"].map((e) => [e[0], e]))
      queue.push(key, entry);
    const out = Array.from({ length: 7 }, () => queue.shift());
    expect(out).toEqual(["aa1", "bb1", "cc1", "aa2", "bb2", "aa3", undefined]);
    expect(queue.length).toBe(0);
  });

  test("drops the oldest of a full line, and of no other", () => {
    const queue = new FairQueue<number>(2);
    expect([1, 2, 3].map((entry) => queue.push("a", entry))).toEqual([undefined, undefined, 1]);
    expect(queue.push("b", 4)).toBeUndefined();
    expect([queue.length, queue.shift(), queue.shift(), queue.shift()]).toEqual([3, 2, 4, 3]);
  });
});

const COST_US = 100;
let nowUs = 0;
let taken: string[] = [];
let dropped: Drop[] = [];
let due: (() => void) | null = null;
let intake: SensorIntake;

const event = (id: string): HealthEvent => ({
  type: "health",
  receivedUs: nowUs,
  sensorId: sensorId(id),
  status: "up",
  reason: "",
});
const turn = (): void => {
  const act = due;
  due = null;
  act?.();
};

beforeEach(() => {
  nowUs = 0;
  taken = [];
  dropped = [];
  due = null;
  intake = new SensorIntake({
    nowUs: () => nowUs,
    later: (act) => {
      due = act;
    },
    ingest: (given: SensorEvent) => {
      nowUs += COST_US;
      taken.push(given.type === "health" ? given.sensorId : "");
    },
    dropped: (drop) => void dropped.push(drop),
  });
  const sensors = [
    { id: "radar", authenticated: true },
    { id: "ads-b", authenticated: false },
    { id: "ear", authenticated: false },
  ];
  intake.configure({ sensors } as unknown as SiteModel);
});
const flood = (id: string, count: number): void => {
  for (let i = 0; i < count; i++) intake.offer(event(id), "line");
};
const PER_SLICE = SLICE_US / COST_US;

describe("a token bucket", () => {
  test("lets a burst and then its rate pass, and what is larger than it when it is full", () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, 0);
    expect(Array.from({ length: 6 }, () => bucket.take(1, 0))).toEqual([
      ...Array.from({ length: 5 }, () => true),
      false,
    ]);
    expect(bucket.take(1, 100_000)).toBe(true);
    expect(bucket.take(1, 150_000)).toBe(false);
    expect(bucket.take(50, 600_000)).toBe(true);
    expect(bucket.take(50, 700_000)).toBe(false);
    // Time that goes back fills nothing.
    expect(bucket.take(2, 0)).toBe(false);
  });
});

describe("an intake", () => {
  test("takes in at once what there is time for", () => {
    for (let i = 0; i < 1_000; i++) {
      intake.offer(event("ads-b"), "line");
      nowUs += 2_000;
    }
    expect([taken.length, intake.waiting]).toEqual([1_000, 0]);
  });

  test("lets others have their turn after a slice", () => {
    flood("ads-b", PER_SLICE + 5);
    expect([taken.length, intake.waiting]).toEqual([PER_SLICE, 5]);
    turn();
    expect([taken.length, intake.waiting, due]).toEqual([PER_SLICE + 5, 0, null]);
  });

  test("takes in an authenticated sensor first, though a flood came before it", () => {
    flood("ads-b", PER_SLICE + 300);
    flood("radar", 3);
    turn();
    expect(taken.slice(PER_SLICE, PER_SLICE + 4)).toEqual(["radar", "radar", "radar", "ads-b"]);
  });

  test("starves nobody: a flood of one unauthenticated sensor does not hold up another", () => {
    flood("ads-b", PER_SLICE + 300);
    flood("ear", 2);
    turn();
    expect(taken.slice(PER_SLICE, PER_SLICE + 4)).toEqual(["ads-b", "ear", "ads-b", "ear"]);
    flood("radar", 1_000);
    flood("ear", 1);
    const from = taken.length;
    turn();
    expect(taken.slice(from).filter((id) => id !== "radar")).not.toEqual([]);
  });

  test("drops beyond its bound, of the sensor that floods, and counts each", () => {
    flood("ads-b", PER_SLICE + WAITING_MAX.others + 7);
    flood("ear", 10);
    flood("radar", WAITING_MAX.authenticated);
    const drop = { inputId: "line", sensorId: "ads-b", reason: "queue-full" };
    expect(dropped).toEqual(Array.from({ length: 7 }, () => drop));
    expect(intake.waiting).toBe(WAITING_MAX.others + 10 + WAITING_MAX.authenticated);
  });

  test("puts what is over its sensor's rate behind all others, an authenticated sensor's too, and drops it first", () => {
    const { burst } = RATES.authenticated;
    const look = (id: string, detections: number): SensorEvent =>
      ({
        type: "look",
        receivedUs: nowUs,
        look: { sensorId: id, detections: { length: detections } },
      }) as unknown as SensorEvent;
    flood("ear", PER_SLICE);
    intake.offer(look("radar", burst - 1), "line");
    for (let i = 0; i < WAITING_MAX["over-rate"] + 3; i++) intake.offer(look("radar", 9), "line");
    flood("ads-b", 2);
    const drop = { inputId: "line", sensorId: "radar", reason: "over-rate" };
    expect(dropped).toEqual([drop, drop, drop]);
    turn();
    // Its first look was within the rate; the others of it come behind the other sensors.
    expect(taken.slice(PER_SLICE, PER_SLICE + 4)).toEqual(["", "ads-b", "ads-b", ""]);
  });

  test("takes in what is over the rate while there is time", () => {
    for (let i = 0; i < 3 * RATES.others.burst; i++) {
      intake.offer(event("ads-b"), "line");
      nowUs += COST_US;
      if (i % 50 === 49) nowUs += 2_000;
    }
    turn();
    expect(dropped).toEqual([]);
    expect(intake.waiting).toBe(0);
  });

  test("gives all made-up names one line", () => {
    flood("ads-b", PER_SLICE);
    for (let i = 0; i < 2 * WAITING_MAX.others; i++) intake.offer(event(`ghost-${i}`), "line");
    expect(intake.waiting).toBe(WAITING_MAX.others);
  });

  test("takes in what waits before the end", () => {
    flood("ads-b", PER_SLICE + 50);
    intake.finish();
    expect(taken).toHaveLength(PER_SLICE + 50);
  });
});
