import type { TimeUs } from "@tocsin/core";
import type { Cancellation } from "@tocsin/sdk";
import type { LiveClock } from "../../src/pipeline/live-runner.ts";

/** Turns of the event loop after each action, so that promises and what they set off have run. */
const TURNS = 3;
/** Most actions of one world: a world that needs more does not let time pass. */
const ACTIONS_MAX = 500_000;

interface Action {
  readonly dueUs: TimeUs;
  readonly order: number;
  readonly act: () => void;
}

/** Time that moves only from one action to the next: everything outside the post happens here. */
export class VirtualWorld {
  /** May be moved on by whoever blocks the post's thread, a slow disk. */
  nowUs: TimeUs;
  #actions: Action[] = [];
  #order = 0;
  #acted = 0;

  constructor(startUs: TimeUs) {
    this.nowUs = startUs;
  }

  at(dueUs: TimeUs, act: () => void): void {
    const action = { dueUs, order: this.#order++, act };
    let place = this.#actions.length;
    while (place > 0 && this.#actions[place - 1].dueUs > dueUs) place--;
    this.#actions.splice(place, 0, action);
  }

  /** Acts in order of time up to `untilUs`, or until `done`. */
  async run(untilUs: TimeUs, done: () => boolean = () => false): Promise<void> {
    await turn();
    while (!done()) {
      const next = this.#actions[0];
      if (next === undefined || next.dueUs > untilUs) break;
      if (++this.#acted > ACTIONS_MAX) throw new Error("time does not pass in this world");
      this.#actions.shift();
      this.nowUs = Math.max(this.nowUs, next.dueUs);
      next.act();
      await turn();
    }
    if (!done()) this.nowUs = Math.max(this.nowUs, untilUs);
  }
}

async function turn(): Promise<void> {
  for (let i = 0; i < TURNS; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The clock of one process in a world. Once the process is dead, nothing that it waits for comes. */
export class ProcessClock implements LiveClock {
  readonly #world: VirtualWorld;
  #alive = true;

  constructor(world: VirtualWorld) {
    this.#world = world;
  }

  get alive(): boolean {
    return this.#alive;
  }
  die(): void {
    this.#alive = false;
  }
  nowUs(): TimeUs {
    return this.#world.nowUs;
  }
  steppedByS(): number {
    return 0;
  }
  waitUntil(timeUs: TimeUs, signal?: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      let over = false;
      const done = (): void => {
        if (over || !this.#alive) return;
        over = true;
        signal?.removeEventListener("abort", done);
        resolve();
      };
      signal?.addEventListener("abort", done, { once: true });
      this.#world.at(Math.max(timeUs, this.#world.nowUs), done);
    });
  }
}
