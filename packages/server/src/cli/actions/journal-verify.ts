import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { verifyJournal } from "../../journal/verify-journal.ts";
import type { VerifyReport } from "../../journal/verify-report.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { whole } from "../text/numbers.ts";

export async function verify(
  context: CliContext,
  options: { publicKey?: string },
): Promise<number> {
  const directory = await findJournal(context);
  const progress = context.progress("verifying");
  const report = verifyJournal(directory, {
    ...(options.publicKey === undefined ? {} : { publicKey: options.publicKey }),
    onProgress: ({ records }) => progress.update(`${whole(records)} records`),
  });
  progress.stop();
  if (context.json) context.printJson(report);
  else for (const line of verifyLines(report, directory)) context.print(line);
  if (report.ok) return EXIT.ok;
  const bad = report.firstBad;
  throw new TocsinError("JOURNAL_CORRUPT", {
    path: directory,
    detail:
      bad === null
        ? "records are missing"
        : `${bad.reason} (${bad.segment}, byte ${bad.offset}${bad.sequence === null ? "" : `, record ${bad.sequence}`})`,
  });
}

function verifyLines(report: VerifyReport, directory: string): readonly string[] {
  const lines = [
    directory,
    `  ${whole(report.records)} records in ${whole(report.segments)} segment${report.segments === 1 ? "" : "s"}, ${whole(report.bytes)} bytes`,
    `  chain       ${report.chainOk ? "whole" : "BROKEN"}${report.chain === null ? "" : `, ends in ${report.chain.slice(0, 16)}…`}`,
    `  signatures  ${whole(report.checkpoints)} checkpoints, good through record ${whole(report.signedThrough)}`,
  ];
  for (const key of report.publicKeys) lines.push(`  public key  ${key}`);
  if (report.tornTail !== null)
    lines.push(
      `  unfinished  it ends in an unfinished write of ${whole(report.tornTail.bytes)} bytes (a crash); the next start drops it`,
    );
  for (const gap of report.gaps) lines.push(`  missing     records ${gap.from} to ${gap.through}`);
  for (const name of report.quarantined) lines.push(`  set aside   ${name}`);
  if (report.erased > 0) lines.push(`  erased      ${whole(report.erased)} payloads`);
  lines.push(report.ok ? "Nothing is missing, changed or wrongly signed." : "IT DOES NOT VERIFY.");
  return lines;
}
