import type { Warning } from "@tocsin/core";
import type { PublicAlarm } from "@tocsin/sdk";

/** Alarms remembered; beyond it the oldest that is over is forgotten. */
const ALARMS_MAX = 1_000;

/** Since when people of which area have been told of something, as reports have to be weighed by it. */
export class AlarmBook {
  readonly #alarms = new Map<string, PublicAlarm & { reports: number }>();

  /** A message went out, or was found to be standing at the start. A test of the channels or a drill tells people of no threat. */
  sent({ areaId, episode, mode, action, issuedUs }: Warning): void {
    if (mode === "drill" || mode === "shadow") return;
    const key = `${areaId}/${episode}`;
    const before = this.#alarms.get(key);
    const isOver = action === "end";
    if (before === undefined && isOver) return;
    this.#alarms.set(key, {
      areaId,
      sinceUs: before?.sinceUs ?? issuedUs,
      untilUs: isOver ? issuedUs : null,
      reports: before?.reports ?? 0,
    });
    for (const [each, { untilUs }] of this.#alarms) {
      if (this.#alarms.size <= ALARMS_MAX) break;
      if (untilUs !== null) this.#alarms.delete(each);
    }
  }

  list(): readonly PublicAlarm[] {
    return [...this.#alarms.values()];
  }

  /** So many reports came after this alarm; the next counts itself. */
  counted(alarm: PublicAlarm): number {
    const found = [...this.#alarms.values()].find((each) => each === alarm);
    return found === undefined ? 0 : found.reports++;
  }
}
