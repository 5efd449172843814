import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { SiteModel, TimeUs } from "@tocsin/core";
import type { Channel, SiteConfig } from "@tocsin/sdk";
import type { OpenOptions } from "../adapters/asterix/open-recording.ts";
import { signerFromSeed } from "../journal/signing-key.ts";
import type { DriveProgress } from "../pipeline/drive-recorded.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import type { RecordRunOptions } from "./record-run.ts";

export interface ReplayOptions {
  readonly path: string;
  /** Without a site file every source of the recording becomes a sensor. */
  readonly config: SiteConfig | null;
  readonly open: OpenOptions;
  readonly dataDir: string;
  readonly channels: (config: SiteConfig) => readonly Channel[];
  /** Asked for once the site is known. */
  readonly observer?: (site: SiteModel) => (step: PipelineStep) => void;
  readonly pace?: (timeUs: TimeUs) => Promise<void>;
  readonly progress?: (progress: DriveProgress) => void;
  readonly cancelled?: () => boolean;
}

/** What the run of any recording has in common, whatever is recorded: one recording is signed by one key each time, so that runs can be compared. */
export function replayRun(
  { path, config, dataDir, channels, observer, pace, progress, cancelled }: ReplayOptions,
  site: SiteModel,
): Omit<RecordRunOptions, "events" | "startUs" | "afterwards"> {
  return {
    site,
    dataDir,
    channels: config === null ? [] : channels(config),
    timeZone: config?.site.time_zone,
    languages: config?.site.languages,
    source: `recording ${basename(path)}`,
    signer: signerFromSeed(
      createHash("sha256")
        .update(`tocsin replay ${basename(path)}`)
        .digest(),
    ),
    ...(observer === undefined ? {} : { observe: observer(site) }),
    ...(pace === undefined ? {} : { pace }),
    ...(progress === undefined ? {} : { progress }),
    ...(cancelled === undefined ? {} : { cancelled }),
  };
}
