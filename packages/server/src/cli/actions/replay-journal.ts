import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { replayJournal } from "../../pipeline/replay-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { whole } from "../text/numbers.ts";

export function again(context: CliContext, directory: string): Promise<number> {
  const progress = context.progress("replaying the journal");
  const report = replayJournal(directory, (events) => {
    if (events % 10_000 === 0) progress.update(`${whole(events)} events`);
  });
  progress.stop();
  if (context.json) context.printJson(report);
  else {
    context.print(
      `${whole(report.events)} events, ${whole(report.recorded.decisions)} decisions and ${whole(report.recorded.warnings)} warnings recorded`,
    );
    context.print(`  recorded  SHA-256 ${report.recorded.sha256}`);
    context.print(`  replayed  SHA-256 ${report.replayed.sha256}`);
  }
  if (report.identical) {
    if (!context.json)
      context.print("The replay reproduces every decision and warning byte for byte.");
    return Promise.resolve(EXIT.ok);
  }
  throw new TocsinError("REPLAY_DIFFERS", {
    detail: `the first difference is at record ${report.firstDifference ?? "unknown"}${erasedText(report.erasedEvents)}`,
    recorded: report.recordedEngineVersion,
    current: report.currentEngineVersion,
  });
}

const erasedText = (erased: number): string =>
  erased === 0
    ? ""
    : `; ${whole(erased)} looks, ticks or other events were erased, and what they led to cannot be run again`;
