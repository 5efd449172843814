import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { integrateBallistic } from "./ballistic.ts";
import { createEnvironment } from "./environment.ts";
import {
  advance,
  AT_BOOST,
  AT_BURN_END,
  AT_LOG_DRAG,
  AT_TAPER,
  COAST_PARAMETERS,
  FLIGHT_PARAMETERS,
  flightColumns,
  type FlightKnowledge,
  flightState,
  flightTime,
  forkDrag,
  startFlight,
} from "./uncertain-flight.ts";

const env = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind([
    { heightM: 0, eastMps: 3, northMps: 1 },
    { heightM: 5000, eastMps: 15, northMps: 4 },
  ]),
);
const nothingKnown: FlightKnowledge = {
  windSigmaMps: 4,
  windSigmaPerM: 1e-3,
  dragShare: 1,
  dragShareSigma: 1,
};
const allKnown: FlightKnowledge = {
  windSigmaMps: 0,
  windSigmaPerM: 0,
  dragShare: 0,
  dragShareSigma: 0,
};
/** A body that coasts from a speed well above that of sound to one below it. */
const coasting = Float64Array.from(
  [
    [-3000, 1000, 200, 250, -60, 300, Math.log(1.6e-4)],
    [0.3, -0.2, 0.4, 0.5, -0.3, 0.2, 0.6, -0.5, 0.3, 0, 0, 0],
  ].flat(),
);
const burning = (() => {
  const parameters = coasting.slice();
  parameters.set([60, -15, 70], 3);
  parameters[AT_BOOST] = Math.log(200);
  parameters[AT_TAPER] = 0.15;
  parameters[AT_BURN_END] = 1.3;
  return parameters;
})();

function stateAt(parameters: Float64Array, untilS: number): Float64Array {
  startFlight(env, nothingKnown, parameters, false);
  advance(untilS);
  return flightState.slice();
}

test("with even drag and known wind, it is the ballistic model", () => {
  startFlight(env, allKnown, coasting, false);
  advance(30);
  const fine = new Float64Array(7);
  integrateBallistic(coasting.subarray(0, 7), 30, 0.02, env, fine);
  for (let i = 0; i < 3; i++) expect(Math.abs(flightState[i] - fine[i])).toBeLessThan(0.1);
  for (let i = 3; i < 6; i++) expect(Math.abs(flightState[i] - fine[i])).toBeLessThan(0.01);
});

describe("the columns are the state's derivatives", () => {
  test.each([
    ["coasting", coasting, COAST_PARAMETERS],
    ["with a motor", burning, FLIGHT_PARAMETERS],
  ] as const)("%s", (_, parameters, size) => {
    startFlight(env, nothingKnown, parameters, true);
    advance(18);
    const columns = flightColumns.slice();
    for (let j = 0; j < size; j++) {
      const interval = j < 3 ? 1 : j < AT_LOG_DRAG ? 0.1 : 0.01;
      const [high, low] = [interval, -interval].map((by) => {
        const moved = parameters.slice();
        moved[j] = moved[j] + by;
        return stateAt(moved, 18);
      });
      let length = 0;
      let off = 0;
      for (let i = 0; i < 6; i++) {
        const slope = (high[i] - low[i]) / (2 * interval);
        length += slope * slope;
        off += (slope - columns[j * 6 + i]) ** 2;
      }
      expect(Math.sqrt(off), `column ${j}`).toBeLessThan(0.05 * Math.sqrt(length) + 0.15);
    }
  });
});

test("the last column is ln k from the fork on", () => {
  startFlight(env, nothingKnown, coasting, true);
  advance(6);
  forkDrag();
  advance(12);
  const columns = flightColumns.slice();
  const later = columns.subarray(FLIGHT_PARAMETERS * 6);
  const whole = columns.subarray(AT_LOG_DRAG * 6);
  expect(later[3]).toBeLessThan(0);
  expect(Math.abs(later[3])).toBeLessThan(Math.abs(whole[3]));
});

test("flown back, it is where it came from", () => {
  for (const parameters of [coasting, burning]) {
    startFlight(env, nothingKnown, parameters, false);
    advance(9);
    advance(0);
    expect(flightTime()).toBe(0);
    for (let i = 0; i < 6; i++) expect(Math.abs(flightState[i] - parameters[i])).toBeLessThan(0.2);
  }
});

test("a motor gives its push for its time, more at first where it tapers", () => {
  const still = burning.slice();
  still[AT_LOG_DRAG] = Math.log(1e-9);
  const speedAt = (t: number) => {
    const s = stateAt(still, t);
    return Math.hypot(s[3], s[4], s[5]);
  };
  const start = Math.hypot(60, 15, 70);
  expect(speedAt(1.3) - start).toBeGreaterThan(0.93 * 260);
  expect(speedAt(1.3) - start).toBeLessThan(261);
  expect(speedAt(0.65) - start).toBeGreaterThan(0.52 * (speedAt(1.3) - start));
  expect(speedAt(1.6)).toBeLessThan(speedAt(1.3));
});

test("a flight that runs away when it is flown back through thick air ends, and says so", () => {
  const draggy = coasting.slice();
  draggy[AT_LOG_DRAG] = Math.log(2e-3);
  expect(stateAt(draggy, -60).every(Number.isNaN)).toBe(true);
  expect(flightTime()).toBe(-60);
});
