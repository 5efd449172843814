import { MICROS_PER_SECOND, type TimeUs, type WarningStage, warningKey } from "@tocsin/core";
import { heldUntilUs, type OutgoingWarning } from "@tocsin/sdk";

/** A message that says nothing new is pushed again at most so often: a phone shows each, and a service takes only so many. */
export const RENEWED_EVERY_US = 60 * MICROS_PER_SECOND;

/** How a message is pushed. */
export interface PushedAs {
  readonly urgency: "high" | "normal";
  readonly gravity: number;
}

interface Pushed {
  readonly key: string;
  readonly stage: WarningStage;
  readonly atUs: TimeUs;
  readonly untilUs: TimeUs;
}

/**
 * Which messages are pushed: those that say another stage than was pushed last of their area, and those that renew one of which less than
 * half is left. What was pushed waits at the push service for a phone that is off no longer than it holds. Bounded by the areas.
 */
export class PushPlan {
  readonly #pushed = new Map<string, Pushed>();

  /** How to push a message that leaves now; null where it is not to be pushed. */
  take(message: OutgoingWarning, nowUs: TimeUs): PushedAs | null {
    const { warning } = message;
    const [key, { stage }, untilUs] = [warningKey(warning), warning, heldUntilUs(message)];
    const before = this.#pushed.get(warning.areaId);
    const isNew = before === undefined || before.key !== key || before.stage !== stage;
    if (!isNew) {
      const isWorn = before.untilUs - nowUs < (before.untilUs - before.atUs) / 2;
      const isDue = nowUs - before.atUs >= RENEWED_EVERY_US && untilUs > before.untilUs;
      if (!isWorn || !isDue) return null;
    }
    this.#pushed.set(warning.areaId, { key, stage, atUs: nowUs, untilUs });
    return { urgency: isNew ? "high" : "normal", gravity: GRAVITY[stage] - (isNew ? 0 : 0.5) };
  }
}

/** A retraction goes before an all-clear: whoever runs for shelter by mistake is in danger of the way. */
const GRAVITY: Readonly<Record<WarningStage, number>> = {
  "take-cover": 4,
  "pre-alert": 3,
  retraction: 2,
  "all-clear": 1,
};
