import type { Track } from "../tracking/track.ts";
import { harmlessProbability, lightProbability } from "./harmless.ts";
import { surelyFasterThanMps } from "./sure-speed.ts";

/** So many birds about an object make a flock of it … */
export const FLOCK_BIRDS = 3;
/** … within this distance over the ground, m: a flock is some hundred metres wide, and what is fast has left it in seconds. */
const FLOCK_RADIUS_M = 300;
/** … each of which is a bird or clutter more probably than not. */
const OTHER_LIGHT = 0.5;
/**
 * What flies in the midst of a flock is itself a bird with odds this much higher: of what is about a site at all, most that flies in such company is. An
 * assumption, and kept small: no drone that looks like one may hide among birds. Fewer of them raise no odds: small drones come by two or three.
 */
const FLOCK_ODDS = 3;
/** Less harmless than this, none is probably so for the company that it flies in. */
const OPEN_LEAST = 0.1;
/** No bird falls as fast, m/s, and no two birds make a fall of it that goes on. */
const FALLS_FAST_MPS = 60;
/** Before so many detections, a speed made of two birds is as probable as one of its own. */
const OWN_DETECTIONS = 8;

/**
 * How many birds there are about a track, {@link FLOCK_BIRDS} at most; none where it makes no difference. `others` are all that are confirmed, itself
 * among them.
 */
export function birdsAbout(track: Track, others: readonly Track[]): number {
  if (!isYoung(track) && harmlessProbability(track) < OPEN_LEAST) return 0;
  const [east, north] = track.estimates[0].mean;
  let count = 0;
  for (const other of others) {
    if (count === FLOCK_BIRDS) break;
    if (other === track) continue;
    const { mean } = other.estimates[0];
    const de = mean[0] - east;
    const dn = mean[1] - north;
    if (de * de + dn * dn > FLOCK_RADIUS_M * FLOCK_RADIUS_M) continue;
    if (lightProbability(other) >= OTHER_LIGHT) count++;
  }
  return count;
}

/** The probability of being harmless, given also how many birds fly about it: in a flock p·f/(1 − p + p·f), f its odds' factor. */
export const harmlessAmong = (birds: number, probability: number): number =>
  birds < FLOCK_BIRDS
    ? probability
    : (FLOCK_ODDS * probability) / (1 + (FLOCK_ODDS - 1) * probability);

/** Whether a track is too young for its speed to be known as its own where there are others to mistake for it; what surely falls fast is nobody else's. */
export const isYoung = (track: Track): boolean =>
  track.detectionCount < OWN_DETECTIONS &&
  !(track.estimates[0].model === "ballistic" && surelyFasterThanMps(track) > FALLS_FAST_MPS);
