import { type AdapterSink, checkLook, type GenericInputConfig, readFrames } from "@tocsin/sdk";
import { createRecordFramer, shownLine } from "../adapters/generic/generic-adapter.ts";
import { type GenericOutput, RecordReader } from "../adapters/generic/record-reader.ts";
import { SystemClock } from "../pipeline/system-clock.ts";
import { chance } from "../sources/chance-port.ts";
import { createFileSource, STANDARD_INPUT } from "../sources/file-source.ts";

/** What became of one line or message. */
export interface TrialEntry {
  /** Counted from 1. */
  readonly number: number;
  readonly shown: string;
  readonly outputs: readonly GenericOutput[];
}

export interface Trial {
  understood: number;
  refused: number;
  readonly entries: TrialEntry[];
}

/** So many entries are kept for whoever wants them all at the end. */
const ENTRIES_MAX = 10_000;

/**
 * Reads records from a file, or from standard input, as a generic input would, and tells each. Without an input any
 * sensor's name is taken. Times of a file may be of any day; those of standard input are held against now.
 */
export async function tryInput(
  path: string,
  input: GenericInputConfig | null,
  { signal, seen }: { readonly signal: AbortSignal; readonly seen: (entry: TrialEntry) => void },
): Promise<Trial> {
  const trial: Trial = { understood: 0, refused: 0, entries: [] };
  const reader = new RecordReader({
    clock: input?.clock ?? "sensor",
    sensors: input?.sensors ?? null,
    ...(input?.mapping === undefined ? {} : { mapping: input.mapping }),
    anyTime: path !== STANDARD_INPUT,
  });
  let number = 0;
  const add = (shown: string, outputs: readonly GenericOutput[]): void => {
    number++;
    const refused = outputs.filter(({ type }) => type === "rejected").length;
    trial.refused += refused;
    trial.understood += outputs.length - refused;
    const entry = { number, shown, outputs };
    if (trial.entries.length < ENTRIES_MAX) trial.entries.push(entry);
    seen(entry);
  };
  const sink: AdapterSink = {
    look: () => undefined,
    health: () => undefined,
    report: () => undefined,
    link: () => undefined,
    rejected: (reason, _count, words) =>
      add("", [{ type: "rejected", problem: { reason, words } }]),
  };
  const reading = {
    source: createFileSource({ path, speed: 0 }, { clock: new SystemClock(), chance }),
    createFramer: () => createRecordFramer(input?.framing ?? "lines"),
    sink,
    frame: (bytes: Uint8Array, receivedUs: number) =>
      add(shownLine(bytes), reader.read(bytes, receivedUs).map(checked)),
  };
  await readFrames(reading, signal);
  return trial;
}

/** What the look schema refuses is refused in a post too. */
function checked(output: GenericOutput): GenericOutput {
  if (output.type !== "look") return output;
  const check = checkLook(output.look);
  if (check.ok) return output;
  return { type: "rejected", problem: { reason: "invalid look", words: check.problem } };
}
