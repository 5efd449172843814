import { existsSync, statSync } from "node:fs";
import type { EngineEvent, SiteModel, TimeUs } from "@tocsin/core";
import { compileSite, type SiteConfig, TocsinError } from "@tocsin/sdk";
import type { AsterixConfig } from "../adapters/asterix/assembler.ts";
import { asterixConfigOf } from "../adapters/asterix/config-of-input.ts";
import {
  discoverAsterixSensors,
  type DiscoveredSensor,
} from "../adapters/asterix/discover-sensors.ts";
import { openAsterixRecording, type OpenOptions } from "../adapters/asterix/open-recording.ts";
import type { ReceivedDatagram } from "../sources/received-datagram.ts";
import type { Recording } from "../sources/recording.ts";
import { asterixEvents, RejectionCounts } from "./asterix-events.ts";
import { recordRun, type RunReport } from "./record-run.ts";
import { recordingSite } from "./recording-site.ts";
import { loadTerrain } from "../terrain/load-terrain.ts";
import { type ReplayOptions, replayRun } from "./replay-options.ts";

export interface RecordingReport extends RunReport {
  readonly format: string;
  readonly sources: readonly DiscoveredSensor[];
  readonly unplaced: readonly string[];
  readonly firstUs: TimeUs;
  readonly damage: string | null;
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
}

/** Runs a recording of ASTERIX through the whole way, in mode `replay`, into a journal of its own. */
export async function replayRecording(options: ReplayOptions): Promise<RecordingReport> {
  const { path, config } = options;
  const survey = await open(path, options.open);
  const categories = new Map<number, number>();
  const sources = await discoverAsterixSensors(countingCategories(survey.datagrams, categories));
  const surveyed = survey.report();
  await survey.close();
  if (sources.length === 0)
    throw new TocsinError("INPUT_EMPTY", {
      path,
      detail: surveyed.damage ?? emptyText(categories, surveyed.dropped),
    });
  const { site, asterix, unplaced } =
    config === null ? recordingSite(sources) : await configuredSite(config);
  const recording = await open(path, options.open);
  const rejections = new RejectionCounts();
  const firstUs = Math.min(...sources.map((source) => source.firstUs));
  const report = await recordRun({
    ...replayRun(options, site),
    events: asterixEvents(recording, site, asterix, rejections) as AsyncIterable<EngineEvent>,
    startUs: firstUs,
  });
  const { damage, dropped } = recording.report();
  await recording.close();
  for (const [reason, count] of Object.entries(dropped)) rejections.add(reason, count);
  return {
    ...report,
    format: recording.format,
    sources,
    unplaced,
    firstUs,
    damage,
    rejected: rejections.list(),
  };
}

/** Each datagram begins with the category of its first data block. */
async function* countingCategories(
  datagrams: Recording["datagrams"],
  counts: Map<number, number>,
): AsyncGenerator<ReceivedDatagram> {
  for await (const datagram of datagrams) {
    const category = datagram.payload[0];
    if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
    yield datagram;
  }
}

/** So many kinds are named. */
const NAMED_MAX = 6;

/** What a recording holds instead of records that are read: datagrams that begin as other categories do, and what was not even a datagram. */
function emptyText(
  categories: ReadonlyMap<number, number>,
  dropped: Readonly<Record<string, number>>,
): string {
  const begun = [...categories].map(
    ([category, count]) =>
      [`datagrams that begin as CAT${String(category).padStart(3, "0")}`, count] as const,
  );
  const parts = [...begun, ...Object.entries(dropped)]
    .sort(([, a], [, b]) => b - a)
    .slice(0, NAMED_MAX)
    .map(([name, count]) => `${count} × ${name}`);
  const instead = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
  return `no ASTERIX record of a category that Tocsin reads${instead}`;
}

async function configuredSite(config: SiteConfig): Promise<{
  site: SiteModel;
  asterix: AsterixConfig;
  unplaced: readonly string[];
}> {
  const terrain = await loadTerrain(config);
  const inputs = config.inputs.flatMap((input) =>
    input.type === "asterix-udp" || input.type === "asterix-file"
      ? [asterixConfigOf(input, config.sensors)]
      : [],
  );
  return {
    site: compileSite(config, { mode: "replay", terrain }),
    asterix: {
      editions: Object.fromEntries(
        inputs.flatMap(({ editions }) => Object.entries(editions ?? {})),
      ),
      sensors: inputs.flatMap(({ sensors }) => sensors),
    },
    unplaced: [],
  };
}

/** Opening a pipe would wait for whoever may never write to it. */
export function mustBeFile(path: string): void {
  if (!existsSync(path)) throw new TocsinError("INPUT_NOT_FOUND", { path });
  if (!statSync(path).isFile())
    throw new TocsinError("INPUT_EMPTY", { path, detail: "it is a pipe or a device, not a file" });
}

async function open(path: string, options: OpenOptions): Promise<Recording> {
  mustBeFile(path);
  const result = await openAsterixRecording(path, options);
  if (result.ok) return result.recording;
  throw new TocsinError("INPUT_EMPTY", { path, detail: result.reason });
}
