import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

/** A clock that stays wrong is told of again after so long: sooner than a fault is forgotten. */
const TOLD_AGAIN_US = 30 * MICROS_PER_SECOND;
/** A difference that changes by more than this is another step. */
const ANOTHER_S = 1;

/** What is said of a wall clock that parts from the steady one: each step at once, that it is still so now and then, and that it is over. */
export class ClockSteps {
  readonly #say: (detail: string) => void;
  #told: { readonly stepS: number; readonly atUs: TimeUs } | null = null;

  constructor(say: (detail: string) => void) {
    this.#say = say;
  }

  /** `stepS`: by how much the wall clock is ahead of the steady one; 0 while they agree. */
  look(stepS: number, nowUs: TimeUs): void {
    const told = this.#told;
    if (stepS === 0) {
      this.#told = null;
      if (told !== null) this.#say("over: it agrees with the steady clock again");
      return;
    }
    const isNew = told === null || Math.abs(stepS - told.stepS) > ANOTHER_S;
    if (!isNew && nowUs - told.atUs < TOLD_AGAIN_US) return;
    this.#told = { stepS, atUs: nowUs };
    this.#say(`was stepped by ${stepS.toFixed(1)} s; not followed until a restart`);
  }
}
