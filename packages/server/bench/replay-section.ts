import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a replay of the airport recording took, decoding to synced journal. */
export interface ReplayFigures {
  readonly minutes: number;
  readonly datagrams: number;
  readonly plots: number;
  readonly rejected: number;
  readonly records: number;
  readonly tracksConfirmed: number;
  readonly warnings: number;
  readonly faults: number;
  readonly wallS: number;
  readonly processorS: number;
  /** Wall time of decoding and assembling alone. */
  readonly decodeS: number;
  /** Recorded time over processor time. */
  readonly timesRealTime: number;
  /** Resident memory at the start and at each whole minute of the recording. */
  readonly rssMib: readonly number[];
}

export interface ReplayOptions {
  readonly minutes: number;
  readonly seed: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

const SCRIPT = fileURLToPath(new URL("./replay-airport.ts", import.meta.url));

export function replaySection(options: ReplayOptions): ReplayFigures {
  const { minutes, seed, folder, progress } = options;
  progress(`replay of ${minutes} minutes of an airport radar`);
  const text = execFileSync(
    process.execPath,
    [SCRIPT, "--minutes", String(minutes), "--seed", String(seed), "--folder", folder],
    { encoding: "utf8" },
  );
  return JSON.parse(text) as ReplayFigures;
}
