import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { TrackerMethod } from "@tocsin/core";
import { measureSection } from "./measure-section.ts";
import { benchmarksPage } from "./page.ts";
import { type BenchReport, emptyReport, type Section, SECTIONS } from "./report.ts";
import { storedResults, storeResult } from "./stored-results.ts";

const METHODS: readonly TrackerMethod[] = ["main", "classical"];
const DOCS = new URL("../../../docs/reference/", import.meta.url);
const PAGE = fileURLToPath(new URL("benchmarks.md", DOCS));
const RESULTS = fileURLToPath(new URL("benchmarks/", DOCS));

const USAGE = `npm run bench -- [options]
  --quick        fewer objects, rounds and seeds: to see that it runs
  --only A,B     of ${SECTIONS.join(", ")}
  --tracker A,B  of ${METHODS.join(", ")}: which trackers are measured (all)
  --seed N       first seed of the scenarios (1)
  --seeds N      scenarios of each kind for accuracy (20)
  --soup N       of these, and of the engine's rounds, how many Stone Soup gets where it is importable (1)
  --json FILE    writes all figures to FILE
  --write        keeps each section's figures in docs/reference/benchmarks as soon as it is done, in the place of older
                 ones, and writes docs/reference/benchmarks.md out of all that are kept
  --page         only writes docs/reference/benchmarks.md anew out of the figures that are kept
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
  readonly page: boolean;
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
      page: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const { quick, write, page } = values;
  if (quick && write) throw new Error("--quick is too little to be kept: leave --write out");
  return {
    quick,
    only: listOf("--only", values.only, SECTIONS),
    trackers: listOf("--tracker", values.tracker, METHODS),
    seed: wholeNumber("--seed", values.seed),
    seeds: quick ? 2 : wholeNumber("--seeds", values.seeds),
    soup: quick ? 0 : wholeNumber("--soup", values.soup),
    json: values.json ?? null,
    write,
    page,
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

/** What would measure the same of one section again; where the figures go does not matter. */
function commandOf(section: Section, { quick, trackers, seed, seeds, soup }: Options): string {
  const options = [
    ...(quick ? ["--quick"] : []),
    `--only ${section}`,
    ...(trackers.length < METHODS.length ? ["--tracker", trackers.join(",")] : []),
    `--seed ${seed} --seeds ${seeds} --soup ${soup}`,
  ];
  return ["npm run bench --", ...options].join(" ");
}

/** Measures what is wanted, in turn, and keeps each section when it is done. */
async function measure(options: Options, folder: string): Promise<BenchReport> {
  let report = emptyReport();
  for (const section of options.only) {
    const command = commandOf(section, options);
    const measured = await measureSection(section, command, { ...options, folder, progress });
    report = { ...report, [section]: measured };
    if (!options.write) continue;
    storeResult(RESULTS, section, measured);
    writePage();
  }
  return report;
}

const writePage = (): void => {
  writeFileSync(PAGE, benchmarksPage(storedResults(RESULTS)));
};

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) {
    process.stdout.write(USAGE);
    return;
  }
  if (options.page) {
    writePage();
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "tocsin-bench-"));
  try {
    const report = await measure(options, folder);
    process.stdout.write(benchmarksPage(report));
    if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
