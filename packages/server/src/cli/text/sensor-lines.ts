import { clockText, type HealthEvent, MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

/** So many sensors that fail get a line each, in any ten minutes; what fails beyond them is gathered. */
const OWN_LINES_MAX = 3;
const WINDOW_US = 600 * MICROS_PER_SECOND;
/** What is gathered is told no sooner than this after the last: who is told too much hears nothing. */
const TOLD_AGAIN_US = 120 * MICROS_PER_SECOND;
/** Sensors that are named of many. */
const NAMED_MAX = 3;

type Health = Pick<HealthEvent, "sensorId" | "status" | "reason">;

/** Lines about sensors for somebody who watches: a few that fail one by one, many at once, and one that comes and goes now and then. */
export class SensorLines {
  readonly #mode: string;
  #ownUs: TimeUs[] = [];
  readonly #gathered = new Map<string, Health["status"]>();
  /** Those whose failing was gathered: that they are back is, too. */
  readonly #quiet = new Set<string>();
  #toldUs: TimeUs = Number.NEGATIVE_INFINITY;

  constructor(mode: string) {
    this.#mode = mode;
  }

  /** A sensor's status changed; null: it is gathered. */
  changed({ sensorId, status, reason }: Health, timeUs: TimeUs): string | null {
    const isFailing = status === "down" || status === "degraded";
    this.#ownUs = this.#ownUs.filter((each) => timeUs - each < WINDOW_US);
    const isOwn = isFailing
      ? this.#gathered.size === 0 && this.#ownUs.length < OWN_LINES_MAX
      : !this.#quiet.has(sensorId);
    if (isOwn) {
      if (isFailing) this.#ownUs.push(timeUs);
      return this.#line(timeUs, `${sensorId} is ${status}: ${reason}`);
    }
    this.#gathered.set(sensorId, status);
    if (isFailing) this.#quiet.add(sensorId);
    if (!isFailing || timeUs - this.#toldUs < WINDOW_US) return null;
    // Where all fall silent no step comes for a while: that there is more is said at once.
    this.#toldUs = timeUs;
    return this.#line(timeUs, `${sensorId} is ${status} as well: what more fails is told together`);
  }

  /** What was gathered, once it is time; to be asked at every step. */
  due(nowUs: TimeUs): readonly string[] {
    if (this.#gathered.size === 0 || nowUs - this.#toldUs < TOLD_AGAIN_US) return [];
    const byStatus = new Map<string, string[]>();
    for (const [sensor, status] of this.#gathered) {
      byStatus.set(status, [...(byStatus.get(status) ?? []), sensor]);
      if (status === "up") this.#quiet.delete(sensor);
    }
    const parts = [...byStatus].map(([status, sensors]) => {
      const rest = sensors.length - NAMED_MAX;
      const others = rest > 0 ? ` and ${rest} more` : "";
      const verb = sensors.length === 1 ? "is" : "are";
      return `${sensors.slice(0, NAMED_MAX).join(", ")}${others} ${verb} ${status}`;
    });
    this.#gathered.clear();
    this.#toldUs = nowUs;
    return [this.#line(nowUs, `${parts.join("; ")}: told together`)];
  }

  #line(timeUs: TimeUs, text: string): string {
    return `${clockText(timeUs)} [${this.#mode}] sensor   ${text}`;
  }
}
