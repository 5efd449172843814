import { createMotionBank, type MotionBank, shiftMotionBank } from "../filter/motion-bank.ts";
import type { PreparedDetection } from "../filter/prepared-detection.ts";
import { settle, updateMotionBank } from "../filter/update-bank.ts";
import type { EvidenceRef, Look } from "../measurement/look.ts";
import type { Environment } from "../motion/environment.ts";
import { secondsBetween } from "../units/time.ts";
import type { Pairing } from "./associate-look.ts";
import { bringTo } from "./bring-to.ts";
import { existenceAfterHit, surviveExistence } from "./existence.ts";
import {
  type LiveTrack,
  mergeIdentity,
  type TrackState,
  withContribution,
  withEvidence,
  withExpectedLook,
} from "./live-track.ts";
import type { PreparedLook } from "./prepared-look.ts";

/** Two detections of one sensor nearer in time than this part of its period are one look at the object. */
const SAME_LOOK_PERIODS = 0.4;

/** A track after the detection it was given: state, existence, counts, evidence; and how many variances were repaired. */
export function applyDetection(
  { track, position, logRatio, detectionProbability }: Pairing,
  { look, sensor, detections }: PreparedLook,
  env: Environment,
): { readonly state: TrackState; readonly repairs: number } {
  const prepared = detections[position];
  const { bank, repairs, isNewer } = updatedBank(track, prepared, env);
  const { sensedUs, detection } = prepared;
  const before = track.contributions.find((entry) => entry.sensor === sensor.index);
  const sameLookUs = SAME_LOOK_PERIODS * sensor.geometry.spec.periodUs;
  const counts = before === undefined || sensedUs - before.countedUs >= sameLookUs;
  let { existence, existenceUs } = track;
  if (counts) {
    const quiet = Math.max(0, secondsBetween(existenceUs, sensedUs));
    const prior = surviveExistence(existence, quiet);
    existence = existenceAfterHit(prior, detectionProbability, logRatio);
    existenceUs = Math.max(existenceUs, sensedUs);
  }
  const { rcsDbsm, identity } = detection;
  const looks = counts ? withExpectedLook(track, true) : track;
  const state: TrackState = {
    id: track.id,
    bank,
    timeUs: isNewer ? sensedUs : track.timeUs,
    existence,
    existenceUs,
    firstSensedUs: track.firstSensedUs,
    lastSensedUs: Math.max(track.lastSensedUs, sensedUs),
    confirmedUs: track.confirmedUs,
    detectionCount: track.detectionCount + 1,
    missCount: looks.missCount,
    expectedLooks: looks.expectedLooks,
    expectedCount: looks.expectedCount,
    rcsSumDb: track.rcsSumDb + (rcsDbsm ?? 0),
    rcsCount: track.rcsCount + (rcsDbsm === null ? 0 : 1),
    evidence: withEvidence(track.evidence, evidenceOf(prepared, look)),
    identity: mergeIdentity(track.identity, identity),
    contributions: withContribution(track.contributions, {
      sensor: sensor.index,
      lastUs: Math.max(sensedUs, before?.lastUs ?? sensedUs),
      countedUs: counts ? sensedUs : before.countedUs,
      sensorTrack: identity?.sensorTrack ?? before?.sensorTrack ?? null,
    }),
  };
  return { state, repairs };
}

export const evidenceOf = (prepared: PreparedDetection, look: Look): EvidenceRef => ({
  sensorId: look.sensorId,
  lookSequence: look.sequence,
  lookToUs: look.toUs,
  index: prepared.index,
  sensedUs: prepared.sensedUs,
});

/** An older detection meets the state run back to its time, which then runs forward again. */
function updatedBank(
  track: LiveTrack,
  prepared: PreparedDetection,
  env: Environment,
): { readonly bank: MotionBank; readonly repairs: number; readonly isNewer: boolean } {
  const ahead = { bank: createMotionBank(), timeUs: NaN };
  const slack = bringTo(track, prepared.sensedUs, env, ahead, "fine");
  const lateS = secondsBetween(prepared.sensedUs, track.timeUs);
  const repairs = updateMotionBank(ahead.bank, prepared, slack);
  if (lateS <= 0) return { bank: ahead.bank, repairs, isNewer: true };
  const bank = createMotionBank();
  shiftMotionBank(ahead.bank, lateS, env, bank);
  return { bank, repairs: repairs + settle(bank), isNewer: false };
}
