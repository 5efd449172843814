import { parseArgs } from "node:util";
import { SystemClock } from "../src/pipeline/system-clock.ts";
import { flyRound } from "../src/self-test/fly-round.ts";
import { makeUpThreat } from "../src/self-test/made-up-threat.ts";
import { processorSeconds } from "./processor-time.ts";
import { quantile } from "./statistics.ts";

/**
 * `node packages/server/bench/self-test.ts --rounds 20`: what a post's test of itself costs the thread that protects, in processor time: making the
 * threat up once, the first round, and each further one; and how long a round trip takes.
 */
const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });

const WITHIN_US = 5_000_000;
const clock = new SystemClock();
const { signal } = new AbortController();

const before = processorSeconds();
const threat = makeUpThreat();
process.stdout.write(`made up once: ${milliseconds(processorSeconds() - before)}\n`);

const costsS: number[] = [];
const tripsS: number[] = [];
for (let i = 0; i <= Number(values.rounds); i++) {
  const begun = processorSeconds();
  const round = await flyRound({ threat, clock, chance: () => 0.5, withinUs: WITHIN_US, signal });
  const costS = processorSeconds() - begun;
  if (i === 0) process.stdout.write(`first round: ${milliseconds(costS)}\n`);
  else costsS.push(costS);
  if (round.roundTripMs === null)
    process.stdout.write(`round ${i} broke at ${String(round.broken)}\n`);
  else if (i > 0) tripsS.push(round.roundTripMs / 1_000);
}
process.stdout.write(`further rounds: ${spread(costsS)}\nround trips: ${spread(tripsS)}\n`);

function spread(valuesS: readonly number[]): string {
  const [median, most] = [quantile(valuesS, 0.5), quantile(valuesS, 0.95)];
  return `${milliseconds(median)} in the middle, ${milliseconds(most)} at 95 %, of ${valuesS.length}`;
}

function milliseconds(seconds: number): string {
  return `${(1_000 * seconds).toFixed(0)} ms`;
}
