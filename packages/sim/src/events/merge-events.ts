import { assert, type EngineEvent, type TimeUs } from "@tocsin/core";
import type { TruthfulLook } from "../sensors/sensor-looks.ts";
import { Heap } from "./heap.ts";
import type { Transport } from "./transport.ts";

/** Most looks on their way at once; with the limit on delays, only a very fast sensor could reach it. */
export const IN_FLIGHT_MAX = 100_000;

export interface LookSource {
  readonly looks: Iterator<TruthfulLook, void>;
  readonly transport: Transport;
  /** Told of every look before it is received, so that a detection's true cause can be asked for. */
  readonly onLook: (look: TruthfulLook) => void;
}

interface Waiting {
  readonly event: EngineEvent;
  readonly order: number;
}

/**
 * The events of a simulation in the order in which they are received, up to and with `endUs`: what is scheduled, and
 * the looks of every source as they arrive. It holds only what is on its way: nothing is received before it was sent,
 * so an event may go as soon as no source's next look ends before it.
 */
export function* mergeEvents(
  scheduled: readonly EngineEvent[],
  sources: readonly LookSource[],
  endUs: TimeUs,
): Generator<EngineEvent, void> {
  const waiting = new Heap<Waiting>((a, b) =>
    a.event.receivedUs === b.event.receivedUs
      ? a.order < b.order
      : a.event.receivedUs < b.event.receivedUs,
  );
  let order = 0;
  const put = (event: EngineEvent): void => {
    waiting.push({ event, order: order++ });
    assert(waiting.size <= IN_FLIGHT_MAX, "too many simulated looks on their way");
  };
  for (const event of scheduled) put(event);
  const heads = sources.map((source) => ({ source, next: nextLook(source) }));
  for (;;) {
    const head = earliest(heads);
    const limitUs = Math.min(endUs, head?.next.toUs ?? endUs);
    for (;;) {
      const first = waiting.peek();
      if (first === undefined || first.event.receivedUs > limitUs) break;
      waiting.pop();
      yield first.event;
    }
    if (head === undefined || head.next.toUs > endUs) return;
    const { look, toUs } = head.next;
    head.source.onLook(head.next);
    const receptions = head.source.transport(toUs);
    if (look !== null) for (const receivedUs of receptions) put({ type: "look", receivedUs, look });
    head.next = nextLook(head.source);
  }
}

function nextLook(source: LookSource): TruthfulLook {
  const next = source.looks.next();
  assert(next.done !== true, "a sensor's looks have no end");
  return next.value;
}

function earliest<T extends { readonly next: TruthfulLook }>(heads: readonly T[]): T | undefined {
  let first = heads[0];
  for (const head of heads) {
    if (first !== undefined && head.next.toUs < first.next.toUs) first = head;
  }
  return first;
}
