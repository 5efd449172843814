import { square } from "../units/algebra.ts";
import { OBJECT_CLASSES, type ObjectClass } from "./track.ts";

/** What is known of an object's kind, from its track alone. */
export interface ClassFeatures {
  /** Above the site's ground. */
  readonly heightM: number;
  readonly heightSigmaM: number;
  readonly speedMps: number;
  readonly speedSigmaMps: number;
  /** Upwards; sigma of the estimate. */
  readonly climbMps: number;
  readonly climbSigmaMps: number;
  readonly ballisticProbability: number;
  readonly existence: number;
  readonly detectionCount: number;
  /** Mean of what was reported, null where nothing was. */
  readonly rcsDbsm: number | null;
  readonly rcsCount: number;
  /** It says that it is an aircraft (a 24-bit address or a callsign). Anyone can say so. */
  readonly saysAircraft: boolean;
}

/** A Gaussian belief about one feature of a class: middle and sigma. */
type Belief = readonly [middle: number, sigma: number];

interface ClassBelief {
  readonly prior: number;
  readonly speedMps: Belief;
  readonly climbMps: Belief;
  readonly heightM: Belief;
  readonly rcsDbsm: Belief;
  /** Probability that an object of this class moves as a free body while it is tracked. */
  readonly ballistic: number;
}

/**
 * What each class looks like. Assumptions, stated so that they can be argued with; sigmas are wide since the borders are. Speeds: flapping
 * flight 8–20 m/s; small rotary-wing drones up to about 20; fixed-wing attack drones 25–60; mortar bombs 70–320; rockets 200–700.
 * Radar cross-section near 10 GHz, dBsm: birds −30…−20, small drones −20…−5, larger ones up to 0, aircraft above 5, rockets and bombs −20…0.
 */
const BELIEFS: Readonly<Record<ObjectClass, ClassBelief>> = {
  rocket: {
    prior: 0.08,
    speedMps: [380, 150],
    climbMps: [0, 150],
    heightM: [1500, 2500],
    rcsDbsm: [-10, 6],
    ballistic: 0.95,
  },
  mortar: {
    prior: 0.08,
    speedMps: [190, 70],
    climbMps: [0, 120],
    heightM: [900, 900],
    rcsDbsm: [-14, 6],
    ballistic: 0.97,
  },
  missile: {
    prior: 0.04,
    speedMps: [240, 30],
    climbMps: [0, 10],
    heightM: [80, 80],
    rcsDbsm: [-10, 6],
    ballistic: 0.1,
  },
  "fixed-wing-drone": {
    prior: 0.13,
    speedMps: [42, 12],
    climbMps: [0, 5],
    heightM: [500, 700],
    rcsDbsm: [-8, 6],
    ballistic: 0.01,
  },
  multirotor: {
    prior: 0.12,
    speedMps: [9, 7],
    climbMps: [0, 3],
    heightM: [100, 200],
    rcsDbsm: [-14, 5],
    ballistic: 0.001,
  },
  aircraft: {
    prior: 0.1,
    speedMps: [160, 70],
    climbMps: [0, 10],
    heightM: [5000, 4000],
    rcsDbsm: [14, 8],
    ballistic: 0.01,
  },
  helicopter: {
    prior: 0.03,
    speedMps: [45, 20],
    climbMps: [0, 5],
    heightM: [300, 300],
    rcsDbsm: [5, 6],
    ballistic: 0.001,
  },
  bird: {
    prior: 0.12,
    speedMps: [12, 4.5],
    climbMps: [0, 1.5],
    heightM: [200, 300],
    rcsDbsm: [-25, 5],
    ballistic: 0.001,
  },
  clutter: {
    prior: 0.05,
    speedMps: [0, 6],
    climbMps: [0, 3],
    heightM: [100, 400],
    rcsDbsm: [-15, 15],
    ballistic: 0.02,
  },
  unknown: {
    prior: 0.32,
    speedMps: [80, 120],
    climbMps: [0, 40],
    heightM: [1500, 3000],
    rcsDbsm: [-10, 18],
    ballistic: 0.15,
  },
};

/** After this many detections the evidence counts half: early estimates are dependent, and the beliefs are only assumptions. */
const HALF_TRUST_DETECTIONS = 4;
/** What a claim to be an aircraft multiplies its odds by: a hint, since it can be spoofed. */
const SAYS_AIRCRAFT_FACTOR = 1.5;
/** Spread of a mean of n reported cross-sections about the object's true mean, dB: it scintillates by about 6 dB a look. */
const RCS_SCINTILLATION_DB = 6;

/**
 * Class probabilities by naive Bayes on the track's features, tempered by w = n²/(n² + 4²), n the number of detections: ln p ∝ ln prior +
 * w·Σ ln likelihood. Each feature's sigma is widened by that of its estimate, so that an unmeasured one says nothing. `unknown` is a
 * class that fits everything loosely and starts as the most probable. A tentative track's doubt goes to `clutter`.
 */
export function classify(features: ClassFeatures): Record<ObjectClass, number> {
  const seen = square(features.detectionCount);
  const trust = seen / (seen + square(HALF_TRUST_DETECTIONS));
  let greatest = -Infinity;
  for (let i = 0; i < OBJECT_CLASSES.length; i++) {
    const name = OBJECT_CLASSES[i];
    const belief = BELIEFS[name];
    const hint = name === "aircraft" && features.saysAircraft ? LOG_SAYS_AIRCRAFT : 0;
    scores[i] = LOG_PRIORS[i] + hint + trust * logLikelihood(features, belief);
    if (scores[i] > greatest) greatest = scores[i];
  }
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i] - greatest);
    sum += scores[i];
  }
  const scale = features.existence / sum;
  return {
    rocket: scale * scores[0],
    mortar: scale * scores[1],
    missile: scale * scores[2],
    "fixed-wing-drone": scale * scores[3],
    multirotor: scale * scores[4],
    aircraft: scale * scores[5],
    helicopter: scale * scores[6],
    bird: scale * scores[7],
    clutter: scale * scores[8] + (1 - features.existence),
    unknown: scale * scores[9],
  };
}

/** In the order of {@link OBJECT_CLASSES}, as the literal above. */
const LOG_PRIORS = Float64Array.from(OBJECT_CLASSES, (name) => Math.log(BELIEFS[name].prior));
const LOG_SAYS_AIRCRAFT = Math.log(SAYS_AIRCRAFT_FACTOR);
const scores = new Float64Array(OBJECT_CLASSES.length);

/** The sum of the features' ln densities, up to a constant; one logarithm for all their variances. */
function logLikelihood(features: ClassFeatures, belief: ClassBelief): number {
  const { ballisticProbability: falling } = features;
  const speed = spreadOf(features.speedSigmaMps, belief.speedMps);
  const climb = spreadOf(features.climbSigmaMps, belief.climbMps);
  const height = spreadOf(features.heightSigmaM, belief.heightM);
  let distance =
    square(features.speedMps - belief.speedMps[0]) / speed +
    square(features.climbMps - belief.climbMps[0]) / climb +
    square(features.heightM - belief.heightM[0]) / height;
  let spread = speed * climb * height;
  if (features.rcsDbsm !== null) {
    const rcs = spreadOf(RCS_SCINTILLATION_DB / Math.sqrt(features.rcsCount), belief.rcsDbsm);
    distance += square(features.rcsDbsm - belief.rcsDbsm[0]) / rcs;
    spread *= rcs;
  }
  const motion = falling * belief.ballistic + (1 - falling) * (1 - belief.ballistic);
  return 2 * Math.log(motion) - 0.5 * (distance + Math.log(spread));
}

const spreadOf = (sigma: number, belief: Belief): number => square(belief[1]) + square(sigma);
