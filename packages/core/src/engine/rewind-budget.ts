import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

/** Work that going back may take in a second, in detections applied again: about a fifth of one core of a small server. */
const WORK_PER_S = 5_000;
/** Going back may take this much at once before it has to save up. */
const BURST_WORK = 2_500;
/** A late look waits no longer than this, whatever it costs. */
export const LATE_LOOK_WAIT_MAX_US = MICROS_PER_SECOND;

/** What the next rewinds depend on. */
export interface RewindBudgetState {
  readonly work: number;
  readonly atUs: TimeUs;
}

/**
 * Says when it is time to go back for late looks. Where few come late, at once. Many radars over links of different delay would have
 * everything applied again for each of them, a hundred times over, and the picture would fall behind the sky; so there
 * they wait for company, and one rewind serves all that came meanwhile. It counts work, not time of a processor: the same
 * looks wait equally long in every run.
 */
export class RewindBudget {
  /** What may be spent; below zero where the last rewind took more than there was. */
  #work = BURST_WORK;
  #atUs: TimeUs = 0;

  /** Whether to go back at `nowUs` for looks of which the first has waited since `sinceUs`. */
  allows(nowUs: TimeUs, sinceUs: TimeUs): boolean {
    this.#save(nowUs);
    return this.#work > 0 || nowUs - sinceUs >= LATE_LOOK_WAIT_MAX_US;
  }

  spend(work: number): void {
    this.#work -= work;
  }

  /** The first time at which {@link allows} says yes. */
  dueUs(sinceUs: TimeUs): TimeUs {
    const savedUs = this.#atUs + ((1 - this.#work) / WORK_PER_S) * MICROS_PER_SECOND;
    return Math.min(sinceUs + LATE_LOOK_WAIT_MAX_US, Math.max(this.#atUs, Math.ceil(savedUs)));
  }

  snapshot(): RewindBudgetState {
    return { work: this.#work, atUs: this.#atUs };
  }
  restore({ work, atUs }: RewindBudgetState): void {
    this.#work = work;
    this.#atUs = atUs;
  }

  #save(nowUs: TimeUs): void {
    if (nowUs <= this.#atUs) return;
    const saved = (WORK_PER_S * (nowUs - this.#atUs)) / MICROS_PER_SECOND;
    this.#work = Math.min(BURST_WORK, this.#work + saved);
    this.#atUs = nowUs;
  }
}
