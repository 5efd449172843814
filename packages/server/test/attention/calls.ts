import type { ToldLine } from "./crowded-minutes.ts";

/** ≤ 10 alarms in any ten minutes (after EEMUA 191: more, and an operator begins to miss them). */
export const CALLS_MAX = 10;
const WINDOW_S = 600;

/** Lines that call for somebody: people are told to do something else, or protection is less than it was. What is only told is none. */
const CALLS =
  /\] (?:WARNING .*\((?:start|raise) |area .*(?:NOT PROTECTING|in part)|sensor .*(?:is|are) (?:down|degraded)|channel .*FAILED|FAULT )/;

export const callsOf = (told: readonly ToldLine[]): readonly ToldLine[] =>
  told.filter(({ text }) => CALLS.test(text));

/** The most of them in any ten minutes. */
export function mostAtOnce(calls: readonly ToldLine[]): number {
  let [most, first] = [0, 0];
  calls.forEach(({ second }, last) => {
    while (second - (calls[first]?.second ?? 0) >= WINDOW_S) first++;
    most = Math.max(most, last - first + 1);
  });
  return most;
}
