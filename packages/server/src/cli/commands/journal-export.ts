import { TocsinError } from "@tocsin/sdk";
import type { CliContext } from "../cli-context.ts";

export interface ExportOptions {
  readonly format: string;
  readonly out?: string;
}

/** `tocsin journal export`. */
export function exportAction(_context: CliContext, options: ExportOptions): Promise<number> {
  throw new TocsinError("USAGE", {
    detail: `no format ${options.format}`,
    command: "journal export ",
  });
}
