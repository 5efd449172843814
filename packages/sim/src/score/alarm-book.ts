import type { AreaId, TimeUs, TrackId, Warning } from "@tocsin/core";

/** One alarm of one area, from its first message to its end. */
export interface Alarm {
  readonly areaId: AreaId;
  readonly episode: number;
  readonly fromUs: TimeUs;
  /** Null when it never went beyond a pre-alert. */
  readonly takeCoverUs: TimeUs | null;
  /** Every track that one of its messages named. */
  readonly threats: ReadonlySet<TrackId>;
  /** All-clear, retraction, or the expiry of its last message. */
  readonly toUs: TimeUs;
}

/** Alarms put together from the messages of a run; a bounded number, since episodes of an area follow each other. */
export class AlarmBook {
  readonly #alarms = new Map<string, Alarm>();

  add(warning: Warning): void {
    const key = `${warning.areaId}/${warning.episode}`;
    const before = this.#alarms.get(key);
    const ends = warning.stage === "all-clear" || warning.stage === "retraction";
    if (before === undefined && ends) return;
    const takeCoverUs =
      before?.takeCoverUs ?? (warning.stage === "take-cover" ? warning.issuedUs : null);
    this.#alarms.set(key, {
      areaId: warning.areaId,
      episode: warning.episode,
      fromUs: before?.fromUs ?? warning.issuedUs,
      takeCoverUs,
      threats: new Set([...(before?.threats ?? []), ...warning.threats]),
      toUs: ends ? warning.issuedUs : warning.expiresUs,
    });
  }

  all(): readonly Alarm[] {
    return [...this.#alarms.values()];
  }

  /** The alarm of an area that is in force at a time. */
  inForce(areaId: AreaId, timeUs: TimeUs): Alarm | undefined {
    return this.all().find(
      (alarm) => alarm.areaId === areaId && alarm.fromUs <= timeUs && timeUs <= alarm.toUs,
    );
  }
}
