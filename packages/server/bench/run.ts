import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { companionSection } from "./companions.ts";
import { engineSection } from "./engine-section.ts";
import { describeMachine } from "./machine.ts";
import { benchmarksPage } from "./page.ts";
import { pipelineSection } from "./pipeline-section.ts";
import { replaySection } from "./replay-section.ts";
import type { BenchReport } from "./report.ts";
import { trackSection } from "./track-section.ts";

const SECTIONS = ["tracker", "engine", "pipeline", "replay", "parts"] as const;
type Section = (typeof SECTIONS)[number];
const PAGE = fileURLToPath(new URL("../../../docs/reference/benchmarks.md", import.meta.url));

const USAGE = `npm run bench -- [options]
  --quick        fewer objects, rounds and seeds: to see that it runs
  --only A,B     of ${SECTIONS.join(", ")}
  --seed N       first seed of the scenarios (1)
  --json FILE    writes all figures to FILE
  --write        writes docs/reference/benchmarks.md
`;

interface Options {
  readonly quick: boolean;
  readonly only: readonly Section[];
  readonly seed: number;
  readonly json: string | null;
  readonly write: boolean;
}

/** null: only help was wanted. */
function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", default: SECTIONS.join(",") },
      seed: { type: "string", default: "1" },
      json: { type: "string" },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error("--seed is a whole number");
  const only = values.only.split(",").map((name) => {
    const section = SECTIONS.find((known) => known === name);
    if (section === undefined) throw new Error(`--only knows ${SECTIONS.join(", ")}, not ${name}`);
    return section;
  });
  const { quick, write } = values;
  return { quick, only, seed, json: values.json ?? null, write };
}

const progress = (text: string): void => {
  process.stderr.write(`  ${text}\n`);
};

/** What would measure the same again; where the figures go does not matter. */
function commandOf({ quick, only, seed }: Options): string {
  const options = [
    ...(quick ? ["--quick"] : []),
    ...(only.length < SECTIONS.length ? ["--only", only.join(",")] : []),
    "--seed",
    String(seed),
  ];
  return ["npm run bench --", ...options].join(" ");
}

async function measure(options: Options, folder: string): Promise<BenchReport> {
  const { quick, seed, only } = options;
  const machine = describeMachine();
  const objects = quick ? [50, 200] : [50, 200, 1000];
  const common = { objects, seed, folder, progress };
  const wants = (section: Section): boolean => only.includes(section);
  return {
    command: commandOf(options),
    machine,
    track: wants("tracker")
      ? trackSection({ ...common, rounds: quick ? 2 : 5, accuracySeeds: quick ? 2 : 20 })
      : null,
    engine: wants("engine") ? engineSection({ ...common, rounds: quick ? 1 : 5 }) : null,
    pipeline: wants("pipeline")
      ? await pipelineSection({ ...common, scenarios: quick ? 1 : 5 })
      : null,
    replay: wants("replay") ? replaySection({ ...common, minutes: quick ? 1 : 10 }) : null,
    companions: wants("parts") && !quick ? companionSection(progress) : null,
  };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) {
    process.stdout.write(USAGE);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
  try {
    const report = await measure(options, folder);
    const page = benchmarksPage(report);
    process.stdout.write(page);
    if (options.write) writeFileSync(PAGE, page);
    if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
