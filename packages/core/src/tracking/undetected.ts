import type { Look } from "../measurement/look.ts";
import { TWO_PI } from "../units/angle.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import { SURVIVAL_S } from "./existence.ts";
import { DETECTION_PROBABILITY_MAX, type SensorContext } from "./sensor-context.ts";

/** Objects thought to be there before anyone looked. */
const AT_FIRST = 5;
/** Objects that appear in a second, an assumption, small beside any radar's clutter. */
const BIRTHS_PER_SECOND = 0.1;
/** However long nobody looked. */
const GREATEST = 5;

export interface UndetectedState {
  readonly count: number;
  readonly timeUs: TimeUs;
}

/**
 * How many objects there are that no sensor has detected yet: the intensity of a Poisson process, spread evenly over the cover. It grows with
 * time, N' = β − N/τ, and each sweep takes from it what it would have shown, N ← N·(1 − f·P_D), f the swept share of the cover. A detection
 * that no track explains is a new object with probability N/(N + λ), λ the false ones in a sweep: readily when the system begins
 * to look, and rarely in a sky that was just swept.
 * (J. L. Williams, 2015, equations 16 and 23, with a uniform intensity.)
 */
export class UndetectedObjects {
  #count = AT_FIRST;
  #timeUs: TimeUs = Number.MIN_SAFE_INTEGER;

  get count(): number {
    return this.#count;
  }

  /** Lets time pass; never goes back. */
  advance(timeUs: TimeUs): void {
    if (timeUs <= this.#timeUs) return;
    if (this.#timeUs !== Number.MIN_SAFE_INTEGER) {
      const dt = secondsBetween(this.#timeUs, timeUs);
      const stay = Math.exp(-dt / SURVIVAL_S);
      const born = BIRTHS_PER_SECOND * SURVIVAL_S * (1 - stay);
      this.#count = Math.min(this.#count * stay + born, GREATEST);
    }
    this.#timeUs = timeUs;
  }

  /** Takes away what a look's sweep would have shown. */
  sweep({ sweep }: Look, { geometry }: SensorContext): void {
    if (sweep === null) return;
    const { detectionProbability, coverage } = geometry.spec;
    const width = Math.min(coverage.azimuthWidthRad, TWO_PI);
    const share = Math.min(1, sweep.azimuthWidthRad / width);
    this.#count *= 1 - share * Math.min(detectionProbability, DETECTION_PROBABILITY_MAX);
  }

  state(): UndetectedState {
    return { count: this.#count, timeUs: this.#timeUs };
  }

  restore(state: UndetectedState): void {
    this.#count = state.count;
    this.#timeUs = state.timeUs;
  }
}
