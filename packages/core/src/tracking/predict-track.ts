import { sandwich } from "../linalg/sandwich.ts";
import { ballisticTransitionOver } from "../motion/ballistic-transition.ts";
import { predictConstantVelocity } from "../motion/constant-velocity.ts";
import type { Environment } from "../motion/environment.ts";
import {
  BALLISTIC_DENSITY,
  BALLISTIC_STEP_MAX_S,
  LOG_DRAG_DENSITY,
} from "../filter/motion-models.ts";
import { assert } from "../units/assert.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import { surviveExistence } from "./existence.ts";
import type { MotionEstimate, Track } from "./track.ts";

/** Between quiet and agile flight, m²/s³: a track given out no longer says which it was in. */
const POWERED_DENSITY = { horizontal: 8, vertical: 2 } as const;

/** A track at a later time, each law of motion carried on by itself; counts, classes and evidence as they were. */
export function predictTrack(track: Track, timeUs: TimeUs, env: Environment): Track {
  const dt = secondsBetween(track.timeUs, timeUs);
  assert(dt >= 0, "a track is predicted forwards");
  const estimates = track.estimates.map((estimate) =>
    estimate.model === "powered" ? flyOn(estimate, dt) : fallOn(estimate, dt, env),
  );
  return { ...track, timeUs, estimates, existence: surviveExistence(track.existence, dt) };
}

function flyOn(estimate: MotionEstimate, dt: number): MotionEstimate {
  const mean = new Float64Array(6);
  const covariance = new Float64Array(36);
  const { mean: from, covariance: spread } = estimate;
  predictConstantVelocity(from, spread, dt, POWERED_DENSITY, mean, covariance);
  return { ...estimate, mean, covariance };
}

function fallOn(estimate: MotionEstimate, dt: number, env: Environment): MotionEstimate {
  const mean = new Float64Array(7);
  const covariance = new Float64Array(49);
  const jacobian = new Float64Array(49);
  ballisticTransitionOver(estimate.mean, dt, BALLISTIC_STEP_MAX_S, env, mean, jacobian);
  sandwich(jacobian, estimate.covariance, covariance, 7, 7);
  addFallNoise(covariance, dt);
  return { ...estimate, mean, covariance };
}

/** Adds to a 7×7 covariance what `dt` ≥ 0 seconds of white acceleration and of wandering drag bring. */
function addFallNoise(covariance: Float64Array, dt: number): void {
  for (let axis = 0; axis < 3; axis++) {
    covariance[axis * 8] += (BALLISTIC_DENSITY * dt * dt * dt) / 3;
    covariance[axis * 7 + axis + 3] += (BALLISTIC_DENSITY * dt * dt) / 2;
    covariance[(axis + 3) * 7 + axis] += (BALLISTIC_DENSITY * dt * dt) / 2;
    covariance[(axis + 3) * 8] += BALLISTIC_DENSITY * dt;
  }
  covariance[48] += LOG_DRAG_DENSITY * dt;
}
