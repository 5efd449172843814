import type { Track } from "../tracking/track.ts";
import { harmlessProbability } from "./harmless.ts";
import { Neighbourhood } from "./neighbourhood.ts";
import { surelyFasterThanMps } from "./sure-speed.ts";

/** So many birds about an object make a flock of it … */
const FLOCK_BIRDS = 3;
/** … within this distance over the ground, m: a flock is some hundred metres wide, and what is fast has left it in seconds. */
const FLOCK_RADIUS_M = 300;
/** … each of which is so surely a bird or clutter: small drones of one swarm, each a bird by halves, would else make birds of each other. */
const OTHER_LIGHT = 0.8;
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

/** Who flies about whom, as {@link isInFlock} asks. `tracks` are all that are confirmed, asked for when it is first of any interest. */
export const neighbourhoodOf = (tracks: () => readonly Track[]): Neighbourhood =>
  new Neighbourhood(tracks, FLOCK_RADIUS_M);

/** Whether a track flies in the midst of birds; false where it makes no difference. */
export function isInFlock(track: Track, neighbourhood: Neighbourhood): boolean {
  if (!isYoung(track) && harmlessProbability(track) < OPEN_LEAST) return false;
  let birds = 0;
  for (const { light } of neighbourhood.about(track))
    if (light >= OTHER_LIGHT && ++birds === FLOCK_BIRDS) return true;
  return false;
}

/** The probability of being harmless of what flies in a flock: p·f/(1 − p + p·f), f its odds' factor. */
export const harmlessInFlock = (probability: number): number =>
  (FLOCK_ODDS * probability) / (1 + (FLOCK_ODDS - 1) * probability);

/** Whether a track is too young for its speed to be known as its own where there are others to mistake for it; what surely falls fast is nobody else's. */
export const isYoung = (track: Track): boolean =>
  track.detectionCount < OWN_DETECTIONS && !fallsFast(track);

/** Whether a track surely falls faster than anything that is no threat. */
export const fallsFast = (track: Track): boolean =>
  track.estimates[0].model === "ballistic" && surelyFasterThanMps(track) > FALLS_FAST_MPS;
