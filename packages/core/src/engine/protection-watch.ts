import { type TimeUs, MICROS_PER_SECOND } from "../units/time.ts";

/**
 * Changes of sensors that come closer together than this are told of together: a hundred that fail one after another within a
 * second are two pictures of what the areas are protected from, and not a hundred. That a sensor changed is told at once.
 */
const GATHERED_US = MICROS_PER_SECOND / 2;

export interface ProtectionWatchState {
  /** When what the areas are protected from was last told after a change; null: not since the configuration. */
  readonly toldUs: TimeUs | null;
  /** A sensor has changed since. */
  readonly isOld: boolean;
}

/** When what the areas are protected from has to be worked out and told: at the end of a step, for all that changed in it and shortly before. */
export class ProtectionWatch {
  #toldUs: TimeUs | null = null;
  #isOld = false;

  /** It is told with the configuration, and the first change after it is told at once. */
  configured(): void {
    this.#toldUs = null;
    this.#isOld = false;
  }

  sensorChanged(): void {
    this.#isOld = true;
  }

  /** Whether it has to be told now; then it counts as told. */
  takeDue(nowUs: TimeUs): boolean {
    const dueUs = this.dueUs();
    if (dueUs === null || dueUs > nowUs) return false;
    this.#toldUs = nowUs;
    this.#isOld = false;
    return true;
  }

  /** Null: nothing has changed. */
  dueUs(): TimeUs | null {
    if (!this.#isOld) return null;
    return this.#toldUs === null ? 0 : this.#toldUs + GATHERED_US;
  }

  snapshot(): ProtectionWatchState {
    return { toldUs: this.#toldUs, isOld: this.#isOld };
  }

  restore({ toldUs, isOld }: ProtectionWatchState): void {
    this.#toldUs = toldUs;
    this.#isOld = isOld;
  }
}
