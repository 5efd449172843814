/** Doubles in [0, 1), the same for the same seed. */
export type Random = () => number;

/** splitmix32 (after G. Steele, D. Lea and C. Flood, 2014, Fast splittable pseudorandom number generators). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let t = state ^ (state >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return ((t ^ (t >>> 15)) >>> 0) / 4294967296;
  };
}

export { standardNormal as normal } from "../src/seeded.test-support.ts";
