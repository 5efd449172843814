import type { EvidenceRef } from "../measurement/look.ts";

/** The first detections tell where an object came from, the latest what it did last; the middle is dropped. */
export const EVIDENCE_FIRST = 8;
export const EVIDENCE_LATEST = 24;

/** Evidence with one more detection; a new list, as the old one may have been given out. */
export function withEvidence(
  evidence: readonly EvidenceRef[],
  next: EvidenceRef,
): readonly EvidenceRef[] {
  const { length } = evidence;
  if (length < EVIDENCE_FIRST + EVIDENCE_LATEST) {
    // oxlint-disable-next-line unicorn/no-new-array -- as long as it becomes: what grows by one is copied twice, and made half as long again
    const grown = new Array<EvidenceRef>(length + 1);
    for (let i = 0; i < length; i++) grown[i] = evidence[i];
    grown[length] = next;
    return grown;
  }
  const more = evidence.slice();
  for (let i = EVIDENCE_FIRST; i < more.length - 1; i++) more[i] = evidence[i + 1];
  more[more.length - 1] = next;
  return more;
}
