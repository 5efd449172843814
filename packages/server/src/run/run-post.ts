import { mkdirSync } from "node:fs";
import { createEngine, ENGINE_VERSION, type Fault, type SiteModel } from "@tocsin/core";
import { compileSite, type SiteConfig } from "@tocsin/sdk";
import type { Writable } from "node:stream";
import { createChannel } from "../channels/create-channel.ts";
import { readVersion } from "../cli/version.ts";
import { openJournalThreaded } from "../journal/threaded-journal.ts";
import { LiveRunner } from "../pipeline/live-runner.ts";
import { Pipeline, type PipelineStep } from "../pipeline/pipeline.ts";
import { recoverEngine, type RecoveredEngine } from "../pipeline/recover-engine.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { WarningDispatcher } from "../pipeline/warning-dispatcher.ts";
import { journalDirectory } from "./data-directory.ts";
import { openInputs } from "./open-inputs.ts";

const MEBIBYTE = 1024 * 1024;

export interface PostOptions {
  readonly config: SiteConfig;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  readonly stdout: Writable;
  readonly observe: (site: SiteModel) => (step: PipelineStep) => void;
  /** Called once protection has begun. */
  readonly ready: (post: PostReady) => void;
}
export interface PostReady {
  readonly site: SiteModel;
  readonly recovered: RecoveredEngine;
  readonly journal: string;
  /** What was found wrong when the journal was opened, in words; empty when nothing was. */
  readonly journalNotes: readonly string[];
}

/** Runs one post: real inputs, its own journal, until it is told to stop. */
export async function runPost(options: PostOptions): Promise<void> {
  const { config, dataDir, signal } = options;
  const site = compileSite(config);
  const clock = new SystemClock();
  const directory = journalDirectory(dataDir);
  mkdirSync(directory, { recursive: true });
  const journal = await openJournalThreaded(directory, {
    nowUs: () => clock.nowUs(),
    segmentBytes: config.journal.segment_max_mib * MEBIBYTE,
  });
  const engine = createEngine();
  const recovered = recoverEngine(directory, engine);
  const fault = (code: Fault["code"], subject: string, detail: string): void =>
    pipeline.fault({ timeUs: clock.nowUs(), code, subject, detail });
  const dispatcher = new WarningDispatcher({
    channels: config.channels.map((channel) => createChannel(channel, { stdout: options.stdout })),
    site,
    timeZone: config.site.time_zone,
    receipt: (receipt) => runner.receipt(receipt),
  });
  const pipeline: Pipeline = new Pipeline({
    engine,
    journal,
    mode: site.mode,
    send: (warning, recorded) => {
      dispatcher.dispatch(warning, recorded);
      if (!recorded)
        fault("WARNING_UNRECORDED", warning.areaId, "the disk did not confirm the record in time");
    },
    observe: options.observe(site),
  });
  const runner: LiveRunner = new LiveRunner({
    pipeline,
    clock,
    fault: (found) => pipeline.fault(found),
  });
  journal.onFault((found) =>
    fault("JOURNAL_FAULT", found.code, `${found.active ? "" : "over: "}${found.detail}`),
  );
  pipeline.begin({
    startedUs: clock.nowUs(),
    tocsinVersion: readVersion(),
    engineVersion: ENGINE_VERSION,
    nodeVersion: process.version,
    source: "live inputs",
  });
  pipeline.recoverEffects(recovered.unrecorded, recovered.wakeAtUs);
  runner.ingest({ type: "configuration", receivedUs: clock.nowUs(), site });
  for (const warning of recovered.unsent)
    if (warning.expiresUs > clock.nowUs()) dispatcher.dispatch(warning, true);
  options.ready({
    site,
    recovered,
    journal: directory,
    journalNotes: journal.faults().map(({ code, detail }) => `${code}: ${detail}`),
  });
  await runner.run(openInputs(config, clock), signal);
  await dispatcher.close();
  await journal.close();
}
