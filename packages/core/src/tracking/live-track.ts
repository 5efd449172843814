import type { TrackReach } from "../association/track-reach.ts";
import type { MotionBank } from "../filter/motion-bank.ts";
import type { EvidenceRef, Identity } from "../measurement/look.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { MotionEstimate, Track } from "./track.ts";

/**
 * What is known of a track after one look. It is never changed: the next look makes another state of it. So a rewind is the
 * putting back of states, and what was worked out from one holds whenever it comes up again. Everything that later bits depend
 * on is in here, and goes into a snapshot.
 */
export interface TrackState {
  readonly id: TrackId;
  /** Not written to once it stands here. */
  readonly bank: MotionBank;
  /** When the bank holds. */
  readonly timeUs: TimeUs;
  readonly existence: number;
  /** Up to when survival was charged. */
  readonly existenceUs: TimeUs;
  readonly firstSensedUs: TimeUs;
  readonly lastSensedUs: TimeUs;
  readonly confirmedUs: TimeUs | null;
  readonly detectionCount: number;
  readonly missCount: number;
  /** The latest expected looks, newest in the lowest bit, 1 where it was seen; at most 30 are kept. */
  readonly expectedLooks: number;
  readonly expectedCount: number;
  readonly rcsSumDb: number;
  readonly rcsCount: number;
  readonly evidence: readonly EvidenceRef[];
  readonly identity: Identity | null;
  /** The sensors that saw it, by their index in the configuration, ascending. */
  readonly contributions: readonly Contribution[];
}

/** A state with what was worked out from it, which is no state and stands in no snapshot. */
export interface LiveTrack extends TrackState {
  /** What was given out; null until then. */
  view: Track | null;
  piece: unknown;
  /** Before this the track cannot end; NaN until it is worked out. */
  endsFromUs: number;
  /** Shared by states with the same bank. */
  readonly ofBank: OfBank;
}

/** What was worked out from the bank alone. */
export interface OfBank {
  /** Where each sensor may see it for a while, by the sensor's index. */
  readonly reaches: (TrackReach | undefined)[];
  estimates: readonly MotionEstimate[] | null;
}

/** A state with nothing worked out yet but, where the bank is another's too, what was worked out from that. Every field is named: copies are frequent. */
export const liveTrackOf = (
  state: TrackState,
  ofBank: OfBank = { reaches: [], estimates: null },
): LiveTrack => ({
  id: state.id,
  bank: state.bank,
  timeUs: state.timeUs,
  existence: state.existence,
  existenceUs: state.existenceUs,
  firstSensedUs: state.firstSensedUs,
  lastSensedUs: state.lastSensedUs,
  confirmedUs: state.confirmedUs,
  detectionCount: state.detectionCount,
  missCount: state.missCount,
  expectedLooks: state.expectedLooks,
  expectedCount: state.expectedCount,
  rcsSumDb: state.rcsSumDb,
  rcsCount: state.rcsCount,
  evidence: state.evidence,
  identity: state.identity,
  contributions: state.contributions,
  view: null,
  piece: null,
  endsFromUs: NaN,
  ofBank,
});

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
/** Bits of {@link TrackState.expectedLooks}. */
export const EXPECTED_LOOKS_MAX = 30;
const EXPECTED_LOOKS_MASK = (1 << EXPECTED_LOOKS_MAX) - 1;

export function withEvidence(
  evidence: readonly EvidenceRef[],
  next: EvidenceRef,
): readonly EvidenceRef[] {
  if (evidence.length < EVIDENCE_FIRST + EVIDENCE_LATEST) return [...evidence, next];
  return [...evidence.slice(0, EVIDENCE_FIRST), ...evidence.slice(EVIDENCE_FIRST + 1), next];
}

type LookCounts = Pick<TrackState, "expectedLooks" | "expectedCount" | "missCount">;

/** The counts after an expected look that did or did not show the object. */
export const withExpectedLook = (before: LookCounts, seen: boolean): LookCounts => ({
  expectedLooks: ((before.expectedLooks << 1) | (seen ? 1 : 0)) & EXPECTED_LOOKS_MASK,
  expectedCount: Math.min(before.expectedCount + 1, EXPECTED_LOOKS_MAX),
  missCount: seen ? 0 : before.missCount + 1,
});

/** How many of the latest `window` expected looks showed the object. */
export function seenWithin(track: TrackState, window: number): number {
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
