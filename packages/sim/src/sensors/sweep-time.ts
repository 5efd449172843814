import { MICROS_PER_SECOND, type SensorGeometry, type TimeUs } from "@tocsin/core";
import type { TruthObject } from "../truth/truth-object.ts";
import type { LookPlan } from "./look-times.ts";
import { type Sight, sightOf } from "./sight.ts";

/** Sound in air of 15 °C, m/s (ISO 9613-1:1993, clause 3). The true air of a scenario does not bend it. */
const SOUND_MPS = 340.3;
/** Each fixed-point step shrinks the error by speed over sound, or by turn rate over scan rate. */
const FIXED_POINT_STEPS = 4;

/** A sight, and when the sensor has it. */
export interface TimedSight {
  readonly sensedUs: TimeUs;
  readonly sight: Sight;
}

const wrap = (angleRad: number): number => {
  const turn = angleRad % (2 * Math.PI);
  return turn < 0 ? turn + 2 * Math.PI : turn;
};

/** What a rotating sensor meets: the moment at which its beam and the object point the same way, if there is one in the look. */
export function sweptSight(
  object: TruthObject,
  plan: LookPlan,
  geometry: SensorGeometry,
): TimedSight | null {
  const spanUs = plan.toUs - plan.fromUs;
  let sensedUs = plan.fromUs + Math.round(spanUs / 2);
  for (let step = 0; step < FIXED_POINT_STEPS; step++) {
    const state = object.stateAt(Math.min(object.endUs, Math.max(object.startUs, sensedUs)));
    if (state === null) return null;
    const turned = wrap(sightOf(geometry, state).azimuthRad - plan.azimuthFromRad);
    if (turned > plan.azimuthWidthRad) return null;
    sensedUs = plan.fromUs + Math.round((spanUs * turned) / plan.azimuthWidthRad);
  }
  const state = object.stateAt(sensedUs);
  return state === null ? null : { sensedUs, sight: sightOf(geometry, state) };
}

/** What a staring sensor has at the end of its look. */
export function staringSight(
  object: TruthObject,
  plan: LookPlan,
  geometry: SensorGeometry,
): TimedSight | null {
  const state = object.stateAt(plan.toUs);
  return state === null ? null : inSector(plan, sightOf(geometry, state));
}

/** What is heard at the end of a look: the object as it was when the sound left it. */
export function heardSight(
  object: TruthObject,
  plan: LookPlan,
  geometry: SensorGeometry,
): TimedSight | null {
  let leftUs = plan.toUs;
  for (let step = 0; step < FIXED_POINT_STEPS; step++) {
    const state = object.stateAt(Math.min(object.endUs, Math.max(object.startUs, leftUs)));
    if (state === null) return null;
    const travelS = sightOf(geometry, state).rangeM / SOUND_MPS;
    leftUs = plan.toUs - Math.round(travelS * MICROS_PER_SECOND);
  }
  const state = object.stateAt(leftUs);
  return state === null ? null : inSector(plan, sightOf(geometry, state));
}

const inSector = (plan: LookPlan, sight: Sight): TimedSight | null =>
  wrap(sight.azimuthRad - plan.azimuthFromRad) > plan.azimuthWidthRad
    ? null
    : { sensedUs: plan.toUs, sight };
