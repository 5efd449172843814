import { describe, expect, test } from "vitest";
import { addToTally, emptyTally, reproduce, runSeed } from "./campaign.ts";
import { simulateFaults } from "./simulate-faults.ts";

const SEEDS = 30;
const FROM = 1;

describe("the post in a world of faults", () => {
  test("one seed is one run, byte for byte", async () => {
    const [first, second, other] = await Promise.all([3, 3, 4].map((seed) => simulateFaults(seed)));
    expect(second.sha256).toBe(first.sha256);
    expect(other.sha256).not.toBe(first.sha256);
  });

  test("a start that ends a warning at once does not then repeat its beginning to a channel that owes an answer", async () => {
    expect((await runSeed(77_026)).violations).toEqual([]);
  });

  test("power lost between a later write that was kept and an earlier one that was not leaves a journal that ends before both", async () => {
    expect((await runSeed(77_139)).violations).toEqual([]);
  });

  test("a disk that is full from the beginning leaves no segment that is called damaged", async () => {
    expect((await runSeed(88_005)).violations).toEqual([]);
  });

  test(`keeps its promises in ${SEEDS} runs from seed ${FROM}`, async () => {
    const tally = emptyTally();
    const broken: string[] = [];
    for (let seed = FROM; seed < FROM + SEEDS; seed++) {
      const { run, violations } = await runSeed(seed);
      if (run !== null) addToTally(tally, run);
      for (const { invariant, what } of violations)
        broken.push(`${invariant}: ${what.join("; ")}\n  again: ${reproduce(seed)}`);
    }
    process.stdout.write(`faults met, seeds ${FROM}…: ${JSON.stringify(tally)}\n`);
    expect(broken).toEqual([]);
    // The faults have happened, or nothing was shown.
    expect(tally.crashes).toBeGreaterThan(SEEDS / 4);
    expect(tally.takeCovers).toBeGreaterThan(SEEDS / 2);
    for (const count of [tally.unrecorded, tally.channelFailures, tally.lateLooks, tally.tornTails])
      expect(count).toBeGreaterThan(0);
  });
});
