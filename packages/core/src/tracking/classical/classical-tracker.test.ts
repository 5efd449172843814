import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { enuToGeodetic } from "../../geodesy/local-frame.ts";
import type { Look } from "../../measurement/look.ts";
import { sensorId } from "../../units/ids.ts";
import type { CountingTracker } from "../create-tracker.ts";
import { selectTracker } from "../select-tracker.ts";
import type { Track } from "../track.ts";
import {
  config,
  ENV,
  NO_HEALTH,
  radar,
  runOfLooks,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "../tracker-world.test-support.ts";

const MOVERS = [
  straight([3000, 4000, 300, -30, -20, 1]),
  straight([-6000, 2000, 900, 45, 5, 0]),
  straight([-500, 6000, 120, 2, -9, 0]),
  straight([-40, -3000, 400, 6, 2, 0]),
];

const classical = (changes = {}, sensors = [radar()]): CountingTracker =>
  selectTracker({ ...config(sensors, changes), method: "classical" });

function feed(tracker: CountingTracker, looks: readonly Look[]): CountingTracker {
  for (const look of looks) tracker.processLook(look, NO_HEALTH);
  return tracker;
}

/** Everything that tracks say, so that two runs are compared to the last bit. */
const bits = (tracks: readonly Track[]): string =>
  JSON.stringify(tracks, (_, value: unknown) =>
    value instanceof Float64Array ? Array.from(new BigUint64Array(value.buffer), String) : value,
  );

const rotated = (look: Look, by: number): Look => ({
  ...look,
  detections: look.detections.map((_, i) => look.detections[(i + by) % look.detections.length]),
});

const withoutIndices = (tracks: readonly Track[]): readonly Track[] =>
  tracks.map((track) => ({
    ...track,
    evidence: track.evidence.map((evidence) => ({ ...evidence, index: 0 })),
  }));

describe("the classical tracker", () => {
  test("gives every object one confirmed track near it, and clutter none", () => {
    const tracker = feed(classical(), runOfLooks(MOVERS, 20, 1, { clutter: 20 }));
    expect(tracker.confirmed()).toHaveLength(MOVERS.length);
    const places = MOVERS.map((mover) => mover(19) as readonly number[]);
    for (const { estimates, timeUs } of tracker.confirmed()) {
      const [{ mean, covariance }] = estimates;
      const distances = places.map((place) => Math.hypot(place[0] - mean[0], place[1] - mean[1]));
      expect(timeUs).toBe(START_US + 19_000_000);
      expect(Math.min(...distances)).toBeLessThan(60);
      for (let i = 0; i < 36; i++)
        expect(covariance[i]).toBe(covariance[(i % 6) * 6 + Math.floor(i / 6)]);
    }
    expect(tracker.liveCount()).toBe(tracker.tracks().length);
  });

  test("is not what a configuration gets that asks for none", () => {
    const tracker = feed(selectTracker(config()), runOfLooks(MOVERS, 8, 1));
    expect(tracker.confirmed()[0].classProbabilities.unknown).toBeLessThan(1);
  });

  test("the order of simultaneous detections changes nothing", () => {
    const looks = runOfLooks(MOVERS, 15, 2, { clutter: 30 });
    const expected = bits(withoutIndices(feed(classical(), looks).tracks()));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (by) => {
        const tracker = feed(
          classical(),
          looks.map((look) => rotated(look, by)),
        );
        expect(bits(withoutIndices(tracker.tracks()))).toBe(expected);
      }),
      { seed: 31, numRuns: 10 },
    );
  });

  test("comes back to a mark and to a snapshot, and goes on with the same bits", () => {
    const looks = runOfLooks(MOVERS, 24, 3, { clutter: 25 });
    const tracker = feed(classical(), looks.slice(0, 10));
    const mark = tracker.mark();
    const text = JSON.stringify(tracker.snapshot());
    feed(tracker, looks.slice(10));
    const expected = bits(tracker.tracks());
    const ends = bits(tracker.takeEnded().map((end) => end.track));
    tracker.rewind(mark);
    expect(JSON.stringify(tracker.snapshotOf(mark))).toBe(text);
    feed(tracker, looks.slice(10));
    expect(bits(tracker.tracks())).toBe(expected);
    expect(bits(tracker.takeEnded().map((end) => end.track))).toBe(ends);
    const other = classical();
    other.restore(JSON.parse(text));
    feed(other, looks.slice(10));
    expect(bits(other.tracks())).toBe(expected);
  });

  test("ends what is missed too often, and what is unseen too long", () => {
    const looks = runOfLooks(MOVERS.slice(0, 1), 10, 1, {
      spec: radar({ detectionProbability: 1 }),
    });
    const tracker = feed(classical(), looks);
    for (let i = 10; i < 14; i++) tracker.processLook(sweepLook(i, []), NO_HEALTH);
    expect(tracker.confirmed().map(({ status }) => status)).toEqual(["coasting"]);
    tracker.processLook(sweepLook(14, []), NO_HEALTH);
    expect(tracker.takeEnded().map(({ cause }) => cause)).toEqual(["lost"]);
    expect(tracker.tracks()).toHaveLength(0);
    const unseen = feed(classical(), looks);
    unseen.advance(START_US + 28_000_000);
    expect(unseen.confirmed()).toHaveLength(1);
    unseen.advance(START_US + 29_000_000);
    expect(unseen.takeEnded().map(({ cause }) => cause)).toEqual(["lost"]);
  });

  test("a look charges only the sector that it swept", () => {
    const looks = runOfLooks(MOVERS.slice(0, 1), 10, 1, {
      spec: radar({ detectionProbability: 1 }),
    });
    const elsewhere = { azimuthFromRad: 3, azimuthWidthRad: 2 };
    const there = { azimuthFromRad: 0.2, azimuthWidthRad: 1 };
    const tracker = feed(classical(), looks);
    for (let i = 10; i < 16; i++) {
      tracker.processLook({ ...sweepLook(i, []), sweep: elsewhere }, NO_HEALTH);
    }
    expect(tracker.confirmed()[0].missCount).toBe(0);
    tracker.processLook({ ...sweepLook(16, []), sweep: there }, NO_HEALTH);
    tracker.processLook({ ...sweepLook(17, []), sweep: null }, NO_HEALTH);
    expect(tracker.confirmed()[0].missCount).toBe(1);
  });

  test("two radars far apart feed one track, each in its own axes", () => {
    const spec = radar({
      id: sensorId("second"),
      position: enuToGeodetic(ENV.frame, 60_000, 9000, 10),
      azimuthOffsetRad: 0.03,
      rangeOffsetM: -40,
    });
    const [mover] = MOVERS;
    const random = seeded(4);
    const looks = Array.from({ length: 24 }, (_, i) => {
      const timeUs = START_US + 500_000 * i;
      const state = mover(0.5 * i) as readonly number[];
      if (i % 2 === 0) return sweepLook(0.5 * i, [see(radar(), state, timeUs, random)]);
      return sweepLook(0.5 * i, [see(spec, state, timeUs, random)], spec);
    });
    const tracker = feed(classical({}, [radar(), spec]), looks);
    expect(tracker.tracks()).toHaveLength(1);
    const [{ mean, covariance }] = tracker.tracks()[0].estimates;
    const truth = mover(11.5) as readonly number[];
    for (let i = 0; i < 3; i++) {
      expect(Math.abs(mean[i] - truth[i])).toBeLessThan(4 * Math.sqrt(covariance[7 * i]));
    }
    expect(Math.sqrt(covariance[0])).toBeLessThan(20);
  });

  test("says what it cannot use, and when it has no room", () => {
    const flat = see(radar(), [3000, 4000, 300, 0, 0, 0], START_US, null, { elevationRad: null });
    const tracker = classical({ tracksMax: 2 });
    tracker.processLook(sweepLook(0, [flat]), NO_HEALTH);
    expect(tracker.liveCount()).toBe(0);
    expect(tracker.counters().unusableDetections).toBe(1);
    const places = MOVERS.map((mover) => mover(1) as readonly number[]);
    const seen = places.map((place) => see(radar(), place, START_US + 1_000_000, null));
    tracker.processLook(sweepLook(1, seen), NO_HEALTH);
    expect(tracker.liveCount()).toBe(2);
    expect(tracker.counters().tracksOverLimit).toBe(2);
    const stranger = sweepLook(2, [], radar({ id: sensorId("stranger") }));
    tracker.processLook(stranger, NO_HEALTH);
    expect(tracker.counters().unknownSensorLooks).toBe(1);
  });

  test("a repeated look makes tracks with names of their own", () => {
    const place = MOVERS[0](0) as readonly number[];
    const look = { ...sweepLook(0, [see(radar(), place, START_US, null)]), sweep: null };
    const far = { ...see(radar(), MOVERS[1](0) as readonly number[], START_US, null) };
    const tracker = feed(classical(), [look, { ...look, sequence: 1, detections: [far] }]);
    expect(tracker.tracks().map(({ id }) => id)).toEqual([
      `radar/${START_US}/0`,
      `radar/${START_US}/0/2`,
    ]);
  });
});
