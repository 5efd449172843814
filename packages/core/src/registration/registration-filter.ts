import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { assert } from "../units/assert.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import {
  addToPair,
  beginPair,
  type BiasPair,
  createBiasPair,
  isSoundPair,
  type PairedDetection,
  type PairObject,
} from "./bias-pair.ts";
import { BIASES, CLOCK_BIAS } from "./biases.ts";
import { KEPT_SENSOR, KEPT_US, type KeptDetection } from "./kept-detection.ts";
import type { Bias, SensorBiases, SensorRegistration } from "./sensor-registration.ts";
import { isReference, priorOf } from "./registration-prior.ts";

/** Sensors whose biases are estimated, the first of the configuration: every comparison costs the square of their number. */
export const REGISTERED_MAX = 12;
/** Pairs of one look that are learnt from, the first: a hundred drones tell no more of a radar than these do. */
export const PAIRS_PER_LOOK_MAX = 64;
/**
 * A bias wanders back to what the site file says in this time, s: masts bend in the sun, clocks drift. A quiet hour must not take what a day
 * has taught, or a salvo after it would be seen less sharply.
 */
const WANDER_S = 12 * 3600;
/** Corrections change when an estimate has moved by this much, m, rad, rad, s … */
const STEPS = [0.5, 1e-4, 1e-4, 0.002] as const;
/** … or the variance that remains has fallen or grown by this factor. */
const VARIANCE_STEP = 1.5;
/** A detection may be compared with one by another sensor that is older by up to this, s. */
const APART_MAX_S = 5;
/** White acceleration of an object between the two, m²/s³: that of agile flight. */
const WANDER_DENSITY = 40;

/** What a sensor's reports are corrected by, m, rad, rad, s, and the variances that what remains adds to theirs. */
export const CORRECTION = 2 * BIASES;

/**
 * Estimates how wrong each sensor reads: range, azimuth, elevation and clock, of all sensors jointly, as a Gaussian that begins at the prior
 * and wanders back to it: b ← φb, P ← φ²P + (1 − φ²)P₀, φ = exp(−Δt/τ).
 *
 * It learns from pairs of detections of one object by two sensors, a moment apart: they agree about where it was but for biases and
 * noise, whatever the track says, and every detection is used in one pair only, so that their errors are independent. Two sensors that see
 * the same tell their difference; only what is known to be right, the authenticated report of an object's own place or a sensor with zero
 * sigmas, tells what is true. What cannot be seen stays at the prior, and its covariance says so.
 * (The object is eliminated as in Y. Bar-Shalom, P. K. Willett and X. Tian, "Tracking and Data Fusion", 2011, chapter 9 on registration.)
 */
export class RegistrationFilter {
  readonly #geometries: readonly SensorGeometry[];
  readonly #slotOf: Int32Array;
  readonly #slots: number;
  /** Prior variances of all states. */
  readonly #priors: Float64Array;
  readonly #pair: BiasPair;
  readonly #paired: PairedDetection = { slot: -1, afterS: 0, wanderM2: 0 };
  /** Time; pairs of each sensor; corrections; means; covariance, all rows. Shared with marks until it changes. */
  #numbers: Float64Array;
  #isShared = false;
  /** Of the look under way. */
  #pairsOfLook = 0;

  constructor(geometries: readonly SensorGeometry[]) {
    this.#geometries = geometries;
    const specs = geometries.map(({ spec }) => spec);
    let slots = 0;
    this.#slotOf = Int32Array.from(specs, (spec) =>
      priorOf(spec) === null || slots === REGISTERED_MAX ? -1 : slots++,
    );
    this.#slots = slots;
    this.#priors = new Float64Array(slots * BIASES);
    specs.forEach((spec, i) => {
      const prior = priorOf(spec);
      const at = this.#slotOf[i] * BIASES;
      if (at < 0 || prior === null) return;
      this.#priors[at] = prior.rangeSigmaM * prior.rangeSigmaM;
      this.#priors[at + 1] = prior.azimuthSigmaRad * prior.azimuthSigmaRad;
      this.#priors[at + 2] = prior.elevationSigmaRad * prior.elevationSigmaRad;
      this.#priors[at + CLOCK_BIAS] = prior.clockSigmaS * prior.clockSigmaS;
    });
    this.#pair = createBiasPair(slots * BIASES);
    const states = slots * BIASES;
    this.#numbers = new Float64Array(1 + slots * (1 + CORRECTION) + states + states * states);
    for (let i = 0; i < states; i++) {
      this.#numbers[this.#covariance + i * (states + 1)] = this.#priors[i];
    }
  }

  /** Whether the sensor takes part, so that its detections are worth keeping; one alone has nobody to be compared with. */
  takesPart(sensor: number): boolean {
    if (this.#geometries.length < 2) return false;
    return this.#slotOf[sensor] !== -1 || isReference(this.#geometries[sensor].spec);
  }

  /** Whether two kept detections of one track tell something of their sensors. */
  areComparable(earlier: KeptDetection, later: KeptDetection): boolean {
    const first = earlier.numbers[earlier.at + KEPT_SENSOR];
    const second = later.numbers[later.at + KEPT_SENSOR];
    if (first === -1 || first === second || this.#pairsOfLook === PAIRS_PER_LOOK_MAX) return false;
    if (this.#slotOf[first] === -1 && this.#slotOf[second] === -1) return false;
    const apartS = secondsBetween(
      earlier.numbers[earlier.at + KEPT_US],
      later.numbers[later.at + KEPT_US],
    );
    return Math.abs(apartS) <= APART_MAX_S;
  }

  /**
   * Learns from two detections of one object, whose state at `timeUs` is given; false where they are too far apart to be of one object.
   * What is learnt becomes a correction with the next {@link settle}.
   */
  compare(
    earlier: KeptDetection,
    later: KeptDetection,
    object: PairObject,
    timeUs: TimeUs,
  ): boolean {
    const numbers = this.#own();
    this.#wanderTo(numbers, timeUs);
    const pair = this.#pair;
    beginPair(pair, numbers, this.#covariance, object);
    const apartS = secondsBetween(
      earlier.numbers[earlier.at + KEPT_US],
      later.numbers[later.at + KEPT_US],
    );
    const wanderM2 = (WANDER_DENSITY * Math.abs(apartS * apartS * apartS)) / 3;
    this.#add(earlier, object, timeUs, wanderM2);
    this.#add(later, object, timeUs, 0);
    if (!isSoundPair(pair)) return false;
    this.#takeOver(numbers);
    this.#countPair(numbers, earlier);
    this.#countPair(numbers, later);
    this.#pairsOfLook++;
    return true;
  }

  /** At the end of a look makes corrections of what was learnt, where it has changed by enough. */
  settle(): void {
    if (this.#pairsOfLook === 0) return;
    this.#pairsOfLook = 0;
    for (let slot = 0; slot < this.#slots; slot++) {
      if (this.#numbers[1 + slot] > 0 && this.#isStale(slot)) this.#correct(slot);
    }
  }

  /** The {@link CORRECTION} of a sensor; null where nothing is known of it. */
  correctionOf(sensor: number): Float64Array | null {
    const slot = this.#slotOf[sensor];
    if (slot === -1 || this.#numbers[1 + slot] === 0) return null;
    const from = this.#corrections + slot * CORRECTION;
    return this.#numbers.slice(from, from + CORRECTION);
  }

  /** What is known of the sensors that were compared, in the order of the configuration. */
  view(): readonly SensorRegistration[] {
    return this.#geometries.flatMap(({ spec }, sensor) => {
      if (this.correctionOf(sensor) === null) return [];
      const slot = this.#slotOf[sensor];
      return [
        {
          sensorId: spec.id,
          pairs: this.#numbers[1 + slot],
          absolute: biasesOf((which) => this.#absolute(slot, which)),
          relative: biasesOf((which) => this.#relative(slot, which)),
        },
      ];
    });
  }

  get numbers(): Float64Array {
    return this.#numbers;
  }

  /** The whole state, never changed from now on. */
  hold(): Float64Array {
    this.#isShared = true;
    return this.#numbers;
  }

  restore(numbers: Float64Array): void {
    assert(numbers.length === this.#numbers.length, "registration of this configuration");
    this.#numbers = numbers;
    this.#isShared = true;
    this.#pairsOfLook = 0;
  }

  #add(kept: KeptDetection, object: PairObject, timeUs: TimeUs, wanderM2: number): void {
    const sensor = kept.numbers[kept.at + KEPT_SENSOR];
    const paired = this.#paired;
    paired.slot = this.#slotOf[sensor];
    paired.afterS = secondsBetween(timeUs, kept.numbers[kept.at + KEPT_US]);
    paired.wanderM2 = wanderM2;
    const geometry = this.#geometries[sensor];
    addToPair(this.#pair, this.#numbers, this.#means, object, paired, kept, geometry);
  }

  get #corrections(): number {
    return 1 + this.#slots;
  }
  get #means(): number {
    return this.#corrections + this.#slots * CORRECTION;
  }
  get #covariance(): number {
    return this.#means + this.#slots * BIASES;
  }

  #own(): Float64Array {
    if (this.#isShared) this.#numbers = this.#numbers.slice();
    this.#isShared = false;
    return this.#numbers;
  }

  #wanderTo(a: Float64Array, timeUs: TimeUs): void {
    const dt = a[0] === 0 ? 0 : secondsBetween(a[0], timeUs);
    a[0] = Math.max(a[0], timeUs);
    if (dt <= 0) return;
    const stay = Math.exp(-dt / WANDER_S);
    const states = this.#slots * BIASES;
    for (let i = 0; i < states; i++) {
      a[this.#means + i] *= stay;
      const row = this.#covariance + i * states;
      for (let j = 0; j < states; j++) a[row + j] *= stay * stay;
      a[row + i] += (1 - stay * stay) * this.#priors[i];
    }
  }

  #takeOver(a: Float64Array): void {
    const { size, shift, joint } = this.#pair;
    const states = this.#slots * BIASES;
    for (let i = 0; i < states; i++) {
      // JSON knows no −0, and a restored run must have the same bits.
      a[this.#means + i] += shift[i] + 0;
      const row = this.#covariance + i * states;
      for (let j = 0; j < states; j++) a[row + j] = joint[i * size + j] + 0;
    }
  }

  #countPair(a: Float64Array, { numbers, at }: KeptDetection): void {
    const slot = this.#slotOf[numbers[at + KEPT_SENSOR]];
    if (slot !== -1) a[1 + slot]++;
  }

  #isStale(slot: number): boolean {
    const a = this.#numbers;
    const at = this.#corrections + slot * CORRECTION;
    for (let k = 0; k < BIASES; k++) {
      if (Math.abs(a[this.#means + slot * BIASES + k] - a[at + k]) > STEPS[k]) return true;
      const known = a[at + BIASES + k];
      const left = this.#relativeVariance(slot, k);
      if (left > VARIANCE_STEP * known || known > VARIANCE_STEP * left) return true;
    }
    return false;
  }

  #correct(slot: number): void {
    const a = this.#own();
    const at = this.#corrections + slot * CORRECTION;
    for (let k = 0; k < BIASES; k++) {
      a[at + k] = a[this.#means + slot * BIASES + k];
      a[at + BIASES + k] = this.#relativeVariance(slot, k);
    }
  }

  /**
   * A sensor's bias against the mean of all that were compared: c·b with c = 1 − 1/m at the sensor and −1/m at the m − 1 others. What
   * several sensors have in common moves no track against another, and is part of the stated covariance only. With one sensor
   * there was but a reference to compare with, and nothing is shared.
   */
  #relativeVariance(slot: number, which: number): number {
    const a = this.#numbers;
    const states = this.#slots * BIASES;
    let variance = 0;
    for (let s = 0; s < this.#slots; s++) {
      const row = this.#covariance + (s * BIASES + which) * states + which;
      for (let t = 0; t < this.#slots; t++) {
        variance += this.#weight(slot, s) * this.#weight(slot, t) * a[row + t * BIASES];
      }
    }
    return Math.max(0, variance) + 0;
  }

  #relativeMean(slot: number, which: number): number {
    let mean = 0;
    for (let s = 0; s < this.#slots; s++) {
      mean += this.#weight(slot, s) * this.#numbers[this.#means + s * BIASES + which];
    }
    return mean;
  }

  #weight(slot: number, other: number): number {
    let compared = 0;
    for (let s = 0; s < this.#slots; s++) if (this.#numbers[1 + s] > 0) compared++;
    if (this.#numbers[1 + other] === 0) return 0;
    const own = other === slot ? 1 : 0;
    return compared === 1 ? own : own - 1 / compared;
  }

  #absolute(slot: number, which: number): Bias {
    const place = slot * BIASES + which;
    const variance = this.#numbers[this.#covariance + place * (this.#slots * BIASES + 1)];
    return { value: this.#numbers[this.#means + place], sigma: Math.sqrt(variance) };
  }

  #relative(slot: number, which: number): Bias {
    const sigma = Math.sqrt(this.#relativeVariance(slot, which));
    return { value: this.#relativeMean(slot, which), sigma };
  }
}

const biasesOf = (read: (which: number) => Bias): SensorBiases => ({
  rangeM: read(0),
  azimuthRad: read(1),
  elevationRad: read(2),
  clockS: read(CLOCK_BIAS),
});
