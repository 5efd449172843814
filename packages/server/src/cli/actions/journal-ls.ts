import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { readJournal } from "../../journal/read-journal.ts";
import { RECORD_TYPES } from "../../journal/record-type.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { recordSummary } from "../text/record-summary.ts";

interface ListOptions {
  readonly type?: string;
  readonly from?: string;
  readonly limit: string;
}

export async function list(context: CliContext, options: ListOptions): Promise<number> {
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
