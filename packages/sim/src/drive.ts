import { assert, type Engine, type EngineEffect, type EngineEvent } from "@tocsin/core";

/** Most ticks between two events; an engine that asks for more does not let time pass. */
export const TICKS_BETWEEN_EVENTS_MAX = 100_000;

/** One step of a driven engine: what went in, a tick included, and what came out. */
export interface DrivenStep {
  readonly event: EngineEvent;
  readonly effects: readonly EngineEffect[];
}

/**
 * Steps an engine through events as the server would on a virtual clock: whenever the engine asked to be woken before
 * the next event, it gets a tick at that time.
 */
export function* drive(
  engine: Pick<Engine, "step">,
  events: Iterable<EngineEvent>,
): Generator<DrivenStep, void> {
  let wakeAtUs: number | null = null;
  for (const event of events) {
    for (let ticks = 0; wakeAtUs !== null && wakeAtUs < event.receivedUs; ticks++) {
      assert(ticks < TICKS_BETWEEN_EVENTS_MAX, "the engine keeps asking to be woken");
      const tick: EngineEvent = { type: "tick", receivedUs: wakeAtUs };
      const woken = engine.step(tick);
      yield { event: tick, effects: woken.effects };
      wakeAtUs = woken.wakeAtUs;
    }
    const result = engine.step(event);
    yield { event, effects: result.effects };
    wakeAtUs = result.wakeAtUs;
  }
}
