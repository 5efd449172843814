import { expect, test } from "vitest";
import { AT_BOOST, AT_BURN_END } from "../motion/uncertain-flight.ts";
import { burnSignal } from "./burn-signal.ts";
import { fitTrajectory } from "./fit-trajectory.ts";
import { TRAJECTORY_PRIOR } from "./trajectory-prior.ts";
import { BOMB, env, observe, RADAR, type Radar, seeded } from "./trajectory-world.test-support.ts";

const BELIEF = { meanS: 0.8, sigmaS: 0.9 };
const DOPPLER = { ...RADAR, periodS: 0.25, rateSigmaMps: 1 };

function signalOf(flight: Float64Array, seed: number, radar: Radar = DOPPLER): number {
  const history = observe(flight, 6, { normal: seeded(seed).normal, radar });
  const start = flight.slice();
  start.fill(0, AT_BOOST);
  const coast = fitTrajectory(
    history,
    { parameters: start, isFit: false },
    null,
    env,
    TRAJECTORY_PRIOR,
  );
  if (coast === null) throw new Error("it fits");
  return burnSignal(coast, BELIEF);
}

function pushed(pushMps2: number, endS: number): Float64Array {
  const rocket = BOMB.slice();
  rocket[AT_BOOST] = Math.log(pushMps2);
  rocket[AT_BURN_END] = endS;
  return rocket;
}

test("what coasted from the first row on tells against a motor", () => {
  for (let seed = 1; seed <= 20; seed++) expect(signalOf(BOMB, seed)).toBeLessThan(Math.log(0.05));
});

test("a motor that burnt on after the first row stands out", () => {
  for (let seed = 1; seed <= 20; seed++)
    for (const rocket of [pushed(60, 0.5), pushed(200, 0.6), pushed(200, 1.2)])
      expect(signalOf(rocket, seed)).toBeGreaterThan(20);
});

test("rows that hold no speed, a second apart, leave a short burn open", () => {
  for (let seed = 1; seed <= 20; seed++)
    expect(signalOf(pushed(120, 0.4), seed, RADAR)).toBeGreaterThan(-4);
});
