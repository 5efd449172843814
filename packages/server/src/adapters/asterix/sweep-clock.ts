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
 */
export class SweepClock {
  private last: Crossing | null = null;
  private lastWidth = 0;
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
    this.lastNorthUs = null;
  }

  /** The sector swept since the crossing before, a refusal, or `null` where this begins or repeats one. */
  cross(crossing: Crossing): SweptSector | SweepRefusal | null {
    const { last } = this;
    if (last === null) {
      this.advance(crossing);
      return null;
    }
    const elapsedUs = crossing.timeUs - last.timeUs;
    const turned = (crossing.azimuth - last.azimuth + TURN) % TURN;
    if (turned === 0 && Math.abs(elapsedUs) < (this.periodUs ?? PERIOD_MIN_US) / 2) return null;
    const width = turned === 0 ? TURN : turned;
    const refusal = this.refusal(width, elapsedUs);
    if (refusal === "sweep-order" && elapsedUs > -PERIOD_MAX_US) return refusal;
    this.advance(crossing);
    if (refusal !== null) return refusal;
    if (width === this.lastWidth) this.usualWidth = width;
    this.lastWidth = width;
    return {
      fromUs: last.timeUs,
      toUs: crossing.timeUs,
      azimuthFromRad: (last.azimuth / TURN) * 2 * Math.PI,
      azimuthWidthRad: (width / TURN) * 2 * Math.PI,
    };
  }

  private refusal(width: number, elapsedUs: number): SweepRefusal | null {
    if (elapsedUs <= 0) return "sweep-order";
    const { periodUs } = this;
    const share = width / TURN;
    const shortestUs = periodUs === null ? share * PERIOD_MIN_US : (share - 0.5) * periodUs;
    const longestUs = periodUs === null ? PERIOD_MAX_US : (share + 0.5) * periodUs;
    if (elapsedUs < shortestUs) return "sweep-order";
    if (elapsedUs > longestUs) return "sweep-gap";
    return this.usualWidth !== null && width > 2 * this.usualWidth ? this.wider(width) : null;
  }

  /** A radar that changed to wider sectors is believed when the same width comes twice. */
  private wider(width: number): SweepRefusal {
    if (width === this.lastWidth) this.usualWidth = width;
    this.lastWidth = width;
    return "sweep-gap";
  }

  private advance(crossing: Crossing): void {
    this.last = crossing;
    if (crossing.azimuth !== 0) return;
    const turnUs = this.lastNorthUs === null ? 0 : crossing.timeUs - this.lastNorthUs;
    if (turnUs >= PERIOD_MIN_US && turnUs <= PERIOD_MAX_US) this.measuredPeriodUs = turnUs;
    this.lastNorthUs = crossing.timeUs;
  }
}
