import type { AdapterSink, ByteSource, InputConfig, SiteConfig } from "@tocsin/sdk";
import { checkLook, type SensorReport } from "@tocsin/sdk";
import type { GenericOutput } from "../adapters/generic/record-reader.ts";
import type { SourcePorts } from "../sources/source-ports.ts";
import { openInput } from "./open-inputs.ts";
import type { Trial, TrialEntry } from "./try-input.ts";

export interface AdapterTest {
  readonly input: InputConfig;
  readonly config: SiteConfig;
  /** Read instead of what the input's transport names; null: that transport. */
  readonly source: ByteSource;
  readonly ports: SourcePorts;
  readonly signal: AbortSignal;
  readonly seen: (entry: TrialEntry) => void;
}

/** So many entries are kept for whoever wants them all at the end. */
const ENTRIES_MAX = 10_000;

/** Runs an input's adapter as a post would, until its source ends or `signal` aborts, and tells each thing that it gives. */
export async function testAdapter(options: AdapterTest): Promise<Trial> {
  const { input, config, source, ports, signal, seen } = options;
  const trial: Trial = { understood: 0, refused: 0, entries: [] };
  let number = 0;
  const add = (output: GenericOutput, count = 1): void => {
    number++;
    if (output.type === "rejected") trial.refused += count;
    else trial.understood++;
    const entry = { number, shown: "", outputs: [output] };
    if (trial.entries.length < ENTRIES_MAX) trial.entries.push(entry);
    seen(entry);
  };
  const report = (given: SensorReport): void => {
    const check = given.type === "look" ? checkLook(given.look) : null;
    if (check === null || check.ok) add(given);
    else add({ type: "rejected", problem: { reason: "invalid look", words: check.problem } });
  };
  const sink: AdapterSink = {
    look: (look) => report({ type: "look", look }),
    health: (sensorId, status, reason) => report({ type: "health", sensorId, status, reason }),
    // What authorities and defences report is counted; the post's own screens tell it.
    report: () => void trial.understood++,
    rejected: (reason, count, words) =>
      add({ type: "rejected", problem: { reason, words: `${reason}: ${words}` } }, count),
    link: () => undefined,
  };
  await openInput(input, { config, ports, given: source }).run(sink, signal);
  return trial;
}
