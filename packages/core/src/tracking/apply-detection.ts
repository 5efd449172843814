import { copyMotionBank, shiftMotionBank } from "../filter/motion-bank.ts";
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
  recordExpectedLook,
  touch,
  withContribution,
  withEvidence,
} from "./live-track.ts";
import type { SensorContext } from "./sensor-context.ts";

/** Two detections of one sensor nearer in time than this part of its period are one look at the object. */
const SAME_LOOK_PERIODS = 0.4;

/** Updates a track by the detection it was given: state, existence, counts, evidence. Returns the number of variance repairs. */
export function applyDetection(
  pairing: Pairing,
  prepared: PreparedDetection,
  look: Look,
  sensor: SensorContext,
  env: Environment,
): number {
  const { track } = pairing;
  const repairs = updateState(track, prepared, env);
  const { sensedUs, detection } = prepared;
  const before = track.contributions.find((entry) => entry.sensor === sensor.index);
  const sameLookUs = SAME_LOOK_PERIODS * sensor.geometry.spec.periodUs;
  const counts = before === undefined || sensedUs - before.countedUs >= sameLookUs;
  if (counts) {
    const quiet = Math.max(0, secondsBetween(track.existenceUs, sensedUs));
    const prior = surviveExistence(track.existence, quiet);
    const { detectionProbability, logRatio } = pairing;
    track.existence = existenceAfterHit(prior, detectionProbability, logRatio);
    track.existenceUs = Math.max(track.existenceUs, sensedUs);
    recordExpectedLook(track, true);
  }
  track.contributions = withContribution(track.contributions, {
    sensor: sensor.index,
    lastUs: Math.max(sensedUs, before?.lastUs ?? sensedUs),
    countedUs: counts ? sensedUs : before.countedUs,
    sensorTrack: detection.identity?.sensorTrack ?? before?.sensorTrack ?? null,
  });
  track.lastSensedUs = Math.max(track.lastSensedUs, sensedUs);
  track.detectionCount++;
  if (detection.rcsDbsm !== null) {
    track.rcsSumDb += detection.rcsDbsm;
    track.rcsCount++;
  }
  track.identity = mergeIdentity(track.identity, detection.identity);
  track.evidence = withEvidence(track.evidence, evidenceOf(prepared, look));
  touch(track);
  return repairs;
}

export const evidenceOf = (prepared: PreparedDetection, look: Look): EvidenceRef => ({
  sensorId: look.sensorId,
  lookSequence: look.sequence,
  lookToUs: look.toUs,
  index: prepared.index,
  sensedUs: prepared.sensedUs,
});

/** An older detection meets the state run back to its time, which then runs forward again. */
function updateState(track: LiveTrack, prepared: PreparedDetection, env: Environment): number {
  const slack = bringTo(track, prepared.sensedUs, env);
  const lateS = secondsBetween(prepared.sensedUs, track.timeUs);
  if (lateS <= 0) {
    copyMotionBank(track.ahead, track.bank);
    track.timeUs = prepared.sensedUs;
    return updateMotionBank(track.bank, prepared, slack);
  }
  const repairs = updateMotionBank(track.ahead, prepared, slack);
  shiftMotionBank(track.ahead, lateS, env, track.bank);
  return repairs + settle(track.bank);
}
