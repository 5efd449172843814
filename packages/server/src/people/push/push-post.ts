import { MICROS_PER_SECOND, type TimeUs, warningKey } from "@tocsin/core";
import { heldUntilUs, type LaterReceipt, type OutgoingWarning } from "@tocsin/sdk";
import type { Broadcaster } from "../../broadcast/broadcaster.ts";
import type { PushTold } from "./push-desk.ts";
import { PushPlan } from "./push-plan.ts";
import type { PushResult } from "./push-sender.ts";

/** Of a state in an envelope that is pushed: what is around it takes the rest of a message's 3,993. */
const CONTENT_BYTES_MAX = 3_300;

/** The other thread ends what holds no more, and says so, within this. */
const ANSWERED_AFTER_MAX_US = 60 * MICROS_PER_SECOND;

/** A message on its way to the thread that pushes, and what became of it there. */
export interface PushAsked {
  readonly number: number;
  readonly told: PushTold;
}

export interface PushPostParts {
  readonly nowUs: () => TimeUs;
  readonly broadcaster: Pick<Broadcaster, "sayWithin">;
  readonly receipt: (receipt: LaterReceipt) => void;
  readonly failed: (detail: string) => void;
}

interface Asked {
  readonly number: number;
  readonly message: OutgoingWarning;
  readonly untilUs: TimeUs;
  readonly told: Omit<PushTold, "lifeMs">;
}

/**
 * What the thread that protects keeps of pushing: which message is to be pushed, until the other thread has said what became of it. One that
 * ended meanwhile is asked again. Bounded by the areas of the site and the few messages of one that hold at a time.
 */
export class PushPost {
  readonly #parts: PushPostParts;
  readonly #plan = new PushPlan();
  readonly #asked = new Map<number, Asked>();
  #number = 0;

  constructor(parts: PushPostParts) {
    this.#parts = parts;
  }

  /** What is to be pushed of a message; null where it says nothing new. */
  take(message: OutgoingWarning): PushAsked | null {
    const { nowUs, broadcaster } = this.#parts;
    const as = this.#plan.take(message, nowUs());
    if (as === null) return null;
    this.#forgetOver();
    const place = message.warning.areaId;
    const asked: Asked = {
      number: ++this.#number,
      message,
      untilUs: heldUntilUs(message),
      told: { place, said: broadcaster.sayWithin(message, CONTENT_BYTES_MAX), ...as },
    };
    this.#asked.set(asked.number, asked);
    return this.#leaving(asked);
  }

  /** What a thread that begins has to push: what none before it has answered for, as far as it holds. */
  unanswered(): readonly PushAsked[] {
    const nowUs = this.#parts.nowUs();
    return [...this.#asked.values()]
      .filter(({ untilUs }) => untilUs > nowUs)
      .map((asked) => this.#leaving(asked));
  }

  answered(number: number, { taken, gone, failed, failure }: PushResult): void {
    const asked = this.#asked.get(number);
    this.#asked.delete(number);
    if (asked === undefined) return;
    const all = taken + gone + failed;
    if (all === 0) return;
    const { warning } = asked.message;
    const rest = [
      gone === 0 ? [] : [`${gone} are reached no more`],
      failed === 0 ? [] : [`${failed} failed (${failure ?? "unknown"})`],
    ].flat();
    const detail = [`push services took it for ${taken} of ${all} phones`, ...rest].join("; ");
    this.#parts.receipt({
      warningKey: warningKey(warning),
      version: warning.version,
      outcome: "sent",
      detail,
    });
    if (taken === 0 && failed > 0) this.#parts.failed(`no phone could be told by push: ${detail}`);
  }

  /** What has been over for a while is waited for no longer: the thread that would answer may never begin. */
  #forgetOver(): void {
    const beforeUs = this.#parts.nowUs() - ANSWERED_AFTER_MAX_US;
    for (const [number, { untilUs }] of this.#asked)
      if (untilUs <= beforeUs) this.#asked.delete(number);
  }

  #leaving({ number, told, untilUs }: Asked): PushAsked {
    const lifeMs = Math.floor((untilUs - this.#parts.nowUs()) / 1_000);
    return { number, told: { ...told, lifeMs } };
  }
}
