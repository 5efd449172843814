import { siteNotes } from "../../config/site-notes.ts";
import { resolve } from "node:path";
import type { TerrainModel } from "@tocsin/core";
import type { SiteConfig } from "@tocsin/sdk";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { isLoopback } from "../../http/identity/guard.ts";
import {
  type LocalCertificate,
  localCertificate,
  trustText,
} from "../../http/local-certificate.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { judgeSite } from "../../acceptance/judge-site.ts";
import { runPost } from "../../run/run-post.ts";
import { openSiteSafely, repeatNotice, type SafeStart } from "../../run/safe-mode.ts";
import type { WebOptions } from "../../run/show-post.ts";
import { openServiceNotifier, type ServiceNotifier } from "../../run/service-notifier.ts";
import type { CliContext } from "../cli-context.ts";
import { loadTerrain } from "../../terrain/load-terrain.ts";
import { portOption } from "../options.ts";
import { whole } from "../text/numbers.ts";
import { siteNotice } from "../text/site-lines.ts";
import { createStepPrinter } from "../text/step-lines.ts";
import { createLog, createStepLogger } from "../text/step-log.ts";

interface StartOptions {
  readonly port: string;
  readonly host: string;
  readonly https?: boolean;
  readonly http: boolean;
  readonly log: string;
}

export async function start(context: CliContext, options: StartOptions): Promise<number> {
  if (options.log !== "text" && options.log !== "json")
    throw new TocsinError("USAGE", {
      detail: `--log takes text or json, not "${options.log}"`,
      command: "start ",
    });
  const port = portOption(options.port, "start ");
  const log = options.log === "json" ? createLog(context.stdout) : null;
  const say = (line: string): void => (log === null ? context.print(line) : log.info(line));
  const signal = context.signal();
  const clock = new SystemClock();
  const notifier = openServiceNotifier({
    env: process.env,
    // The heartbeat leaves from this very event loop: that it leaves is the sign of life.
    alive: () => true,
    failed: (reason) => say(`The service manager can't be told anything: ${reason}`),
  });
  const opened = await openSite(context, { clock, signal, say, notifier });
  if (opened.kind === "stopped") {
    await notifier.close();
    return EXIT.interrupted;
  }
  const dataDir = context.dataDir ?? opened.file.config.data_dir;
  const verdict = judgeSite(dataDir, opened.file);
  const siteAgreed = tellNotice(siteNotice(verdict), { clock, signal, say });
  const { config, path } = verdict.run;
  const terrain = await readTerrain(config, isUnattended(notifier), say);
  const encrypted = options.https ?? !isLoopback(options.host);
  const tls = encrypted && options.http ? await localCertificate(dataDir, [options.host]) : null;
  await runPost({
    config,
    verdict,
    siteAgreed,
    terrain,
    dataDir,
    ...(options.http
      ? {
          web: {
            host: options.host,
            port,
            ...(tls === null ? {} : { tls }),
            announce: announcer(options.host, tls, say),
          },
        }
      : {}),
    signal,
    stdout: context.stdout,
    say,
    observe: (site) => {
      if (log !== null) return createStepLogger(site, log);
      const linesOf = createStepPrinter(site);
      return (step) => {
        for (const line of linesOf(step)) context.print(line);
      };
    },
    ready: ({ site, recovered, journal, journalNotes }) => {
      say(`Tocsin runs ${site.name} in mode ${site.mode} (${path})`);
      if (site.mode !== "live") say("  Nothing is sent to people: only mode live does that.");
      for (const note of siteNotes(config, clock.nowUs())) say(`  note: ${note}`);
      if (recovered.events > 0)
        say(`  went on from the journal: ${whole(recovered.events)} events were run again`);
      for (const note of journalNotes) say(`  journal: ${note}`);
      say(`  journal in ${resolve(journal)}; Ctrl-C stops`);
      notifier.ready(`${site.name}, mode ${site.mode}`);
    },
  });
  notifier.stopping();
  await notifier.close();
  say("Stopped: the journal is closed and complete.");
  return EXIT.ok;
}

/** Says a notice, and its heart again each minute; the answer ends that. */
function tellNotice(
  notice: readonly string[],
  parts: {
    readonly clock: SystemClock;
    readonly signal: AbortSignal;
    readonly say: (line: string) => void;
  },
): () => void {
  const over = new AbortController();
  for (const line of notice) parts.say(line);
  if (notice.length > 0)
    void repeatNotice(notice, {
      ...parts,
      signal: AbortSignal.any([parts.signal, over.signal]),
    });
  return () => over.abort();
}

/** Says where the screens are, and to whom, each time that they begin to be served. */
function announcer(
  host: string,
  tls: LocalCertificate | null,
  say: (line: string) => void,
): WebOptions["announce"] {
  let trustTold = false;
  return (address, claim, heldBack) => {
    say(`Open ${address}`);
    if (tls?.made === true && !trustTold) say(`  ${trustText(tls.authorityFile)}`);
    trustTold = true;
    if (claim !== null)
      say(`  Nobody has an account yet; the first administrator opens ${address}/${claim}`);
    if (heldBack) say(`  Until then it is served to this machine only, not at ${host}.`);
  };
}

/**
 * The ground of the site. A person at a terminal is told of a model that cannot be used; where nobody watches, a site
 * protects over flat ground rather than not at all, and says so.
 */
async function readTerrain(
  config: SiteConfig,
  unattended: boolean,
  say: (line: string) => void,
): Promise<TerrainModel | null> {
  try {
    return await loadTerrain(config);
  } catch (error) {
    if (!unattended || !(error instanceof TocsinError)) throw error;
    say(`The ground is taken as flat, and hills hide nothing: ${error.message} ${error.remedy}`);
    return null;
  }
}

/** Without a person at a terminal a post must not end over a bad site file: see ADR 0012. */
const isUnattended = (notifier: ServiceNotifier): boolean =>
  notifier.listens || process.env["TOCSIN_UNATTENDED"] === "1";

async function openSite(
  context: CliContext,
  parts: {
    readonly clock: SystemClock;
    readonly signal: AbortSignal;
    readonly say: (line: string) => void;
    readonly notifier: ServiceNotifier;
  },
): Promise<SafeStart> {
  const { notifier, say } = parts;
  if (!isUnattended(notifier))
    return { kind: "asked", file: await loadSiteFile(context.configPath) };
  const waiting = (line: string): void => {
    say(line);
    if (line.includes("NOT PROTECTING")) notifier.ready(line);
  };
  const opened = await openSiteSafely({
    path: context.configPath,
    dataDir: context.dataDir,
    clock: parts.clock,
    signal: parts.signal,
    say: waiting,
  });
  if (opened.kind === "older") {
    for (const line of opened.notice) say(line);
    void repeatNotice(opened.notice, { ...parts, say });
  }
  return opened;
}
