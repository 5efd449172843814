import { expect, test } from "vitest";
import {
  AT_BOOST,
  AT_BURN_END,
  AT_LOG_DRAG,
  FLIGHT_PARAMETERS,
} from "../motion/uncertain-flight.ts";
import { fitTrajectory, LOG_BOOST_MEAN } from "./fit-trajectory.ts";
import { TRAJECTORY_PRIOR } from "./trajectory-prior.ts";
import { BOMB, env, observe, RADAR, seeded } from "./trajectory-world.test-support.ts";

const BURN = { meanS: 0.8, sigmaS: 0.9 };
/** Cost that a motor may add to what the coasting fit costs. */
const MORE_MOST = 11;

/** A bomb that coasts, followed for so long, the fit of its flight without a motor, and where one with a motor begins that burns for 0.4 s. */
function coasting(seed: number, untilS: number) {
  const history = observe(BOMB, untilS, {
    normal: seeded(seed).normal,
    prior: TRAJECTORY_PRIOR,
    radar: { ...RADAR, rateSigmaMps: 1 },
  });
  const coast = fitTrajectory(
    history,
    { parameters: BOMB, isFit: false },
    null,
    env,
    TRAJECTORY_PRIOR,
  );
  if (coast === null) throw new Error("a bomb's flight is fitted");
  const parameters = coast.parameters.slice(0, FLIGHT_PARAMETERS);
  for (let i = 3; i < AT_LOG_DRAG; i++) parameters[i] = 0.7 * parameters[i];
  parameters[AT_BOOST] = LOG_BOOST_MEAN;
  parameters[AT_BURN_END] = 0.4;
  return { history, coast, parameters };
}

test("a motor that is fitted to a body that coasts is given up only where its fit would come to no use", () => {
  const whole: (number | undefined)[] = [];
  const asked: (number | undefined)[] = [];
  const most: number[] = [];
  for (let seed = 1; seed <= 12; seed++) {
    const { history, coast, parameters } = coasting(seed, 3 * seed + 2);
    const begin = { parameters, isFit: false };
    const costMost = coast.plainCost + MORE_MOST;
    whole.push(fitTrajectory(history, begin, BURN, env, TRAJECTORY_PRIOR)?.cost);
    asked.push(fitTrajectory(history, { ...begin, costMost }, BURN, env, TRAJECTORY_PRIOR)?.cost);
    most.push(costMost);
  }
  const useful = whole.map((cost, i) => (cost !== undefined && cost > most[i] ? undefined : cost));
  expect(asked).toEqual(useful);
  expect(new Set(asked).size).toBeGreaterThan(3);
  expect(asked).toContain(undefined);
});
