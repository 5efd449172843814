import { parseArgs } from "node:util";
import { addToTally, emptyTally, PROMISES, reproduce, runSeed } from "./campaign.ts";

/** The fault simulator from the command line: `npm run prove -- faults --seeds N --from S`. */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const [seeds, from] = [Number(values.seeds), Number(values.from)];
if (!(Number.isSafeInteger(seeds) && seeds > 0 && Number.isSafeInteger(from))) {
  process.stderr.write("usage: npm run prove -- faults --seeds N --from S\n");
  process.exit(2);
}

const startMs = performance.now();
const tally = emptyTally();
const failed = new Map<string, number[]>(PROMISES.map((name) => [name, []]));
for (let seed = from; seed < from + seeds; seed++) {
  const { run, violations } = await runSeed(seed);
  if (run !== null) addToTally(tally, run);
  for (const { invariant, what } of violations) {
    failed.get(invariant)?.push(seed);
    for (const line of what) process.stdout.write(`seed ${seed}: ${invariant}: ${line}\n`);
    process.stdout.write(`  again: ${reproduce(seed)}\n`);
  }
}

/** With 0 failures in n independent runs the true rate is below 1 − 0.05^(1/n), nearly 3/n, at 95 %. */
const shows = (failures: number): string =>
  failures === 0 ? `< ${(100 * (1 - 0.05 ** (1 / seeds))).toPrecision(2)} % at 95 %` : "broken";

const width = Math.max(...PROMISES.map((name) => name.length));
const lines = [
  `fault simulator: seeds ${from} to ${from + seeds - 1}, commit ${values.commit}, Node ${process.version}, ${process.platform}-${process.arch}, ${((performance.now() - startMs) / 1000).toFixed(1)} s`,
  `faults met: ${Object.entries(tally)
    .map(([name, count]) => `${count} ${name.replaceAll(/([A-Z])/g, " $1").toLowerCase()}`)
    .join(", ")}`,
  "",
  `${"promise".padEnd(width)}  broken in  of runs  shows`,
  ...[...failed].map(
    ([name, broken]) =>
      `${name.padEnd(width)}  ${String(broken.length).padStart(9)}  ${String(seeds).padStart(7)}  ${shows(broken.length)}`,
  ),
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = [...failed.values()].some((broken) => broken.length > 0) ? 1 : 0;
