/** Directions in which it is said how far a part reaches: its corners stick out by 0.5 % of its size at most. */
const REACH_DIRECTIONS = 32;

/**
 * How far a part of the ground reaches from the site's origin in each of {@link REACH_DIRECTIONS}, counterclockwise from east, m: its
 * support function. It stands for the convex polygon { p : d·p ≤ reach(d) for each direction d }.
 */
export type Reach = readonly number[];

export const DIRECTIONS: readonly (readonly [number, number])[] = Array.from(
  { length: REACH_DIRECTIONS },
  (_, i) => {
    const angle = (2 * Math.PI * i) / REACH_DIRECTIONS;
    return [Math.cos(angle), Math.sin(angle)];
  },
);

/** Whether a place lies within a reach, on its edge too. */
export const isWithin = (reach: Reach, e: number, n: number): boolean =>
  reach.every((m, i) => DIRECTIONS[i][0] * e + DIRECTIONS[i][1] * n <= m);
