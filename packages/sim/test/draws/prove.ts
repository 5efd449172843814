import { parseArgs } from "node:util";
import { binomialInterval } from "@tocsin/core";
import { RADARS } from "./draw-radars.ts";
import { TROUBLES } from "./draw-trouble.ts";
import { type DrawKind, type DrawResult, KINDS, runDraw } from "./run-draw.ts";

/** `npm run prove -- scenarios --draws N --seed S`: so many drawn attacks, as many that birds may hide, and as many harmless skies, each under a trouble of the feeds. */
const { values } = parseArgs({
  options: {
    draws: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    commit: { type: "string", default: "unknown" },
  },
});
const [draws, seed] = [Number(values.draws), Number(values.seed)];
const results = new Map<DrawKind, DrawResult[]>(KINDS.map((kind) => [kind, []]));
for (let i = 0; i < draws; i++) {
  for (const kind of KINDS) {
    const result = runDraw(kind, seed + i);
    results.get(kind)?.push(result);
    for (const [name, found] of [
      ["MISSED", result.missed],
      ["FALSE take-cover", result.falseCovers],
      ["FALSE pre-alert", result.falseAlerts],
    ] as const)
      for (const each of found)
        process.stdout.write(
          `${name}: ${kind} ${seed + i} (${result.what}, trouble ${result.trouble}, radars report ${result.radars}): ${each}\n`,
        );
  }
}

const percent = (part: number): string => `${(100 * part).toFixed(2)} %`;
const rate = (count: number, of: number): string => {
  const { from, to } = binomialInterval(count, of);
  return `${count} of ${of} (${percent(of === 0 ? 0 : count / of)}, at 95 % ${percent(from)} to ${percent(to)})`;
};
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
const lineOf = (name: string, wanted: (result: DrawResult) => boolean): string => {
  const of = (kind: DrawKind): readonly DrawResult[] => (results.get(kind) ?? []).filter(wanted);
  const [threats, harmless] = [[...of("threat"), ...of("hidden")], of("harmless")];
  const missed = rate(
    sum(threats.map((each) => each.missed.length)),
    sum(threats.map((each) => each.hit)),
  );
  const covers = harmless.filter(({ falseCovers }) => falseCovers.length > 0).length;
  const alerts = harmless.filter(({ falseAlerts }) => falseAlerts.length > 0).length;
  return `${name.padEnd(26)} areas hit and not under cover: ${missed}; harmless draws with take-cover: ${rate(covers, harmless.length)}, with a pre-alert: ${alerts}`;
};
const reportsAll = ({ radars }: DrawResult): boolean => radars === "all";
const flown = [...new Set([...results.values()].flat().map(({ what }) => what))];
const hidden = results.get("hidden") ?? [];
const leads = hidden.flatMap(({ leadsS }) => Object.values(leadsS)).toSorted((a, b) => a - b);
const lines = [
  `scenarios: ${draws} attacks, as many that birds may hide, and as many harmless draws, seed ${seed}, commit ${values.commit}, ${(process.cpuUsage().user / 1e6).toFixed(0)} s of processor time`,
  ...TROUBLES.map((trouble) => lineOf(`trouble: ${trouble}`, (each) => each.trouble === trouble)),
  ...RADARS.map((radars) => lineOf(`radars: ${radars}`, (each) => each.radars === radars)),
  ...flown.toSorted().map((what) => lineOf(what, (each) => each.what === what && reportsAll(each))),
  `attacks that birds may hide: ${rate(sum(hidden.map(({ missed }) => missed.length)), sum(hidden.map(({ hit }) => hit)))} areas hit and not under cover; the others ${(leads[0] ?? 0).toFixed(1)} s before at the latest, ${(leads[Math.floor(leads.length / 2)] ?? 0).toFixed(1)} s in the middle`,
  lineOf("all", () => true),
];
process.stdout.write(`${lines.join("\n")}\n`);
