import { addSeconds, type TimeUs } from "@tocsin/core";
import type { RandomStream } from "../random/stream.ts";
import type { TransportConfig } from "../scenario/sensor-model-schema.ts";

/** When copies of a look that ended at a time are received: none when it is lost, two when it is duplicated. */
export type Transport = (toUs: TimeUs) => readonly TimeUs[];

/**
 * The way from one sensor to the post: delayed, in the order sent, but for what is held up. Every look draws the same
 * number of random numbers, so that more loss shifts nothing else.
 */
export function createTransport(config: TransportConfig, random: RandomStream): Transport {
  let lastUs = Number.NEGATIVE_INFINITY;
  return (toUs) => {
    const delayS = Math.max(0, config.delay_s + config.delay_sigma_s * random.normal());
    const lost = random.chance(config.loss);
    const twice = random.chance(config.duplicate);
    const againS = random.uniform(0, 2 * config.delay_s);
    const heldUp = random.chance(config.reorder);
    const heldS = random.uniform(0, config.reorder_delay_s);
    if (lost) return [];
    const inOrderUs = Math.max(lastUs, addSeconds(toUs, delayS));
    const firstUs = heldUp ? addSeconds(inOrderUs, heldS) : inOrderUs;
    if (!heldUp) lastUs = inOrderUs;
    return twice ? [firstUs, addSeconds(firstUs, againS)] : [firstUs];
  };
}
