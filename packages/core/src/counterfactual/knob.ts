import { assert } from "../units/assert.ts";
import type { Change } from "./change.ts";

/**
 * A number of the record that can be turned one way, and that once it has turned the answer does not turn it back when turned
 * further: thresholds, distances, times. Its values are `from` and then whole steps from there on to `to`.
 */
export interface Knob {
  /** As recorded. */
  readonly from: number;
  /** As far as it can be turned; below `from` when it is turned down. */
  readonly to: number;
  readonly step: number;
  readonly unit: string;
  /** About where the record lets expect the answer to change, of a knob that changes it once; left out where nothing of the record says. It only spares runs. */
  readonly expected?: number;
  readonly change: (value: number) => Change;
}

/** The least turn of a knob that changes the answer. */
export interface NearestTurn {
  readonly value: number;
  readonly change: Change;
  /** One step short, where the answer is still the recorded one; as recorded when one step is enough. */
  readonly shortOf: number;
  readonly recorded: number;
  readonly unit: string;
}

/** Rounds off what multiples of a decimal step gather in binary. */
const tidy = (value: number): number => Number(value.toFixed(6));

const stepsOf = ({ from, to, step }: Knob): number => Math.ceil(tidy(Math.abs(to - from) / step));

/** The value after `k` steps: on the grid of the step, and never beyond the end. */
export function knobValue(knob: Knob, k: number): number {
  const { from, to, step } = knob;
  if (k === 0) return from;
  const sign = to < from ? -1 : 1;
  const first = sign > 0 ? Math.floor(tidy(from / step)) : Math.ceil(tidy(from / step));
  const value = tidy((first + sign * k) * step);
  return sign > 0 ? Math.min(value, to) : Math.max(value, to);
}

/** The furthest turn. */
export const strongest = (knob: Knob): Change => knob.change(knob.to);

/** Steps to the first value of the grid that is at `value` or beyond it. */
function stepsTo(knob: Knob, value: number): number {
  const { from, to, step } = knob;
  const isDown = to < from;
  if (isDown ? value >= from : value <= from) return 0;
  const about = Math.floor(tidy(Math.abs(value - from) / step));
  const isThere = isDown ? knobValue(knob, about) <= value : knobValue(knob, about) >= value;
  return Math.min(stepsOf(knob), isThere ? about : about + 1);
}

/**
 * Finds the least turn that changes the answer: from where it is expected, or else from no turn on, ever larger steps until they lead across it, then by bisection. `flips`
 * runs the record; the value given and the one a step short of it have both been run, so the answer is verified however the knob behaves between them. null when
 * no turn that was tried does. The knob at `from` is known not to flip.
 */
export function nearestTurn(knob: Knob, flips: (change: Change) => boolean): NearestTurn | null {
  const steps = stepsOf(knob);
  assert(steps < 1e7, "a knob has a bounded number of steps");
  const turns = (k: number): boolean => flips(knob.change(knobValue(knob, k)));
  const across = knob.expected === undefined ? null : stepsTo(knob, knob.expected);
  const span =
    across !== null && across > 0 && turns(across)
      ? back(across, turns)
      : on(across ?? 0, steps, turns);
  if (span === null) return null;
  let [short, turned] = span;
  while (turned - short > 1) {
    const middle = Math.floor((short + turned) / 2);
    if (turns(middle)) turned = middle;
    else short = middle;
  }
  const value = knobValue(knob, turned);
  return {
    value,
    change: knob.change(value),
    shortOf: knobValue(knob, short),
    recorded: knob.from,
    unit: knob.unit,
  };
}

/** From a turn that is known not to change the answer, ever larger ones until one does: that and the last that did not; null where none does. */
function on(
  from: number,
  steps: number,
  turns: (k: number) => boolean,
): readonly [short: number, turned: number] | null {
  let short = from;
  for (let by = 1; short < steps; by *= 4) {
    const further = Math.min(from + by, steps);
    if (turns(further)) return [short, further];
    short = further;
  }
  return null;
}

/** From a turn that is known to change the answer, back by ever larger steps to one that does not; no turn at all does not. */
function back(
  from: number,
  turns: (k: number) => boolean,
): readonly [short: number, turned: number] {
  let turned = from;
  for (let by = 1; by < from; by *= 4) {
    if (!turns(from - by)) return [from - by, turned];
    turned = from - by;
  }
  return [0, turned];
}
