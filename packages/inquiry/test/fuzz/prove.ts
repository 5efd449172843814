import { parseArgs } from "node:util";
import { faultsOf } from "./check-text.ts";
import { randomText } from "./random-text.ts";

/** `npm run prove -- inquiry --texts N --seed S`: random texts of all scripts and encodings, and whether each range read of them is exact. */
const { values } = parseArgs({
  options: {
    texts: { type: "string", default: "10000" },
    seed: { type: "string", default: "7" },
    commit: { type: "string", default: "unknown" },
  },
});
const [texts, seed] = [values.texts, values.seed].map(Number);
const began = process.cpuUsage();
const found: string[] = [];
for (let i = 0; i < (texts ?? 0); i++) {
  const faults = faultsOf(randomText((seed ?? 0) + i));
  if (faults.length > 0)
    found.push(`text of seed ${(seed ?? 0) + i}: ${faults.slice(0, 3).join("; ")}`);
}
const { user, system } = process.cpuUsage(began);
const lines = [
  `${texts} texts, seed ${seed}, commit ${values.commit}: ${found.length} read with a fault`,
  ...found.slice(0, 50),
  `${((user + system) / 1e6).toFixed(1)} s of processor time, ${Math.round(process.memoryUsage().rss / 1024 / 1024)} MiB`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = found.length === 0 ? 0 : 1;
