import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { loadSiteFile } from "../../config/load-site-file.ts";
import type { Finding, FindingPart, LinkState } from "../../install/doctor/finding.ts";
import { type DoctorReport, runDoctor } from "../../install/doctor/run-doctor.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import type { CliContext } from "../cli-context.ts";
import { numberOption } from "../options.ts";
import { wrap } from "../text/wrap.ts";

interface DoctorFlags {
  readonly listen: string;
  readonly all?: boolean;
}

/** Longest time that a person is made to wait for data. */
const LISTEN_MAX_S = 600;

export async function doctor(context: CliContext, flags: DoctorFlags): Promise<number> {
  const listenS = numberOption("--listen", flags.listen, "doctor ");
  if (listenS < 0 || listenS > LISTEN_MAX_S)
    throw new TocsinError("USAGE", {
      detail: `--listen takes 0 to ${LISTEN_MAX_S} seconds`,
      command: "doctor ",
    });
  const site = await loadSiteFile(context.configPath);
  const progress = context.progress("flying made-up threats");
  const report = await runDoctor({
    site,
    dataDir: context.dataDir ?? site.config.data_dir,
    listenS,
    all: flags.all === true,
    clock: new SystemClock(),
    progress: (detail) => progress.update(detail),
  }).finally(() => progress.stop());
  if (context.json) context.printJson(report);
  else for (const line of reportLines(report, context.configPath)) context.print(line);
  return report.ok ? EXIT.ok : EXIT.failure;
}

const TITLES: Readonly<Record<FindingPart, string>> = {
  way: "From a detection to the null siren (made up, in mode drill, sent to nobody)",
  inputs: "Inputs",
  channels: "Channels",
  machine: "This machine",
};
const MARKS: Readonly<Record<LinkState, string>> = {
  ok: "ok      ",
  warning: "warning ",
  broken: "BROKEN  ",
  unknown: "unknown ",
};
const INDENT = " ".repeat(12);

function reportLines(report: DoctorReport, path: string): readonly string[] {
  const parts = Object.keys(TITLES) as FindingPart[];
  const lines = parts.flatMap((part) => [
    TITLES[part],
    ...report.findings.filter((finding) => finding.part === part).flatMap(findingLines),
    "",
  ]);
  const counts = `${report.broken} broken, ${report.warnings} to look at`;
  lines.push(
    report.ok
      ? `${path}: every link holds (${counts}).`
      : `${path}: the way is broken (${counts}).`,
  );
  return lines;
}

function findingLines({ subject, state, detail, remedy }: Finding): readonly string[] {
  const [first, ...rest] = wrap(`${subject}: ${detail}`, 88);
  const lines = [`  ${MARKS[state]}  ${first}`, ...rest.map((line) => `${INDENT}  ${line}`)];
  if (remedy === null || state === "ok") return lines;
  return [...lines, ...wrap(`→ ${remedy}`, 88).map((line) => `${INDENT}${line}`)];
}
