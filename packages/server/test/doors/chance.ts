import { stream } from "@tocsin/sim";

/** Repeatable choices of one sequence. */
export interface Chance {
  readonly below: (count: number) => number;
  readonly oneIn: (count: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** A UUID of its own. */
  readonly uuid: () => string;
}

export function chanceOf(seed: number, sequence: number): Chance {
  const random = stream(seed, "two-person", String(sequence));
  const below = (count: number): number => random.uint32() % count;
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => below(16).toString(16)).join("");
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (choices) => choices[below(choices.length)],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  };
}
