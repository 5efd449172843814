import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { circleRing, pointInRings, ringArea, signedDistanceToRings } from "../geodesy/polygon.ts";
import type { Area } from "../policy/area.ts";
import { areaId } from "../units/ids.ts";
import { AREA_VERTICES_MAX, prepareArea } from "./prepared-area.ts";

const areaOf = (rings: number[][], bufferM = 0): Area => ({
  id: areaId("a"),
  name: "a",
  owner: "o",
  protection: "protected",
  rings,
  groundHeightM: 0,
  people: 1,
  shelterS: 10,
  bufferM,
});

describe("the envelope", () => {
  test("of a notched area is its hull, counterclockwise", () => {
    const notched = [0, 0, 100, 0, 50, 50, 100, 100, 0, 100, 0, 50];
    const { envelope } = prepareArea(areaOf([notched]));
    expect(envelope.length).toBe(8);
    expect(ringArea(envelope)).toBeCloseTo(10_000, 6);
  });

  test("holds every place within the buffer, and none farther than 8 % beyond it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 6, maxLength: 30 }),
        fc.double({ min: 1, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 6.3, noNaN: true }),
        (coordinates, bufferM, angle) => {
          const ring = coordinates.slice(0, coordinates.length - (coordinates.length % 2));
          const { envelope, centreEastM, centreNorthM, envelopeRadiusM } = prepareArea(
            areaOf([ring], bufferM),
          );
          for (let i = 0; i < ring.length; i += 2) {
            const e = ring[i] + 0.999 * bufferM * Math.cos(angle);
            const n = ring[i + 1] + 0.999 * bufferM * Math.sin(angle);
            expect(pointInRings([envelope], e, n)).toBe(true);
          }
          for (let i = 0; i < envelope.length; i += 2) {
            const e = envelope[i] - centreEastM;
            const n = envelope[i + 1] - centreNorthM;
            expect(Math.sqrt(e * e + n * n)).toBeLessThanOrEqual(envelopeRadiusM);
          }
          expect(ringArea(envelope)).toBeGreaterThan(0);
        },
      ),
      { seed: 31, numRuns: 200 },
    );
    const { envelope } = prepareArea(areaOf([circleRing(0, 0, 100, 64)], 200));
    for (let i = 0; i < envelope.length; i += 2) {
      expect(
        signedDistanceToRings([circleRing(0, 0, 100, 64)], envelope[i], envelope[i + 1]),
      ).toBeLessThan(217);
    }
  });

  test("refuses what is no area", () => {
    expect(() => prepareArea(areaOf([]))).toThrow("outer ring");
    expect(() => prepareArea(areaOf([circleRing(0, 0, 1, AREA_VERTICES_MAX + 1)]))).toThrow(
      "too many",
    );
  });
});
