import { LOG_DRAG_MEAN, LOG_DRAG_SIGMA } from "../filter/motion-models.ts";
import { clamp, square } from "../units/algebra.ts";
import { KIND, KIND_LENGTH, KIND_TABLE } from "./kind-table.ts";
import { OBJECT_CLASSES } from "./track.ts";

/** What is known of an object's kind, from its track alone. */
export interface ClassFeatures {
  /** Above the ground below it. */
  heightM: number;
  heightSigmaM: number;
  /** Whether height and climb are known at all; where they are not, speeds are those over the ground. */
  heightIsTold: boolean;
  speedMps: number;
  /** Of the estimate, along the way. */
  speedSigmaMps: number;
  /** Upwards; sigma of the estimate. */
  climbMps: number;
  climbSigmaMps: number;
  /** Over the ground. */
  levelSpeedMps: number;
  /** Since the track began: what it was surely faster and slower than, climbed, dived and turned harder than (rad/s). */
  fastestMps: number;
  slowestMps: number;
  steepestMps: number;
  turnRadps: number;
  /** Probability that it is a free body, by its law of motion; whether that can be told, as it cannot where its height is not known. */
  freeProbability: number;
  freeIsTold: boolean;
  /** Greatest probabilities since the track began that a motor pushed it, and that it stood in the air. */
  pushedProbability: number;
  stoodProbability: number;
  /** ln k of its drag parameter by the law of free fall; sigma of the estimate. */
  logDrag: number;
  logDragSigma: number;
  detectionCount: number;
  /** Mean of what was reported; of 0 reports it means nothing. */
  rcsDbsm: number;
  rcsCount: number;
  /** It says that it is an aircraft (a 24-bit address or a callsign). Anyone can say so. */
  saysAircraft: boolean;
  /** ln of the probability of what other sensors saw at the place that it reports, were it there; 0 where none could look. */
  logPlaceProbability: number;
  /** For each class, ln of the probability that radars saw and missed it as they did, up to a constant. */
  logSizes: Float64Array;
}

/** What follows from the features: probabilities of the classes in the order of {@link OBJECT_CLASSES}, and what the claim did. */
export interface Classified {
  readonly shares: Float64Array;
  /** What the claim multiplied the odds of the classes that it speaks for by; 1 where there was none. */
  claimFactor: number;
  contradiction: Contradiction | null;
}

/** What speaks against an object's claim: how it flies, or that sensors which should see it where it says it is do not. */
export type Contradiction = "flight" | "place";

export const createClassified = (): Classified => ({
  shares: new Float64Array(OBJECT_CLASSES.length),
  claimFactor: 1,
  contradiction: null,
});

/** After this many detections beside the first the evidence counts half of {@link TRUST}: early estimates are dependent. */
const HALF_TRUST_DETECTIONS = 1.5;
/** The power to which all evidence is raised: the beliefs are only assumptions, and the features not quite independent. */
const TRUST = 0.95;
/** What a claim to be an aircraft multiplies its odds by at most, and divides them by where all speaks against it: it can be spoofed. */
const CLAIM_FACTOR = 3;
const LOG_CLAIM = Math.log(CLAIM_FACTOR);
/** A claim is as probably false as not where another class explains the flight better by e to this, or the place has this ln probability. */
const DOUBT = 4;
/** A claim less plausible than this is shown as contradicted. */
const CONTRADICTED_BELOW = 0.5;
/** Spread of one reported cross-section about the object's mean, dB, from look to look and with its aspect. */
export const RCS_SCINTILLATION_DB = 6;
/** By how much a burning motor leaves the speed open at which a body will fly on, m/s. */
const PUSHED_SPEED_SIGMA_MPS = 300;
const TWO_GRAVITIES = 2 * 9.81;
/** The law of motion starts with some belief of its own in free flight, which is taken out of what it says; and it is never quite sure. */
const FREE_PRIOR = 0.2;
const FREE_GREATEST = 0.98;
const LOG_DRAG_PRIOR_VARIANCE = square(LOG_DRAG_SIGMA);

const CLASSES = OBJECT_CLASSES.length;
const AIRCRAFT = OBJECT_CLASSES.indexOf("aircraft");
const HELICOPTER = OBJECT_CLASSES.indexOf("helicopter");
const UNKNOWN = OBJECT_CLASSES.indexOf("unknown");
const KINDS = KIND_TABLE.length / KIND_LENGTH;
const { CLASS, LOG_PRIOR, SPEED, CLIMB, HEIGHT, RCS, DRAG, LEVEL } = KIND;
const { FASTEST, SLOWEST, STEEPEST, TURN, FREE, PUSHED, STANDS } = KIND;
/** ln of prior times evidence of the kinds that are weighed, and the class of each; and of each class the sum over its kinds. */
const kindScores = new Float64Array(KINDS);
const kindClasses = new Uint8Array(KINDS);
const classScores = new Float64Array(CLASSES);
const bestEvidence = new Float64Array(CLASSES);

/**
 * Class probabilities by Bayes' rule over the kinds of flight of each class ({@link CLASS_BELIEFS}): p(c) ∝ Σ over the kinds k of c of
 * P(k)·(Π over features p(f | k))^w, with w = 0.95·m²/(m² + 1.5²) for m detections after the first. Densities are those of the beliefs widened by the
 * errors of the estimates, so that what is not measured says nothing; a limit that is passed costs ½(1 + x/√(1 + x²)), x the
 * softnesses on this side of it. `unknown` has kinds of its own, wide ones: what fits no other class is unknown, and not the
 * nearest class. A claim multiplies the odds of aircraft and helicopters by 3^(2q − 1), q ∈ 0…1 how plausible it is. Given that there
 * is an object; they sum to one. Pure; allocates nothing.
 */
export function classify(features: ClassFeatures, out: Classified): void {
  const seen = square(features.detectionCount - 1);
  const trust = (TRUST * seen) / (seen + square(HALF_TRUST_DETECTIONS));
  if (trust > 0) scoreKinds(features, trust);
  else {
    // One detection, which is most of a sky of clutter, says nothing of the class.
    for (let i = 0; i < CLASSES; i++) classScores[i] = PRIOR_SCORES[i];
    for (let i = 0; i < CLASSES; i++) bestEvidence[i] = 0;
  }
  weighClaim(features, out);
  classScores[AIRCRAFT] *= out.claimFactor;
  classScores[HELICOPTER] *= out.claimFactor;
  let sum = 0;
  for (let i = 0; i < CLASSES; i++) sum += classScores[i];
  for (let i = 0; i < CLASSES; i++) out.shares[i] = classScores[i] / sum;
}

/** Fills the scores of the classes, up to a factor of all, and the evidence of the best kind of each. */
function scoreKinds(features: ClassFeatures, trust: number): void {
  prepare(features);
  weighBeliefs(features);
  const least = boundKinds(features, trust);
  for (let i = 0; i < CLASSES; i++) bestEvidence[i] = -Infinity;
  let count = 0;
  for (let kind = 0; kind < KINDS; kind++) {
    if (scoresAtMost[kind] < least) continue;
    const at = kind * KIND_LENGTH;
    const name = KIND_TABLE[at + CLASS];
    const chance = chanceOf(features, at);
    const logs = Math.log((chance * chance) / spreads[kind]);
    const evidence = trust * (0.5 * (logs - distances[kind]) + features.logSizes[name]);
    kindScores[count] = KIND_TABLE[at + LOG_PRIOR] + evidence;
    kindClasses[count++] = name;
    if (evidence > bestEvidence[name]) bestEvidence[name] = evidence;
  }
  sumKinds(count, classScores);
}

/**
 * Fills {@link scoresAtMost} with what no kind's score exceeds, and returns below which of these a kind is surely negligible: a kind has at least
 * the variances of its own beliefs, whose logarithms are known, and no limit or chance makes it more probable by more than the law of motion does.
 * So a third of the kinds need neither their roots nor their logarithm. A claim is held against the best kind of each class, and wants all.
 */
function boundKinds(f: ClassFeatures, trust: number): number {
  if (f.saysAircraft) return -Infinity;
  const least = KINDS * toldOf(f);
  let best = 0;
  for (let kind = 0, at = 0; kind < KINDS; kind++, at += KIND_LENGTH) {
    const size = f.logSizes[KIND_TABLE[at + CLASS]];
    const density = -0.5 * (LOG_SPREADS_LEAST[least + kind] + distances[kind]);
    scoresAtMost[kind] = KIND_TABLE[at + LOG_PRIOR] + trust * (density + size);
    if (scoresAtMost[kind] > scoresAtMost[best]) best = kind;
  }
  const { isFree, isFlown } = prepared;
  const most = trust * Math.log(Math.max(isFree, isFlown));
  const chance = chanceOf(f, best * KIND_LENGTH);
  const logs = Math.log((chance * chance) / spreads[best]) + LOG_SPREADS_LEAST[least + best];
  return scoresAtMost[best] + 0.5 * trust * logs + LOG_NEGLIGIBLE - most;
}
const scoresAtMost = new Float64Array(KINDS);

/** Which of height, cross-section and drag are told, as bits. */
const toldOf = (f: ClassFeatures): number =>
  (f.heightIsTold ? 1 : 0) +
  (prepared.rcsVariance > 0 ? 2 : 0) +
  (prepared.dragVariance > 0 ? 4 : 0);

/** The sum of e^score over the first so many of {@link kindScores}, for each class, over the greatest of all. */
function sumKinds(count: number, out: Float64Array): void {
  let greatest = -Infinity;
  for (let i = 0; i < count; i++) if (kindScores[i] > greatest) greatest = kindScores[i];
  for (let i = 0; i < CLASSES; i++) out[i] = 0;
  for (let i = 0; i < count; i++) {
    const behind = kindScores[i] - greatest;
    if (behind > LOG_NEGLIGIBLE) out[kindClasses[i]] += Math.exp(behind);
  }
}

/** A kind less probable than e to this, beside the most probable, is left out. */
const LOG_NEGLIGIBLE = -30;

/** What {@link sumKinds} makes of no evidence. */
const PRIOR_SCORES = new Float64Array(CLASSES);
for (let kind = 0; kind < KINDS; kind++) {
  kindScores[kind] = KIND_TABLE[kind * KIND_LENGTH + LOG_PRIOR];
  kindClasses[kind] = KIND_TABLE[kind * KIND_LENGTH + CLASS];
}
sumKinds(KINDS, PRIOR_SCORES);

/** How plausible a claim is, q = 1/(1 + e^(Δ − 4)) · 1/(1 + e^(−4 − l)): Δ how much better another class explains the flight, l the place's. */
function weighClaim(features: ClassFeatures, out: Classified): void {
  out.claimFactor = 1;
  out.contradiction = null;
  if (!features.saysAircraft) return;
  let others = -Infinity;
  for (let i = 0; i < CLASSES; i++) {
    if (i !== AIRCRAFT && i !== HELICOPTER && i !== UNKNOWN)
      others = Math.max(others, bestEvidence[i]);
  }
  const behind = others - Math.max(bestEvidence[AIRCRAFT], bestEvidence[HELICOPTER]);
  const flight = 1 / (1 + Math.exp(behind - DOUBT));
  const place = 1 / (1 + Math.exp(-DOUBT - features.logPlaceProbability));
  const plausible = flight * place;
  out.claimFactor = Math.exp(LOG_CLAIM * (2 * plausible - 1));
  if (plausible < CONTRADICTED_BELOW) out.contradiction = flight < place ? "flight" : "place";
}

/** What is the same for all kinds: variances of the estimates, the body's energy, and what its drag was measured to be. */
const prepared = {
  speedVariance: 0,
  energySpeedMps: 0,
  energyVariance: 0,
  climbVariance: 0,
  levelShare: 0,
  levelVariance: 0,
  levelDistance: 0,
  heightVariance: 0,
  rcsVariance: 0,
  /** 0: nothing was learnt of its drag. */
  dragVariance: 0,
  logDrag: 0,
  /** What the law of motion multiplies the chance of a kind that is a free body by, and that of one that is not. */
  isFree: 1,
  isFlown: 1,
};

function prepare(features: ClassFeatures): void {
  const p = prepared;
  p.speedVariance = square(features.speedSigmaMps);
  const fall = features.heightIsTold ? TWO_GRAVITIES * Math.max(0, features.heightM) : 0;
  p.energySpeedMps = Math.sqrt(square(features.speedMps) + fall);
  p.energyVariance = p.speedVariance + square(features.pushedProbability * PUSHED_SPEED_SIGMA_MPS);
  p.climbVariance = square(features.climbSigmaMps);
  const energySpeed = Math.max(p.energySpeedMps, 1);
  p.levelShare = features.levelSpeedMps / energySpeed;
  p.levelVariance = p.energyVariance / square(energySpeed);
  p.levelDistance = square(p.levelShare - LEVEL_MEAN) / (LEVEL_VARIANCE + p.levelVariance);
  p.heightVariance = square(features.heightSigmaM);
  p.rcsVariance = features.rcsCount === 0 ? 0 : square(RCS_SCINTILLATION_DB) / features.rcsCount;
  const free = clamp(features.freeProbability, 1 - FREE_GREATEST, FREE_GREATEST);
  p.isFree = features.freeIsTold ? free / FREE_PRIOR : 1;
  p.isFlown = features.freeIsTold ? (1 - free) / (1 - FREE_PRIOR) : 1;
  // What was measured is the estimate without its prior: 1/σ² − 1/σ₀².
  const precision = 1 / square(features.logDragSigma) - 1 / LOG_DRAG_PRIOR_VARIANCE;
  p.dragVariance =
    precision > DRAG_PRECISION_LEAST && features.freeProbability > 0.5 ? 1 / precision : 0;
  p.logDrag =
    p.dragVariance *
    (features.logDrag / square(features.logDragSigma) - LOG_DRAG_MEAN / LOG_DRAG_PRIOR_VARIANCE);
}
/** The part of a free body's speed that is level, of all of them. */
const LEVEL_MEAN = 0.6;
const LEVEL_VARIANCE = square(0.25);
/** Of a measurement of ln k that says next to nothing beside its prior. */
const DRAG_PRECISION_LEAST = 0.3;

/**
 * The density of the features under each kind, up to a constant of all: Σ d²/v in {@link distances} and Π v in {@link spreads}. The sum stands as
 * a fraction over the product until the end, so that it costs one division.
 */
function weighBeliefs(f: ClassFeatures): void {
  const t = KIND_TABLE;
  const { speedMps, climbMps, heightM, heightIsTold, rcsDbsm } = f;
  const { speedVariance, energySpeedMps, energyVariance, climbVariance, heightVariance } = prepared;
  const { levelShare, levelVariance, levelDistance, rcsVariance, logDrag, dragVariance } = prepared;
  const ofLevel = 1 / (LEVEL_VARIANCE + levelVariance);
  for (let kind = 0, at = 0; kind < KINDS; kind++, at += KIND_LENGTH) {
    const isFree = t[at + FREE] > 0.5;
    let spread = t[at + SPEED + 1] + (isFree ? energyVariance : speedVariance);
    let sum = square((isFree ? energySpeedMps : speedMps) - t[at + SPEED]);
    let less = 0;
    if (heightIsTold) {
      const ofClimb = t[at + CLIMB + 1] + climbVariance;
      const ofHeight = t[at + HEIGHT + 1] + heightVariance;
      const both =
        square(climbMps - t[at + CLIMB]) * ofHeight + square(heightM - t[at + HEIGHT]) * ofClimb;
      sum = sum * ofClimb * ofHeight + both * spread;
      spread *= ofClimb * ofHeight;
      if (t[at + LEVEL + 1] > 0) {
        const variance = (t[at + LEVEL + 1] + levelVariance) * ofLevel;
        sum = sum * variance + square(levelShare - t[at + LEVEL]) * ofLevel * spread;
        spread *= variance;
        less = levelDistance;
      }
    }
    if (rcsVariance > 0) {
      const variance = t[at + RCS + 1] + rcsVariance;
      sum = sum * variance + square(rcsDbsm - t[at + RCS]) * spread;
      spread *= variance;
    }
    if (dragVariance > 0) {
      const isTold = t[at + DRAG + 1] > 0;
      const variance = (isTold ? t[at + DRAG + 1] : LOG_DRAG_PRIOR_VARIANCE) + dragVariance;
      sum = sum * variance + square(logDrag - (isTold ? t[at + DRAG] : LOG_DRAG_MEAN)) * spread;
      spread *= variance;
    }
    distances[kind] = sum / spread - less;
    spreads[kind] = spread;
  }
}
const distances = new Float64Array(KINDS);
const spreads = new Float64Array(KINDS);

/** Of each kind, ln of what {@link spreads} is at least, by what is told ({@link toldOf}): what it is of estimates without errors. */
const LOG_SPREADS_LEAST = new Float64Array(8 * KINDS);
for (let told = 0; told < 8; told++) {
  for (let kind = 0; kind < KINDS; kind++) {
    const varianceOf = (belief: number): number => KIND_TABLE[kind * KIND_LENGTH + belief + 1];
    const level = varianceOf(LEVEL);
    let least = varianceOf(SPEED);
    if ((told & 1) > 0) {
      least *= varianceOf(CLIMB) * varianceOf(HEIGHT);
      if (level > 0) least *= Math.min(1, level / LEVEL_VARIANCE);
    }
    if ((told & 2) > 0) least *= varianceOf(RCS);
    if ((told & 4) > 0) least *= varianceOf(DRAG) || LOG_DRAG_PRIOR_VARIANCE;
    LOG_SPREADS_LEAST[told * KINDS + kind] = Math.log(least);
  }
}

/** The probability under the kind at a place of the table of what was seen to happen and of the limits that were kept. */
function chanceOf(f: ClassFeatures, at: number): number {
  const t = KIND_TABLE;
  const { isFree, isFlown } = prepared;
  const fastest = t[at + FASTEST + 1];
  const slowest = t[at + SLOWEST + 1];
  const steepest = t[at + STEEPEST + 1];
  const turn = t[at + TURN + 1];
  let chance =
    either(f.pushedProbability, t[at + PUSHED]) * either(f.stoodProbability, t[at + STANDS]);
  chance *= t[at + FREE] * isFree + (1 - t[at + FREE]) * isFlown;
  if (fastest > 0) chance *= within((t[at + FASTEST] - f.fastestMps) * fastest);
  if (slowest > 0) chance *= within((f.slowestMps - t[at + SLOWEST]) * slowest);
  if (steepest > 0) chance *= within((t[at + STEEPEST] - f.steepestMps) * steepest);
  return turn > 0 ? chance * within((t[at + TURN] - f.turnRadps) * turn) : chance;
}

/** A limit of which `x` softnesses are left: ½(1 + x/√(1 + x²)), whose tail leaves what is modelled ill a chance. */
const within = (x: number): number => 0.5 * (1 + x / Math.sqrt(1 + x * x)) + LIMIT_LEAST;
/** Keeps the chance above 0 where the root rounds. */
const LIMIT_LEAST = 1e-9;

/** Of what happened with probability `seen`, for a kind of which it does with probability `chance`. */
const either = (seen: number, chance: number): number => seen * chance + (1 - seen) * (1 - chance);
