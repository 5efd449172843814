import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchOptions, commandOf, readOptions, USAGE } from "./bench-options.ts";
import { measureSection } from "./measure-section.ts";
import { benchmarksPage } from "./page.ts";
import { type BenchReport, emptyReport } from "./report.ts";
import { storedResults, storeResult } from "./stored-results.ts";

const DOCS = new URL("../../../docs/reference/", import.meta.url);
const PAGE = fileURLToPath(new URL("benchmarks.md", DOCS));
const RESULTS = fileURLToPath(new URL("benchmarks/", DOCS));

const progress = (text: string): void => {
  process.stderr.write(`  ${text}\n`);
};

/** Measures what is wanted, in turn, and keeps each section when it is done. */
async function measure(options: BenchOptions, folder: string): Promise<BenchReport> {
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
  const options = readOptions(process.argv.slice(2));
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
