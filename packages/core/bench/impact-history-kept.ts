/**
 * What a track's history must keep: the impact's error over the bound when rows are dropped from the middle, at
 * either end or not at all: `node packages/core/bench/impact-history-kept.ts [--runs 150] [--seed 5]`.
 */
import { standardAtmosphereWithWind } from "../src/atmosphere/atmosphere.ts";
import { type MeasurementHistory, ROW_SIZE } from "../src/measurement/measurement-history.ts";
import { createEnvironment } from "../src/motion/environment.ts";
import { refineTrajectory } from "../src/projection/refine-trajectory.ts";
import { trajectoryImpact } from "../src/projection/trajectory-impact.ts";
import { TRAJECTORY_PRIOR } from "../src/projection/trajectory-prior.ts";
import { impactBound, sensitivitiesOf } from "./impact-bound.ts";
import { historyOf } from "./impact-history.ts";
import { randomFrom } from "./impact-random.ts";
import { measure, RADARS } from "./impact-sensors.ts";
import { drawBody, GRID_S, LOG_DRAG_MEAN, SITE } from "./impact-truth.ts";

const TIME_S = 12;
/** How many rows are kept of the opening and of the latest. */
const KEPT = [
  [99, 0],
  [16, 24],
  [8, 24],
  [16, 8],
  [24, 1],
  [1, 24],
] as const;
const env = createEnvironment(SITE, standardAtmosphereWithWind());
const after = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};
const random = randomFrom(after("--seed", 5));
const sums = RADARS.map(() => KEPT.map(() => ({ error2: 0, bound2: 0 })));

for (let run = 0; run < after("--runs", 150); run++) {
  const body = drawBody(random, false);
  const sensitivities = sensitivitiesOf(body, false, TIME_S);
  RADARS.forEach((radar, r) => {
    const measured = measure(body.flight.states, TIME_S, radar, random);
    const last = measured.grid.at(-1) ?? 0;
    const bound = impactBound(body, sensitivities, measured, radar, TIME_S);
    const mean = Float64Array.of(...body.flight.states[last], LOG_DRAG_MEAN);
    const whole = historyOf(measured, radar, TIME_S, env);
    KEPT.forEach(([first, latest], k) => {
      const history = keep(whole, first, latest);
      const from = { mean, timeS: last * GRID_S };
      let e = 0;
      let n = 0;
      for (const { weight, fit } of refineTrajectory(history, from, env, TRAJECTORY_PRIOR)) {
        const impact = trajectoryImpact(fit, {
          env,
          prior: TRAJECTORY_PRIOR,
          ground: () => SITE.heightM,
          lastS: last * GRID_S,
        });
        e += weight * (impact?.eastM ?? NaN);
        n += weight * (impact?.northM ?? NaN);
      }
      sums[r][k].error2 += (e - body.flight.impactE) ** 2 + (n - body.flight.impactN) ** 2;
      sums[r][k].bound2 += bound[0] + bound[2];
    });
  });
}
RADARS.forEach((radar, r) =>
  KEPT.forEach(([first, latest], k) => {
    const { error2, bound2 } = sums[r][k];
    const ratio = Number(Math.sqrt(error2 / bound2).toPrecision(3));
    console.log(JSON.stringify({ radar: radar.name, timeS: TIME_S, first, latest, ratio }));
  }),
);

function keep(history: MeasurementHistory, first: number, latest: number): MeasurementHistory {
  const { count, rows } = history;
  if (first + latest >= count) return history;
  const kept = new Float64Array((first + latest) * ROW_SIZE);
  kept.set(rows.subarray(0, first * ROW_SIZE));
  kept.set(rows.subarray((count - latest) * ROW_SIZE), first * ROW_SIZE);
  return { ...history, count: first + latest, rows: kept };
}
