import type { MotionBank } from "../filter/motion-bank.ts";
import type { EvidenceRef, Identity } from "../measurement/look.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Track } from "./track.ts";

/** A track as the tracker works on it. Everything that later bits depend on is in here, and goes into a snapshot. */
export interface LiveTrack {
  readonly id: TrackId;
  readonly bank: MotionBank;
  /** When the bank holds. */
  timeUs: TimeUs;
  existence: number;
  /** Up to when survival was charged. */
  existenceUs: TimeUs;
  readonly firstSensedUs: TimeUs;
  lastSensedUs: TimeUs;
  confirmedUs: TimeUs | null;
  detectionCount: number;
  missCount: number;
  /** The latest expected looks, newest in the lowest bit, 1 where it was seen; at most 30 are kept. */
  expectedLooks: number;
  expectedCount: number;
  rcsSumDb: number;
  rcsCount: number;
  /** Replaced, never changed, so that tracks and snapshots given out can share it. */
  evidence: readonly EvidenceRef[];
  identity: Identity | null;
  /** The sensors that saw it, by their index in the configuration, ascending. Replaced, never changed. */
  contributions: readonly Contribution[];
  /** The bank predicted to `aheadUs`, kept from gating for the update; NaN when there is none. Worked out, not state. */
  readonly ahead: MotionBank;
  aheadUs: number;
  /** What was given out since the last change; null when it must be made again. Worked out, not state. */
  view: Track | null;
  piece: unknown;
}

/** What one sensor did for a track. */
export interface Contribution {
  readonly sensor: number;
  /** Its latest detection of this object, and the latest that counted as a look of its own. */
  readonly lastUs: TimeUs;
  readonly countedUs: TimeUs;
  /** That sensor's own number for it. */
  readonly sensorTrack: string | null;
}

/** The first detections tell where an object came from, the latest what it did last; the middle is dropped. */
export const EVIDENCE_FIRST = 8;
export const EVIDENCE_LATEST = 24;
/** Bits of {@link LiveTrack.expectedLooks}. */
export const EXPECTED_LOOKS_MAX = 30;

/** Forgets what was worked out from a state that has changed. */
export function touch(track: LiveTrack): void {
  track.aheadUs = NaN;
  track.view = null;
  track.piece = null;
}

export function withEvidence(
  evidence: readonly EvidenceRef[],
  next: EvidenceRef,
): readonly EvidenceRef[] {
  if (evidence.length < EVIDENCE_FIRST + EVIDENCE_LATEST) return [...evidence, next];
  return [...evidence.slice(0, EVIDENCE_FIRST), ...evidence.slice(EVIDENCE_FIRST + 1), next];
}

/** Records that an expected look did or did not show the object. */
export function recordExpectedLook(track: LiveTrack, seen: boolean): void {
  const mask = (1 << EXPECTED_LOOKS_MAX) - 1;
  track.expectedLooks = ((track.expectedLooks << 1) | (seen ? 1 : 0)) & mask;
  track.expectedCount = Math.min(track.expectedCount + 1, EXPECTED_LOOKS_MAX);
  track.missCount = seen ? 0 : track.missCount + 1;
}

/** How many of the latest `window` expected looks showed the object. */
export function seenWithin(track: LiveTrack, window: number): number {
  let bits = track.expectedLooks & (window >= EXPECTED_LOOKS_MAX ? -1 : (1 << window) - 1);
  let seen = 0;
  for (; bits !== 0; bits &= bits - 1) seen++;
  return seen;
}

/** `next` in place of that sensor's earlier entry, in order of sensors. */
export function withContribution(
  contributions: readonly Contribution[],
  next: Contribution,
): readonly Contribution[] {
  if (contributions.length === 1 && contributions[0].sensor === next.sensor) return [next];
  const others = contributions.filter((entry) => entry.sensor !== next.sensor);
  const at = others.findIndex((entry) => entry.sensor > next.sensor);
  return at === -1 ? [...others, next] : others.toSpliced(at, 0, next);
}

/** Later words of an object about itself replace earlier ones; what is left unsaid stays. */
export function mergeIdentity(known: Identity | null, said: Identity | null): Identity | null {
  if (said === null) return known;
  if (known === null) return said;
  const merged = {
    sensorTrack: said.sensorTrack ?? known.sensorTrack,
    aircraftAddress: said.aircraftAddress ?? known.aircraftAddress,
    callsign: said.callsign ?? known.callsign,
    mode3A: said.mode3A ?? known.mode3A,
  };
  const same =
    merged.sensorTrack === known.sensorTrack &&
    merged.aircraftAddress === known.aircraftAddress &&
    merged.callsign === known.callsign &&
    merged.mode3A === known.mode3A;
  return same ? known : merged;
}
