import { parseArgs } from "node:util";
import { runLifecycle } from "./run-lifecycle.ts";

/** `npm run prove -- lifecycle --commands N --seed S`: random commands against the life cycle's model, and what came of them. */
const { values } = parseArgs({
  options: {
    commands: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const commands = Number(values.commands);
const seed = Number(values.seed);
const began = process.cpuUsage();
const figures = runLifecycle({ commands, seed });
const { user, system } = process.cpuUsage(began);
const lines = [
  `life cycle of warnings: ${commands} commands, seed ${seed}, commit ${values.commit}`,
  ...Object.entries(figures).map(([name, count]) => `  ${name.padEnd(18)} ${count}`),
  `  no rule broken; ${((user + system) / 1e6).toFixed(1)} s of processor time`,
];
process.stdout.write(`${lines.join("\n")}\n`);
