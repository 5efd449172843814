import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  atS,
  circle,
  type Flight,
  lookAt,
  radar,
  siteOf,
  straight,
  wobble,
} from "../engine/engine.test-support.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { Look } from "../measurement/look.ts";
import { areaId } from "../units/ids.ts";
import { COURSES_MAX, PAIRS_MAX, SINGLES_MAX } from "./course-book.ts";
import { SecondPath } from "./second-path.ts";

const CAMP = areaId("camp");
const pathOf = (sensors = [radar("radar-a")]): SecondPath => {
  const { origin, areas, groundHeightM } = siteOf();
  return new SecondPath({
    frame: createLocalFrame(origin),
    sensors,
    areas: [...areas, circle("far", 9_000, -9_000, 300)],
    groundHeightM,
    passesAboveM: 1_500,
  });
};

const G = 9.80665;
/** An arc without drag that comes down at a place after so many seconds. */
const arc =
  (to: readonly [number, number], velocity: readonly [number, number], downS: number): Flight =>
  (s) => {
    const left = downS - s;
    if (left < 0) return null;
    const up = 0.5 * G * left * (downS - left);
    return [to[0] - velocity[0] * left, to[1] - velocity[1] * left, up];
  };

/** What is said of the object that the look's first detection is of. */
const opinion = (path: SecondPath, look: Look, area = CAMP) =>
  path.opinionOn(
    [
      {
        sensorId: look.sensorId,
        lookSequence: look.sequence,
        lookToUs: look.toUs,
        index: 0,
        sensedUs: look.detections[0].sensedUs,
      },
    ],
    area,
  );

function fly(path: SecondPath, flights: readonly Flight[], seconds: number, seed = 1): Look {
  for (let s = 1; s < seconds; s++) path.look(lookAt("radar-a", s, flights, seed));
  const last = lookAt("radar-a", seconds, flights, seed);
  path.look(last);
  return last;
}

/** False detections all around, drawn anew for each look. */
const clutter = (count: number, seed: number): readonly Flight[] =>
  Array.from({ length: count }, (_, k) => (s: number) => {
    const draw = (n: number): number => wobble(seed + n, 1_000 * k + s);
    return [9_000 * draw(1), 9_000 * draw(2), 200 + 1_500 * Math.abs(draw(3))];
  });

describe("the second path", () => {
  test("sees what flies straight at an area by its third detection, and what passes by it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 359 }),
        fc.integer({ min: 60, max: 250 }),
        fc.integer({ min: 1, max: 99 }),
        (bearingDeg, speedMps, seed) => {
          const [e, n] = [Math.sin, Math.cos].map((of) => of((bearingDeg * Math.PI) / 180));
          const at = 20 * speedMps;
          const inbound = straight([at * e, at * n, 200], [-speedMps * e, -speedMps * n, 0]);
          const past = straight(
            [at * e + 3_000 * n, at * n - 3_000 * e, 200],
            [-speedMps * e, -speedMps * n, 0],
          );
          const [path, other] = [pathOf(), pathOf()];
          expect(opinion(path, fly(path, [inbound], 2, seed)).says).toBe("unknown");
          const comes = opinion(path, fly(path, [inbound], 4, seed));
          expect(comes.says).toBe("threatened");
          expect(comes.sinceUs).not.toBeNull();
          expect(opinion(other, fly(other, [past], 6, seed)).says).toBe("not");
        },
      ),
      { seed: 4, numRuns: 60 },
    );
  });

  test("sees where an arc leads, rising or falling, and that it leads there in the end", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 250 }),
        fc.integer({ min: 18, max: 30 }),
        fc.integer({ min: 1, max: 99 }),
        (speedMps, downS, seed) => {
          const path = pathOf();
          const flight = arc([0, 0], [0, -speedMps], downS);
          const rising = fly(path, [flight], 6, seed);
          expect(opinion(path, rising).says).not.toBe("not");
          expect(opinion(path, rising, areaId("far")).says).toBe("not");
          fly(path, [flight], downS - 3, seed);
          expect(path.headings().map(({ areaId: id }) => id)).toEqual([CAMP]);
        },
      ),
      { seed: 5, numRuns: 40 },
    );
  });

  test("takes false detections for nothing that leads into an area, and finds what does among them", () => {
    let alone = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const path = pathOf();
      for (let s = 1; s <= 60; s++) {
        path.look(lookAt("radar-a", s, clutter(20, seed), seed));
        alone += path.headings().length;
      }
      const among = pathOf();
      fly(among, [straight([2_400, 0, 200], [-120, 0, 0]), ...clutter(20, seed)], 12, seed);
      expect(among.headings().some(({ areaId: id }) => id === CAMP)).toBe(true);
    }
    expect(alone).toBeLessThan(10);
  });

  test("holds nothing slow against the predictive path, though it comes", () => {
    const [path, fast] = [pathOf(), pathOf()];
    const bird = fly(path, [straight([300, 0, 100], [-14, 0, 0])], 18);
    expect(opinion(path, bird).says).toBe("threatened");
    expect(path.headings()).toEqual([]);
    fly(fast, [straight([900, 0, 100], [-45, 0, 0])], 18);
    expect(fast.headings()).not.toEqual([]);
  });

  test("does not say of what has just been fired high that it comes down elsewhere", () => {
    // The air holds it back: it flies half as far as in a vacuum.
    const shell: Flight = (s) => {
      const left = Math.exp(-330 / (0.5 * G * 40)) - Math.exp(-s / 40);
      return [8_000 * left, 0, 330 * s - 0.5 * G * s * s];
    };
    for (const seconds of [6, 12, 24, 40]) {
      const path = pathOf();
      expect(opinion(path, fly(path, [shell], seconds)).says).not.toBe("not");
    }
  });

  test("has nothing to say of bearings, of people, or of what an object says of itself", () => {
    const kinds = ["observer", "cooperative", "acoustic"] as const;
    for (const kind of kinds) {
      const path = pathOf([radar("radar-a", { kind })]);
      const look = fly(path, [straight([2_400, 0, 200], [-120, 0, 0])], 8);
      expect(opinion(path, look).says).toBe("unknown");
      expect(path.headings()).toEqual([]);
    }
  });

  test("goes on from a snapshot as if nothing had been, and takes no look that is older than another", () => {
    const flights = [
      straight([2_400, 0, 200], [-120, 0, 0]),
      arc([0, 0], [150, 0], 20),
      ...clutter(10, 3),
    ];
    const [path, restored] = [pathOf(), pathOf()];
    fly(path, flights, 7);
    restored.restore(JSON.parse(JSON.stringify(path.snapshot())));
    for (let s = 8; s < 14; s++) {
      for (const one of [path, restored]) {
        one.look(lookAt("radar-a", s, flights, 1));
        one.look(lookAt("radar-a", s - 3, flights, 2));
      }
      expect(restored.snapshot()).toEqual(path.snapshot());
      expect(restored.headings()).toEqual(path.headings());
    }
    expect(path.headings().length).toBeGreaterThan(0);
  });

  test("forgets what is not seen any more", () => {
    const path = pathOf();
    const flight = straight([2_400, 0, 200], [-120, 0, 0]);
    fly(path, [flight], 8);
    expect(path.headings()).not.toEqual([]);
    for (let s = 9; s < 14; s++) path.look(lookAt("radar-a", s, [], 1));
    expect(path.headings()).toEqual([]);
  });

  test("keeps no more than its limits in a flood", () => {
    const path = pathOf();
    for (let s = 1; s <= 4; s++) path.look(lookAt("radar-a", s, clutter(3_000, 7), 1));
    const [[, { book }]] = path.snapshot();
    expect(book.singles).toHaveLength(SINGLES_MAX);
    expect(book.pairs).toHaveLength(PAIRS_MAX);
    expect(book.courses.length).toBeLessThanOrEqual(COURSES_MAX);
    expect(book.latestUs).toBe(atS(4));
  });
});
