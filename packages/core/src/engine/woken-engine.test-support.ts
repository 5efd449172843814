import type { TimeUs } from "../units/time.ts";
import { createEngine } from "./create-engine.ts";
import type { EngineEffect } from "./effect.ts";
import type { EngineEvent } from "./event.ts";

/** An engine that gets a tick whenever it asked to be woken, and all that came of it. */
export class WokenEngine {
  readonly effects: EngineEffect[] = [];
  #engine = createEngine();
  #wakeAtUs: TimeUs | null = null;

  step(event: EngineEvent): void {
    const { effects, wakeAtUs } = this.#engine.step(event);
    this.effects.push(...effects);
    this.#wakeAtUs = wakeAtUs;
  }

  /** Lets time pass up to just before then. */
  passUntil(untilUs: TimeUs): void {
    while (this.#wakeAtUs !== null && this.#wakeAtUs < untilUs)
      this.step({ type: "tick", receivedUs: this.#wakeAtUs });
  }

  /** Goes on as another one, from a snapshot as a disk would bring it back. */
  restart(): void {
    const next = createEngine();
    next.restore(JSON.parse(JSON.stringify(this.#engine.snapshot())));
    this.#engine = next;
  }
}
