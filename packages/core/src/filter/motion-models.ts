/**
 * How the members of the bank move, and what is believed of an object before it was measured twice.
 * Densities of white acceleration in m²/s³, sigmas in m/s.
 */

/** Straight flight: what wind and an autopilot leave over. */
export const STEADY_DENSITY = { horizontal: 0.3, vertical: 0.1 } as const;
/** Turns and climbs: 3°/s at 60 m/s, or at 200 m/s, are 3 and 10 m/s², held for seconds. */
export const AGILE_DENSITY = { horizontal: 40, vertical: 10 } as const;
/** A free body: gusts, lift and the change of drag over Mach that one coefficient does not follow. */
export const BALLISTIC_DENSITY = 0.1;
/** Random walk of ln k, 1/s: a doubling of drag through the sound barrier within a few seconds is 3 sigmas. */
export const LOG_DRAG_DENSITY = 1.6e-3;

/** Mean times between changes of the way of flying, s. */
export const STEADY_SOJOURN_S = 30;
export const AGILE_SOJOURN_S = 10;
export const BALLISTIC_SOJOURN_S = 300;
export const POWERED_SOJOURN_S = 300;
/** The least that its velocity leaves of a body's chance to take up powered flight. */
export const POWER_CHANCE_LEAST = 0.01;
export const STEADY_SHARE_PRIOR = 0.5;

/** Drones do 15–60 m/s and airliners up to 250, both nearly level. */
export const POWERED_SPEED_SIGMA = { horizontal: 100, vertical: 12 } as const;
/** Mortar bombs leave at 70–320 m/s and rockets at 300–700, steeply. */
export const BALLISTIC_SPEED_SIGMA = { horizontal: 200, vertical: 150 } as const;

/**
 * Prior of ln k, k = Cd·A/m in m²/kg, from published masses and calibres (Cd assumed 0.15–0.2 for finned mortar bombs, 0.3–0.5 for
 * rockets): 122 mm rocket, 46 kg after burn-out: 0.8e-4–1.3e-4; 107 mm, 16 kg: 1.7e-4–2.8e-4; 120 mm bomb, 13–16 kg: 1.1e-4–1.7e-4;
 * 82 mm, 3.1 kg: 2.6e-4–3.4e-4; 60 mm, 1.7 kg: 2.5e-4–3.3e-4. Median 1.8e-4; the sigma puts 95 % within 4.6e-5 … 7.1e-4, since
 * home-made rockets are blunt.
 */
export const LOG_DRAG_MEAN = Math.log(1.8e-4);
export const LOG_DRAG_SIGMA = 0.7;
/** Bounds on ln k in the filter: 1e-5 is a long dart, 1e-2 a falling sheet; beyond it a step of 1 s is no longer stable. */
export const LOG_DRAG_LEAST = Math.log(1e-5);
export const LOG_DRAG_GREATEST = Math.log(1e-2);
/** Longest Runge-Kutta step, s, whatever the drag; and where drag takes no more than this share of the speed in a step. */
export const BALLISTIC_STEP_MAX_S = 1;
export const BALLISTIC_STEP_THIN_MAX_S = 6;
export const BALLISTIC_DRAG_PER_STEP = 0.1;
/** Denser than air is where anything flies. */
export const AIR_DENSITY_GREATEST_KGPM3 = 1.35;

/** Probability that a new object is a free body. */
export const BALLISTIC_PRIOR = 0.2;
/** Below this the ballistic member has lost the object: it is started afresh from the powered one, or put to sleep. */
export const BALLISTIC_RESTART_BELOW = 0.004;
/**
 * A powered object this surely in steady flight is not taken for one that starts to fall freely: a fall is seen as agility first. It lies below
 * the share that flight keeps of which looks say nothing, 30 s of 30 s + 10 s, else slow radars would keep every airliner's ballistic law awake.
 */
export const BALLISTIC_RESTART_SHARE = 0.65;
/** Slower than this, a powered object is not taken for a body that starts to fall freely. */
export const BALLISTIC_SPEED_MIN_MPS = 60;
/** Probability that it is one when its speed says nothing, and the most that its speed can say. */
export const BALLISTIC_RESTART_PROBABILITY = 0.005;
export const BALLISTIC_RESTART_PROBABILITY_MAX = 0.3;

/**
 * A height less known than this, m, tells nothing of falling: in eight seconds a body falls as far. The member sleeps. A radar without
 * elevation can neither see a fall nor say where it ends; what comes in fast is then warned of by its course.
 */
export const HEIGHT_KNOWN_SIGMA_M = 300;

/** Heights above the ground that are believed of an object whose height nobody measured: even between 0 and 12 km. */
export const HEIGHT_PRIOR_TOP_M = 12_000;
export const HEIGHT_PRIOR_SIGMA_M = 3_500;

/** Probability that a new object is a body under thrust: seconds of the minute that a rocket flies, and a share of the free bodies. */
export const THRUST_PRIOR = 0.03;
/** Below this the thrust member sleeps, and does not start again: a motor burns from the start or not at all. */
export const THRUST_SLEEP_BELOW = 0.01;
/**
 * Acceleration along the way while the motor burns, m/s²: home-made rockets 60–120, 122 mm rockets 690 m/s within 1.7 s, 107 mm ones
 * 375 m/s within 0.7 s, large ones 100–200. Mean and sigma of a Gaussian prior.
 */
export const THRUST_MEAN_MPS2 = 140;
export const THRUST_SIGMA_MPS2 = 110;
/** What surely pushes with no more than this burns no longer. */
export const THRUST_LEAST_MPS2 = 30;
/** A rocket is seen first when it has burnt for a second or so. */
export const THRUST_SPEED_SIGMA = { horizontal: 120, vertical: 100 } as const;
/** Its random walk, (m/s²)²/s: grains burn unevenly, and drag grows with the speed. */
export const THRUST_WALK_DENSITY = 400;
/** White acceleration under thrust, m²/s³: a motor pushes askew. */
export const THRUST_DENSITY = 10;
/** Mean time for which a motor burns once it was seen to, s. */
export const BURN_S = 2.5;
/** First seen higher than this in the site's frame, m, a rocket in scope has burnt out; what of larger ones burns on is left to agile flight. */
export const THRUST_HEIGHT_MAX_M = 1000;
/** Without a Doppler: what is less probably a free body after two detections, or slower, m/s, is not taken to be under thrust. */
export const THRUST_IGNITES_FROM = 0.2;
export const THRUST_IGNITES_FROM_MPS = 50;

/** A turn at constant rate and speed: white acceleration beside it, m²/s³, and the random walk of its rate, (rad/s)²/s. */
export const TURN_DENSITY = { horizontal: 1, vertical: 0.5 } as const;
export const TURN_RATE_DENSITY = 0.01;
/** One sigma of the rate of a turn before anything is known of it, rad/s: 3–15 °/s. */
export const TURN_RATE_SIGMA = 0.15;
export const TURN_SOJOURN_S = 10;
/** The part of what ends straight or agile flight that ends in a turn, where one is being considered. */
export const TURN_BEGINS = 0.5;
/**
 * An object so agile that straight flight explains it with no more than this share may be turning; with more than the other, it flies straight.
 * It must fly faster than this, m/s, as what stands has no turn.
 */
export const TURN_WAKE_SHARE = 0.4;
export const TURN_SLEEP_SHARE = 0.8;
export const TURN_SLEEP_BELOW = 0.005;
export const TURN_SPEED_MPS = 8;
/** Share of the agile member's that it begins with. */
export const TURN_SHARE_PRIOR = 0.3;

/** A hovering object forgets its velocity within this time, s, and wanders with this sigma of velocity, m/s: gusts, and the pilot's corrections. */
export const HOVER_TAU_S = 2;
export const HOVER_SIGMA_MPS = 0.8;
export const HOVER_SOJOURN_S = 30;
/** The part of what ends agile flight that ends in standing still, for an object slow enough to. */
export const HOVER_TURN = 0.3;
/** Slower than this, m/s, an object may be about to hover; faster than the other, with less than that share, it is not. */
export const HOVER_WAKE_MPS = 10;
export const HOVER_SLEEP_MPS = 16;
/** Trace of the covariance of a velocity, m²/s², that is known well enough to call it slow. */
export const HOVER_WAKE_VARIANCE = 300;
export const HOVER_SLEEP_BELOW = 0.01;
export const HOVER_SHARE_PRIOR = 0.1;
/** Longest step, s, in which an object that may hover is foreseen. */
export const HOVER_STEP_MAX_S = 4;
