import type { TimeUs } from "@tocsin/core";

/** A sector or north message: the antenna crossed this azimuth, in 1/256 of a turn, at this time. */
export interface Crossing {
  readonly azimuth: number;
  readonly timeUs: TimeUs;
}

/** What was swept between two crossings. The width is more than nothing and at most a whole turn. */
export interface SweptSector {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  readonly azimuthFromRad: number;
  readonly azimuthWidthRad: number;
}

export type SweepRefusal = "sweep-gap" | "sweep-order";

const TURN = 256;
/** Bounds for a radar that has not yet told its rotation: no antenna turns faster, none slower. */
const PERIOD_MIN_US = 250_000;
const PERIOD_MAX_US = 30_000_000;

/**
 * Turns the sector crossings and north markers of one radar into swept sectors. What it says was swept is
 * evidence that nothing was there, so it refuses where it does not know: after an outage of more than half
 * a turn, or where more than two sectors' messages in a row are missing, for then detections will be missing
 * too. Assumes a clockwise antenna, as I034/020 does.
 *
 * Some radars send the north marker at once and sector messages through a queue, so that the marker overtakes the
 * last sectors of the turn. A crossing that skips sectors is held until those between have come, or a later one.
 */
export class SweepClock {
  private last: Crossing | null = null;
  private held: Crossing | null = null;
  private lastWidth: number | null = null;
  /** The width of sector that came twice in a row. */
  private usualWidth: number | null = null;
  private reportedPeriodUs: number | null = null;
  private lastNorthUs: TimeUs | null = null;
  private measuredPeriodUs: number | null = null;

  /** The radar's own figure (I034/041). */
  setPeriod(periodUs: number): void {
    if (periodUs >= PERIOD_MIN_US && periodUs <= PERIOD_MAX_US) this.reportedPeriodUs = periodUs;
  }

  /** Reported, else measured from north to north, else `null`. */
  get periodUs(): number | null {
    return this.reportedPeriodUs ?? this.measuredPeriodUs;
  }

  /** Forgets where the antenna was: the next crossing begins anew. */
  forget(): void {
    this.last = null;
    this.held = null;
    this.lastNorthUs = null;
  }

  /** The sectors known to be swept now that this crossing has come, in order of time, and refusals. */
  cross(crossing: Crossing): readonly (SweptSector | SweepRefusal)[] {
    const { held } = this;
    if (held === null)
      return this.skipsSectors(crossing) ? this.hold(crossing) : this.close(crossing);
    this.held = null;
    if (crossing.timeUs >= held.timeUs) return [...this.close(held), ...this.cross(crossing)];
    return [...this.close(crossing), ...this.cross(held)];
  }

  private hold(crossing: Crossing): readonly SweptSector[] {
    this.held = crossing;
    return [];
  }

  private skipsSectors(crossing: Crossing): boolean {
    const usual = this.usualWidth ?? this.lastWidth;
    if (this.last === null || usual === null || crossing.timeUs <= this.last.timeUs) return false;
    return widthBetween(this.last, crossing) > usual;
  }

  /** Ends the sector in hand at this crossing, and begins the next. */
  private close(crossing: Crossing): readonly (SweptSector | SweepRefusal)[] {
    const { last } = this;
    if (last === null) {
      this.advance(crossing);
      return [];
    }
    const elapsedUs = crossing.timeUs - last.timeUs;
    const isRepeat = crossing.azimuth === last.azimuth;
    if (isRepeat && Math.abs(elapsedUs) < (this.periodUs ?? PERIOD_MIN_US) / 2) return [];
    const width = widthBetween(last, crossing);
    const refusal = this.refusal(width, elapsedUs);
    if (refusal === "sweep-order" && elapsedUs > -PERIOD_MAX_US) return [refusal];
    this.advance(crossing);
    if (width === this.lastWidth) this.usualWidth = width;
    this.lastWidth = width;
    if (refusal !== null) return [refusal];
    return [
      {
        fromUs: last.timeUs,
        toUs: crossing.timeUs,
        azimuthFromRad: (last.azimuth / TURN) * 2 * Math.PI,
        azimuthWidthRad: (width / TURN) * 2 * Math.PI,
      },
    ];
  }

  private refusal(width: number, elapsedUs: number): SweepRefusal | null {
    if (elapsedUs <= 0) return "sweep-order";
    const { periodUs } = this;
    const share = width / TURN;
    const shortestUs = periodUs === null ? share * PERIOD_MIN_US : (share - 0.5) * periodUs;
    const longestUs = periodUs === null ? PERIOD_MAX_US : (share + 0.5) * periodUs;
    if (elapsedUs < shortestUs) return "sweep-order";
    if (elapsedUs > longestUs) return "sweep-gap";
    return this.usualWidth !== null && width > 2 * this.usualWidth ? "sweep-gap" : null;
  }

  private advance(crossing: Crossing): void {
    this.last = crossing;
    if (crossing.azimuth !== 0) return;
    const turnUs = this.lastNorthUs === null ? 0 : crossing.timeUs - this.lastNorthUs;
    if (turnUs >= PERIOD_MIN_US && turnUs <= PERIOD_MAX_US) this.measuredPeriodUs = turnUs;
    this.lastNorthUs = crossing.timeUs;
  }
}

/** Clockwise from one crossing to the next, in 1/256 of a turn; the same azimuth is a whole turn on. */
function widthBetween(from: Crossing, to: Crossing): number {
  const turned = (to.azimuth - from.azimuth + TURN) % TURN;
  return turned === 0 ? TURN : turned;
}
