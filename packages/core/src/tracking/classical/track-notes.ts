import type { EvidenceRef, Identity, Look, PolarDetection } from "../../measurement/look.ts";
import type { TrackId } from "../../units/ids.ts";
import type { TimeUs } from "../../units/time.ts";

/** What a track is told of beside its state; never changed, so that a mark may hold on to it. */
export interface TrackNotes {
  readonly id: TrackId;
  readonly firstSensedUs: TimeUs;
  readonly lastSensedUs: TimeUs;
  readonly confirmedUs: TimeUs | null;
  readonly detectionCount: number;
  /** The first and the latest detections, oldest first. */
  readonly evidence: readonly EvidenceRef[];
  readonly identity: Identity | null;
}

/** A usable detection with the place it had in its look. */
export interface PlotDetection {
  readonly detection: PolarDetection;
  readonly index: number;
}

/** Evidence keeps this many of the first detections, and of the latest; the middle is dropped. */
const EVIDENCE_FIRST = 8;
const EVIDENCE_LATEST = 24;

export const firstNotes = (id: TrackId, plot: PlotDetection, look: Look): TrackNotes => ({
  id,
  firstSensedUs: plot.detection.sensedUs,
  lastSensedUs: plot.detection.sensedUs,
  confirmedUs: null,
  detectionCount: 1,
  evidence: [evidenceOf(plot, look)],
  identity: plot.detection.identity,
});

export const notesAfter = (notes: TrackNotes, plot: PlotDetection, look: Look): TrackNotes => ({
  id: notes.id,
  firstSensedUs: Math.min(notes.firstSensedUs, plot.detection.sensedUs),
  lastSensedUs: Math.max(notes.lastSensedUs, plot.detection.sensedUs),
  confirmedUs: notes.confirmedUs,
  detectionCount: notes.detectionCount + 1,
  evidence: withEvidence(notes.evidence, evidenceOf(plot, look)),
  identity: plot.detection.identity ?? notes.identity,
});

const evidenceOf = ({ detection, index }: PlotDetection, look: Look): EvidenceRef => ({
  sensorId: look.sensorId,
  lookSequence: look.sequence,
  lookToUs: look.toUs,
  index,
  sensedUs: detection.sensedUs,
});

function withEvidence(evidence: readonly EvidenceRef[], next: EvidenceRef): readonly EvidenceRef[] {
  if (evidence.length < EVIDENCE_FIRST + EVIDENCE_LATEST) return [...evidence, next];
  return [...evidence.slice(0, EVIDENCE_FIRST), ...evidence.slice(EVIDENCE_FIRST + 1), next];
}
