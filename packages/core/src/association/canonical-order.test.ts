import fc from "fast-check";
import { expect, test } from "vitest";
import type { Detection, PositionDetection } from "../measurement/look.ts";
import { radar, see, seeded, START_US } from "../tracking/tracker-world.test-support.ts";
import { canonicalDetections, compareDetections } from "./canonical-order.ts";

const random = seeded(5);
const polar = (): Detection =>
  see(radar(), [3000, 1000, 400, 0, 0, 0], START_US, random, {
    rcsDbsm: random() < 0.5 ? null : -12,
    elevationRad: random() < 0.3 ? null : 0.1,
  });
const report = (latitudeRad: number, callsign: string | null): PositionDetection => ({
  kind: "position",
  sensedUs: START_US,
  rcsDbsm: null,
  identity: { sensorTrack: null, aircraftAddress: "3c6444", callsign, mode3A: null },
  latitudeRad,
  longitudeRad: 0.77,
  heightM: null,
  covarianceEeM2: 25,
  covarianceEnM2: 0,
  covarianceNnM2: 25,
  heightSigmaM: 10,
  velocity: null,
});
const bearing: Detection = {
  kind: "bearing",
  sensedUs: START_US,
  rcsDbsm: null,
  identity: null,
  azimuthRad: 1,
  elevationRad: null,
  azimuthSigmaRad: 0.05,
  elevationSigmaRad: 0.05,
};
const detections: readonly Detection[] = [
  ...Array.from({ length: 12 }, polar),
  bearing,
  report(0.58, "ABC"),
  report(0.58, null),
  report(0.581, "ABC"),
];

test("order comes from content, whatever the order of arrival", () => {
  const expected = canonicalDetections(detections).map((entry) => entry.detection);
  expect(expected).toHaveLength(detections.length);
  fc.assert(
    fc.property(fc.shuffledSubarray([...detections], { minLength: detections.length }), (mixed) => {
      const ordered = canonicalDetections(mixed);
      expect(ordered.map((entry) => entry.detection)).toEqual(expected);
      for (const { detection, index } of ordered) expect(mixed[index]).toBe(detection);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("a repeated report is kept once, under its first place", () => {
  const [first, second] = detections;
  const ordered = canonicalDetections([second, first, { ...second }, first]);
  expect(ordered.map((entry) => entry.index).sort((a, b) => a - b)).toEqual([0, 1]);
});

test("the comparison is antisymmetric and tells all different ones apart", () => {
  for (const a of detections) {
    expect(compareDetections(a, { ...a })).toBe(0);
    for (const b of detections.filter((other) => other !== a)) {
      const order = Math.sign(compareDetections(a, b));
      expect(order).not.toBe(0);
      expect(order).toBe(-Math.sign(compareDetections(b, a)));
    }
  }
});

test("the order is that of what compares them, whatever they have in common", () => {
  const few = (...values: number[]): fc.Arbitrary<number> => fc.constantFrom(...values);
  const mixed = fc.record({
    base: few(...detections.keys()),
    sensedUs: few(1, 2),
    value: few(1, 2, 3),
  });
  const like = ({
    base,
    sensedUs,
    value,
  }: {
    base: number;
    sensedUs: number;
    value: number;
  }): Detection => {
    const detection = detections[base];
    if (detection.kind === "polar")
      return {
        ...detection,
        sensedUs: START_US + sensedUs,
        rangeM: value,
        rangeSigmaM: 1 + (base % 2),
      };
    if (detection.kind === "bearing")
      return { ...detection, sensedUs: START_US + sensedUs, azimuthRad: value };
    return { ...detection, sensedUs: START_US + sensedUs, latitudeRad: value };
  };
  fc.assert(
    fc.property(fc.array(mixed, { maxLength: 60 }), (drawn) => {
      const looked = drawn.map(like);
      const ordered = canonicalDetections(looked).map((entry) => entry.detection);
      const sorted = looked.toSorted(compareDetections);
      const once = sorted.filter(
        (one, i) => i === 0 || compareDetections(sorted[i - 1], one) !== 0,
      );
      expect(ordered).toEqual(once);
    }),
    { seed: 8, numRuns: 100 },
  );
});
