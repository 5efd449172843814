import { describe, expect, test } from "vitest";
import { choosePlaces } from "./choose-places.ts";
import { poissonInterval } from "./poisson-interval.ts";
import type { Recording } from "./read-recordings.ts";
import { RADARS, type RadarKind, watchRecording } from "./watch-recording.ts";

/** Made up: what was recorded is not shipped, and `npm run prove -- recordings` reads it where it is. */
const recorded = (heightM: number): Recording => ({
  name: "one that flies due north",
  kind: "aircraft",
  heard: "flown",
  tracks: [
    {
      id: "3c4591-1",
      fixes: Array.from({ length: 31 }, (_, i) => ({
        timeS: 1.7e9 + 10 * i,
        latitudeDeg: 50.7 + (i * 2_000) / 111_200,
        longitudeDeg: 8,
        heightM,
      })),
    },
  ],
});

describe("what others recorded, watched by a made-up site", () => {
  test.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ])("a count of %i has the interval of the tables", (count, from, to) => {
    const interval = poissonInterval(count);
    expect(interval.from).toBeCloseTo(from, 2);
    expect(interval.to).toBeCloseTo(to, 2);
  });

  test("an airliner high above is seen by each radar, and is nobody's alarm before one that reports all", () => {
    const [place] = choosePlaces(recorded(10_000), 1);
    const watched = (Object.keys(RADARS) as RadarKind[]).map((radar) =>
      watchRecording(recorded(10_000), place, { radar, seed: 1 }),
    );
    for (const { detections, objects, hours } of watched) {
      expect(objects).toBe(1);
      expect(detections).toBeGreaterThan(100);
      expect(hours).toBeCloseTo(0.083, 2);
    }
    expect(watched[0].alarms).toEqual([]);
  });

  test("what comes at an area low and straight, and is classed as nothing, is told with its reason", () => {
    const low: Recording = { ...recorded(200), kind: "multirotor" };
    const place = { ...choosePlaces(low, 1)[0], latitudeDeg: 51.1, groundHeightM: 50 };
    const { alarms } = watchRecording(low, place, { radar: "all, every second", seed: 1 });
    expect(alarms.map(({ areaId }) => areaId)).toContain("town");
    expect(alarms[0].explained).toMatch(/was tracked and projected/);
  });
});
