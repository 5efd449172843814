import { expect, test } from "vitest";
import { stream } from "../random/stream.ts";
import { birdFlight } from "./bird-flight.ts";

test("a bird drifts as it is told and strays by its standard deviation", () => {
  const options = {
    position: [100, 200, 90] as const,
    heightM: 90,
    courseRad: Math.PI / 2,
    speedMps: 6,
    wanderM: 80,
    startS: 0,
    endS: 100_000,
  };
  const flight = birdFlight(options, stream(1, "bird"));
  const strays: number[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (let timeS = 0; timeS < 100_000; timeS += 7) {
    const state = flight.stateAt(timeS);
    strays.push(state.eastM - 100 - 6 * timeS);
    lowest = Math.min(lowest, state.upM);
  }
  const sigma = Math.sqrt(strays.reduce((sum, x) => sum + x * x, 0) / strays.length);
  expect(sigma).toBeGreaterThan(76);
  expect(sigma).toBeLessThan(84);
  expect(lowest).toBeGreaterThan(20);
  const [a, b] = [flight.stateAt(50 - 1e-4), flight.stateAt(50 + 1e-4)];
  expect((b.northM - a.northM) / 2e-4).toBeCloseTo(flight.stateAt(50).northMps, 3);
});
