/** Chance, for pauses between attempts: nothing that is decided rests on it. */
export const chance = (): number => Math.random();
