import type { Track } from "../tracking/track.ts";
import { hypot3 } from "../units/algebra.ts";

/** A speed is sure of a track that is faster by this many standard deviations of its velocity along the way. */
const SURE_SIGMAS = 2;

/** What a track is surely faster than, m/s, by its most probable law of motion: |v| − 2·√(vᵀPv)/|v|, P the covariance of its velocity; never below 0. */
export function surelyFasterThanMps({ estimates }: Track): number {
  const { mean, covariance } = estimates[0];
  const width = mean.length;
  const speed = hypot3(mean[3], mean[4], mean[5]);
  if (speed === 0) return 0;
  let along = 0;
  for (let i = 3; i < 6; i++)
    for (let j = 3; j < 6; j++) along += mean[i] * covariance[i * width + j] * mean[j];
  return Math.max(0, speed - (SURE_SIGMAS * Math.sqrt(Math.max(0, along))) / speed);
}
