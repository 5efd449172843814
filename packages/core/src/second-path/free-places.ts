import type { TimeUs } from "../units/time.ts";
import type { MeasuredPlace } from "./measured-place.ts";

/** Places that are of no course yet, by their easting; their times beside them in a flat array, since each look lets some of them go. */
export class FreePlaces {
  readonly sorted: MeasuredPlace[] = [];
  readonly #times: Float64Array;
  readonly #most: number;

  /** More than `most` are not kept: the westernmost give way. */
  constructor(most: number) {
    this.#most = most;
    this.#times = new Float64Array(most);
  }

  /** Takes places sorted by their easting in among the others, behind those of the same one. */
  add(more: readonly MeasuredPlace[]): void {
    const { sorted } = this;
    // Those that were there before give way first, from the west.
    const over = Math.max(0, sorted.length + more.length - this.#most);
    const before = Math.max(0, sorted.length - over);
    if (over > 0) for (let at = 0; at < before; at++) this.#put(at, sorted[at + over]);
    const first = Math.max(0, over - sorted.length);
    let i = before - 1;
    let k = more.length - 1;
    // From the east: what lies west of all that is new stays where it is.
    for (let at = before + more.length - first - 1; k >= first; at--)
      this.#put(at, i >= 0 && sorted[i].eastM > more[k].eastM ? sorted[i--] : more[k--]);
    sorted.length = before + more.length - first;
  }

  /** Lets go what is older than that, and what is spent. */
  keep(oldestUs: TimeUs, spent: ReadonlySet<MeasuredPlace>): void {
    const { sorted } = this;
    const times = this.#times;
    const isSpent = spent.size > 0;
    let kept = 0;
    for (let at = 0; at < sorted.length; at++) {
      if (times[at] < oldestUs || (isSpent && spent.has(sorted[at]))) continue;
      if (kept < at) this.#put(kept, sorted[at]);
      kept++;
    }
    sorted.length = kept;
  }

  /** Those that are not older than that. */
  since(oldestUs: TimeUs): readonly MeasuredPlace[] {
    return this.sorted.filter(({ timeUs }) => timeUs >= oldestUs);
  }

  replaceAll(sorted: readonly MeasuredPlace[]): void {
    this.sorted.length = 0;
    sorted.forEach((place, at) => this.#put(at, place));
  }

  #put(at: number, place: MeasuredPlace): void {
    this.sorted[at] = place;
    this.#times[at] = place.timeUs;
  }
}
