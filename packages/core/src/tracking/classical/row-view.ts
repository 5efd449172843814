import { predictConstantVelocity } from "../../motion/constant-velocity.ts";
import { assert } from "../../units/assert.ts";
import { secondsBetween, type TimeUs } from "../../units/time.ts";
import { UNKNOWN_CLASS } from "../class-shares.ts";
import type { MotionEstimate, Track } from "../track.ts";
import type { Agility } from "./predict-rows.ts";
import type { TrackNotes } from "./track-notes.ts";
import { ROW, type TrackTable } from "./track-table.ts";

/** M of N says nothing of probabilities: these stand in for one, before confirmation and after. */
const TENTATIVE_EXISTENCE = 0.5;
const CONFIRMED_EXISTENCE = 0.99;
/** Expected looks in a row without a detection, after which a confirmed track counts as coasting. */
const COASTING_MISSES = 2;

/** A row as the rest of the engine sees it. It tells no classes apart: all is unknown. */
export function viewRow(table: TrackTable, row: number, notes: TrackNotes, timeUs: TimeUs): Track {
  const isConfirmed = notes.confirmedUs !== null;
  const isCoasting = isConfirmed && table.misses[row] >= COASTING_MISSES;
  return {
    id: notes.id,
    status: isCoasting ? "coasting" : isConfirmed ? "confirmed" : "tentative",
    existence: isConfirmed ? CONFIRMED_EXISTENCE : TENTATIVE_EXISTENCE,
    timeUs,
    estimates: [estimateOf(table.values, row * ROW)],
    classProbabilities: UNKNOWN_CLASS,
    firstSensedUs: notes.firstSensedUs,
    lastSensedUs: notes.lastSensedUs,
    confirmedUs: notes.confirmedUs,
    detectionCount: notes.detectionCount,
    missCount: table.misses[row],
    evidence: notes.evidence,
    identity: notes.identity,
  };
}

function estimateOf(v: Float64Array, o: number): MotionEstimate {
  const mean = v.slice(o, o + 6);
  const covariance = new Float64Array(36);
  let position = o + 6;
  let velocity = o + 21;
  for (let i = 0; i < 3; i++) {
    for (let j = i; j < 3; j++) {
      covariance[6 * i + j] = v[position];
      covariance[6 * j + i] = v[position++];
      covariance[6 * i + 6 * 3 + j + 3] = v[velocity];
      covariance[6 * j + 6 * 3 + i + 3] = v[velocity++];
    }
    for (let j = 0; j < 3; j++) {
      covariance[6 * i + j + 3] = v[o + 12 + 3 * i + j];
      covariance[6 * (j + 3) + i] = v[o + 12 + 3 * i + j];
    }
  }
  return { model: "powered", probability: 1, mean, covariance };
}

/** A view at a later time. */
export function predictView(track: Track, timeUs: TimeUs, agility: Agility): Track {
  const dt = secondsBetween(track.timeUs, timeUs);
  assert(dt >= 0, "a track is predicted forwards");
  const estimates = track.estimates.map((estimate) => {
    const mean = new Float64Array(6);
    const covariance = new Float64Array(36);
    predictConstantVelocity(estimate.mean, estimate.covariance, dt, agility, mean, covariance);
    return { ...estimate, mean, covariance };
  });
  return { ...track, timeUs, estimates };
}
