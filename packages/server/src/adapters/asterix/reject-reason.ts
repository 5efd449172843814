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
  /** I048/020 TST, I010/020 TST, I021/040 TST, I015/020 TTAX 2: the sensor's own test. */
  | "test-target"
  /** I048/020 SIM, I062/080 SIM, I010/020 SIM, I021/040 SIM, I015/020 TTAX 3. */
  | "simulated"
  /** I048/020 RAB, I010/020 RAB, I021/040 RAB, I015/020 TTAX 1: something on the ground that the sensor checks itself with. */
  | "field-monitor"
  /** The last message of a track (I048/170 TRE, I062/080 TSE, I010/170 TRE, I015/000 MT 5). */
  | "track-end"
  /** I062/080 CST, I010/170 CST, I015/170 CSTP: the tracker extrapolated, nothing was measured. */
  | "coasted"
  /** I015/000 MT that edition 1.2 leaves for later, or none. */
  | "unknown-message-type"
  | "no-position"
  /** Only I062/100 or I010/042, and no reference configured. */
  | "cartesian-position-only"
  | "position-invalid"
  /** I015/625 or 627 of a sensor with several stations: no place by itself, and the report has no other. */
  | "bistatic-range"
  /** I021/040 CPR, LDPJ, RCF, IPC, I021/090 VALSTATE: the station found the reported position wrong. */
  | "position-suspect"
  /** I021/040 GBS, I010/020 GBS or TOT 2: its own transponder says that it stands on the ground. */
  | "on-ground"
  /** I048/020 ERR, and the expansion field does not give the range. */
  | "range-beyond-item"
  /** The sensor says that its data must not be used (I034/050 NOGO, I010/550 NOGO, I021/040 NOGO). */
  | "no-go"
  /** Between two sector messages more time passed than the antenna needs: what was swept is not known. */
  | "sweep-gap"
  /** A sector message that is older than the one before. */
  | "sweep-order"
  /** A CAT034, CAT010 or CAT016 message of a kind that says nothing of sweep or status. */
  | "service-message";
