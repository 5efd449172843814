import { parseArgs } from "node:util";
import { DOORS } from "./figures.ts";
import { runDoors } from "./run-doors.ts";

/** `npm run prove -- two-person --sequences N --seed S`: adversaries at every door, against a model of what may be lowered. */
const { values } = parseArgs({
  options: {
    sequences: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    from: { type: "string", default: "0" },
    commit: { type: "string", default: "unknown" },
  },
});
const [sequences, seed, from] = [values.sequences, values.seed, values.from].map(Number);
const began = process.cpuUsage();
const figures = await runDoors({ sequences, seed, from });
const { user, system } = process.cpuUsage(began);

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, one) => sum + one, 0);
const table = (counts: ReadonlyMap<string, number>): readonly string[] =>
  [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, number]) => `  ${name.padEnd(40)} ${number}`);
const lines = [
  `rule of two: ${figures.sequences} sequences, seed ${seed}, commit ${values.commit}`,
  `attempts: ${sumOf(figures.attempts)}`,
  ...DOORS.map((door) => `  ${door.padEnd(40)} ${figures.attempts.get(door) ?? 0}`),
  `raised or left as it was, by one person: ${figures.raised}`,
  `lowered: ${sumOf(figures.lowered)}`,
  ...table(figures.lowered),
  `refused: ${sumOf(figures.refused)}`,
  ...table(figures.refused),
  ...figures.breaches.map((breach) => `BREACH ${breach}`),
  figures.breaches.length === 0 ? "no breach" : "BROKEN",
  `${((user + system) / 1e6).toFixed(1)} s of processor time`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = figures.breaches.length === 0 ? 0 : 1;
