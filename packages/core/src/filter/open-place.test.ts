import fc from "fast-check";
import { expect, test } from "vitest";
import { GATE } from "./measured.ts";
import { createOpenPlace, mayLieThere, openPlace, seenInSpace } from "./open-place.ts";
import { far, near, number, type Parts, secondDetection } from "./second-detection.test-support.ts";

/** Of one detection after another: its ln likelihood, and whether it may lie there with one so much greater. */
function asked(from: Parts, second: Parts, dt: number, geometry: typeof near, aboveExact: number) {
  const { ahead, values, exact } = secondDetection(from, second, dt, geometry);
  const seen = seenInSpace({ geometry, values, linear: [] }, 1);
  const place = createOpenPlace();
  openPlace(ahead, 0, geometry, seen, place);
  const least = Float64Array.of((exact === -Infinity ? -60 : exact) + aboveExact);
  return { exact, passes: mayLieThere(place, seen, 0, values[GATE], least) };
}

const first = (nearestM: number) =>
  fc.record({
    rangeM: number(nearestM, 15_000),
    azimuthRad: number(-Math.PI, Math.PI),
    elevationRad: number(0, 1.2),
    rangeRateMps: fc.option(number(-300, 300), { freq: 4 }),
  });
/** Over so many seconds it moved at these speeds, m/s. */
const speeds = fc.record({
  along: number(-400, 400),
  aside: number(-400, 400),
  up: number(-100, 100),
  rate: number(-20, 20),
});
type Speeds = Readonly<Record<"along" | "aside" | "up" | "rate", number>>;
const secondOf = (from: Parts, dt: number, { along, aside, up, rate }: Speeds): Parts => ({
  rangeM: Math.max(50, from.rangeM + dt * along),
  azimuthRad: from.azimuthRad + (dt * aside) / from.rangeM,
  elevationRad: (from.elevationRad ?? 0) + (dt * up) / from.rangeM,
  rangeRateMps: typeof from.rangeRateMps === "number" ? from.rangeRateMps + rate : null,
});
const sensor = fc.constantFrom(near, far);
const seconds = fc.double({ min: 0.1, max: 2.5, noNaN: true });

test("no second detection is left out that is as likely as was asked for, where the belief is narrow beside the distance", () => {
  let inGate = 0;
  fc.assert(
    fc.property(first(5000), speeds, seconds, sensor, (from, by, dt, geometry) => {
      const { exact, passes } = asked(from, secondOf(from, dt, by), dt, geometry, 0);
      if (exact === -Infinity) return;
      inGate++;
      expect(passes).toBe(true);
    }),
    { numRuns: 6000, seed: 11 },
  );
  expect(inGate).toBeGreaterThan(500);
});

test("of those that are less likely by far, most are left out", () => {
  let asks = 0;
  let leftOut = 0;
  fc.assert(
    fc.property(first(1000), speeds, seconds, sensor, (from, by, dt, geometry) => {
      asks++;
      if (!asked(from, secondOf(from, dt, by), dt, geometry, 12).passes) leftOut++;
    }),
    { numRuns: 2000, seed: 11 },
  );
  expect(leftOut / asks).toBeGreaterThan(0.8);
});

test("what tells no place may lie anywhere", () => {
  const from = { rangeM: 5000, azimuthRad: 0.3, elevationRad: 0.2, rangeRateMps: 20 };
  const level = { rangeM: 9000, azimuthRad: 1.3 };
  expect(asked(from, level, 1, near, 50).passes).toBe(true);
});
