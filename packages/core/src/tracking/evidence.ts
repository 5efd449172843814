import type { EvidenceRef } from "../measurement/look.ts";

/** The first detections tell where an object came from, the latest what it did last; the middle is dropped. */
export const EVIDENCE_FIRST = 8;
export const EVIDENCE_LATEST = 24;

/** Evidence with one more detection; a new list, as the old one may have been given out. */
export function withEvidence(
  evidence: readonly EvidenceRef[],
  next: EvidenceRef,
): readonly EvidenceRef[] {
  if (evidence.length < EVIDENCE_FIRST + EVIDENCE_LATEST) return [...evidence, next];
  const more = evidence.slice();
  for (let i = EVIDENCE_FIRST; i < more.length - 1; i++) more[i] = evidence[i + 1];
  more[more.length - 1] = next;
  return more;
}
