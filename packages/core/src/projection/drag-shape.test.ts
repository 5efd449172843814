import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import { stepBallistic } from "../motion/ballistic.ts";
import { createEnvironment } from "../motion/environment.ts";
import { logDragRise } from "./drag-shape.ts";
import { AIR_UNCERTAINTY } from "./ground-distribution.ts";
import { projectImpact } from "./project-impact.ts";

const DATA = process.env["TOCSIN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const env = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind(),
);

describe("the shape", () => {
  test("is flat below, high above the speed of sound, and has no jump", () => {
    expect(logDragRise(0)).toBe(0);
    expect(logDragRise(0.8)).toBe(0);
    expect(Math.exp(logDragRise(1.15))).toBeGreaterThan(2);
    expect(logDragRise(9)).toBe(0.35);
    for (let mach = 0.5; mach < 5; mach += 0.001) {
      expect(Math.abs(logDragRise(mach + 0.001) - logDragRise(mach))).toBeLessThan(0.005);
    }
  });
});

interface Flown {
  readonly states: Float64Array[];
  readonly landedEastM: number;
}

/** A flight whose drag follows a recorded curve, in steps of 10 ms; ln k in each state is what it is then. */
function flown(
  curve: (mach: number) => number,
  speed: number,
  elevationDeg: number,
  k: number,
): Flown {
  const elevation = (elevationDeg * Math.PI) / 180;
  const state = Float64Array.of(
    0,
    0,
    1,
    speed * Math.cos(elevation),
    0,
    speed * Math.sin(elevation),
    0,
  );
  const states: Float64Array[] = [];
  for (;;) {
    const mach =
      Math.hypot(state[3], state[4], state[5]) / env.atmosphere.soundSpeed(state[2] + 40);
    state[6] = Math.log((k * curve(mach)) / curve(0.5));
    states.push(Float64Array.from(state));
    stepBallistic(state, 0.01, env, state);
    if (state[5] < 0 && heightOfEnu(env.frame, state[0], state[1], state[2]) < 40) {
      return { states, landedEastM: state[0] };
    }
  }
}

function curveOf(path: string): (mach: number) => number {
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(",").map(Number));
  return (mach) => {
    let above = 1;
    while (above < rows.length - 1 && rows[above][0] < mach) above++;
    const [low = 0, from = 0] = rows[above - 1];
    const [high = 0, to = 0] = rows[above];
    return from + ((to - from) * (Math.min(Math.max(mach, low), high) - low)) / (high - low);
  };
}

describe.each(["drag_g1.csv", "drag_g7.csv"])("a flight with the drag of %s", (name) => {
  const path = join(DATA, "impact", name);
  if (!existsSync(path)) process.stderr.write(`skipped: ${path} is absent (set TOCSIN_DATA)\n`);
  test.skipIf(!existsSync(path)).each([
    [230, 60, 2e-4],
    [400, 50, 1e-4],
    [600, 45, 7e-5],
    [700, 40, 1e-4],
  ])("%s m/s at %s°: the impact is within its sigmas", (speed, elevationDeg, k) => {
    const { states, landedEastM } = flown(curveOf(path), speed, elevationDeg, k);
    for (const share of [0.1, 0.2, 0.35, 0.6]) {
      const mean = states[Math.floor(share * states.length)];
      const covariance = new Float64Array(49);
      for (let i = 0; i < 7; i++) covariance[i * 8] = i < 3 ? 1 : i < 6 ? 0.01 : 1e-4;
      const project = (air: typeof AIR_UNCERTAINTY) => {
        const answer = projectImpact(
          { model: "ballistic", probability: 1, mean, covariance },
          0,
          env,
          { air },
        );
        if (!answer.known) throw new Error(answer.why);
        return answer.impact;
      };
      const { eastM, covarianceEeM2 } = project(AIR_UNCERTAINTY);
      const error = Math.abs(eastM - landedEastM);
      expect(error).toBeLessThan(2 * Math.sqrt(covarianceEeM2));
      const constant = project({ ...AIR_UNCERTAINTY, dragShare: 0, dragShareSigma: 0 });
      // Where a constant drag would be far off, the shape takes a third of that away, or much more.
      const blind = Math.abs(constant.eastM - landedEastM);
      expect(blind <= 500 || error < 0.7 * blind).toBe(true);
    }
  });
});
