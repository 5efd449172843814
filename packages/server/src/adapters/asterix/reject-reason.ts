import type { DecodeReason } from "./codec/decode-error.ts";

/** Why a record, or a part of the bytes, became no detection and no sweep. */
export type RejectReason =
  | `decode-${DecodeReason}`
  /** No sensor is configured for its SAC and SIC. */
  | "unknown-sensor"
  /** The record does not say who sent it (item 010). */
  | "no-source"
  /** Byte for byte the same record came before: redundant lines carry everything twice. */
  | "duplicate"
  | "no-time-of-day"
  | "time-of-day-invalid"
  /** I048/020 TYP 0: the radar extrapolated, it did not see. */
  | "no-detection"
  /** I048/020 TST. */
  | "test-target"
  /** I048/020 SIM, I062/080 SIM. */
  | "simulated"
  /** I048/020 RAB: a transponder on the ground that the radar checks itself with. */
  | "field-monitor"
  /** The last message of a track (I048/170 TRE, I062/080 TSE). */
  | "track-end"
  /** I062/080 CST: the tracker extrapolated, nothing was measured. */
  | "coasted"
  | "no-position"
  /** Only I062/100, and no reference configured. */
  | "cartesian-position-only"
  | "position-invalid"
  /** I048/020 ERR, and the expansion field does not give the range. */
  | "range-beyond-item"
  /** The radar says that its data must not be used (I034/050 NOGO). */
  | "no-go"
  /** Between two sector messages more time passed than the antenna needs: what was swept is not known. */
  | "sweep-gap"
  /** A sector message that is older than the one before. */
  | "sweep-order"
  /** A CAT034 message of a kind that says nothing of sweep or status. */
  | "service-message";
