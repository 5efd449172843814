import { parseArgs } from "node:util";
import { binomialInterval } from "@tocsin/core";
import { KNOWN_FAILURES } from "./known-failures.ts";
import { CASE_KINDS, type CaseKind, libraryCases } from "./library-cases.ts";
import { type CaseResult, runCase } from "./run-case.ts";

/** `npm run prove -- library --only NAME --kind threat`: the cases made by hand, or those whose names hold the words. Ends with 1 where one fails that is not known to, or a known failure passes. */
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    kind: { type: "string" },
    commit: { type: "string", default: "unknown" },
  },
});
const { only = "", kind: wanted = "" } = values;
const cases = libraryCases().filter(
  ({ name, kind }) => name.includes(only) && kind.includes(wanted),
);
const results = new Map<string, CaseResult>();
const say = (text: string): boolean => process.stdout.write(`${text}\n`);
let surprises = 0;
for (const [i, { name, scenario }] of cases.entries()) {
  if (process.stderr.isTTY) process.stderr.write(`\r${i + 1} of ${cases.length} \x1b[K${name}\r`);
  const result = runCase(scenario());
  results.set(name, result);
  const known = KNOWN_FAILURES[name];
  const failed = result.faults.length > 0;
  if (failed !== (known !== undefined)) surprises++;
  for (const { kind, told, explained } of result.faults) {
    say(`${kind.toUpperCase()}: ${name}: ${told}`);
    if (explained !== "") say(`    ${explained}`);
  }
  if (failed && known !== undefined) say(`    known: ${known}`);
  if (!failed && known !== undefined) say(`PASSES, and was known to fail: ${name}: ${known}`);
}

const percent = (part: number): string => `${(100 * part).toFixed(2)} %`;
const rate = (count: number, of: number): string => {
  if (of === 0) return "none";
  const { from, to } = binomialInterval(count, of);
  return `${count} of ${of} (${percent(count / of)}, at 95 % ${percent(from)} to ${percent(to)})`;
};
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const ofKind = (kind: CaseKind): readonly CaseResult[] =>
  [...results].filter(([name]) => name.startsWith(`${kind}/`)).map(([, result]) => result);
const share = (all: readonly CaseResult[], is: (result: CaseResult) => boolean): string =>
  rate(all.filter(is).length, all.length);
const quantile = (sorted: readonly number[], part: number): string =>
  (sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN).toFixed(1);

say(
  `library: ${CASE_KINDS.map((kind) => `${ofKind(kind).length} ${kind}`).join(", ")} cases, commit ${values.commit}, ${(process.cpuUsage().user / 1e6).toFixed(0)} s of processor time`,
);
const [threats, harmless] = CASE_KINDS.map(ofKind);
const leadsS = threats.flatMap((each) => each.leadsS).toSorted((a, b) => a - b);
if (threats.length > 0) {
  const mustWarn = sum(threats.map((each) => each.mustWarn));
  say(
    `threat    areas that had to be warned and were not: ${rate(sum(threats.map((each) => each.missed)), mustWarn)}`,
  );
  say(
    `          lead, s: least ${quantile(leadsS, 0)}, median ${quantile(leadsS, 0.5)}; less than people need to reach shelter: ${sum(threats.map((each) => each.tooShort))} of ${leadsS.length}`,
  );
  say(
    `          cases with take-cover where none is right: ${share(threats, (each) => each.falseCovers > 0)}; with a pre-alert: ${share(threats, (each) => each.falseAlerts > 0)}`,
  );
}
if (harmless.length > 0) {
  say(`harmless  cases with take-cover: ${share(harmless, (each) => each.falseCovers > 0)}`);
  say(
    `          with a pre-alert where none is right: ${share(harmless, (each) => each.falseAlerts > 0)}; where one is allowed: ${harmless.filter((each) => each.allowedAlerts > 0).length}`,
  );
}
say(
  `${[...results].filter(([name, { faults }]) => faults.length > 0 && name in KNOWN_FAILURES).length} known failures, ${surprises} surprises`,
);
process.exitCode = surprises > 0 || cases.length === 0 ? 1 : 0;
