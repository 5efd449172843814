import type { SensorId } from "@tocsin/core";
import type { RejectReason } from "./reject-reason.ts";

/** Records of one datagram that were not taken in. */
export interface AsterixReject {
  readonly type: "reject";
  readonly reason: RejectReason;
  readonly count: number;
  /** Null where no configured sensor sent it. */
  readonly sensorId: SensorId | null;
  /** In words; of the first, where there are more. */
  readonly detail: string;
}

export interface RejectCount {
  readonly reason: RejectReason;
  readonly sensorId: SensorId | null;
  readonly count: number;
}

/** Sources without a sensor that are told apart; any further ones are counted only. */
const UNKNOWN_SOURCES_MAX = 256;

/** Counts what is rejected, for each datagram and since the start. */
export class RejectTally {
  private readonly all = new Map<
    string,
    { reason: RejectReason; sensorId: SensorId | null; count: number }
  >();
  private readonly current = new Map<string, Omit<AsterixReject, "count"> & { count: number }>();
  private readonly unknown = new Set<number>();

  add(
    reason: RejectReason,
    about: { readonly sensorId?: SensorId; readonly detail?: string },
  ): void {
    const sensorId = about.sensorId ?? null;
    const key = `${reason} ${sensorId ?? ""}`;
    this.total(key, reason, sensorId);
    const entry = this.current.get(key);
    if (entry === undefined) {
      this.current.set(key, {
        type: "reject",
        reason,
        count: 1,
        sensorId,
        detail: about.detail ?? "",
      });
    } else {
      entry.count++;
    }
  }

  /** A source that no sensor is configured for is reported the first time, and counted ever after. */
  addUnknown(sac: number, sic: number): void {
    const source = sac * 256 + sic;
    if (this.unknown.has(source) || this.unknown.size >= UNKNOWN_SOURCES_MAX) {
      this.total("unknown-sensor ", "unknown-sensor", null);
      return;
    }
    this.unknown.add(source);
    this.total("unknown-sensor ", "unknown-sensor", null);
    this.current.set(`unknown-sensor ${source}`, {
      type: "reject",
      reason: "unknown-sensor",
      count: 1,
      sensorId: null,
      detail: `SAC ${sac} SIC ${sic}`,
    });
  }

  /** What was added since the last call. */
  drain(): AsterixReject[] {
    if (this.current.size === 0) return [];
    const drained = [...this.current.values()];
    this.current.clear();
    return drained;
  }

  totals(): readonly RejectCount[] {
    return [...this.all.values()].map((entry) => ({ ...entry }));
  }

  private total(key: string, reason: RejectReason, sensorId: SensorId | null): void {
    const entry = this.all.get(key);
    if (entry === undefined) this.all.set(key, { reason, sensorId, count: 1 });
    else entry.count++;
  }
}
