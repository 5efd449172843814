import { bitsOf } from "./bits.ts";

/** What an aircraft says of its own position's quality (type code 31). */
export interface OperationalStatus {
  readonly kind: "operational-status";
  readonly onGround: boolean;
  /** Edition of the standard: 0, 1 (DO-260A) or 2 (DO-260B). */
  readonly version: number;
  readonly nicSupplementA: boolean;
  readonly nicSupplementC: boolean;
  readonly nacP: number;
  /** Accuracy of its geometric height; version 2 in the air only, else 0: not known. */
  readonly gva: number;
  readonly sil: number;
}

/** Null for a subtype that is not assigned. DO-260B, 2.2.3.2.7.2. */
export function decodeOperationalStatus(field: Uint8Array): OperationalStatus | null {
  const subtype = bitsOf(field, 6, 3);
  if (subtype > 1) return null;
  const onGround = subtype === 1;
  const version = bitsOf(field, 41, 3);
  return {
    kind: "operational-status",
    onGround,
    version,
    nicSupplementA: version >= 1 && bitsOf(field, 44, 1) === 1,
    nicSupplementC: version >= 2 && onGround && bitsOf(field, 20, 1) === 1,
    nacP: version >= 1 ? bitsOf(field, 45, 4) : 0,
    gva: version >= 2 && !onGround ? bitsOf(field, 49, 2) : 0,
    sil: version >= 1 ? bitsOf(field, 51, 2) : 0,
  };
}
