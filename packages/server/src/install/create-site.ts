import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { TocsinError } from "@tocsin/sdk";
import { loadSiteFile } from "../config/load-site-file.ts";
import { openSigningKey } from "../journal/signing-key.ts";
import { journalDirectory } from "../run/data-directory.ts";
import type { SiteAnswers } from "./site-answers.ts";
import { firstScenarioText, siteFileText } from "./site-file-text.ts";

export interface CreatedSite {
  readonly path: string;
  readonly dataDir: string;
  /** null where a real sensor was named. */
  readonly scenario: string | null;
}

/** Refuses before anything is asked: a site file is work of people and is never written over. */
export function refuseExistingSite(path: string): void {
  if (existsSync(path)) throw new TocsinError("SITE_FILE_EXISTS", { path });
}

/** Writes the site file, the scenario beside it where one is wanted, and the data directory with its secrets. */
export async function createSite(
  answers: SiteAnswers,
  options: { readonly path: string; readonly dataDir: string | null },
): Promise<CreatedSite> {
  const path = resolve(options.path);
  const folder = dirname(path);
  const scenario = `${answers.id}-first-simulation`;
  const scenarioPath = join(folder, `${scenario}.yaml`);
  const dataDir = resolve(options.dataDir ?? join(folder, "tocsin-data"));
  const simulated = answers.radar === null;
  refuseExistingSite(path);
  if (simulated) refuseExistingSite(scenarioPath);
  mkdirSync(folder, { recursive: true });
  const named = relative(folder, dataDir);
  const text = siteFileText(answers, {
    scenario: basename(scenarioPath),
    dataDir: named === "" || named.startsWith("..") ? dataDir : named,
  });
  // `wx`: somebody who made the file in the meantime keeps it.
  writeFileSync(path, text, { flag: "wx", mode: 0o640 });
  if (simulated)
    writeFileSync(scenarioPath, firstScenarioText(answers, scenario), { flag: "wx", mode: 0o640 });
  await loadSiteFile(path);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  openSigningKey(journalDirectory(dataDir));
  return { path, dataDir, scenario: simulated ? scenarioPath : null };
}
