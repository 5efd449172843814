import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "./change.ts";
import { type Knob, knobValue, nearestTurn } from "./knob.ts";

const change = (value: number): Change => ({
  name: `knob=${value}`,
  clause: `the knob had stood at ${value}`,
  notional: false,
});
const knobOf = (from: number, to: number, step: number): Knob => ({
  from,
  to,
  step,
  unit: "m",
  change,
});
const valueOf = ({ name }: Change): number => Number(name.slice(5));

describe("the nearest turn of a knob", () => {
  test("is the first that changes the answer, and one step short of it does not", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 400 }),
        fc.boolean(),
        fc.constantFrom(0.001, 0.1, 1, 10),
        (start, needed, down, step) => {
          const sign = down ? -1 : 1;
          const at = (k: number): number => Number(((start + sign * k) * step).toFixed(6));
          const asked: number[] = [];
          const turn = nearestTurn(knobOf(at(0), at(500), step), (one) => {
            asked.push(valueOf(one));
            return sign * (valueOf(one) - at(needed)) >= -step / 1e3;
          });
          expect(turn?.value).toBe(at(needed));
          expect(turn?.shortOf).toBe(at(needed - 1));
          // Both were run, but for the recorded value, which is known.
          expect(asked).toContain(at(needed));
          expect([at(0), ...asked]).toContain(at(needed - 1));
          expect(asked.length).toBeLessThan(25);
        },
      ),
      { seed: 8 },
    );
  });

  test("is the same wherever it is expected, and takes two runs where it was expected rightly", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: -10, max: 520 }),
        fc.boolean(),
        fc.constantFrom(0.001, 0.1, 1, 10),
        (needed, expected, down, step) => {
          const sign = down ? -1 : 1;
          const at = (k: number): number => Number((sign * k * step).toFixed(6));
          let runs = 0;
          const flips = (one: Change): boolean => {
            runs++;
            return sign * (valueOf(one) - at(needed)) >= -step / 1e3;
          };
          const knob = { ...knobOf(0, at(500), step), expected: at(expected) };
          expect(nearestTurn(knob, flips)).toMatchObject({
            value: at(needed),
            shortOf: at(needed - 1),
          });
          const isRight = expected === needed || expected === needed - 1;
          expect(runs).toBeLessThanOrEqual(isRight ? 2 : 24);
        },
      ),
      { seed: 9, numRuns: 300 },
    );
    expect(nearestTurn({ ...knobOf(0, 50, 1), expected: 20 }, () => false)).toBeNull();
  });

  test("is none where no turn changes the answer, or there is none to make", () => {
    expect(nearestTurn(knobOf(10, 50, 1), () => false)).toBeNull();
    expect(nearestTurn(knobOf(10, 10, 1), () => true)).toBeNull();
  });

  test("is found though turning too far changes it back: an antenna can be raised beyond what it sees", () => {
    const turn = nearestTurn(knobOf(0, 5_000, 1), (one) => valueOf(one) >= 7 && valueOf(one) < 900);
    expect(turn).toMatchObject({ value: 7, shortOf: 6, recorded: 0 });
  });

  test("goes to whole steps from a recorded value between them, and never beyond the end", () => {
    const knob = knobOf(0.0785, 0.0712, 0.001);
    expect([0, 1, 2, 7, 8].map((k) => knobValue(knob, k))).toEqual([
      0.0785, 0.078, 0.077, 0.072, 0.0712,
    ]);
  });
});
