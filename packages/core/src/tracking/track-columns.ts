import { BANK } from "../filter/bank-layout.ts";
import { KEPT } from "../registration/kept-detection.ts";
import { OBJECT_CLASSES } from "./track.ts";

/** What is known of a track, in one row of a flat array: its bank of motion models first, then these. Times are µs, sizes SI. */
export const TIME_US = BANK;
export const EXISTENCE = BANK + 1;
/** Up to when survival was charged. */
export const EXISTENCE_US = BANK + 2;
export const FIRST_SENSED_US = BANK + 3;
export const LAST_SENSED_US = BANK + 4;
/** NaN until it is confirmed. */
export const CONFIRMED_US = BANK + 5;
export const DETECTION_COUNT = BANK + 6;
/** Consecutive expected looks without a detection, each as much as it says ({@link missWeight}). */
export const MISS_COUNT = BANK + 7;
/** The latest expected looks, newest in the lowest bit, 1 where it was seen; at most {@link EXPECTED_LOOKS_MAX} are kept. */
export const EXPECTED_LOOKS = BANK + 8;
export const EXPECTED_COUNT = BANK + 9;
export const RCS_SUM_DB = BANK + 10;
export const RCS_COUNT = BANK + 11;
/** The founding detection: its sensor's index, its place in the look's canonical order, and which of several with this name it is. */
export const BIRTH_SENSOR = BANK + 12;
export const BIRTH_POSITION = BANK + 13;
export const BIRTH_COPY = BANK + 14;
export const BIRTH_EXISTENCE = BANK + 15;
export const CONTRIBUTION_COUNT = BANK + 16;
/** While it is not confirmed: ln of the odds that all its detections are of one object, were there no other way to explain them. */
export const LOG_ODDS = BANK + 17;
/** 1 once its founding detection had more than one way to go on. */
export const IS_BRANCHED = BANK + 18;
/** Its latest detection, kept to be compared with one by another sensor. */
export const KEPT_DETECTION = BANK + 19;
const CLASS_EVIDENCE = KEPT_DETECTION + KEPT;
/** Since it began: what it was surely faster and slower than, climbed or dived and turned harder than, m/s and rad/s. */
export const FASTEST_MPS = CLASS_EVIDENCE;
export const SLOWEST_MPS = CLASS_EVIDENCE + 1;
export const STEEPEST_MPS = CLASS_EVIDENCE + 2;
export const TURN_GREATEST_RADPS = CLASS_EVIDENCE + 3;
/** Greatest probabilities since it began that a motor pushed it, and that it stood in the air. */
export const PUSHED = CLASS_EVIDENCE + 4;
export const STOOD = CLASS_EVIDENCE + 5;
/** ln of the probability that sensors which do not take its word for it saw as little of it as they did since they saw it last. */
export const LOG_PLACE_PROBABILITY = CLASS_EVIDENCE + 6;
/** What its claim to be an aircraft multiplied the odds by, and the place of what contradicts it in the list of that. */
export const CLAIM_FACTOR = CLASS_EVIDENCE + 7;
export const CLAIM_CONTRADICTION = CLASS_EVIDENCE + 8;
/** Probabilities of the classes, given that there is an object, in the order of {@link OBJECT_CLASSES}. */
export const CLASS_SHARES = CLASS_EVIDENCE + 9;
export const CLASSES = OBJECT_CLASSES.length;
/** How many cross-sections an object may have; their shares, and ln of the probability of what was seen and missed of it, were it of each. */
export const SIZES = 8;
export const SIZE_SHARES = CLASS_SHARES + CLASSES;
export const SIZE_LOGS = SIZE_SHARES + SIZES;
/** How many detections measured its height, or the angle above the horizon that it follows from. */
export const HEIGHT_COUNT = SIZE_LOGS + SIZES;
export const CONTRIBUTIONS = HEIGHT_COUNT + 1;

/** What one sensor did for a track: its index, its latest detection, and the latest that counted as a look of its own. */
export const CONTRIBUTION = 3;
export const CONTRIBUTION_SENSOR = 0;
export const CONTRIBUTION_LAST_US = 1;
export const CONTRIBUTION_COUNTED_US = 2;
/** Sensors remembered for a track; past it the one silent for longest gives way. */
export const CONTRIBUTIONS_MAX = 8;

export const ROW = CONTRIBUTIONS + CONTRIBUTION * CONTRIBUTIONS_MAX;

/** Bits of {@link EXPECTED_LOOKS}. */
export const EXPECTED_LOOKS_MAX = 30;
const EXPECTED_LOOKS_MASK = (1 << EXPECTED_LOOKS_MAX) - 1;

/** Counts an expected look that did or did not show the object; one that missed it counts as `weight` misses. */
export function countExpectedLook(a: Float64Array, row: number, seen: boolean, weight = 1): void {
  a[row + EXPECTED_LOOKS] = ((a[row + EXPECTED_LOOKS] << 1) | (seen ? 1 : 0)) & EXPECTED_LOOKS_MASK;
  a[row + EXPECTED_COUNT] = Math.min(a[row + EXPECTED_COUNT] + 1, EXPECTED_LOOKS_MAX);
  a[row + MISS_COUNT] = seen ? 0 : a[row + MISS_COUNT] + weight;
}

/** How many of the latest `window` expected looks showed the object. */
export function seenWithin(a: Float64Array, row: number, window: number): number {
  let bits = a[row + EXPECTED_LOOKS] & (window >= EXPECTED_LOOKS_MAX ? -1 : (1 << window) - 1);
  let seen = 0;
  for (; bits !== 0; bits &= bits - 1) seen++;
  return seen;
}

/** Place of what a sensor did for the track, or −1. */
export function contributionOf(a: Float64Array, row: number, sensor: number): number {
  const end = row + CONTRIBUTIONS + CONTRIBUTION * a[row + CONTRIBUTION_COUNT];
  for (let at = row + CONTRIBUTIONS; at < end; at += CONTRIBUTION) {
    if (a[at + CONTRIBUTION_SENSOR] === sensor) return at;
  }
  return -1;
}

/** Place for what a new sensor does: a free one, or that of the sensor silent for longest. */
export function newContribution(a: Float64Array, row: number): number {
  const count = a[row + CONTRIBUTION_COUNT];
  if (count < CONTRIBUTIONS_MAX) {
    a[row + CONTRIBUTION_COUNT] = count + 1;
    return row + CONTRIBUTIONS + CONTRIBUTION * count;
  }
  let oldest = row + CONTRIBUTIONS;
  for (let i = 1; i < CONTRIBUTIONS_MAX; i++) {
    const at = row + CONTRIBUTIONS + CONTRIBUTION * i;
    if (a[at + CONTRIBUTION_LAST_US] < a[oldest + CONTRIBUTION_LAST_US]) oldest = at;
  }
  return oldest;
}
