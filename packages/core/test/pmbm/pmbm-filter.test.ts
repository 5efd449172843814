import { describe, expect, test } from "vitest";
import type { PmbmLimits } from "../../bench/pmbm/local-hypothesis.ts";
import { PmbmFilter } from "../../bench/pmbm/pmbm-filter.ts";
import { shownObjects } from "../../bench/pmbm/shown-objects.ts";
import type { Look } from "../../src/measurement/look.ts";
import { createTracker } from "../../src/tracking/create-tracker.ts";
import {
  config,
  geometryOf,
  type Mover,
  NO_HEALTH,
  radar,
  runOfLooks,
  see,
  seeded,
  START_US,
  straight,
  sweepLook,
} from "../../src/tracking/tracker-world.test-support.ts";
import { everyExplanation } from "./every-explanation.test-support.ts";

const EVERYTHING: PmbmLimits = {
  globalsMax: 200_000,
  logWeightLeast: -Infinity,
  existenceLeast: 0,
  looksAlike: Infinity,
};
const USUAL: PmbmLimits = {
  globalsMax: 100,
  logWeightLeast: -10,
  existenceLeast: 1e-5,
  looksAlike: 5,
};

/** Probabilities of existence by histories, over all clusters. */
function existencesOf(filter: PmbmFilter): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { globals } of filter.clusters) {
    for (const { logWeight, choices } of globals) {
      for (const choice of choices) {
        if (choice === null) continue;
        const key = choice.history.join();
        sums.set(key, (sums.get(key) ?? 0) + Math.exp(logWeight) * choice.existence);
      }
    }
  }
  return sums;
}

/** Two drones 30 m apart, each seen or missed as said, and a false detection between them. */
function contendedLooks(seed: number, seen: readonly (readonly boolean[])[]): readonly Look[] {
  const spec = radar();
  const random = seeded(seed);
  const movers = [straight([3000, 1500, 300, -20, 10, 0]), straight([3030, 1500, 300, -20, 10, 0])];
  return seen.map((isSeen, timeS) => {
    const timeUs = START_US + timeS * 1_000_000;
    const plots = movers.flatMap((mover, i) => {
      const state = mover(timeS);
      if (state === null || !isSeen[i]) return [];
      return [see(spec, state, timeUs, random, { rangeRateMps: -8 })];
    });
    const aside = straight([3015, 1520, 310, -20, 10, 0])(timeS);
    const stray = see(spec, aside ?? [], timeUs, random, { rangeRateMps: -8 });
    return sweepLook(timeS, timeS === 1 ? [...plots, stray] : plots);
  });
}

describe("PmbmFilter", () => {
  const spec = radar();
  // Nothing is confirmed: then nothing is born as a companion either, which trying every way does not know.
  const unconfirmed = config([spec], { confirmDetections: 9, confirmWindow: 9 });

  test.each([
    [
      1,
      [
        [true, true],
        [true, true],
        [true, true],
      ],
    ],
    [
      2,
      [
        [true, true],
        [true, false],
        [true, true],
      ],
    ],
    [
      3,
      [
        [true, false],
        [true, true],
        [false, true],
        [true, true],
      ],
    ],
  ])("has the probabilities of trying every explanation, seed %i", (seed, seen) => {
    const looks = contendedLooks(seed, seen);
    const expected = everyExplanation(looks, {
      index: 0,
      geometry: geometryOf(spec),
      sizesOfClasses: null,
    });
    const filter = new PmbmFilter(unconfirmed, EVERYTHING);
    for (const look of looks) filter.processLook(look);
    const found = existencesOf(filter);
    const likely = [...expected].filter(([, existence]) => existence > 1e-3);
    expect(likely.length).toBeGreaterThan(4);
    for (const [history, existence] of likely) {
      expect(found.get(history) ?? 0, history).toBeCloseTo(existence, 3);
    }
  });

  test("with a hundred global hypotheses stays close to them", () => {
    const looks = contendedLooks(4, [
      [true, true],
      [true, true],
      [true, true],
    ]);
    const expected = everyExplanation(looks, {
      index: 0,
      geometry: geometryOf(spec),
      sizesOfClasses: null,
    });
    const filter = new PmbmFilter(unconfirmed, { ...USUAL, looksAlike: Infinity });
    for (const look of looks) filter.processLook(look);
    const found = existencesOf(filter);
    for (const [history, existence] of expected) {
      expect(Math.abs((found.get(history) ?? 0) - existence), history).toBeLessThan(0.03);
    }
  });

  test("follows what is well apart as the tracker does", () => {
    const movers: readonly Mover[] = [
      straight([3000, 0, 300, -20, 10, 0]),
      straight([-4000, 2000, 250, 25, 5, 0]),
      straight([500, -5000, 400, 0, 30, 0]),
    ];
    const looks = runOfLooks(movers, 20, 7, { clutter: 5 });
    const tracker = createTracker(config());
    const filter = new PmbmFilter(config(), USUAL);
    for (const look of looks) {
      tracker.processLook(look, NO_HEALTH);
      filter.processLook(look);
    }
    const { toUs } = looks[looks.length - 1];
    const ours = tracker.confirmed().map((track) => tracker.predict(track, toUs).estimates[0].mean);
    const { best, mean } = shownObjects(filter, toUs, 0.5);
    expect(ours).toHaveLength(3);
    for (const shown of [best, mean]) {
      expect(shown).toHaveLength(3);
      for (const { state } of shown) {
        const apart = ours.map((known) =>
          Math.hypot(known[0] - state[0], known[1] - state[1], known[2] - state[2]),
        );
        expect(Math.min(...apart)).toBeLessThan(3);
      }
    }
  });

  test("comes back to a mark", () => {
    const looks = runOfLooks([straight([3000, 0, 300, -20, 10, 0])], 8, 11, { clutter: 5 });
    const filter = new PmbmFilter(config(), USUAL);
    for (const look of looks.slice(0, 4)) filter.processLook(look);
    const mark = filter.mark();
    const run = (): string => {
      for (const look of looks.slice(4)) filter.processLook(look);
      return JSON.stringify([...existencesOf(filter)]);
    };
    const once = run();
    filter.rewind(mark);
    expect(run()).toBe(once);
  });
});
