import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Area } from "../policy/area.ts";
import { areaId } from "../units/ids.ts";
import { prepareArea } from "./prepared-area.ts";
import { soonestIfTurned, TURN_LIMITS, type TurningState } from "./turning-reach.ts";

const areaAt = (e: number, n: number, half: number): Area => ({
  id: areaId("a"),
  name: "a",
  owner: "o",
  protection: "protected",
  rings: [[e - half, n - half, e + half, n - half, e + half, n + half, e - half, n + half]],
  groundHeightM: 0,
  people: 1,
  shelterS: 10,
  bufferM: 0,
});
const east = (speedMps: number): TurningState => ({ e: 0, n: 0, ve: speedMps, vn: 0, speedMps });

describe("the soonest arrival of an object that may turn", () => {
  test("straight ahead it is the way over the speed", () => {
    expect(soonestIfTurned(east(40), prepareArea(areaAt(2000, 0, 100)))).toBeCloseTo(1900 / 40, 6);
  });
  test("behind, half a turn comes first", () => {
    // The turning circle of 40 m/s at 1 rad/s is 53 m by its acceleration.
    const radius = 1600 / 30;
    const soonest = soonestIfTurned(east(40), prepareArea(areaAt(-3000, 0, 1)));
    expect(soonest).toBeGreaterThan((2999 + 0.9 * Math.PI * radius) / 40);
    expect(soonest).toBeLessThan((2999 + 1.5 * Math.PI * radius) / 40);
  });
  test("inside it is there already, and one that stands flies straight", () => {
    expect(soonestIfTurned(east(40), prepareArea(areaAt(0, 0, 100)))).toBe(0);
    const still = { e: 0, n: 0, ve: 0, vn: 0, speedMps: 20 };
    expect(soonestIfTurned(still, prepareArea(areaAt(0, 500, 100)))).toBeCloseTo(20, 6);
  });
  test("no way flown within the limits is sooner", () => {
    const anything = fc.record({
      e: fc.double({ min: -4000, max: 4000, noNaN: true }),
      n: fc.double({ min: -4000, max: 4000, noNaN: true }),
      speed: fc.double({ min: 10, max: 250, noNaN: true }),
      turns: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(anything, ({ e, n, speed, turns }) => {
        const prepared = prepareArea(areaAt(e, n, 200));
        const soonest = soonestIfTurned(east(speed), prepared);
        const rate = Math.min(TURN_LIMITS.rateRadps, TURN_LIMITS.accelerationMps2 / speed);
        let x = 0;
        let y = 0;
        let heading = 0;
        let arrived = Number.POSITIVE_INFINITY;
        const dt = 0.05;
        for (let k = 0; k * dt < 60; k++) {
          const inside = Math.abs(x - e) < 200 && Math.abs(y - n) < 200;
          if (inside) arrived = Math.min(arrived, k * dt);
          heading += turns[Math.floor((k * dt) / 10) % turns.length] * rate * dt;
          x += speed * Math.cos(heading) * dt;
          y += speed * Math.sin(heading) * dt;
        }
        expect(arrived).toBeGreaterThan(soonest * 0.98 - 0.6);
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});
