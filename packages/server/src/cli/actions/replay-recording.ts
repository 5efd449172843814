import { basename, resolve } from "node:path";
import { clockText, secondsBetween, utcText } from "@tocsin/core";
import { EXIT } from "@tocsin/sdk/errors";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { journalDirectory, runDirectory } from "../../run/data-directory.ts";
import { openChannels } from "../../run/open-channels.ts";
import { createPace } from "../../run/pace.ts";
import { mustBeFile, type RecordingReport, replayRecording } from "../../run/replay-recording.ts";
import type { ReplayOptions } from "../../run/replay-options.ts";
import { replaySelfReports, type SelfReportReport } from "../../run/replay-self-reports.ts";
import { openSelfReports } from "../../run/self-reports.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import type { DiscoveredSensor } from "../../adapters/asterix/discover-sensors.ts";
import type { CliContext } from "../cli-context.ts";
import { positiveOption, timeOption } from "../options.ts";
import { duration, whole } from "../text/numbers.ts";
import { createStepPrinter } from "../text/step-lines.ts";

export interface ReplayFlags {
  readonly speed?: string;
  readonly day?: string;
  readonly quiet?: boolean;
}

export async function recording(
  context: CliContext,
  path: string,
  options: ReplayFlags,
): Promise<number> {
  const config = context.configGiven ? (await loadSiteFile(context.configPath)).config : null;
  const dataDir = runDirectory(context.dataDir ?? undefined, "replay", basename(path));
  const signal = context.signal();
  const quiet = options.quiet === true || context.json;
  const progress = context.progress(`replaying ${basename(path)}`);
  const clock = new SystemClock();
  const startUs = clock.nowUs();
  mustBeFile(path);
  const selfReports = await openSelfReports(path);
  const settings: ReplayOptions = {
    path,
    config,
    open:
      options.day === undefined
        ? {}
        : { startDayUs: timeOption("--day", `${options.day}T00:00:00Z`, "replay ") },
    dataDir,
    channels: (site) => openChannels(site, dataDir, context.stderr),
    observer: (site) => {
      const linesOf = createStepPrinter(site);
      return (step) => {
        if (!quiet) for (const line of linesOf(step)) context.print(line);
      };
    },
    ...(options.speed === undefined
      ? {}
      : { pace: createPace(positiveOption("--speed", options.speed, "replay "), clock, signal) }),
    progress: ({ events, timeUs }) =>
      progress.update(`${whole(events)} events, at ${clockText(timeUs)} UTC`),
    cancelled: () => signal.aborted,
  };
  const report =
    selfReports === null
      ? await replayRecording(settings)
      : await replaySelfReports(selfReports, settings);
  progress.stop();
  const tookS = secondsBetween(startUs, clock.nowUs());
  if (context.json) context.printJson(report);
  else for (const line of reportLines(report, { path, tookS, dataDir })) context.print(line);
  return signal.aborted ? EXIT.interrupted : EXIT.ok;
}

function periodText({ rotationPeriodUs, updatePeriodUs }: DiscoveredSensor): string {
  if (rotationPeriodUs !== null) return `, turns in ${(rotationPeriodUs / 1e6).toFixed(1)} s`;
  if (updatePeriodUs === null) return "";
  return `, reports each target every ${(updatePeriodUs / 1e6).toFixed(1)} s`;
}

/** Whom a recording of aircraft or drones holds, and from where it was taken to be heard. */
function heardLines(report: SelfReportReport): readonly string[] {
  const drones = report.objects === 1 ? "drone" : "drones";
  const kind = report.format === "remote-id" ? drones : "aircraft";
  const lines = [`  ${whole(report.objects)} ${kind}, ${whole(report.places)} places`];
  const { assumedReceiver } = report;
  if (!report.hasTimes)
    lines.push(
      "  nothing in it says when it was heard: all of it counts as one moment, and of each only the first place is used",
    );
  if (assumedReceiver !== null)
    lines.push(
      `  the recording does not say where the receiver stands: put amid the places, at ${degrees(assumedReceiver.latitudeRad)}, ${degrees(assumedReceiver.longitudeRad)}; --config gives its place`,
    );
  return lines;
}

const degrees = (rad: number): string => ((rad * 180) / Math.PI).toFixed(3);

/** The sources of a recording of ASTERIX, and which of them stand nowhere. */
function sourceLines(report: RecordingReport): readonly string[] {
  return report.sources.map((source) => {
    const records = Object.entries(source.records)
      .map(([category, count]) => `${whole(count)} × CAT${category.padStart(3, "0")}`)
      .join(", ");
    return `  source ${source.sac}/${source.sic}: ${records}${periodText(source)}`;
  });
}

function reportLines(
  report: RecordingReport | SelfReportReport,
  run: { readonly path: string; readonly tookS: number; readonly dataDir: string },
): readonly string[] {
  const spanS = (report.lastUs - report.firstUs) / 1e6;
  const unplaced = "unplaced" in report ? report.unplaced : [];
  const lines = [
    "",
    `${basename(run.path)}: ${report.format}, from ${utcText(report.firstUs)}`,
    "",
  ];
  lines.push(...("sources" in report ? sourceLines(report) : heardLines(report)));
  for (const { reason, count } of report.rejected)
    lines.push(`  not used: ${whole(count)} × ${reason}`);
  if (report.damage !== null)
    lines.push(`  the recording is damaged: ${report.damage}; all before that was used`);
  if (unplaced.length > 0)
    lines.push(
      `  the recording does not say where ${unplaced.join(", ")} stand${unplaced.length === 1 ? "s" : ""}: put on the equator, apart; --config gives places`,
    );
  lines.push(
    "",
    `${whole(report.events)} events, ${whole(report.decisions)} decisions, ${whole(report.warnings)} warnings: ${duration(spanS)} of recording in ${duration(run.tookS)} (${(spanS / run.tookS).toFixed(0)} × real time)`,
    `  decisions SHA-256 ${report.sha256}`,
    `  journal           ${resolve(journalDirectory(run.dataDir))}`,
    "",
    `Next: tocsin why --data-dir ${run.dataDir}`,
  );
  return lines;
}
