import type { Look } from "../measurement/look.ts";
import type { SensorId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

/** A look sensed later than it was received by more than this says that one of the clocks is wrong. */
const FUTURE_TOLERANCE_US = MICROS_PER_SECOND / 2;
/** So many looks in a row must disagree with a clock that was right before, ere it counts as wrong. */
const LOOKS_TO_CONVINCE = 3;
/** Of a clock that was never right yet, so many: one alone cannot be told from what a line held back. */
const LOOKS_TO_INTRODUCE = 2;
/** Looks that come late must keep coming so long, as fast as they were sensed. */
const STEADY_US = MICROS_PER_SECOND / 2;
/** So long where they go on from what was heard last, as what a line held back does. */
const STEADY_AFTER_GAP_US = 10 * MICROS_PER_SECOND;
/** What is sensed in a time arrives in as much, but for this share of it and this much: transport is not even. */
const UNEVEN_RATIO = 0.25;
const UNEVEN_AFTER_GAP_RATIO = 0.1;
const UNEVEN_US = MICROS_PER_SECOND / 10;

interface SensorClock {
  /** Added to the sensor's times; 0 while its clock is plausible. */
  offsetUs: number;
  plausibleLooks: number;
  /** When its newest plausible look ended, by its own clock. */
  newestUs: TimeUs;
  strays: Strays | null;
}
/** The latest implausible looks in a row, all of them late or all of them ahead. */
interface Strays {
  readonly isLate: boolean;
  /** Of the first of them: when it ended by its clock, and when it arrived. */
  readonly firstToUs: TimeUs;
  readonly firstReceivedUs: TimeUs;
  count: number;
  leastDelayUs: number;
}
export type ClockWatchState = readonly (readonly [SensorId, SensorClock])[];

export interface ClockVerdict {
  readonly look: Look;
  /** What the sensor's times are moved by; 0 while its clock is plausible. */
  readonly offsetUs: number;
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
 * running, for one look may simply be late. A look of the future is moved in any case: the tracker would follow it
 * there, and lose everything that it tracks.
 *
 * What a line held back and then brings in a burst is old, and its clock is right: moved to now, it would put objects
 * where they no longer are. A clock that is slow is slow by the same amount with each look, so what it times arrives as fast as it
 * was sensed; a backlog arrives faster. And a backlog goes on from what was heard last, where a clock that stepped back repeats
 * times that it had told already: only what goes on has to prove for longer that it does not catch up.
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
    const arrivedUs = receivedUs - look.toUs;
    if (this.#plausible(arrivedUs - clock.offsetUs)) {
      clock.plausibleLooks = Math.min(clock.plausibleLooks + 1, LOOKS_TO_CONVINCE);
      clock.newestUs = Math.max(clock.newestUs, look.toUs);
      clock.strays = null;
      return {
        look: shifted(look, clock.offsetUs),
        offsetUs: clock.offsetUs,
        changedOffsetUs: null,
      };
    }
    const strays = withStray(clock, look.toUs, receivedUs);
    clock.strays = strays;
    if (isWrong(clock, strays, { toUs: look.toUs, receivedUs })) {
      const least = strays.leastDelayUs;
      clock.offsetUs = this.#plausible(least) ? 0 : least;
      clock.strays = null;
      clock.plausibleLooks = 1;
      clock.newestUs = look.toUs;
    }
    // One that would end after it came is of no use as it stands, whether or not its clock is to blame.
    const ahead = clock.offsetUs - arrivedUs > FUTURE_TOLERANCE_US;
    return {
      look: shifted(look, ahead ? arrivedUs : clock.offsetUs),
      offsetUs: clock.offsetUs,
      changedOffsetUs: clock.offsetUs === before ? null : clock.offsetUs,
    };
  }

  snapshot(): ClockWatchState {
    return copyOf(this.#clocks);
  }
  restore(state: ClockWatchState): void {
    this.#clocks = new Map(copyOf(state));
  }

  #plausible(delayUs: number): boolean {
    return delayUs >= -FUTURE_TOLERANCE_US && delayUs <= this.#lagUs;
  }
  #clockOf(id: SensorId): SensorClock {
    let clock = this.#clocks.get(id);
    if (clock === undefined) {
      clock = { offsetUs: 0, plausibleLooks: 0, newestUs: 0, strays: null };
      this.#clocks.set(id, clock);
    }
    return clock;
  }
}

const copyOf = (
  clocks: Iterable<readonly [SensorId, SensorClock]>,
): (readonly [SensorId, SensorClock])[] =>
  Array.from(clocks, ([id, { strays, ...clock }]) => [
    id,
    { ...clock, strays: strays === null ? null : { ...strays } },
  ]);

/** The run of implausible looks with this one; late ones that do not arrive as fast as they were sensed begin a new one. */
function withStray({ strays, offsetUs }: SensorClock, toUs: TimeUs, receivedUs: TimeUs): Strays {
  const delayUs = receivedUs - toUs;
  const isLate = delayUs > offsetUs;
  const goesOn = strays?.isLate === isLate && (!isLate || isEven(strays, toUs, receivedUs));
  return strays !== null && goesOn
    ? {
        ...strays,
        count: Math.min(strays.count + 1, LOOKS_TO_CONVINCE),
        leastDelayUs: Math.min(strays.leastDelayUs, delayUs),
      }
    : { isLate, firstToUs: toUs, firstReceivedUs: receivedUs, count: 1, leastDelayUs: delayUs };
}

function isWrong(
  { plausibleLooks, newestUs }: SensorClock,
  strays: Strays,
  { toUs, receivedUs }: { readonly toUs: TimeUs; readonly receivedUs: TimeUs },
): boolean {
  const isNew = plausibleLooks === 0;
  if (!strays.isLate) return isNew || strays.count >= LOOKS_TO_CONVINCE;
  if (strays.count < (isNew ? LOOKS_TO_INTRODUCE : LOOKS_TO_CONVINCE)) return false;
  const steadyUs = receivedUs - strays.firstReceivedUs;
  if (isNew || strays.firstToUs <= newestUs) return steadyUs >= STEADY_US;
  return (
    steadyUs >= STEADY_AFTER_GAP_US && isEven(strays, toUs, receivedUs, UNEVEN_AFTER_GAP_RATIO)
  );
}

/** Whether what was sensed since the first of them arrived in as long as that took. */
function isEven(
  { firstToUs, firstReceivedUs }: Strays,
  toUs: TimeUs,
  receivedUs: TimeUs,
  unevenRatio = UNEVEN_RATIO,
): boolean {
  const arrivedInUs = receivedUs - firstReceivedUs;
  const unevenUs = Math.abs(toUs - firstToUs - arrivedInUs);
  return unevenUs <= UNEVEN_US + unevenRatio * arrivedInUs;
}
