import { parseArgs } from "node:util";
import { parsers } from "./parsers.ts";
import { CASE_BYTES_MAX, CASE_MS_MAX, tryParser } from "./try-parser.ts";

/** `npm run prove -- malformed --cases N --seed S`: octets that are not as they should be, for every parser of what comes from outside. */
const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const MEBIBYTE = 1_024 * 1_024;
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const lines = [`malformed input: seed ${seed}, commit ${values.commit}`];
let broken = 0;
for (const parser of parsers()) {
  process.stderr.write(`  ${parser.name}\n`);
  const trial = tryParser(parser, cases, seed);
  broken += trial.breaches.length;
  lines.push(
    `${trial.name}: ${trial.cases} cases, the slowest ${trial.slowestMs.toFixed(1)} ms, the hungriest ${(trial.mostBytes / MEBIBYTE).toFixed(2)} MiB, ${trial.breaches.length} broken (none shows < ${((100 * 3) / trial.cases).toFixed(4)} % at 95 %)`,
    ...trial.breaches.slice(0, 3).map((breach) => `  BREACH ${breach}`),
  );
}
lines.push(
  broken === 0
    ? `none threw, none took ${CASE_MS_MAX} ms or ${CASE_BYTES_MAX / MEBIBYTE} MiB`
    : "BROKEN",
);
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = broken === 0 ? 0 : 1;
