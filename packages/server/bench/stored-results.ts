import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type BenchFigures,
  type BenchReport,
  emptyReport,
  type Measured,
  SECTIONS,
} from "./report.ts";
import type { Section } from "./report.ts";

const fileOf = (folder: string, section: Section): string => join(folder, `${section}.json`);

/** Keeps a section's figures, in the place of older ones, so that a run that is cut off loses no section that was done. */
export function storeResult<S extends Section>(
  folder: string,
  section: S,
  measured: Measured<BenchFigures[S]>,
): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(folder, section), `${JSON.stringify(measured, null, 1)}\n`);
}

/** The kept figures of every section. What is not a number is null in them: a page shows both as a dash. */
export function storedResults(folder: string): BenchReport {
  const known = SECTIONS.filter((section) => existsSync(fileOf(folder, section)));
  const entries = known.map((section) => [
    section,
    JSON.parse(readFileSync(fileOf(folder, section), "utf8")) as unknown,
  ]);
  return { ...emptyReport(), ...(Object.fromEntries(entries) as Partial<BenchReport>) };
}
