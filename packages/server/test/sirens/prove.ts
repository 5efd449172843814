import { parseArgs } from "node:util";
import { BACK_MS, drawRounds, killCampaign } from "./kill-campaign.ts";

/** `npm run prove -- kill --rounds N --seed S`: the broker, a siren and the post, killed at every moment of a warning. */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "24" },
    seed: { type: "string", default: "1" },
    falls: { type: "string", default: "8" },
    hold: { type: "string", default: "30" },
    commit: { type: "string", default: "unknown" },
  },
});
const seed = Number(values.seed);
const rounds = drawRounds(seed, Number(values.rounds));
const figures = await killCampaign({
  rounds,
  fallsS: Number(values.falls),
  holdS: Number(values.hold),
  progress: (text) => void process.stderr.write(`  ${text}\n`),
});
const slow = figures.backMs.filter((ms) => ms > BACK_MS);
const most = (each: readonly number[]): string =>
  each.length === 0 ? "–" : `${Math.round(Math.max(...each))} ms`;
const lines = [
  `kill -9: ${figures.kills} kills in ${figures.alarms} alarms, seed ${seed}, commit ${values.commit}`,
  `of a siren while a warning held: ${figures.backMs.length}; longest from its line to the broker until it sounded: ${most(figures.backMs)}`,
  `back only when it was over: ${figures.tooLate}`,
  ...slow.map((ms) => `LATE ${Math.round(ms)} ms`),
  ...figures.breaches.map((breach) => `BREACH ${breach}`),
  figures.breaches.length + slow.length === 0 ? "none lost, none new twice" : "BROKEN",
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = figures.breaches.length + slow.length === 0 ? 0 : 1;
