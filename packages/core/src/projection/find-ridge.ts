import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { Environment } from "../motion/environment.ts";
import { stepEnd, stepStart } from "../motion/flight-step.ts";
import type { Terrain } from "../terrain/terrain.ts";
import { hypot2 } from "../units/algebra.ts";
import { FLIGHT_LIMIT_S } from "./fly-to-ground.ts";
import {
  acceptStep,
  heightAtStart,
  longestStep,
  startShapedFlight,
  stepShaped,
} from "./shaped-flight.ts";

/** Ground that a body flies into on its way down, before the place where it would come down if it were not there. */
export interface Ridge {
  /** Height above the ellipsoid at which it is met, m. */
  readonly heightM: number;
  /** How far the way lies under the ground at most, m; infinite where it does not come out again. */
  readonly depthM: number;
}

/** Between two places of the way where the ground is asked, m: about two posts of a grid of the world's terrain. */
const SPACING_M = 60;
const PLACES_PER_STEP_MAX = 64;
/** Less than this under the ground is the error of the ground's height. */
const GRAZED_M = 1;

const at = new Float64Array(3);

/**
 * The first ridge into which the flight of a ballistic state (7×1) goes on its way down until it is as low as `downToM` above the ellipsoid;
 * null where there is none. Where it rises, ground that it goes through is taken for an error of its young track: a body that might
 * come over it is not written off. Between the steps' ends the way is the cubic through both places and velocities, good to a
 * centimetre.
 */
export function findRidge(
  mean: Float64Array,
  env: Environment,
  terrain: Terrain,
  downToM: number,
  dragShare: number,
): Ridge | null {
  startShapedFlight(mean, env, dragShare, false);
  let met: number | null = null;
  let depthM = 0;
  let before = Number.NaN;
  let beforeM = 0;
  for (let timeS = 0; timeS < FLIGHT_LIMIT_S; ) {
    if (heightAtStart() <= downToM && stepStart[5] < 0) break;
    const length = longestStep(1);
    stepShaped(length);
    if (!Number.isFinite(stepEnd[2])) return null;
    const wayM = length * hypot2(stepEnd[3], stepEnd[4]);
    const places = Math.min(Math.max(1, Math.ceil(wayM / SPACING_M)), PLACES_PER_STEP_MAX);
    for (let i = 1; i <= places; i++) {
      const isFalling = placeOnStep(i / places, length);
      const heightM = heightOfEnu(env.frame, at[0], at[1], at[2]);
      if (heightM <= downToM && isFalling) break;
      const clearM = heightM - terrain.heightAt(at[0], at[1]);
      if (met !== null && clearM > 0) return { heightM: met, depthM };
      if (isFalling && met === null && before > 0 && clearM < -GRAZED_M) {
        met = beforeM + ((heightM - beforeM) * before) / (before - clearM);
      }
      if (met !== null) depthM = Math.max(depthM, -clearM);
      before = clearM;
      beforeM = heightM;
    }
    timeS += length;
    acceptStep();
  }
  return met === null ? null : { heightM: met, depthM: Infinity };
}

/** {@link at} = the place at a share of the step; whether the body falls there. */
function placeOnStep(share: number, length: number): boolean {
  const s = share;
  const r = 1 - s;
  for (let i = 0; i < 3; i++) {
    const from = stepStart[i] * (1 + 2 * s) + s * length * stepStart[3 + i];
    const to = stepEnd[i] * (1 + 2 * r) - r * length * stepEnd[3 + i];
    at[i] = r * r * from + s * s * to;
  }
  return stepStart[5] + s * (stepEnd[5] - stepStart[5]) < 0;
}
