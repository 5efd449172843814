import type { LaunchAnswer, Projection } from "../projection/projection.ts";
import { mostProbableClass } from "../tracking/most-probable-class.ts";
import type { Track, TrackEndCause } from "../tracking/track.ts";
import type { TimeUs } from "../units/time.ts";
import type { TrackRecord } from "./effect.ts";

/** What is recorded of a track when it is confirmed and when it ends. */
export function trackRecord(
  track: Track,
  what: {
    readonly timeUs: TimeUs;
    readonly cause: TrackEndCause | null;
    readonly projection: Projection | null;
    readonly launch: LaunchAnswer | null;
  },
): TrackRecord {
  const best = mostProbableClass(track);
  const contradiction = track.claim?.contradiction ?? null;
  const ballistic = track.estimates.find((estimate) => estimate.model === "ballistic");
  return {
    timeUs: what.timeUs,
    trackId: track.id,
    change: what.cause === null ? "confirmed" : "ended",
    cause: what.cause,
    firstSensedUs: track.firstSensedUs,
    lastSensedUs: track.lastSensedUs,
    confirmedUs: track.confirmedUs,
    detectionCount: track.detectionCount,
    existence: track.existence,
    class: best.class,
    classProbability: best.probability,
    ballisticProbability: ballistic?.probability ?? 0,
    stateUs: track.timeUs,
    state: [...track.estimates[0].mean.subarray(0, 6)],
    projection: what.projection,
    launch: what.launch,
    evidence: track.evidence,
    identity: identityText(track),
    ...(contradiction === null ? {} : { claimContradictedBy: contradiction }),
    ...(track.continues ? { continues: track.continues } : {}),
  };
}

function identityText(track: Track): string | null {
  const identity = track.identity;
  if (identity === null) return null;
  return (
    identity.callsign ?? identity.aircraftAddress ?? identity.mode3A ?? identity.sensorTrack ?? null
  );
}
