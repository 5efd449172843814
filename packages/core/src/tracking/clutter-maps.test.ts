import { describe, expect, test } from "vitest";
import type { Detection, Look } from "../measurement/look.ts";
import { createTracker, type CountingTracker } from "./create-tracker.ts";
import type { Track } from "./track.ts";
import {
  clutter,
  config,
  NO_HEALTH,
  radar,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "./tracker-world.test-support.ts";

const SPEC = radar({ falseDetectionsPerSweep: 20 });
/** In a patch of 1.5 km by 17°: 170 times as dense as the rest. */
const PATCH_COUNT = 12;
const HOVER = [2000, -3000, 100, 0, 0, 0] as const;
const BORN_S = 110;
const elsewhere = straight([-6000, -4000, 300, 40, 10, 0]);
const inPatch = straight([3700, 5900, 300, -20, 15, 0]);

/** Twenty false detections spread over the cover as configured, twelve in the patch, and three drones, one of which hovers from the start. */
function scene(count: number, seed: number): Look[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => {
    const timeUs = START_US + i * 1e6;
    const detections: Detection[] = [];
    for (let k = 0; k < 20; k++) detections.push(clutter(SPEC, timeUs, random));
    for (let k = 0; k < PATCH_COUNT; k++) {
      detections.push({
        ...clutter(SPEC, timeUs, random),
        rangeM: 6000 + 1500 * random(),
        azimuthRad: 0.5 + 0.3 * random(),
        elevationRad: 0.02 + 0.05 * random(),
      });
    }
    const states: (readonly number[] | null)[] = [HOVER];
    if (i >= BORN_S) states.push(elsewhere(i - BORN_S), inPatch(i - BORN_S));
    for (const state of states) {
      if (state !== null && random() < 0.9) detections.push(see(SPEC, state, timeUs, random));
    }
    return sweepLook(i, detections, SPEC);
  });
}

const isNear = ({ estimates: [{ mean }] }: Track, state: readonly number[] | null): boolean =>
  state !== null && Math.hypot(mean[0] - state[0], mean[1] - state[1]) < 250;

describe("a map of a radar's clutter", () => {
  const tracker = createTracker(config([SPEC]));
  const bySweeps = [0, 0];
  const seen = new Set<string>();
  const delays = new Map<string, number>();
  let hovering = 0;
  scene(150, 1).forEach((look, i) => {
    tracker.processLook(look, NO_HEALTH);
    const tracks = tracker.confirmed();
    const late = Math.max(0, i - BORN_S);
    const truths = [HOVER, elsewhere(late), inPatch(late)];
    for (const track of tracks) {
      if (seen.has(track.id) || truths.some((state) => isNear(track, state))) continue;
      seen.add(track.id);
      bySweeps[i < 50 ? 0 : 1]++;
    }
    if (tracks.some((track) => isNear(track, HOVER))) hovering++;
    const held = (state: readonly number[] | null) => tracks.some((track) => isNear(track, state));
    if (i < BORN_S) return;
    if (held(elsewhere(late)) && !delays.has("elsewhere")) delays.set("elsewhere", late);
    if (held(inPatch(late)) && !delays.has("in the patch")) delays.set("in the patch", late);
  });

  test("rids the patch of false tracks once it is learnt", () => {
    process.stdout.write(
      `false tracks: ${bySweeps[0]} in 50 sweeps, then ${bySweeps[1]} in 100; confirmed after ` +
        `${[...delays].map(([where, s]) => `${s} s ${where}`).join(", ")}\n`,
    );
    // With the density held to be even there are 62 and 138.
    expect(bySweeps[0]).toBeLessThan(25);
    expect(bySweeps[1]).toBeLessThan(15);
  });

  test("delays nothing elsewhere, and hides nothing in the patch", () => {
    expect(delays.get("elsewhere")).toBeLessThanOrEqual(3);
    expect(delays.get("in the patch")).toBeLessThanOrEqual(10);
  });

  test("is taught nothing by a drone that stands in one place", () => {
    expect(hovering).toBeGreaterThanOrEqual(140);
  });

  test("goes through snapshots and marks with every bit, and stays small", () => {
    const looks = scene(60, 2);
    const follow = (one: CountingTracker, from: number, to: number): void => {
      for (const look of looks.slice(from, to)) one.processLook(look, NO_HEALTH);
      one.takeEnded();
    };
    const whole = createTracker(config([SPEC]));
    follow(whole, 0, 60);
    const first = createTracker(config([SPEC]));
    follow(first, 0, 30);
    const second = createTracker(config([SPEC]));
    second.restore(JSON.parse(JSON.stringify(first.snapshot())));
    const mark = first.mark();
    follow(first, 30, 45);
    first.rewind(mark);
    follow(first, 30, 60);
    follow(second, 30, 60);
    const there = JSON.stringify(whole.snapshot());
    expect(JSON.stringify(first.snapshot())).toBe(there);
    expect(JSON.stringify(second.snapshot())).toBe(there);
    const { clutter: piece } = whole.snapshot() as { readonly clutter: readonly number[] };
    expect(piece.length).toBeGreaterThan(32);
    expect(JSON.stringify(piece).length).toBeLessThan(16_000);
  });
});

/** What a tracker confirms of drones that appear at the tenth sweep, and of nothing, where the radar has `more` times the false detections that it states. */
function confirmedAmong(more: number, drones: number): { falsely: number; delaysS: number[] } {
  const spec = radar({ falseDetectionsPerSweep: 1 });
  const random = seeded(7);
  const ways = Array.from({ length: drones }, (_, k) =>
    straight([-4000 + 250 * k, 3000 + 130 * k, 300, 30, -20, 0]),
  );
  const tracker = createTracker(config([spec]));
  const falsely = new Set<string>();
  const delaysS = new Map<number, number>();
  for (let i = 0; i < 25; i++) {
    const timeUs = START_US + i * 1e6;
    const detections: Detection[] = [];
    for (let k = 0; k < more; k++) detections.push(clutter(spec, timeUs, random));
    const states = i < 10 ? [] : ways.map((way) => way(i - 10)).filter((each) => each !== null);
    for (const state of states)
      if (random() < 0.9) detections.push(see(spec, state, timeUs, random));
    tracker.processLook(sweepLook(i, detections, spec), NO_HEALTH);
    const tracks = tracker.confirmed();
    for (const track of tracks)
      if (!states.some((state) => isNear(track, state))) falsely.add(track.id);
    states.forEach((state, k) => {
      if (!delaysS.has(k) && tracks.some((track) => isNear(track, state))) delaysS.set(k, i - 10);
    });
  }
  return { falsely: falsely.size, delaysS: [...delaysS.values()] };
}

describe("many more false detections than stated, everywhere and at once", () => {
  test("make next to no track, and delay what comes by a sweep", () => {
    const quiet = confirmedAmong(1, 4);
    const jammed = confirmedAmong(150, 4);
    // With the stated density believed, 67.
    expect(jammed.falsely).toBeLessThanOrEqual(10);
    expect(jammed.delaysS).toHaveLength(4);
    expect(Math.max(...jammed.delaysS)).toBeLessThanOrEqual(Math.max(...quiet.delaysS) + 1);
  });

  test("are not what forty drones are that appear at once", () => {
    expect(Math.max(...confirmedAmong(1, 40).delaysS)).toBeLessThanOrEqual(
      Math.max(...confirmedAmong(1, 4).delaysS) + 1,
    );
    expect(confirmedAmong(1, 40).delaysS).toHaveLength(40);
  });
});
