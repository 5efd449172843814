import { describe, expect, test } from "vitest";
import { cholesky } from "../linalg/cholesky.ts";
import { createEnvironment, type Environment } from "../motion/environment.ts";
import {
  AT_BOOST,
  AT_BURN_END,
  FLIGHT_PARAMETERS,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { type FitMemory, fitMemoryOf, fitPieceOf } from "./fit-memory.ts";
import { refineTrajectory } from "./refine-trajectory.ts";
import { type ImpactLeg, trajectoryImpact } from "./trajectory-impact.ts";
import { gradient, information, measureFlight } from "./trajectory-likelihood.ts";
import { TRAJECTORY_PRIOR, type TrajectoryPrior } from "./trajectory-prior.ts";
import {
  BOMB,
  env,
  KNOWN_LAW,
  observe,
  RADAR,
  seeded,
  stateAt,
} from "./trajectory-world.test-support.ts";

const leg = (prior: TrajectoryPrior, lastS: number, where: Environment = env): ImpactLeg => ({
  env: where,
  prior,
  ground: () => where.groundHeightM,
  lastS,
});
/** A start about as far off as a recursive estimate. */
const startOf = (parameters: Float64Array, timeS: number) => ({
  mean: stateAt(parameters, timeS).map((value, i) => value + [8, -6, 9, 4, 3, -5, 0.4][i]),
  timeS,
});

test("the gradient is the cost's derivative", () => {
  const { normal } = seeded(4);
  const history = observe(BOMB, 8, { normal, radar: { ...RADAR, rateSigmaMps: 1 } });
  const costAt = (parameters: Float64Array) => {
    startFlight(env, TRAJECTORY_PRIOR, parameters, true);
    return measureFlight(history, FLIGHT_PARAMETERS, env.frame, {
      anew: true,
      robust: true,
    });
  };
  information.fill(0);
  gradient.fill(0);
  costAt(BOMB);
  const found = gradient.slice();
  for (let j = 0; j < 16; j++) {
    const interval = j < 6 ? 0.1 : 0.01;
    const [high, low] = [interval, -interval].map((by) => {
      const moved = BOMB.slice();
      moved[j] = moved[j] + by;
      return costAt(moved);
    });
    const slope = (low - high) / (2 * interval);
    expect(Math.abs(found[j] - slope), `parameter ${j}`).toBeLessThan(
      0.03 * Math.abs(slope) + 0.02,
    );
  }
});

test("without errors, and with the law known, the impact is the true one", () => {
  const history = observe(BOMB, 8);
  const [only] = refineTrajectory(history, startOf(BOMB, 8), env, KNOWN_LAW);
  const impact = trajectoryImpact(only.fit, leg(KNOWN_LAW, 8));
  const truth = trajectoryImpact({ ...only.fit, parameters: BOMB, last: null }, leg(KNOWN_LAW, 8));
  expect(only.weight).toBe(1);
  // The prior of ln k pulls a little.
  expect(Math.abs((impact?.eastM ?? 0) - (truth?.eastM ?? 0))).toBeLessThan(35);
  expect(Math.abs((impact?.northM ?? 0) - (truth?.northM ?? 0))).toBeLessThan(5);
  expect(Math.abs((impact?.timeS ?? 0) - (truth?.timeS ?? 0))).toBeLessThan(0.3);
});

test("errors of many draws are as the covariance says", () => {
  const { normal } = seeded(11);
  let sum = 0;
  const draws = 150;
  for (let i = 0; i < draws; i++) {
    const bomb = BOMB.slice();
    bomb[6] = KNOWN_LAW.logDragMean + KNOWN_LAW.logDragSigma * normal();
    const history = observe(bomb, 6, { normal });
    const [only] = refineTrajectory(history, startOf(bomb, 6), env, KNOWN_LAW);
    const impact = trajectoryImpact(only.fit, leg(KNOWN_LAW, 6));
    const truth = trajectoryImpact(
      { ...only.fit, parameters: bomb, last: null },
      leg(KNOWN_LAW, 6),
    );
    if (impact === null || truth === null) throw new Error("a bomb comes down");
    const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = impact;
    const de = impact.eastM - truth.eastM;
    const dn = impact.northM - truth.northM;
    expect(cholesky(Float64Array.of(ee, en, en, nn), 2, new Float64Array(4))).toBe(true);
    sum += (nn * de * de - 2 * en * de * dn + ee * dn * dn) / (ee * nn - en * en);
  }
  // A χ² of two degrees of freedom each: 2 ± 3·2/√150.
  expect(sum / draws).toBeGreaterThan(1.5);
  expect(sum / draws).toBeLessThan(2.5);
});

describe("a motor that burns on after the first detection", () => {
  const rocket = BOMB.slice();
  rocket.set([-6000, 200, 70, 110, 5, 120], 0);
  rocket[AT_BOOST] = Math.log(260);
  rocket[AT_BURN_END] = 0.9;
  const radar = { ...RADAR, periodS: 0.25 };

  test("is recognised, and the impact is that of the whole flight", () => {
    const { normal } = seeded(5);
    const history = observe(rocket, 8, { normal, radar, prior: KNOWN_LAW });
    const found = refineTrajectory(history, startOf(rocket, 8), env, TRAJECTORY_PRIOR);
    const [best] = [...found].sort((a, b) => b.weight - a.weight);
    expect(best.weight).toBeGreaterThan(0.9);
    expect(best.fit.parameters[AT_BURN_END]).toBeGreaterThan(0.6);
    expect(best.fit.parameters[AT_BURN_END]).toBeLessThan(2);
  });
  test("and is not yet out has a wide answer, not a wrong one", () => {
    const { normal } = seeded(9);
    const long = rocket.slice();
    long[AT_BURN_END] = 2.6;
    const history = observe(long, 1.75, { normal, radar, prior: KNOWN_LAW });
    const found = refineTrajectory(history, startOf(long, 1.75), env, TRAJECTORY_PRIOR);
    const truth = trajectoryImpact(
      { ...found[0].fit, parameters: long, last: null },
      leg(KNOWN_LAW, 1.75),
    );
    if (truth === null) throw new Error("a rocket comes down");
    let weight = 0;
    let held = 0;
    for (const hypothesis of found) {
      const impact = trajectoryImpact(hypothesis.fit, leg(TRAJECTORY_PRIOR, 1.75));
      if (impact === null) throw new Error("a rocket comes down");
      const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = impact;
      const de = impact.eastM - truth.eastM;
      const dn = impact.northM - truth.northM;
      const squared = (nn * de * de - 2 * en * de * dn + ee * dn * dn) / (ee * nn - en * en);
      if (hypothesis.fit.parameters[AT_BURN_END] > 0) weight += hypothesis.weight;
      if (squared < 4.6 && ee + nn > 1500 * 1500) held += hypothesis.weight;
    }
    expect(weight).toBeGreaterThan(0.9);
    expect(held).toBeGreaterThan(0.25);
  });
  test("weights sum to one, whatever is believed", () => {
    const { normal } = seeded(6);
    for (const [flight, untilS] of [
      [rocket, 3],
      [rocket, 6],
      [BOMB, 3],
      [BOMB, 6],
    ] as const) {
      const history = observe(flight, untilS, { normal, radar });
      const found = refineTrajectory(history, startOf(flight, untilS), env, TRAJECTORY_PRIOR);
      expect(found.length).toBeGreaterThan(0);
      expect(found.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 12);
    }
  });
});

test("too few rows are not fitted", () => {
  const history = observe(BOMB, 1);
  expect(refineTrajectory(history, startOf(BOMB, 1), env, TRAJECTORY_PRIOR)).toEqual([]);
});

test("one detection of something else does not lead", () => {
  const { normal } = seeded(8);
  const clean = observe(BOMB, 10, { normal });
  const spoilt = { ...clean, rows: clean.rows.slice() };
  spoilt.rows[5 * 12 + 2] = spoilt.rows[5 * 12 + 2] + 400;
  const [a, b] = [clean, spoilt].map((history) => {
    const [only] = refineTrajectory(history, startOf(BOMB, 10), env, KNOWN_LAW);
    return trajectoryImpact(only.fit, leg(KNOWN_LAW, 10));
  });
  if (a === null || b === null) throw new Error("a bomb comes down");
  const sigma = Math.sqrt(a.covarianceEeM2 + a.covarianceNnM2);
  expect(Math.hypot(a.eastM - b.eastM, a.northM - b.northM)).toBeLessThan(2 * sigma);
});

describe("the world", () => {
  const { normal } = seeded(21);
  const noise = Array.from({ length: 100 }, normal);
  const replay = () => {
    let at = 0;
    return () => noise[at++];
  };
  const fitted = (history: ReturnType<typeof observe>, mean: Float64Array, where: Environment) => {
    const [only] = refineTrajectory(history, { mean, timeS: 7 }, where, KNOWN_LAW);
    const impact = trajectoryImpact(only.fit, leg(KNOWN_LAW, 7, where));
    if (impact === null) throw new Error("a bomb comes down");
    return impact;
  };

  test("turned about its axis gives the same answer", () => {
    const elsewhere = createEnvironment(
      { ...env.frame.origin, longitudeRad: -1.9 },
      env.atmosphere,
    );
    const mean = startOf(BOMB, 7).mean;
    const here = fitted(observe(BOMB, 7, { normal: replay() }), mean, env);
    const there = fitted(observe(BOMB, 7, { normal: replay(), env: elsewhere }), mean, elsewhere);
    expect(there.eastM).toBeCloseTo(here.eastM, 5);
    expect(there.northM).toBeCloseTo(here.northM, 5);
    expect(there.covarianceEnM2).toBeCloseTo(here.covarianceEnM2, 3);
  });

  test("that stands still, turned about the site, turns the answer", () => {
    const still = { ...env, rotationNorthRadps: 0, rotationUpRadps: 0, gravityNorthPs2: 0 };
    const turn = 0.7;
    const turned = (v: Float64Array) => {
      const out = v.slice();
      for (const k of [0, 3]) {
        out[k] = Math.cos(turn) * v[k] - Math.sin(turn) * v[k + 1];
        out[k + 1] = Math.sin(turn) * v[k] + Math.cos(turn) * v[k + 1];
      }
      return out;
    };
    const mean = startOf(BOMB, 7).mean;
    const here = fitted(observe(BOMB, 7, { normal: replay(), env: still }), mean, still);
    const there = fitted(
      observe(turned(BOMB), 7, { normal: replay(), env: still }),
      turned(mean),
      still,
    );
    const [e, n] = turned(Float64Array.of(here.eastM, here.northM, 0, 0, 0, 0));
    expect(Math.hypot(there.eastM - e, there.northM - n)).toBeLessThan(1);
    const trace = here.covarianceEeM2 + here.covarianceNnM2;
    expect((there.covarianceEeM2 + there.covarianceNnM2) / trace).toBeCloseTo(1, 1);
  });
});

describe("a fit that goes on from that of fewer rows", () => {
  /** Fits at each of the bomb's seconds, each going on from the last one, and from the filter's estimate alone. */
  const fitsOf = (seed: number) => {
    const memory: FitMemory = { before: null, latest: null };
    return [3, 4, 5, 6, 8, 10, 12].map((untilS) => {
      const history = observe(BOMB, untilS, { normal: seeded(seed).normal });
      const from = startOf(BOMB, untilS);
      memory.before = memory.latest;
      const [goneOn] = refineTrajectory(history, from, env, TRAJECTORY_PRIOR, memory);
      const [anew] = refineTrajectory({ ...history }, from, env, TRAJECTORY_PRIOR);
      return { untilS, history, from, goneOn, anew, before: memory.before };
    });
  };

  test("is no worse than one that begins with the filter's estimate", () => {
    let better = 0;
    for (const seed of [1, 2, 3, 4, 5]) {
      for (const { goneOn, anew } of fitsOf(seed)) {
        expect(goneOn.fit.cost - anew.fit.cost).toBeLessThan(0.05);
        if (goneOn.fit.cost < anew.fit.cost) better++;
      }
    }
    expect(better).toBeGreaterThan(5);
  });

  test("comes down where the other does", () => {
    for (const { untilS, goneOn, anew } of fitsOf(6)) {
      const a = trajectoryImpact(goneOn.fit, leg(TRAJECTORY_PRIOR, untilS));
      const b = trajectoryImpact(anew.fit, leg(TRAJECTORY_PRIOR, untilS));
      if (a === null || b === null) throw new Error("a bomb comes down");
      const sigmaM = Math.sqrt(b.covarianceEeM2 + b.covarianceNnM2);
      expect(Math.hypot(a.eastM - b.eastM, a.northM - b.northM)).toBeLessThan(0.5 * sigmaM);
    }
  });

  test("begins with the filter's estimate where the other was of another flight", () => {
    const { history, from, anew, before } = fitsOf(7)[4];
    if (before === null) throw new Error("there was one before");
    const elsewhere = before.parameters.map((value, i) => (i < 3 ? value + 2000 : value));
    const coast = { parameters: elsewhere, derivedAt: elsewhere, robust: true };
    for (const wrong of [
      { ...before, parameters: elsewhere, bases: null },
      { ...before, parameters: elsewhere, bases: { coast, burnt: null } },
      { ...before, startUs: before.startUs + 1 },
    ]) {
      const memory = { before: wrong, latest: null };
      const found = refineTrajectory({ ...history }, from, env, TRAJECTORY_PRIOR, memory);
      expect(found[0].fit.parameters).toEqual(anew.fit.parameters);
    }
  });

  test("is the same after what is kept was written down and read", () => {
    const { history, from, goneOn, before } = fitsOf(8)[5];
    const piece = JSON.parse(JSON.stringify(fitPieceOf({ before, latest: null })));
    const memory = fitMemoryOf(piece);
    const [again] = refineTrajectory({ ...history }, from, env, TRAJECTORY_PRIOR, memory);
    expect(again.fit).toEqual(goneOn.fit);
    expect(memory.latest?.parameters).toEqual(goneOn.fit.parameters);
  });
});

test("an estimate with far too much drag does not keep the fit from the trajectory", () => {
  const history = observe(BOMB, 20, { normal: seeded(3).normal });
  const from = startOf(BOMB, 20);
  const [good] = refineTrajectory(history, from, env, TRAJECTORY_PRIOR);
  const draggy = { mean: from.mean.map((value, i) => (i === 6 ? -2 : value)), timeS: 20 };
  const fast = { mean: draggy.mean.map((value, i) => (i === 3 ? 900 : value)), timeS: 20 };
  for (const start of [draggy, fast]) {
    const [fitted] = refineTrajectory(history, start, env, TRAJECTORY_PRIOR);
    expect(Math.abs(fitted.fit.cost - good.fit.cost)).toBeLessThan(6);
  }
});
