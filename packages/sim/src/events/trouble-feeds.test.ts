import { describe, expect, test } from "vitest";
import { run } from "../testing/run-simulation.ts";
import { smallScenario } from "../testing/small-scenario.ts";

const looksOf = (events: readonly object[]) => {
  const { looks, simulation } = run(smallScenario({ events }));
  return looks.map(({ look, receivedUs }) => ({
    sequence: look.sequence,
    sensedS: (look.toUs - simulation.startUs) / 1e6,
    receivedS: (receivedUs - simulation.startUs) / 1e6,
  }));
};
const plain = looksOf([]);

describe("a feed in trouble", () => {
  test("a clock that jumps moves when looks are said to be sensed, and not when they come", () => {
    const looks = looksOf([
      { kind: "clock-step", sensor: "radar", from_s: 20, to_s: 30, by_s: -3_600 },
    ]);
    looks.forEach((look, i) => {
      const isIn = plain[i].receivedS > 20 && plain[i].receivedS <= 30;
      expect(look.receivedS).toBe(plain[i].receivedS);
      expect(look.sensedS).toBeCloseTo(plain[i].sensedS - (isIn ? 3_600 : 0), 5);
    });
  });

  test("a line that stalls brings everything at once, in order, and loses nothing", () => {
    const looks = looksOf([{ kind: "feed-stall", sensor: "radar", from_s: 20, to_s: 26 }]);
    expect(looks.map(({ sequence }) => sequence)).toEqual(plain.map(({ sequence }) => sequence));
    expect(looks.filter(({ receivedS }) => receivedS > 20 && receivedS < 26)).toEqual([]);
    expect(looks.filter(({ receivedS }) => receivedS === 26)).toHaveLength(6);
  });

  test("what is replayed comes a second time, unchanged, at its own pace, among what is new", () => {
    const looks = looksOf([
      { kind: "feed-replay", sensor: "radar", from_s: 10, to_s: 20, at_s: 40 },
    ]);
    expect(looks).toHaveLength(plain.length + 10);
    const again = looks.filter(({ receivedS, sensedS }) => receivedS - sensedS > 20);
    expect(again.map(({ sequence }) => sequence)).toEqual(
      plain.filter((each) => each.receivedS > 10 && each.receivedS <= 20).map((e) => e.sequence),
    );
    expect(looks.map(({ receivedS }) => receivedS)).toEqual(
      looks.map(({ receivedS }) => receivedS).toSorted((a, b) => a - b),
    );
  });
});
