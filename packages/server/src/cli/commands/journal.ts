import { EXIT, TocsinError } from "@tocsin/sdk";
import { readJournal } from "../../journal/read-journal.ts";
import { RECORD_TYPES } from "../../journal/record-type.ts";
import { verifyJournal } from "../../journal/verify-journal.ts";
import type { VerifyReport } from "../../journal/verify-report.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { exportAction } from "./journal-export.ts";
import { whole } from "../text/numbers.ts";
import { recordSummary } from "../text/record-summary.ts";
import type { Verb } from "../verb.ts";

interface ListOptions {
  readonly type?: string;
  readonly from?: string;
  readonly limit: string;
}

/** `tocsin journal ls | verify | export`. */
export const journalVerb: Verb = {
  name: "journal",
  summary: "list, verify and export what was recorded",
  examples: [
    { command: "tocsin journal ls --type decision --data-dir DIR", does: "list records" },
    {
      command: "tocsin journal verify --data-dir DIR",
      does: "check every byte, link and signature",
    },
    {
      command: "tocsin journal export --format mcap --out run.mcap",
      does: "for Foxglove or Lichtblick",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("ls")
      .description("list records, oldest first")
      .option("--type <name>", `one of: ${Object.keys(RECORD_TYPES).join(", ")}`)
      .option("--from <sequence>", "the first record wanted")
      .option("--limit <count>", "at most so many", "200")
      .action(run(list));
    command
      .command("verify")
      .description("check that nothing is missing, changed or wrongly signed")
      .option("--public-key <key>", "the key that must have signed it, DER in base64")
      .action(run(verify));
    command
      .command("export")
      .description("write all records in another format")
      .option("--format <format>", "jsonl or mcap", "jsonl")
      .option("--out <file>", "where to write it (jsonl: standard output where it is not given)")
      .action(run(exportAction));
  },
};

async function list(context: CliContext, options: ListOptions): Promise<number> {
  const wanted = options.type === undefined ? null : typeNumber(options.type);
  const from = options.from === undefined ? 1 : wholeOption("--from", options.from, "journal ls ");
  const limit = wholeOption("--limit", options.limit, "journal ls ");
  const directory = await findJournal(context);
  const listed: unknown[] = [];
  let more = false;
  for (const record of readJournal(directory, { from })) {
    if (wanted !== null && record.type !== wanted) continue;
    if (listed.length >= limit) {
      more = true;
      break;
    }
    const summary = recordSummary(record);
    listed.push(context.json ? summary.value : summary.line);
    if (!context.json) context.print(summary.line);
  }
  if (context.json) context.printJson(listed);
  else if (listed.length === 0) context.print("No such record.");
  else if (more) context.note(`… more; go on with --from, or a higher --limit`);
  return EXIT.ok;
}

function typeNumber(name: string): number {
  const type = Object.entries(RECORD_TYPES).find(([key]) => key === name)?.[1];
  if (type !== undefined) return type;
  throw new TocsinError("USAGE", {
    detail: `there is no record type "${name}"; the types are ${Object.keys(RECORD_TYPES).join(", ")}`,
    command: "journal ls ",
  });
}

async function verify(context: CliContext, options: { publicKey?: string }): Promise<number> {
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
