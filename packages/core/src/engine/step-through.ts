import type { EngineEffect } from "./effect.ts";
import type { StepPieces, StepResult } from "./engine.ts";

/** Works through what is left of a step. */
export function stepThrough(pieces: StepPieces): StepResult {
  const effects: EngineEffect[] = [];
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) return { effects, wakeAtUs: value };
    effects.push(...value);
  }
}
