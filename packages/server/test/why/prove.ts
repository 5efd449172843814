import { parseArgs } from "node:util";
import { type CheckedCase, checkCase } from "./check-case.ts";
import { drawCase } from "./draw-case.ts";

/** `npm run prove -- why --single N --several M --seed S`: what is said to have been broken, against what was. */
const { values } = parseArgs({
  options: {
    single: { type: "string", default: "200" },
    several: { type: "string", default: "200" },
    seed: { type: "string", default: "7" },
    commit: { type: "string", default: "unknown" },
  },
});
const [single, several, seed] = [values.single, values.several, values.seed].map(Number);
const began = process.cpuUsage();
const checked: CheckedCase[] = [];
const kinds = new Map<string, number>();
for (const [how, count] of [
  ["single", single],
  ["several", several],
] as const)
  for (let i = 0; i < count; i++) {
    const drawn = drawCase(seed * 1_000_000 + (how === "single" ? 0 : 500_000) + i, how);
    for (const { kind } of drawn.faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const one = await checkCase(drawn);
    checked.push(one);
    for (const words of one.wrong)
      process.stdout.write(`WRONG ${how} ${one.seed} [${one.faults.join(", ")}]: ${words}\n`);
  }
const { user, system } = process.cpuUsage(began);
const sum = (of: (one: CheckedCase) => number): number =>
  checked.reduce((total, one) => total + of(one), 0);
const right = checked.filter(({ wrong }) => wrong.length === 0).length;
const lines = [
  `why and what if: ${single} with one fault, ${several} with several, seed ${seed}, commit ${values.commit}`,
  `faults: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ")}`,
  `another stood in, and people were warned: ${sum(({ acted }) => Number(acted))}`,
  `links reported: ${sum(({ links }) => links)}; smallest sets of repairs: ${sum(({ sets }) => sets)}; runs of the record to find them: ${sum(({ runs }) => runs)}`,
  `right in every word: ${right} of ${checked.length}`,
  `${((user + system) / 1e6).toFixed(1)} s of processor time`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = right === checked.length ? 0 : 1;
