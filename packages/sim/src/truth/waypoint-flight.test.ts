import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TruthState } from "./flight.ts";
import { waypointFlight } from "./waypoint-flight.ts";

const coordinate = fc.integer({ min: -5_000, max: 5_000 });
const point = fc.record({
  position: fc.tuple(coordinate, coordinate, fc.integer({ min: 1, max: 3_000 })),
  speedMps: fc.integer({ min: 5, max: 300 }),
});
const way = fc
  .uniqueArray(point, { minLength: 2, maxLength: 6, selector: (p) => p.position.join() })
  .filter((points) => points.length >= 2);

const gap = (a: TruthState, b: TruthState): number =>
  Math.hypot(a.eastM - b.eastM, a.northM - b.northM, a.upM - b.upM);
const change = (a: TruthState, b: TruthState): number =>
  Math.hypot(a.eastMps - b.eastMps, a.northMps - b.northMps, a.upMps - b.upMps);

describe("waypointFlight", () => {
  test("starts and ends at its ends, and takes the time that its speeds say", () => {
    const flight = waypointFlight(
      [
        { position: [0, 0, 100], speedMps: 50 },
        { position: [0, 1_000, 100], speedMps: 20 },
        { position: [400, 1_000, 100], speedMps: 1 },
      ],
      10,
      5,
    );
    expect(flight.startS).toBe(10);
    expect(flight.endS).toBeCloseTo(10 + 20 + 20, 9);
    expect(flight.stateAt(10)).toMatchObject({ eastM: 0, northM: 0, northMps: 50 });
    expect(flight.stateAt(50).eastM).toBeCloseTo(400, 6);
    expect(flight.stateAt(20)).toMatchObject({ northM: 500, upM: 100, northMps: 50 });
  });

  test("place is continuous, and velocity is the rate of change of place", () => {
    fc.assert(
      fc.property(way, fc.double({ min: 0, max: 1, noNaN: true }), (points, share) => {
        const flight = waypointFlight(points, 0, 5);
        const timeS = share * flight.endS;
        const stepS = 1e-4;
        fc.pre(timeS > 2 * stepS && timeS < flight.endS - 2 * stepS);
        const [before, after] = [flight.stateAt(timeS - stepS), flight.stateAt(timeS + stepS)];
        expect(gap(before, after)).toBeLessThan(0.2);
        const { eastMps, upMps } = flight.stateAt(timeS);
        expect((after.eastM - before.eastM) / (2 * stepS)).toBeCloseTo(eastMps, 1);
        expect((after.upM - before.upM) / (2 * stepS)).toBeCloseTo(upMps, 1);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("it stands still at a way point for as long as it holds there, and flies on", () => {
    const flight = waypointFlight(
      [
        { position: [0, 0, 100], speedMps: 40 },
        { position: [0, 2_000, 100], speedMps: 20, holdS: 30 },
        { position: [0, 3_000, 100], speedMps: 20 },
      ],
      0,
      2,
    );
    expect(flight.endS).toBeCloseTo(50 + 30 + 50, 9);
    const { northM, northMps } = flight.stateAt(65);
    expect([northM, northMps]).toEqual([2_000, 0]);
    expect(flight.stateAt(100).northMps).toBeCloseTo(20, 9);
  });

  test("a corner between long legs is turned with the stated acceleration", () => {
    const flight = waypointFlight(
      [
        { position: [0, 0, 100], speedMps: 40 },
        { position: [0, 4_000, 100], speedMps: 40 },
        { position: [4_000, 4_000, 100], speedMps: 40 },
      ],
      0,
      4,
    );
    const [a, b] = [flight.stateAt(99.5), flight.stateAt(100.5)];
    expect(change(a, b)).toBeCloseTo(4, 6);
    const halfS = (40 * Math.SQRT2) / 8;
    for (const timeS of [94, 97, 100, 103, 106]) {
      const [before, after] = [flight.stateAt(timeS - 1e-4), flight.stateAt(timeS + 1e-4)];
      expect((after.eastM - before.eastM) / 2e-4).toBeCloseTo(flight.stateAt(timeS).eastMps, 4);
      expect((after.northM - before.northM) / 2e-4).toBeCloseTo(flight.stateAt(timeS).northMps, 4);
    }
    for (const joint of [100 - halfS, 100, 100 + halfS]) {
      const [before, after] = [flight.stateAt(joint - 1e-6), flight.stateAt(joint + 1e-6)];
      expect(gap(before, after)).toBeLessThan(1e-3);
      expect(change(before, after)).toBeLessThan(1e-4);
    }
  });
});
