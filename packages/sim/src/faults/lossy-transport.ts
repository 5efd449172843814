import { addSeconds, assert, type EngineEvent, type TimeUs } from "@tocsin/core";
import { Heap } from "../events/heap.ts";
import type { RandomStream } from "../random/stream.ts";

/** How the way of looks to a post misbehaves, beside what their sensors already do. */
export interface LossyTransportConfig {
  /** Probability that a look is lost. */
  readonly loss: number;
  /** Probability that it arrives twice. */
  readonly duplicate: number;
  /** Every look is late by this much at the least, and by up to `jitterS` more, each for itself: so they overtake. */
  readonly delayS: number;
  readonly jitterS: number;
  /** Probability that a look is held up for `heldS`: longer than the engine's lag, and it comes too late. */
  readonly held: number;
  readonly heldS: number;
  /** Nothing gets through within these stretches, in seconds since the first event. */
  readonly cuts: readonly { readonly fromS: number; readonly toS: number }[];
}

/** Looks on their way at once. */
export const LOSSY_IN_FLIGHT_MAX = 100_000;

/**
 * The events of a simulation as a bad network brings them: looks are lost, late, doubled and overtake each other;
 * everything else stays at its time. Every look draws the same number of random numbers, so that one fault more
 * shifts no other.
 */
export function* lossyTransport(
  events: Iterable<EngineEvent>,
  config: LossyTransportConfig,
  random: RandomStream,
): Generator<EngineEvent, void> {
  const waiting = new Heap<{ readonly event: EngineEvent; readonly order: number }>((a, b) =>
    a.event.receivedUs === b.event.receivedUs
      ? a.order < b.order
      : a.event.receivedUs < b.event.receivedUs,
  );
  let order = 0;
  let startUs: TimeUs | null = null;
  for (const event of events) {
    startUs ??= event.receivedUs;
    for (let first = waiting.peek(); first !== undefined; first = waiting.peek()) {
      if (first.event.receivedUs > event.receivedUs) break;
      waiting.pop();
      yield first.event;
    }
    for (const receivedUs of event.type === "look"
      ? arrivals(event.receivedUs, startUs, config, random)
      : [event.receivedUs]) {
      waiting.push({ event: { ...event, receivedUs }, order: order++ });
      assert(waiting.size <= LOSSY_IN_FLIGHT_MAX, "too many looks on a lossy way");
    }
  }
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) yield last.event;
}

function arrivals(
  sentUs: TimeUs,
  startUs: TimeUs,
  config: LossyTransportConfig,
  random: RandomStream,
): readonly TimeUs[] {
  const lost = random.chance(config.loss);
  const twice = random.chance(config.duplicate);
  const held = random.chance(config.held);
  const delayS = config.delayS + random.uniform(0, config.jitterS) + (held ? config.heldS : 0);
  const againS = random.uniform(0, config.jitterS);
  const atS = (sentUs - startUs) / 1_000_000;
  if (lost || config.cuts.some(({ fromS, toS }) => atS >= fromS && atS < toS)) return [];
  const firstUs = addSeconds(sentUs, delayS);
  return twice ? [firstUs, addSeconds(firstUs, againS)] : [firstUs];
}
