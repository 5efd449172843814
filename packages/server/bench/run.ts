import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { TrackerMethod } from "@tocsin/core";
import { accuracySection } from "./accuracy-section.ts";
import { assignmentSection } from "./assignment-section.ts";
import { companionSection } from "./companions.ts";
import { engineSection } from "./engine-section.ts";
import { impactSection } from "./impact-section.ts";
import { describeMachine } from "./machine.ts";
import { benchmarksPage } from "./page.ts";
import { pipelineSection } from "./pipeline-section.ts";
import { raidSection } from "./raid-section.ts";
import { replaySection } from "./replay-section.ts";
import type { BenchReport } from "./report.ts";
import { speedSection } from "./speed-section.ts";
import { warningSection } from "./warning-section.ts";

const SECTIONS = [
  "speed",
  "accuracy",
  "assignment",
  "engine",
  "warnings",
  "raids",
  "impacts",
  "pipeline",
  "replay",
  "parts",
] as const;
const METHODS: readonly TrackerMethod[] = ["main", "classical"];
/** Stone Soup is stopped after so much processor time in one scenario. */
const SOUP_SECONDS = 600;
type Section = (typeof SECTIONS)[number];
const PAGE = fileURLToPath(new URL("../../../docs/reference/benchmarks.md", import.meta.url));

const USAGE = `npm run bench -- [options]
  --quick        fewer objects, rounds and seeds: to see that it runs
  --only A,B     of ${SECTIONS.join(", ")}
  --tracker A,B  of ${METHODS.join(", ")}: which trackers are measured (all)
  --seed N       first seed of the scenarios (1)
  --seeds N      scenarios of each kind for accuracy (20)
  --soup N       of these, and of the engine's rounds, how many Stone Soup gets where it is importable (1)
  --json FILE    writes all figures to FILE
  --write        writes docs/reference/benchmarks.md
`;

interface Options {
  readonly quick: boolean;
  readonly only: readonly Section[];
  readonly trackers: readonly TrackerMethod[];
  readonly seed: number;
  readonly seeds: number;
  readonly soup: number;
  readonly json: string | null;
  readonly write: boolean;
}

/** null: only help was wanted. */
function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", default: SECTIONS.join(",") },
      tracker: { type: "string", default: METHODS.join(",") },
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "20" },
      soup: { type: "string", default: "1" },
      json: { type: "string" },
      write: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const { quick, write } = values;
  return {
    quick,
    only: listOf("--only", values.only, SECTIONS),
    trackers: listOf("--tracker", values.tracker, METHODS),
    seed: wholeNumber("--seed", values.seed),
    seeds: quick ? 2 : wholeNumber("--seeds", values.seeds),
    soup: quick ? 0 : wholeNumber("--soup", values.soup),
    json: values.json ?? null,
    write,
  };
}

function listOf<Name extends string>(
  option: string,
  text: string,
  known: readonly Name[],
): readonly Name[] {
  return text.split(",").map((name) => {
    const found = known.find((candidate) => candidate === name);
    if (found === undefined) throw new Error(`${option} knows ${known.join(", ")}, not ${name}`);
    return found;
  });
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${option} is a whole number`);
  return number;
}

const progress = (text: string): void => {
  process.stderr.write(`  ${text}\n`);
};

/** What would measure the same again; where the figures go does not matter. */
function commandOf({ quick, only, trackers, seed, seeds, soup }: Options): string {
  const options = [
    ...(quick ? ["--quick"] : []),
    ...(only.length < SECTIONS.length ? ["--only", only.join(",")] : []),
    ...(trackers.length < METHODS.length ? ["--tracker", trackers.join(",")] : []),
    `--seed ${seed} --seeds ${seeds} --soup ${soup}`,
  ];
  return ["npm run bench --", ...options].join(" ");
}

async function measure(options: Options, folder: string): Promise<BenchReport> {
  const { quick, seed, only, trackers } = options;
  const machine = describeMachine();
  const objects = quick ? [50, 200] : [50, 200, 1000];
  const rounds = quick ? 2 : 5;
  const common = { objects, seed, folder, progress };
  const wants = (section: Section): boolean => only.includes(section);
  return {
    command: commandOf(options),
    machine,
    speed: wants("speed")
      ? speedSection({
          ...common,
          objects: quick ? objects : [...objects, 5000],
          methods: trackers,
          rounds,
        })
      : null,
    accuracy: wants("accuracy")
      ? accuracySection({
          ...common,
          methods: trackers,
          seeds: options.seeds,
          soupSeeds: options.soup,
          soupSeconds: SOUP_SECONDS,
        })
      : null,
    assignment: wants("assignment") ? assignmentSection({ ...common, rounds }) : null,
    engine: wants("engine")
      ? engineSection({
          ...common,
          rounds: quick ? 1 : 5,
          soupRounds: options.soup,
          soupSeconds: SOUP_SECONDS,
        })
      : null,
    warnings: wants("warnings")
      ? warningSection({
          objects: quick ? 50 : 200,
          seed,
          seeds: Math.min(5, options.seeds),
          progress,
        })
      : null,
    raids: wants("raids")
      ? raidSection({
          ...common,
          seeds: options.seeds,
          soupSeeds: options.soup,
          soupSeconds: SOUP_SECONDS,
        })
      : null,
    impacts: wants("impacts") ? impactSection({ runs: quick ? 30 : 1000, seed, progress }) : null,
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
