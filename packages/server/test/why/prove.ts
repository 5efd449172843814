import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type CheckedCase, checkCase } from "./check-case.ts";
import { drawCase } from "./draw-case.ts";

/**
 * `npm run prove -- why --single N --several M --seed S`: what is said to have been broken, against what was. With `--kept FILE` each case is
 * written there as it ends, and a run that was broken off goes on from it; what another commit found is not taken.
 */
const { values } = parseArgs({
  options: {
    single: { type: "string", default: "200" },
    several: { type: "string", default: "200" },
    seed: { type: "string", default: "7" },
    kept: { type: "string" },
    commit: { type: "string", default: "unknown" },
  },
});

interface KeptCase {
  readonly commit: string;
  readonly case: CheckedCase;
  readonly processorS: number;
}

const [single, several, seed] = [values.single, values.several, values.seed].map(Number);
const kept = new Map(keptCases().map((one) => [`${one.case.how} ${one.case.seed}`, one] as const));
const checked: CheckedCase[] = [];
const kinds = new Map<string, number>();
let [processorS, taken] = [0, 0];
for (const [how, count] of [
  ["single", single],
  ["several", several],
] as const)
  for (let i = 0; i < count; i++) {
    const drawn = drawCase(seed * 1_000_000 + (how === "single" ? 0 : 500_000) + i, how);
    for (const { kind } of drawn.faults) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const before = kept.get(`${how} ${drawn.seed}`);
    if (before !== undefined) taken++;
    const one = before ?? (await run(drawn));
    processorS += one.processorS;
    checked.push(one.case);
    for (const words of one.case.wrong)
      process.stdout.write(
        `WRONG ${how} ${one.case.seed} [${one.case.faults.join(", ")}]: ${words}\n`,
      );
  }
const sum = (of: (one: CheckedCase) => number): number =>
  checked.reduce((total, one) => total + of(one), 0);
const right = checked.filter(({ wrong }) => wrong.length === 0).length;
const lines = [
  `why and what if: ${single} with one fault, ${several} with several, seed ${seed}, commit ${values.commit}`,
  `faults: ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(", ")}`,
  `another stood in, and people were warned: ${sum(({ acted }) => Number(acted))}`,
  `links reported: ${sum(({ links }) => links)}; smallest sets of repairs: ${sum(({ sets }) => sets)}; runs of the record to find them: ${sum(({ runs }) => runs)}`,
  `right in every word: ${right} of ${checked.length}`,
  `${processorS.toFixed(1)} s of processor time${taken === 0 ? "" : `, ${taken} of the cases in a run before`}`,
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = right === checked.length ? 0 : 1;

async function run(drawn: Parameters<typeof checkCase>[0]): Promise<KeptCase> {
  const began = process.cpuUsage();
  const found = await checkCase(drawn);
  const { user, system } = process.cpuUsage(began);
  const one = { commit: values.commit, case: found, processorS: (user + system) / 1e6 };
  if (values.kept !== undefined) appendFileSync(values.kept, `${JSON.stringify(one)}\n`);
  return one;
}

function keptCases(): readonly KeptCase[] {
  if (values.kept === undefined || !existsSync(values.kept)) return [];
  return readFileSync(values.kept, "utf8")
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line) => JSON.parse(line) as KeptCase)
    .filter(({ commit }) => commit === values.commit);
}
