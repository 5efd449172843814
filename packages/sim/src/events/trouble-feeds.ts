import { addSeconds, type EngineEvent, type LookEvent, type TimeUs } from "@tocsin/core";
import type { EventConfig } from "../scenario/event-schema.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { Heap } from "./heap.ts";

type Trouble = Extract<EventConfig, { kind: "clock-step" | "feed-stall" | "feed-replay" }>;

/** One look on its way, and where it stands among those received at the same time. */
interface Waiting {
  readonly event: EngineEvent;
  readonly order: number;
}

/**
 * What becomes of the sensors' looks where a scenario troubles their feeds: clocks that jump, lines that stall, recordings that are
 * sent again. Whatever is received still comes in the order in which it is received; held is what a stall or a replay holds.
 */
export function* troubleFeeds(
  events: Iterable<EngineEvent>,
  { definition, startUs, endUs }: Scenario,
): Generator<EngineEvent, void> {
  const troubles = definition.events.filter(isTrouble);
  if (troubles.length === 0) {
    yield* events;
    return;
  }
  const at = (timeS: number): TimeUs => addSeconds(startUs, timeS);
  const held = new Heap<Waiting>((a, b) =>
    a.event.receivedUs === b.event.receivedUs
      ? a.order < b.order
      : a.event.receivedUs < b.event.receivedUs,
  );
  let order = 0;
  for (const event of events) {
    for (const each of receptionsOf(event, troubles, at))
      if (each.receivedUs <= endUs) held.push({ event: each, order: order++ });
    for (
      let first = held.peek();
      first && first.event.receivedUs <= event.receivedUs;
      first = held.peek()
    ) {
      held.pop();
      yield first.event;
    }
  }
  for (let last = held.pop(); last; last = held.pop()) yield last.event;
}

const isTrouble = (event: EventConfig): event is Trouble =>
  event.kind === "clock-step" || event.kind === "feed-stall" || event.kind === "feed-replay";

/** An event as it is received under the troubles, and again for each replay that holds it. */
function receptionsOf(
  event: EngineEvent,
  troubles: readonly Trouble[],
  at: (timeS: number) => TimeUs,
): readonly EngineEvent[] {
  if (event.type !== "look") return [event];
  let received: LookEvent = event;
  const again: LookEvent[] = [];
  for (const trouble of troubles) {
    const fromUs = at(trouble.from_s);
    const toUs = trouble.to_s === undefined ? Number.POSITIVE_INFINITY : at(trouble.to_s);
    const isMeant = trouble.sensor === event.look.sensorId;
    if (!isMeant || event.receivedUs <= fromUs || event.receivedUs > toUs) continue;
    if (trouble.kind === "clock-step") received = shifted(received, trouble.by_s * 1e6);
    else if (trouble.kind === "feed-stall") received = { ...received, receivedUs: toUs };
    else {
      const receivedUs = event.receivedUs + at(trouble.at_s) - fromUs;
      again.push({ ...received, receivedUs });
    }
  }
  return [received, ...again];
}

/** A look by a clock that is fast by so much. */
const shifted = (event: LookEvent, byUs: number): LookEvent => ({
  ...event,
  look: {
    ...event.look,
    fromUs: event.look.fromUs + byUs,
    toUs: event.look.toUs + byUs,
    detections: event.look.detections.map((each) => ({
      ...each,
      sensedUs: each.sensedUs + byUs,
    })),
  },
});
