import { expect, test } from "vitest";
import { COAST_PARAMETERS, FLIGHT_PARAMETERS, startFlight } from "../motion/uncertain-flight.ts";
import {
  gradient,
  information,
  lineCount,
  linePulls,
  lines,
  lineWeights,
  measureFlight,
} from "./trajectory-likelihood.ts";
import { TRAJECTORY_PRIOR } from "./trajectory-prior.ts";
import { BOMB, env, observe, RADAR, seeded } from "./trajectory-world.test-support.ts";

const N = FLIGHT_PARAMETERS;

test("information and gradient are what the lines add up to one after another, to the last bit", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { normal } = seeded(seed);
    const radar = { ...RADAR, rateSigmaMps: seed % 2 === 0 ? null : 1 };
    const history = observe(BOMB, 2 + seed, { normal, radar });
    for (const size of [COAST_PARAMETERS, N]) {
      information.fill(0.25);
      gradient.fill(-3);
      startFlight(env, TRAJECTORY_PRIOR, BOMB, true);
      measureFlight(history, size, env.frame, { anew: true, robust: true });
      const matrix = new Float64Array(N * N).fill(0.25);
      const slope = new Float64Array(N).fill(-3);
      for (let line = 0; line < lineCount(); line++) {
        for (let i = 0; i < size; i++) {
          slope[i] += linePulls[line] * lines[line * N + i];
          const scaled = lineWeights[line] * lines[line * N + i];
          for (let j = 0; j <= i; j++) matrix[i * N + j] += scaled * lines[line * N + j];
        }
      }
      expect([...information]).toEqual([...matrix]);
      expect([...gradient]).toEqual([...slope]);
    }
  }
});
