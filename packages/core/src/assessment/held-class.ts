import type { Track } from "../tracking/track.ts";
import { harmlessProbability, lightProbability } from "./harmless.ts";

/**
 * What a track was held to be over its detections, as means that the latest weigh most in: an object doesn't change what it is, but one detection
 * of another makes something else of it for a moment, and so does a turn or a descent that its class hardly ever flies.
 */
export interface HeldClass {
  readonly harmless: number;
  /** Of what hurts nobody by falling either. */
  readonly light: number;
  /** How many detections are in the means, and how many the track had by then. */
  readonly weighed: number;
  readonly detectionCount: number;
}

/** The part of a new detection in the means, once as many are in them as make it less than that of each before. */
const NEW_SHARE = 0.15;

/**
 * The means with what the track is held to be now: m ← m + g·(p − m), g = max(1/n, 0.15) for the nth detection in them, so that a track that has just begun
 * is what it is held to be on average. What was surely harmless (1) and surely is no more (0) is below 0.6 after four. `before` where there is no new detection.
 */
export function holdClass(before: HeldClass | null, track: Track): HeldClass {
  const { detectionCount } = track;
  if (before?.detectionCount === detectionCount) return before;
  const weighed = (before?.weighed ?? 0) + 1;
  const share = Math.max(1 / weighed, NEW_SHARE);
  const mean = (known: number, now: number): number => known + share * (now - known);
  return {
    harmless: mean(before?.harmless ?? 0, harmlessProbability(track)),
    light: mean(before?.light ?? 0, lightProbability(track)),
    weighed,
    detectionCount,
  };
}
