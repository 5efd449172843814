/** Repeatable chance: the same seed gives the same throws. */
export interface Dice {
  /** A whole number from 0 to below `count`. */
  readonly below: (count: number) => number;
  readonly pick: <T>(choices: readonly T[]) => T;
}

/** A 32-bit state stepped by a constant and mixed (Steele, Lea and Flood, 2014, SplitMix, in 32 bits). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % count;
  };
  return { below, pick: (choices) => choices[below(choices.length)] };
}
