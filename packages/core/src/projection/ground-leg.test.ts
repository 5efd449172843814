import { expect, test } from "vitest";
import {
  advance,
  AT_CURVE,
  flightState,
  flightTime,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { flyToGroundLeg, heightOverGround } from "./ground-leg.ts";
import { TRAJECTORY_PRIOR } from "./trajectory-prior.ts";
import { BOMB, env, seeded } from "./trajectory-world.test-support.ts";

const ground = () => env.groundHeightM;

/** Where a flight comes down in steps of 5 ms, the last one cut by a straight line. */
function slowly(parameters: Float64Array): { eastM: number; northM: number; timeS: number } {
  startFlight(env, TRAJECTORY_PRIOR, parameters, false);
  for (let step = 1; step < 40_000; step++) {
    const [east, north] = flightState;
    const high = heightOverGround(env, ground);
    advance(0.005 * step);
    const low = heightOverGround(env, ground);
    if (low >= 0 || flightState[5] > 0) continue;
    const share = high / (high - low);
    return {
      eastM: east + share * (flightState[0] - east),
      northM: north + share * (flightState[1] - north),
      timeS: 0.005 * (step - 1 + share),
    };
  }
  throw new Error("it never comes down");
}

test("long steps to the ground err by a metre at most, through the speed of sound too", () => {
  const { uniform } = seeded(21);
  let slow = 0;
  for (let i = 0; i < 40; i++) {
    const body = BOMB.slice();
    const elevation = 0.3 + 0.9 * uniform();
    const speedMps = 120 + 500 * uniform();
    body[3] = speedMps * Math.cos(elevation);
    body[5] = speedMps * Math.sin(elevation);
    for (let k = AT_CURVE; k < AT_CURVE + 5; k++) body[k] = 2 * uniform() - 1;
    if (speedMps < 300) slow++;
    const truth = slowly(body);
    startFlight(env, TRAJECTORY_PRIOR, body, false);
    expect(flyToGroundLeg(env, ground)).toBe(true);
    expect(Math.abs(heightOverGround(env, ground))).toBeLessThan(2e-3);
    expect(Math.abs(flightState[0] - truth.eastM)).toBeLessThan(1.1);
    expect(Math.abs(flightState[1] - truth.northM)).toBeLessThan(0.1);
    expect(Math.abs(flightTime() - truth.timeS)).toBeLessThan(0.02);
  }
  expect(slow).toBeGreaterThan(5);
});
