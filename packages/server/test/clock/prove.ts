import { parseArgs } from "node:util";
import { clockCampaign, drawSteps, SHOWN_S } from "./clock-campaign.ts";

/** `npm run prove -- clock --steps N --seed S`: the wall clock stepped under a post that is attacked and one that is not. */
const { values } = parseArgs({
  options: {
    steps: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const seed = Number(values.seed);
const { stepsS, shownS, breaches } = await clockCampaign({
  stepsS: drawSteps(seed, Number(values.steps)),
  seed,
  progress: (text) => void process.stderr.write(`  ${text}\n`),
});
const lines = [
  `clock: ${stepsS.length} steps of ${Math.min(...stepsS.map(Math.abs)).toFixed(1)} s to ${(Math.max(...stepsS.map(Math.abs)) / 3_600).toFixed(1)} h forth and back, seed ${seed}, commit ${values.commit}`,
  `each under a post that is attacked and one that is not; shown after ${Math.max(0, ...shownS).toFixed(1)} s at the latest (promised: ${SHOWN_S} s)`,
  ...breaches.map((breach) => `BREACH ${breach}`),
  breaches.length === 0
    ? `none missed, none false; ${stepsS.length} without one show < ${((100 * 3) / stepsS.length).toFixed(1)} % at 95 %`
    : "BROKEN",
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = breaches.length === 0 ? 0 : 1;
