import { createEngine, type SiteModel } from "@tocsin/core";
import { compileSite, type SiteConfig } from "@tocsin/sdk";
import type { Writable } from "node:stream";
import { createChannel } from "../channels/create-channel.ts";
import { openJournalThreaded } from "../journal/threaded-journal.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import {
  NOTHING_RECOVERED,
  recoverEngine,
  type RecoveredEngine,
} from "../pipeline/recover-engine.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { assemblePost } from "./assemble-post.ts";
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
  /** URL of a module that opens the journal's disk: for a disk that fails on purpose. */
  readonly diskModule?: string;
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
  const { config, signal } = options;
  const site = compileSite(config);
  const clock = new SystemClock();
  const adapters = openInputs(config, clock);
  const directory = journalDirectory(options.dataDir);
  const journal = await openJournalThreaded(directory, {
    nowUs: () => clock.nowUs(),
    segmentBytes: config.journal.segment_max_mib * MEBIBYTE,
    ...(options.diskModule === undefined ? {} : { diskModule: options.diskModule }),
  });
  const engine = createEngine();
  const recovered =
    journal.lastSequence() === 0 ? NOTHING_RECOVERED : recoverEngine(directory, engine);
  clock.notBefore(recovered.lastUs);
  const post = assemblePost({
    site,
    timeZone: config.site.time_zone,
    clock,
    journal,
    engine,
    recovered,
    channels: config.channels.map((channel) => createChannel(channel, { stdout: options.stdout })),
    observe: options.observe(site),
  });
  post.begin();
  options.ready({
    site,
    recovered,
    journal: directory,
    journalNotes: journal.faults().map(({ code, detail }) => `${code}: ${detail}`),
  });
  await post.runner.run(adapters, signal);
  await post.end();
}
