import { type HealthEvent, sensorId, type SiteModel } from "@tocsin/core";
import { beforeEach, describe, expect, test } from "vitest";
import { FairQueue } from "./fair-queue.ts";
import { type SensorEvent, SensorIntake, SLICE_US, WAITING_MAX } from "./sensor-intake.ts";

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
    expect([1, 2, 3].map((entry) => queue.push("a", entry))).toEqual([false, false, true]);
    expect(queue.push("b", 4)).toBe(false);
    expect([queue.length, queue.shift(), queue.shift(), queue.shift()]).toEqual([3, 2, 4, 3]);
  });
});

const COST_US = 100;
let nowUs = 0;
let taken: string[] = [];
let dropped: string[] = [];
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
    dropped: (id) => void dropped.push(id),
  });
  const sensors = [
    { id: "radar", authenticated: true },
    { id: "ads-b", authenticated: false },
    { id: "ear", authenticated: false },
  ];
  intake.configure({ sensors } as unknown as SiteModel);
});
const flood = (id: string, count: number): void => {
  for (let i = 0; i < count; i++) intake.offer(event(id));
};
const PER_SLICE = SLICE_US / COST_US;

describe("an intake", () => {
  test("takes in at once what there is time for", () => {
    for (let i = 0; i < 1_000; i++) {
      intake.offer(event("ads-b"));
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
    flood("ads-b", PER_SLICE + WAITING_MAX.unauthenticated + 7);
    flood("ear", 10);
    flood("radar", WAITING_MAX.authenticated);
    expect(dropped).toEqual(Array.from({ length: 7 }, () => "ads-b"));
    expect(intake.waiting).toBe(WAITING_MAX.unauthenticated + 10 + WAITING_MAX.authenticated);
  });

  test("gives all made-up names one line", () => {
    flood("ads-b", PER_SLICE);
    for (let i = 0; i < 2 * WAITING_MAX.unauthenticated; i++) intake.offer(event(`ghost-${i}`));
    expect(intake.waiting).toBe(WAITING_MAX.unauthenticated);
  });

  test("takes in what waits before the end", () => {
    flood("ads-b", PER_SLICE + 50);
    intake.finish();
    expect(taken).toHaveLength(PER_SLICE + 50);
  });
});
