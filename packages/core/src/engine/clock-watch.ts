import type { Look } from "../measurement/look.ts";
import type { SensorId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

/** A look sensed later than it was received by more than this says that one of the clocks is wrong. */
const FUTURE_TOLERANCE_US = MICROS_PER_SECOND / 2;
/** So many looks in a row must disagree with a clock that was right before, ere it counts as wrong. */
const LOOKS_TO_CONVINCE = 3;

interface SensorClock {
  /** Added to the sensor's times; 0 while its clock is plausible. */
  offsetUs: number;
  plausibleLooks: number;
  /** Delays of the latest implausible looks in a row, oldest first. */
  strays: number[];
}
export type ClockWatchState = readonly (readonly [SensorId, SensorClock])[];

export interface ClockVerdict {
  readonly look: Look;
  /** Set when the correction changed with this look. */
  readonly changedOffsetUs: number | null;
}

const shifted = (look: Look, offsetUs: number): Look =>
  offsetUs === 0
    ? look
    : {
        ...look,
        fromUs: look.fromUs + offsetUs,
        toUs: look.toUs + offsetUs,
        detections: look.detections.map((d) => ({ ...d, sensedUs: d.sensedUs + offsetUs })),
      };

/**
 * Notices sensors whose clock is off by more than transport can explain, and moves their looks to when they
 * arrived: a wrong clock must not mute a sensor. A sensor that was right before has to be wrong three times
 * running, for one look may simply be late; one never yet right is corrected at once. A look of the future is
 * moved in any case: the tracker would follow it there, and lose everything that it tracks.
 */
export class ClockWatch {
  readonly #lagUs: number;
  #clocks = new Map<SensorId, SensorClock>();

  constructor(lagUs: number) {
    this.#lagUs = lagUs;
  }

  examine(look: Look, receivedUs: TimeUs): ClockVerdict {
    const clock = this.#clockOf(look.sensorId);
    const before = clock.offsetUs;
    const delayUs = receivedUs - look.toUs - clock.offsetUs;
    if (this.#plausible(delayUs)) {
      clock.plausibleLooks = Math.min(clock.plausibleLooks + 1, LOOKS_TO_CONVINCE);
      clock.strays = [];
      return { look: shifted(look, clock.offsetUs), changedOffsetUs: null };
    }
    clock.strays.push(receivedUs - look.toUs);
    if (clock.plausibleLooks === 0 || clock.strays.length >= LOOKS_TO_CONVINCE) {
      const least = Math.min(...clock.strays);
      clock.offsetUs = this.#plausible(least) ? 0 : least;
      clock.strays = [];
      clock.plausibleLooks = 1;
    }
    // One that would end after it came is of no use as it stands, whether or not its clock is to blame.
    const arrivedUs = receivedUs - look.toUs;
    const ahead = clock.offsetUs - arrivedUs > FUTURE_TOLERANCE_US;
    return {
      look: shifted(look, ahead ? arrivedUs : clock.offsetUs),
      changedOffsetUs: clock.offsetUs === before ? null : clock.offsetUs,
    };
  }

  snapshot(): ClockWatchState {
    return [...this.#clocks].map(([id, clock]) => [id, { ...clock, strays: [...clock.strays] }]);
  }
  restore(state: ClockWatchState): void {
    this.#clocks = new Map(
      state.map(([id, clock]) => [id, { ...clock, strays: [...clock.strays] }]),
    );
  }

  #plausible(delayUs: number): boolean {
    return delayUs >= -FUTURE_TOLERANCE_US && delayUs <= this.#lagUs;
  }
  #clockOf(id: SensorId): SensorClock {
    let clock = this.#clocks.get(id);
    if (clock === undefined) {
      clock = { offsetUs: 0, plausibleLooks: 0, strays: [] };
      this.#clocks.set(id, clock);
    }
    return clock;
  }
}
