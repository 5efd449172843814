import { createLocalFrame, standardAtmosphereWithWind } from "@tocsin/core";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { flightTo } from "./aim.ts";

const air = {
  frame: createLocalFrame({ latitudeRad: 0.58, longitudeRad: 0.77, heightM: 34 }),
  atmosphere: standardAtmosphereWithWind([{ heightM: 0, eastMps: 8, northMps: -5 }]),
  densityFactor: 0.97,
  groundHeightM: 34,
};

test("a flight comes down within half a metre of its stated place", () => {
  const place = fc.integer({ min: -8_000, max: 8_000 });
  fc.assert(
    fc.property(
      fc.tuple(place, place),
      fc.tuple(place, place),
      fc.integer({ min: 25, max: 75 }),
      fc.constantFrom(0, 0.8),
      ([e0, n0], [e1, n1], elevationDeg, boostS) => {
        fc.pre(Math.hypot(e1 - e0, n1 - n0) > 500);
        const flight = flightTo(
          {
            timeS: 0,
            launch: [e0, n0, 0],
            aim: [e1, n1, 0],
            elevationRad: (elevationDeg * Math.PI) / 180,
            boostS,
            startSpeedMps: 25,
            drag: () => 0.0001,
          },
          air,
        );
        const end = flight?.stateAt(flight.endS);
        expect(Math.hypot((end?.eastM ?? NaN) - e1, (end?.northM ?? NaN) - n1)).toBeLessThan(0.5);
      },
    ),
    { seed: 2, numRuns: 25 },
  );
});

test("what cannot be reached is no flight", () => {
  const start = {
    timeS: 0,
    launch: [0, 0, 0],
    elevationRad: 0.8,
    boostS: 0,
    startSpeedMps: 0,
  } as const;
  expect(flightTo({ ...start, aim: [60_000, 0, 0], drag: () => 0.01 }, air)).toBeNull();
  expect(flightTo({ ...start, aim: [0, 0, 0], drag: () => 0 }, air)).toBeNull();
});
