import { open, type FileHandle } from "node:fs/promises";
import { once } from "node:events";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import type { Writable } from "node:stream";
import { exportJsonLines } from "../../journal/export-json-lines.ts";
import { exportMcap } from "../../journal/export-mcap.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { whole } from "../text/numbers.ts";

export interface ExportOptions {
  readonly format: string;
  readonly out?: string;
}

const PROGRESS_EVERY = 2_000;

/** `tocsin journal export`. */
export async function exportAction(context: CliContext, options: ExportOptions): Promise<number> {
  const directory = await findJournal(context);
  if (options.format === "jsonl") return exportLines(context, directory, options.out);
  if (options.format === "mcap") return exportToMcap(context, directory, options.out);
  throw new TocsinError("USAGE", {
    detail: `--format takes jsonl or mcap, not "${options.format}"`,
    command: "journal export ",
  });
}

async function exportLines(
  context: CliContext,
  directory: string,
  out: string | undefined,
): Promise<number> {
  const target: Writable =
    out === undefined ? context.stdout : (await openOutput(out)).createWriteStream();
  const progress = context.progress("exporting");
  let count = 0;
  for (const line of exportJsonLines(directory)) {
    if (!target.write(line.endsWith("\n") ? line : `${line}\n`)) await once(target, "drain");
    if (++count % PROGRESS_EVERY === 0) progress.update(`${whole(count)} records`);
  }
  progress.stop();
  if (out !== undefined) {
    target.end();
    await once(target, "finish");
    context.note(`${whole(count)} records written to ${out}`);
  }
  return EXIT.ok;
}

async function exportToMcap(
  context: CliContext,
  directory: string,
  out: string | undefined,
): Promise<number> {
  if (out === undefined)
    throw new TocsinError("USAGE", {
      detail: "--format mcap needs --out FILE",
      command: "journal export ",
    });
  const progress = context.progress("exporting");
  const file = await openOutput(out);
  const count = await exportMcap(directory, fileWritable(file));
  await file.close();
  progress.stop();
  context.note(`${whole(count)} records written to ${out}; Foxglove and Lichtblick open it`);
  return EXIT.ok;
}

/** Where the user wants it written; a folder that is not there is theirs to mend, not a defect. */
async function openOutput(out: string): Promise<FileHandle> {
  try {
    return await open(out, "w");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TocsinError("USAGE", {
      detail: `--out ${out} cannot be written: ${reason}`,
      command: "journal export ",
    });
  }
}

function fileWritable(file: FileHandle): {
  write(buffer: Uint8Array): Promise<void>;
  position(): bigint;
} {
  let position = 0n;
  return {
    async write(buffer) {
      await file.write(buffer);
      position += BigInt(buffer.length);
    },
    position: () => position,
  };
}
