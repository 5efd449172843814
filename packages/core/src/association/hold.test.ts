import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BANK,
  COVARIANCE,
  DRAG_MEAN,
  DRAG_VARIANCE,
  HOVER_SHARE,
  MEMBERS,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { geometryOf, radar } from "../tracking/tracker-world.test-support.ts";
import { wrapPi } from "../units/angle.ts";
import { clearHold, heldWithin, HOLD, holdDirections, type Sought } from "./hold.ts";
import { aimSearchWindow, createSearchWindow } from "./search-window.ts";

const near = geometryOf(radar());
/** Its level leans in the site's by half a degree. */
const far = geometryOf(
  radar({ position: { ...radar().position, latitudeRad: radar().position.latitudeRad + 0.01 } }),
);
const out = new Int32Array(1);
const isHeldOutside = (holds: Float64Array, sought: Sought, hold: (row: number) => void): boolean =>
  heldWithin(holds, Int32Array.of(0), 1, sought, hold, out) === 0;
const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });
const numbers = (count: number): fc.Arbitrary<number[]> =>
  fc.array(number(-1, 1), { minLength: count, maxLength: count });

/** A member about a place: a mean, and a covariance R·Rᵀ of places within some hundred metres and speeds within some tens of m/s. */
function fill(
  bank: Float64Array,
  member: number,
  place: readonly number[],
  random: number[],
): void {
  for (let i = 0; i < 6; i++) bank[member + i] = place[i] + (i < 3 ? 200 : 20) * random[i];
  const root = (row: number, column: number): number =>
    (row < 3 ? 150 : 40) * (random[6 + ((row * 6 + column) % 30)] ?? 0);
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      let sum = 0;
      for (let k = 0; k < 6; k++) sum += root(i, k) * root(j, k);
      bank[at++] = sum;
    }
  }
}

/** Which of the members beside the steady and the agile one are awake, by bits. */
function wake(bank: Float64Array, bits: number): void {
  bank[STEADY_SHARE] = 0.3;
  bank[HOVER_SHARE] = (bits & 1) === 0 ? 0 : 0.2;
  bank[TURN_SHARE] = (bits & 2) === 0 ? 0 : 0.2;
  bank[BALLISTIC_PROBABILITY] = (bits & 4) === 0 ? 0 : 0.3;
  bank[THRUST_PROBABILITY] = (bits & 8) === 0 ? 0 : 0.2;
  bank[BALLISTIC + DRAG_MEAN] = Math.log(3e-4);
  bank[BALLISTIC + DRAG_VARIANCE] = 1;
  bank[THRUST + DRAG_MEAN] = 80;
  bank[THRUST + DRAG_VARIANCE] = 400;
  bank[TURN + DRAG_MEAN] = 0.1;
  bank[TURN + DRAG_VARIANCE] = 0.01;
}

test("a hold says that a track is outside only where its search window is", () => {
  const bank = new Float64Array(BANK);
  const holds = new Float64Array(HOLD);
  const window = createSearchWindow();
  let outside = 0;
  let missed = 0;
  fc.assert(
    fc.property(
      fc.tuple(number(-40_000, 40_000), number(-40_000, 40_000), number(0, 5000)),
      fc.tuple(number(-300, 300), number(-300, 300), number(-300, 100)),
      numbers(36),
      number(-6, 24),
      number(0, 0.5),
      fc.tuple(number(-Math.PI, Math.PI), number(0.01, 1.5), fc.integer({ min: 0, max: 31 })),
      (place, velocity, random, dt, spanS, [azimuthRad, halfWidthRad, bits]) => {
        for (const member of MEMBERS)
          fill(bank, member, [...place, ...velocity], [...random.slice(member % 6), ...random]);
        wake(bank, bits);
        // As a track is that was seen but once.
        if ((bits & 16) !== 0) for (let i = 0; i < AGILE; i++) bank[AGILE + i] = bank[STEADY + i];
        const geometry = random[0] > 0 ? near : far;
        clearHold(holds, 0);
        let asked = 0;
        const hold = (row: number): void => {
          asked++;
          holdDirections(bank, 0, 1e15, geometry, 0, holds, row * HOLD);
        };
        const wedge = { azimuthRad, halfWidthRad };
        const timeUs = 1e15 + 1e6 * dt;
        const isOutside = isHeldOutside(holds, { sensor: 0, wedge, timeUs, spanS }, hold);
        aimSearchWindow(bank, 0, dt, spanS, geometry, window);
        const aside = Math.abs(wrapPi(window.azimuthRad - azimuthRad)) - halfWidthRad;
        const isApart = aside > window.azimuthHalfWidthRad;
        expect(isOutside && !isApart).toBe(false);
        if (isOutside) outside++;
        else if (isApart) missed++;
        // Wedges that just touch the window, on either side.
        const reach = window.azimuthHalfWidthRad + halfWidthRad - 1e-9;
        const touching = [-reach, reach].filter((turn) => {
          const touched = { azimuthRad: wrapPi(window.azimuthRad + turn), halfWidthRad };
          return isHeldOutside(holds, { sensor: 0, wedge: touched, timeUs, spanS }, hold);
        });
        expect(asked).toBe(1);
        expect(reach < Math.PI ? touching : []).toEqual([]);
      },
    ),
    { seed: 51, numRuns: 6000 },
  );
  // One that rules out nothing would pass as well.
  expect(outside).toBeGreaterThan(1500);
  expect(missed).toBeLessThan(outside);
});
