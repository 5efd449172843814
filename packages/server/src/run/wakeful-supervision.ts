import { MICROS_PER_SECOND, type StandingOrders, type TimeUs } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import type { PipelineStep } from "../pipeline/pipeline.ts";

/** While an attack is expected, everybody that warnings are carried to is tested so often at least. */
const TEST_EVERY_US = 600 * MICROS_PER_SECOND;

/**
 * A heightened posture wakes supervision: each siren is tested without a sound at once, and every ten minutes for as long as the posture
 * holds, however seldom the site file has it done. What fails is told by the channel, as after any test.
 */
export class WakefulSupervision {
  readonly #channels: readonly Pick<Channel, "recipients" | "test">[];
  /** null: no attack is expected. */
  #heightened: { readonly untilUs: TimeUs; testedUs: TimeUs } | null = null;

  /** `orders`: those that held when the post was started again. */
  constructor(
    channels: readonly Pick<Channel, "recipients" | "test">[],
    orders: Pick<StandingOrders, "posture"> | null,
  ) {
    this.#channels = channels;
    this.#hear(orders?.posture ?? null);
  }

  /** Sees what the post does; ticks and looks tell it the time. */
  observe({ event, effects }: PipelineStep): void {
    for (const effect of effects) {
      if (effect.type === "orders") this.#hear(effect.orders.posture);
    }
    const held = this.#heightened;
    const nowUs = event?.receivedUs;
    if (held === null || nowUs === undefined || nowUs - held.testedUs < TEST_EVERY_US) return;
    held.testedUs = nowUs;
    if (nowUs <= held.untilUs) this.#test();
  }

  #hear(posture: StandingOrders["posture"]): void {
    const testedUs = this.#heightened?.testedUs ?? -Infinity;
    this.#heightened = posture === null ? null : { untilUs: posture.untilUs, testedUs };
  }

  #test(): void {
    // A failed test is no fault of ours: the channel says it of the siren.
    for (const channel of this.#channels)
      for (const { id } of channel.recipients?.() ?? [])
        void channel.test?.(id).catch(() => undefined);
  }
}
