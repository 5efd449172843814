import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import { type Cancellation, type Clock, TocsinError } from "@tocsin/sdk";
import { isMap, parseDocument } from "yaml";
import { readSiteFile, type SiteFile } from "../config/load-site-file.ts";
import { problemText } from "../config/locate-problem.ts";
import { siteFileOf } from "../acceptance/accepted-copy.ts";
import { findAccepted } from "../acceptance/find-accepted.ts";

export interface SafeModeOptions {
  /** The site file as it was named. */
  readonly path: string;
  /** `--data-dir`; null: what the site file says, as far as that can be read. */
  readonly dataDir: string | null;
  readonly clock: Clock;
  readonly signal: Cancellation;
  /** A line for people: the terminal, the journal of the system, the service's status. */
  readonly say: (line: string) => void;
}

/** With which site file a post starts, and whether that is the one that was asked for. */
export type SafeStart =
  | { readonly kind: "asked"; readonly file: SiteFile }
  /** The file in place cannot be used; the one that last protected can, and does. */
  | { readonly kind: "older"; readonly file: SiteFile; readonly notice: readonly string[] }
  /** Stopped by a person before there was anything to run with. */
  | { readonly kind: "stopped" };

/** Nobody may look at a screen for longer than this and believe that it protects. */
const SAID_EVERY_US = 5 * MICROS_PER_SECOND;
const REPEATED_EVERY_US = 60 * MICROS_PER_SECOND;
/** The same problems are told again in full after so many times. */
const FULL_EVERY = 12;

/**
 * Opens a site file for a post that nobody watches. With a file that cannot be used the post goes on with the one that
 * it last protected with, says so, and goes on saying so; without one it says NOT PROTECTING every few seconds, looks at
 * the file each time, and starts as soon as it is mended. It never ends by itself: a service that ended would be started
 * and end again, and would look like one that works. See ADR 0012.
 */
export async function openSiteSafely(options: SafeModeOptions): Promise<SafeStart> {
  const { path, signal, clock } = options;
  const first = await read(path);
  if (first.ok) return { kind: "asked", file: first.file };
  const older = usableOlder(options);
  if (older.ok)
    return {
      kind: "older",
      file: older.kept.file,
      notice: noticeOf(path, first.problems, older.kept),
    };
  let problems = first.problems;
  for (let round = 0; !signal.aborted; round++) {
    say(options, problems, older.why, round);
    await clock.waitUntil(clock.nowUs() + SAID_EVERY_US, signal);
    if (signal.aborted) break;
    const again = await read(path);
    if (again.ok) return { kind: "asked", file: again.file };
    problems = again.problems;
  }
  return { kind: "stopped" };
}

/** Says the heart of a notice again each minute until it is stopped: nobody may come to take the older file for the new. */
export async function repeatNotice(
  notice: readonly string[],
  { clock, signal, say: print }: Pick<SafeModeOptions, "clock" | "signal" | "say">,
): Promise<void> {
  while (!signal.aborted) {
    await clock.waitUntil(clock.nowUs() + REPEATED_EVERY_US, signal);
    if (!signal.aborted) print(notice[0] ?? "");
  }
}

type ReadResult =
  | { readonly ok: true; readonly file: SiteFile }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A file that is missing or cannot be read is a problem like any other here; only defects are thrown. */
async function read(path: string): Promise<ReadResult> {
  try {
    const result = await readSiteFile(path);
    if (result.ok) return result;
    return {
      ok: false,
      problems: result.problems.map((problem) => `  ${problemText(problem, path)}`),
    };
  } catch (error) {
    if (!(error instanceof TocsinError)) throw error;
    return { ok: false, problems: [`  ${error.message}\n      ${error.remedy}`] };
  }
}

/** The site file that a post last protected with, read anew by this version. */
interface KeptSite {
  readonly file: SiteFile;
  readonly acceptedUs: TimeUs;
}

/** The one that was accepted last for the site file at `path`; null when there is none that this version can use. */
export function keptSite(dataDir: string, path: string): KeptSite | null {
  const { site } = findAccepted(dataDir);
  const file = site === null || site.path !== path ? null : siteFileOf(site);
  return site === null || file === null ? null : { file, acceptedUs: site.acceptedUs };
}

type Older =
  | { readonly ok: true; readonly kept: KeptSite }
  | { readonly ok: false; readonly why: string };

/**
 * The older site file. Where it warns nobody as real, not against a new one that plainly asks for
 * another mode or for automation to be off: somebody has just decided otherwise. What is live takes two people to lower, and a
 * file that cannot be used has none behind it.
 */
function usableOlder({ path, dataDir }: SafeModeOptions): Older {
  const absolute = resolve(path);
  const wanted = readableParts(absolute);
  const folder = dataDir ?? resolve(dirname(absolute), wanted.dataDir ?? "tocsin-data");
  const kept = keptSite(folder, absolute);
  if (kept === null) return { ok: false, why: `no earlier site file is kept in ${folder}` };
  const { mode, automation } = kept.file.config;
  if (mode === "live") return { ok: true, kept };
  if (wanted.mode !== null && wanted.mode !== mode)
    return {
      ok: false,
      why: `the earlier site file has mode ${mode}, and this one asks for ${wanted.mode}`,
    };
  if (wanted.automation === false && automation)
    return { ok: false, why: "the earlier site file warns by itself, and this one asks it not to" };
  return { ok: true, kept };
}

interface ReadableParts {
  readonly mode: string | null;
  readonly automation: boolean | null;
  readonly dataDir: string | null;
}

/** What can be made out of a site file that cannot be used. */
function readableParts(path: string): ReadableParts {
  let text = "";
  try {
    text = readFileSync(path, "utf8");
  } catch {
    // Missing or unreadable: it says nothing.
  }
  const { contents } = parseDocument(text, { prettyErrors: false });
  const get = (key: string): unknown => (isMap(contents) ? contents.get(key) : undefined);
  const [mode, automation, dataDir] = [get("mode"), get("automation"), get("data_dir")];
  return {
    mode: typeof mode === "string" ? mode : null,
    automation: typeof automation === "boolean" ? automation : null,
    dataDir: typeof dataDir === "string" ? dataDir : null,
  };
}

function say(
  options: SafeModeOptions,
  problems: readonly string[],
  why: string,
  round: number,
): void {
  const { path } = options;
  options.say(`NOT PROTECTING: the site file ${path} cannot be used (${problems.length} to mend)`);
  if (round % FULL_EVERY !== 0) return;
  for (const problem of problems) options.say(problem);
  options.say(`  There is nothing to go on with: ${why}.`);
  options.say(
    `  Mend it; this starts by itself as soon as it is sound. To check: tocsin config check --config ${path}`,
  );
}

function noticeOf(
  path: string,
  problems: readonly string[],
  { file, acceptedUs }: KeptSite,
): readonly string[] {
  const since = `${new Date(acceptedUs / 1_000).toISOString().slice(0, 16)}Z`;
  return [
    `PROTECTING WITH AN OLDER SITE FILE: ${path} cannot be used (${problems.length} to mend)`,
    ...problems,
    `  In use: the one that protected ${file.config.site.name} in mode ${file.config.mode}, kept ${since}.`,
    `  What was changed since does not count. Mend the file, then restart: tocsin config check --config ${path}`,
  ];
}
