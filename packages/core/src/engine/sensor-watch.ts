import type { SensorHealth, SensorSpec, SensorStatus } from "../coverage/sensor.ts";
import type { SensorId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

interface Watched {
  health: SensorHealth;
  /** What the sensor, or somebody for it, said last; silence counts on top of it. */
  reported: { status: SensorStatus; reason: string } | null;
  lastLookUs: TimeUs;
}
export type SensorWatchState = readonly (readonly [SensorId, Watched])[];

/**
 * Keeps the health of every sensor: what it reports of itself, and its silence. A sensor is `unknown` until
 * its first look, `down` once it was silent for longer than its specification allows.
 */
export class SensorWatch {
  #specs: readonly SensorSpec[] = [];
  #watched = new Map<SensorId, Watched>();
  #list: readonly SensorHealth[] | null = null;

  configure(specs: readonly SensorSpec[], nowUs: TimeUs): void {
    const before = this.#watched;
    this.#specs = specs;
    this.#list = null;
    this.#watched = new Map(
      specs.map((spec) => [
        spec.id,
        before.get(spec.id) ?? {
          health: {
            sensorId: spec.id,
            status: "unknown",
            sinceUs: nowUs,
            reason: "nothing received yet",
          },
          reported: null,
          lastLookUs: nowUs,
        },
      ]),
    );
  }

  knows(id: SensorId): boolean {
    return this.#watched.has(id);
  }

  /** A look arrived. Returns the health if it changed. */
  heard(id: SensorId, nowUs: TimeUs): SensorHealth | null {
    const watched = this.#watched.get(id);
    if (watched === undefined) return null;
    watched.lastLookUs = nowUs;
    if (watched.reported === null && watched.health.status === "up") return null;
    const { status, reason } = watched.reported ?? { status: "up" as const, reason: "reporting" };
    return this.#set(watched, status, reason, nowUs);
  }

  /** The sensor reported its own state. Returns the health if it changed. */
  reported(id: SensorId, status: SensorStatus, reason: string, nowUs: TimeUs): SensorHealth | null {
    const watched = this.#watched.get(id);
    if (watched === undefined) return null;
    watched.reported = status === "up" || status === "unknown" ? null : { status, reason };
    if (status === "up") watched.lastLookUs = nowUs;
    return this.#set(watched, status, reason, nowUs);
  }

  /** Every sensor that has been silent for too long by now, as it becomes so. */
  staleAt(nowUs: TimeUs): readonly SensorHealth[] {
    const changed: SensorHealth[] = [];
    for (const spec of this.#specs) {
      const watched = this.#watched.get(spec.id);
      if (watched === undefined || watched.health.status === "down" || spec.staleAfterUs === 0)
        continue;
      if (nowUs - watched.lastLookUs <= spec.staleAfterUs) continue;
      const seconds = Math.round(spec.staleAfterUs / MICROS_PER_SECOND);
      const health = this.#set(watched, "down", `silent for more than ${seconds} s`, nowUs);
      if (health !== null) changed.push(health);
    }
    return changed;
  }

  /** When the next sensor would become stale; null when none can. */
  nextStaleUs(): TimeUs | null {
    let next: TimeUs | null = null;
    for (const spec of this.#specs) {
      const watched = this.#watched.get(spec.id);
      if (watched === undefined || watched.health.status === "down" || spec.staleAfterUs === 0)
        continue;
      const due = watched.lastLookUs + spec.staleAfterUs + 1;
      if (next === null || due < next) next = due;
    }
    return next;
  }

  /** The health of all sensors in the order of the configuration; the same array until something changes. */
  health(): readonly SensorHealth[] {
    this.#list ??= [...this.#watched.values()].map((w) => w.health);
    return this.#list;
  }

  snapshot(): SensorWatchState {
    return [...this.#watched].map(([id, watched]) => [id, { ...watched }]);
  }
  restore(state: SensorWatchState, specs: readonly SensorSpec[]): void {
    this.#specs = specs;
    this.#list = null;
    this.#watched = new Map(state.map(([id, watched]) => [id, { ...watched }]));
  }

  #set(watched: Watched, status: SensorStatus, reason: string, nowUs: TimeUs): SensorHealth | null {
    if (watched.health.status === status && watched.health.reason === reason) return null;
    watched.health = { sensorId: watched.health.sensorId, status, sinceUs: nowUs, reason };
    this.#list = null;
    return watched.health;
  }
}
