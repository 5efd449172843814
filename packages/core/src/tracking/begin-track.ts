import { createMotionBank } from "../filter/motion-bank.ts";
import type { PreparedDetection } from "../filter/prepared-detection.ts";
import { startMotionBank } from "../filter/start-bank.ts";
import type { TrackId } from "../units/ids.ts";
import { evidenceOf } from "./apply-detection.ts";
import type { TrackState } from "./live-track.ts";
import type { PreparedLook } from "./prepared-look.ts";

/** A tentative track of one detection. */
export function beginTrack(
  id: TrackId,
  existence: number,
  entry: PreparedDetection,
  { look, sensor }: PreparedLook,
): TrackState {
  const { sensedUs, detection } = entry;
  const bank = createMotionBank();
  startMotionBank(entry, bank);
  return {
    id,
    bank,
    timeUs: sensedUs,
    existence,
    existenceUs: sensedUs,
    firstSensedUs: sensedUs,
    lastSensedUs: sensedUs,
    confirmedUs: null,
    detectionCount: 1,
    missCount: 0,
    expectedLooks: 1,
    expectedCount: 1,
    rcsSumDb: detection.rcsDbsm === null ? 0 : detection.rcsDbsm + 0,
    rcsCount: detection.rcsDbsm === null ? 0 : 1,
    evidence: [evidenceOf(entry, look)],
    identity: detection.identity,
    contributions: [
      {
        sensor: sensor.index,
        lastUs: sensedUs,
        countedUs: sensedUs,
        sensorTrack: detection.identity?.sensorTrack ?? null,
      },
    ],
  };
}
