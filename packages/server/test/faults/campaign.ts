import { INVARIANTS, type Violations } from "./invariants.ts";
import { type FaultRun, simulateFaults, simulateOracle } from "./simulate-faults.ts";

export interface SeedResult {
  /** Null when the run did not come to its end. */
  readonly run: FaultRun | null;
  readonly violations: readonly { readonly invariant: string; readonly what: Violations }[];
}

const COMES_TO_AN_END = "the run comes to an end";
export const PROMISES: readonly string[] = [COMES_TO_AN_END, ...INVARIANTS.map(({ name }) => name)];

/** One seed through its faults, held to every invariant. */
export async function runSeed(seed: number): Promise<SeedResult> {
  let run: FaultRun | null = null;
  try {
    const oracle = await simulateOracle(seed);
    const faulty = await simulateFaults(seed);
    run = faulty;
    const violations = INVARIANTS.flatMap(({ name, holds }) => {
      const what = holds(faulty, oracle);
      return what.length === 0 ? [] : [{ invariant: name, what }];
    });
    return { run, violations };
  } catch (error) {
    const what = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return { run, violations: [{ invariant: COMES_TO_AN_END, what }] };
  }
}

export const reproduce = (seed: number): string =>
  `npm run prove -- faults --seeds 1 --from ${seed}`;

/** What a run had in it, so that a campaign can show that its faults happened at all. */
export interface CampaignTally {
  runs: number;
  crashes: number;
  tornTails: number;
  failedStarts: number;
  sent: number;
  unrecorded: number;
  channelFailures: number;
  lateLooks: number;
  takeCovers: number;
}

export const emptyTally = (): CampaignTally => ({
  runs: 0,
  crashes: 0,
  tornTails: 0,
  failedStarts: 0,
  sent: 0,
  unrecorded: 0,
  channelFailures: 0,
  lateLooks: 0,
  takeCovers: 0,
});

export function addToTally(tally: CampaignTally, run: FaultRun): void {
  tally.runs += 1;
  tally.crashes += run.lives.filter(({ end }) => end === "crash").length;
  tally.tornTails += run.lives.filter(({ tornTail }) => tornTail).length;
  tally.failedStarts += run.failedStarts;
  tally.sent += run.log.sent.length;
  tally.unrecorded += run.log.sent.filter(({ recorded }) => !recorded).length;
  tally.channelFailures += run.faults.filter(({ code }) => code === "CHANNEL_FAILED").length;
  tally.lateLooks += run.faults.filter(({ code }) => code === "LOOK_TOO_LATE").length;
  tally.takeCovers += run.warnings.filter(({ stage }) => stage === "take-cover").length;
}
