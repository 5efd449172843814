import type { ObjectClass } from "./track.ts";

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

interface ClassBelief {
  readonly prior: number;
  readonly kinds: readonly KindOfFlight[];
}

/** What flies on wings or rotors: hardly ever held to be a free body. */
const FLOWN = { free: 0.015, pushed: 0.004 } as const;
/** What falls and is not lifted: neither speed nor climb says much that energy does not. */
const FALLEN = { free: 0.96, stands: 0.001 } as const;
const NEVER = 0.002;

/**
 * What each class looks like. Assumptions from published figures, stated so that they can be argued with; sigmas are wide since the borders
 * are. Birds outnumber all else about a site many times over, of which the prior takes little. Flapping flight 8–20 m/s in still air, up to 28 down the wind, and next to none on average of birds that mill about a place; a tenth chase and stoop, swifts at up to 31 m/s level (P. Henningsson and others, "How swift are swifts Apus apus?", Journal of Avian Biology 41 (2010) 94–98); small rotary-wing drones up to about 20, racing ones 40; small fixed-wing drones 15–30, attack drones
 * 40–60, those with jet engines 100–180; helicopters 40–80; light aircraft 40–75; airliners 70–150 near an airport and 210–250 aloft; winged
 * missiles 200–280 at some tens of metres. Mortar bombs leave with 100–320 m/s, 107 mm rockets with 375, 122 mm ones with 690, ballistic
 * missiles with 900–2200. Cross-sections near 10 GHz: birds −30…−18, small drones −20…−5, larger ones up to 0, crewed aircraft above 0. What is no aircraft at all is clutter: false detections, rain and balloons that the wind carries, vehicles. Of the
 * unknown, the size is open by 10 dB: beyond 5 dBsm hardly anything flies that has no crew.
 */
export const CLASS_BELIEFS: Readonly<Record<ObjectClass, ClassBelief>> = {
  rocket: {
    prior: 0.05,
    kinds: [
      {
        ...FALLEN,
        share: 0.5,
        speedMps: [330, 80],
        climbMps: [0, 150],
        heightM: [1300, 1600],
        levelShare: [0.7, 0.14],
        rcsDbsm: [-10, 5],
        pushed: 0.25,
        logDrag: [Math.log(1.9e-4), 0.5],
      },
      {
        ...FALLEN,
        share: 0.5,
        speedMps: [600, 130],
        climbMps: [0, 250],
        heightM: [3500, 4000],
        levelShare: [0.7, 0.14],
        rcsDbsm: [-8, 5],
        pushed: 0.25,
        logDrag: [Math.log(1.1e-4), 0.45],
      },
    ],
  },
  mortar: {
    prior: 0.05,
    kinds: [
      {
        ...FALLEN,
        share: 1,
        speedMps: [200, 70],
        climbMps: [0, 120],
        heightM: [900, 1100],
        levelShare: [0.45, 0.17],
        rcsDbsm: [-14, 5],
        pushed: 0.01,
        logDrag: [Math.log(2.3e-4), 0.45],
      },
    ],
  },
  missile: {
    prior: 0.03,
    kinds: [
      {
        ...FLOWN,
        share: 0.7,
        speedMps: [235, 28],
        climbMps: [0, 12],
        heightM: [70, 90],
        rcsDbsm: [-9, 5],
        fastestMps: [320, 20],
        slowestMps: [140, 20],
        turnRadps: [0.25, 0.08],
        stands: NEVER,
      },
      {
        ...FALLEN,
        share: 0.3,
        speedMps: [1300, 400],
        climbMps: [0, 500],
        heightM: [20_000, 18_000],
        levelShare: [0.7, 0.14],
        rcsDbsm: [-4, 6],
        pushed: 0.3,
        logDrag: [Math.log(4e-5), 0.6],
      },
    ],
  },
  "fixed-wing-drone": {
    prior: 0.11,
    kinds: [
      {
        ...FLOWN,
        share: 0.3,
        speedMps: [20, 6],
        climbMps: [0, 2],
        heightM: [150, 150],
        rcsDbsm: [-15, 5],
        fastestMps: [38, 6],
        slowestMps: [9, 3],
        steepestMps: [9, 3],
        turnRadps: [0.8, 0.2],
        stands: NEVER,
      },
      {
        ...FLOWN,
        share: 0.45,
        speedMps: [49, 9],
        climbMps: [0, 3],
        heightM: [600, 800],
        rcsDbsm: [-9, 5],
        fastestMps: [80, 10],
        slowestMps: [24, 5],
        steepestMps: [15, 5],
        turnRadps: [0.35, 0.1],
        stands: NEVER,
      },
      {
        ...FLOWN,
        share: 0.15,
        speedMps: [62, 18],
        climbMps: [-25, 15],
        heightM: [300, 300],
        rcsDbsm: [-9, 5],
        fastestMps: [110, 15],
        slowestMps: [15, 4],
        turnRadps: [0.5, 0.15],
        stands: NEVER,
      },
      {
        ...FLOWN,
        share: 0.1,
        speedMps: [135, 30],
        climbMps: [0, 8],
        heightM: [1200, 1300],
        rcsDbsm: [-8, 5],
        fastestMps: [210, 15],
        slowestMps: [70, 10],
        steepestMps: [40, 15],
        turnRadps: [0.25, 0.08],
        stands: NEVER,
      },
    ],
  },
  multirotor: {
    prior: 0.11,
    kinds: [
      {
        ...FLOWN,
        share: 0.5,
        speedMps: [9, 5],
        climbMps: [0, 1.8],
        heightM: [80, 80],
        rcsDbsm: [-15.5, 4.5],
        fastestMps: [24, 4],
        steepestMps: [8, 3],
        stands: 0.3,
      },
      {
        ...FLOWN,
        share: 0.25,
        speedMps: [1, 1.5],
        climbMps: [0, 1.2],
        heightM: [80, 80],
        rcsDbsm: [-15.5, 4.5],
        fastestMps: [24, 4],
        steepestMps: [8, 3],
        stands: 0.85,
      },
      {
        ...FLOWN,
        share: 0.25,
        speedMps: [23, 9],
        climbMps: [0, 5],
        heightM: [90, 110],
        rcsDbsm: [-15.5, 4.5],
        fastestMps: [48, 7],
        steepestMps: [20, 6],
        stands: 0.1,
      },
    ],
  },
  aircraft: {
    prior: 0.11,
    kinds: [
      {
        ...FLOWN,
        share: 0.25,
        speedMps: [55, 13],
        climbMps: [0, 2.5],
        heightM: [800, 600],
        rcsDbsm: [6, 5],
        fastestMps: [110, 12],
        slowestMps: [26, 4],
        steepestMps: [10, 3],
        turnRadps: [0.2, 0.05],
        stands: NEVER,
      },
      {
        ...FLOWN,
        share: 0.2,
        speedMps: [95, 22],
        climbMps: [0, 6],
        heightM: [1500, 1200],
        rcsDbsm: [13, 5],
        fastestMps: [190, 15],
        slowestMps: [55, 6],
        steepestMps: [22, 6],
        turnRadps: [0.09, 0.025],
        stands: NEVER,
      },
      {
        ...FLOWN,
        share: 0.2,
        speedMps: [155, 30],
        climbMps: [0, 9],
        heightM: [4500, 2300],
        rcsDbsm: [14, 5],
        fastestMps: [280, 20],
        slowestMps: [70, 10],
        steepestMps: [28, 8],
        turnRadps: [0.07, 0.02],
        stands: NEVER,
      },
      {
        ...FLOWN,
        share: 0.25,
        speedMps: [230, 34],
        climbMps: [0, 5],
        heightM: [10_000, 2000],
        rcsDbsm: [15, 5],
        fastestMps: [335, 15],
        slowestMps: [130, 15],
        steepestMps: [25, 8],
        turnRadps: [0.05, 0.015],
        stands: NEVER,
      },
      {
        ...FLOWN,
        share: 0.1,
        speedMps: [230, 75],
        climbMps: [0, 35],
        heightM: [4500, 3500],
        rcsDbsm: [7, 6],
        fastestMps: [600, 60],
        slowestMps: [75, 10],
        turnRadps: [0.25, 0.06],
        stands: NEVER,
      },
    ],
  },
  helicopter: {
    prior: 0.03,
    kinds: [
      {
        ...FLOWN,
        share: 0.65,
        speedMps: [57, 13],
        climbMps: [0, 3],
        heightM: [300, 250],
        rcsDbsm: [5, 5],
        fastestMps: [92, 7],
        steepestMps: [14, 4],
        turnRadps: [0.3, 0.08],
        stands: 0.06,
      },
      {
        ...FLOWN,
        share: 0.35,
        speedMps: [14, 12],
        climbMps: [0, 2.5],
        heightM: [150, 150],
        rcsDbsm: [5, 5],
        fastestMps: [92, 7],
        steepestMps: [14, 4],
        turnRadps: [0.5, 0.12],
        stands: 0.4,
      },
    ],
  },
  bird: {
    prior: 0.23,
    kinds: [
      {
        ...FLOWN,
        share: 0.4,
        speedMps: [13.5, 5.5],
        climbMps: [0, 1.4],
        heightM: [150, 150],
        rcsDbsm: [-24, 4.5],
        fastestMps: [31, 4],
        steepestMps: [5, 2],
        stands: 0.15,
      },
      {
        ...FLOWN,
        share: 0.23,
        speedMps: [9, 4],
        climbMps: [0, 1.8],
        heightM: [450, 350],
        rcsDbsm: [-21, 5],
        fastestMps: [31, 4],
        steepestMps: [6, 2],
        stands: 0.2,
      },
      {
        ...FLOWN,
        share: 0.27,
        speedMps: [3.5, 3.5],
        climbMps: [0, 1.4],
        heightM: [120, 120],
        rcsDbsm: [-24, 4.5],
        fastestMps: [31, 4],
        steepestMps: [5, 2],
        stands: 0.5,
      },
      {
        ...FLOWN,
        share: 0.1,
        speedMps: [17, 7],
        climbMps: [0, 5],
        heightM: [200, 200],
        rcsDbsm: [-24, 4.5],
        fastestMps: [36, 6],
        steepestMps: [15, 5],
        stands: 0.15,
      },
    ],
  },
  clutter: {
    prior: 0.04,
    kinds: [
      {
        ...FLOWN,
        share: 0.15,
        speedMps: [0, 1.5],
        climbMps: [0, 1.5],
        heightM: [40, 100],
        rcsDbsm: [-10, 10],
        fastestMps: [10, 3],
        stands: 0.7,
      },
      {
        ...FLOWN,
        share: 0.25,
        speedMps: [6, 5],
        climbMps: [0, 2],
        heightM: [800, 1000],
        rcsDbsm: [-14, 12],
        fastestMps: [22, 4],
        stands: 0.08,
      },
      // Rain and balloons, which the wind carries.
      {
        ...FLOWN,
        share: 0.3,
        speedMps: [12, 7],
        climbMps: [0, 2.5],
        heightM: [1000, 900],
        rcsDbsm: [4, 7],
        fastestMps: [30, 4],
        steepestMps: [9, 3],
        turnRadps: [0.1, 0.05],
        stands: 0.08,
      },
      // Cars, lorries and trains.
      {
        ...FLOWN,
        share: 0.3,
        speedMps: [20, 9],
        climbMps: [0, 0.7],
        heightM: [3, 6],
        rcsDbsm: [10, 6],
        fastestMps: [50, 6],
        steepestMps: [4, 2],
        stands: 0.1,
      },
    ],
  },
  unknown: {
    prior: 0.24,
    kinds: [
      {
        share: 0.4,
        speedMps: [30, 35],
        climbMps: [0, 8],
        heightM: [500, 1000],
        rcsDbsm: [-10, 10],
        free: 0.03,
        pushed: 0.01,
        stands: 0.15,
      },
      {
        share: 0.4,
        speedMps: [170, 110],
        climbMps: [0, 35],
        heightM: [2500, 3500],
        rcsDbsm: [-7, 10],
        free: 0.15,
        pushed: 0.03,
        stands: 0.01,
      },
      {
        share: 0.2,
        speedMps: [700, 500],
        climbMps: [0, 300],
        heightM: [9000, 10_000],
        rcsDbsm: [-5, 15],
        free: 0.5,
        pushed: 0.1,
        stands: 0.005,
      },
    ],
  },
};
