import { expect, test } from "vitest";
import { AGILE, COVARIANCE, STEADY, STEADY_SHARE } from "../filter/bank-layout.ts";
import { type AskedChance, missChance } from "./miss-probability.ts";
import { preparedLook } from "./prepared-look.ts";
import type { SensorContext } from "./sensor-context.ts";
import { FIRST_SENSED_US, ROW, TIME_US } from "./track-columns.ts";
import { geometryOf, radar, START_US } from "./tracker-world.test-support.ts";

const SENSOR: SensorContext = { index: 0, geometry: geometryOf(radar()), sizesOfClasses: null };
const TURN_US = 4_000_000;

/** What each of the sectors of the next turn says of what was seen once in the east, of a spread along the line of sight and across it. */
function chancesOfTurn(sectors: number, alongM: number, acrossM: number): readonly number[] {
  const a = new Float64Array(ROW);
  for (const member of [STEADY, AGILE]) {
    a.set([8_000, 0, 400], member);
    a[member + COVARIANCE] = alongM * alongM;
    a[member + COVARIANCE + 6] = acrossM * acrossM;
  }
  a[STEADY_SHARE] = 1;
  a[TIME_US] = START_US;
  a[FIRST_SENSED_US] = START_US;
  const width = (2 * Math.PI) / sectors;
  return Array.from({ length: sectors }, (_, sector) => {
    const toUs = START_US + TURN_US + ((sector + 1) * TURN_US) / sectors;
    const sweep = { azimuthFromRad: sector * width, azimuthWidthRad: width };
    const look = {
      sensorId: SENSOR.geometry.spec.id,
      sequence: sector,
      fromUs: toUs - TURN_US / sectors,
      toUs,
      sweep,
      detections: [],
    };
    const miss: AskedChance = { probability: 0, isExpected: false, detection: 0, atS: NaN };
    missChance(a, 0, preparedLook(look, SENSOR, undefined, null), miss);
    return miss.probability;
  });
}

test.each([
  [32, 50, 50],
  [32, 50, 2_000],
  [360, 50, 2_000],
  [360, 4_000, 300],
])(
  "%i sectors of a turn together miss what they should have shown once",
  (sectors, along, across) => {
    const chances = chancesOfTurn(sectors, along, across);
    const sum = chances.reduce((before, chance) => before + chance, 0);
    expect(sum).toBeGreaterThan(0.97 * 0.9);
    expect(sum).toBeLessThan(1.001 * 0.9);
  },
);

test("how far away it may be does not widen the directions that it may be in", () => {
  const asked = (alongM: number): number =>
    chancesOfTurn(360, alongM, 300).filter((chance) => chance > 0).length;
  expect(asked(4_000)).toBe(asked(50));
  // 2.6 sigmas of 2.1° to either side.
  expect(asked(50)).toBeGreaterThan(10);
  expect(asked(50)).toBeLessThan(14);
});
