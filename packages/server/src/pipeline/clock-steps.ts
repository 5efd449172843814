import type { TimeUs } from "@tocsin/core";
import { StandingFault } from "@tocsin/sdk";

/** A difference that changes by more than this is another step. */
const ANOTHER_S = 1;

/** What is said of a wall clock that parts from the steady one: each step at once, that it is still so now and then, and that it is over. */
export class ClockSteps {
  readonly #fault: StandingFault;
  #toldStepS = 0;

  constructor(say: (detail: string) => void) {
    this.#fault = new StandingFault(say);
  }

  /** `stepS`: by how much the wall clock is ahead of the steady one; 0 while they agree. */
  look(stepS: number, nowUs: TimeUs): void {
    if (stepS === 0) {
      this.#fault.ended("it agrees with the steady clock again");
      return;
    }
    const isNew = Math.abs(stepS - this.#toldStepS) > ANOTHER_S;
    if (isNew) this.#toldStepS = stepS;
    this.#fault.holds(
      `was stepped by ${stepS.toFixed(1)} s; not followed until a restart`,
      nowUs,
      isNew,
    );
  }
}
