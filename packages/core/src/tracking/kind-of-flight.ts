/** A Gaussian belief about one feature: middle and sigma. */
export type Belief = readonly [middle: number, sigma: number];
/** What an object of a kind does not pass, and how sharply. */
export type Limit = readonly [limit: number, softness: number];

/**
 * One way in which objects of a class fly. Given the kind, the features are held to be independent, which they are not given the class alone: an
 * airliner is slow where it is low. SI units, heights above the ground below, cross-sections in dB re 1 m².
 */
export interface KindOfFlight {
  /** Its part of the class. */
  readonly share: number;
  /** Of what flies. Of a free body it is √(v² + 2gh), the speed that it left the ground with but for drag, as v changes all the time. */
  readonly speedMps: Belief;
  readonly climbMps: Belief;
  readonly heightM: Belief;
  readonly rcsDbsm: Belief;
  /** What it is never faster than, slower than, and how hard it never climbs, dives or turns (rad/s); left out, it may. */
  readonly fastestMps?: Limit;
  readonly slowestMps?: Limit;
  readonly steepestMps?: Limit;
  readonly turnRadps?: Limit;
  /** Probability that it is a free body, that it is seen while its motor pushes it, and that it is seen to stand in the air. */
  readonly free: number;
  readonly pushed: number;
  readonly stands: number;
  /** Part of a free body's speed that is level, √(ve² + vn²)/√(v² + 2gh): the cosine, but for drag, of the angle at which it left the ground. */
  readonly levelShare?: Belief;
  /** Of ln k, k = Cd·A/m in m²/kg, of a free body. */
  readonly logDrag?: Belief;
}

/** A class by the ways in which it flies, and how probable it is before anything is known, relative to the others. */
export interface ClassBelief {
  readonly prior: number;
  readonly kinds: readonly KindOfFlight[];
}

/** What flies on wings or rotors: hardly ever held to be a free body. */
export const FLOWN = { free: 0.015, pushed: 0.004 } as const;
/** What falls and is not lifted: neither speed nor climb says much that energy does not. */
export const FALLEN = { free: 0.96, stands: 0.001 } as const;
/** Of what does not happen but in what is modelled ill. */
export const NEVER = 0.002;
