import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  createEngine,
  type EngineEvent,
  ENGINE_VERSION,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import { type Channel, TocsinError, type Language } from "@tocsin/sdk";
import type { CheckpointSigner } from "../journal/checkpoint.ts";
import { openJournalInline } from "../journal/inline-journal.ts";
import { openNodeDisk } from "../journal/node-disk-port.ts";
import { listSegments } from "../journal/segment-name.ts";
import { driveRecorded, type DriveProgress } from "../pipeline/drive-recorded.ts";
import type { EncodedRecord } from "../pipeline/encode-record.ts";
import { Pipeline, type PipelineStep } from "../pipeline/pipeline.ts";
import { compareReceipts, type Receipt } from "../pipeline/receipt.ts";
import { WarningDispatcher } from "../pipeline/warning-dispatcher.ts";
import { readVersion } from "../cli/version.ts";
import { journalDirectory } from "./data-directory.ts";

export interface RecordRunOptions {
  readonly site: SiteModel;
  /** In received order, the first a configuration. */
  readonly events: AsyncIterable<EngineEvent> | Iterable<EngineEvent>;
  readonly startUs: TimeUs;
  /** Where the journal goes; it must hold none yet. */
  readonly dataDir: string;
  readonly channels: readonly Channel[];
  readonly timeZone?: string | undefined;
  readonly languages?: readonly Language[] | undefined;
  /** In words, for the session record. */
  readonly source: string;
  readonly signer: CheckpointSigner;
  readonly observe?: (step: PipelineStep) => void;
  readonly pace?: (timeUs: TimeUs) => Promise<void>;
  readonly progress?: (progress: DriveProgress) => void;
  readonly cancelled?: () => boolean;
  /** Called at the end, with the time until which it ran: what is to be recorded beside it. */
  readonly afterwards?: (lastUs: TimeUs) => EncodedRecord;
}

export interface RunReport {
  readonly journal: string;
  readonly events: number;
  readonly records: number;
  readonly decisions: number;
  readonly warnings: number;
  readonly sha256: string;
  readonly lastUs: TimeUs;
}

/** Runs a recording or a scenario through the whole way, on its own time, into a journal of its own. */
export async function recordRun(options: RecordRunOptions): Promise<RunReport> {
  const { site, dataDir } = options;
  const directory = journalDirectory(dataDir);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  refuseExistingJournal(directory, dataDir);
  let nowUs = options.startUs;
  const journal = openJournalInline(openNodeDisk(directory), {
    signer: options.signer,
    nowUs: () => nowUs,
  });
  let receipts: Receipt[] = [];
  const dispatcher = new WarningDispatcher({
    channels: options.channels,
    site,
    timeZone: options.timeZone,
    languages: options.languages,
    receipt: (receipt) => receipts.push(receipt),
  });
  const pipeline = new Pipeline({
    engine: createEngine(),
    journal,
    mode: site.mode,
    prepare: (warning) => dispatcher.prepare(warning),
    send: (warning, recorded) => dispatcher.dispatch(warning, recorded),
    observe: (step) => {
      if (step.event !== null) nowUs = Math.max(nowUs, step.event.receivedUs);
      options.observe?.(step);
    },
  });
  pipeline.begin({
    startedUs: options.startUs,
    tocsinVersion: readVersion(),
    engineVersion: ENGINE_VERSION,
    nodeVersion: process.version,
    source: options.source,
  });
  const driven = await driveRecorded({
    events: options.events,
    pipeline,
    settle: async () => {
      await dispatcher.settled();
      const settled = receipts.sort(compareReceipts);
      receipts = [];
      return settled;
    },
    ...(options.pace === undefined ? {} : { pace: options.pace }),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
    ...(options.cancelled === undefined ? {} : { cancelled: options.cancelled }),
  });
  await dispatcher.close();
  const after = options.afterwards?.(driven.timeUs);
  if (after !== undefined) journal.append(after.type, after.payload);
  const records = journal.lastSequence();
  await journal.close();
  return {
    journal: directory,
    events: driven.events,
    records,
    decisions: pipeline.digest.decisions,
    warnings: pipeline.digest.warnings,
    sha256: pipeline.digest.hex(),
    lastUs: driven.timeUs,
  };
}

function refuseExistingJournal(directory: string, dataDir: string): void {
  if (listSegments(readdirSync(directory)).length === 0) return;
  throw new TocsinError("DATA_DIR_IN_USE", { path: join(dataDir) });
}
