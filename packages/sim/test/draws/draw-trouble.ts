import type { EngineEvent, Look } from "@tocsin/core";
import type { RandomStream } from "../../src/index.ts";
import { type Plain, pick } from "./draw-site.ts";

/** What goes wrong with the feeds of a draw. */
export const TROUBLES = ["none", "restart", "shuffled", "clock", "stall"] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Steps of a sensor's clock, s. */
const STEPS_S = [1, 10, 60, 3_600, 86_400];

export interface DrawnTrouble {
  readonly kind: Trouble;
  /** Events of the scenario. */
  readonly events: readonly Plain[];
  readonly transport: Plain;
  /** What becomes of what the sensors sent. */
  readonly bend: (events: Iterable<EngineEvent>, startUs: number) => Iterable<EngineEvent>;
}

const asIs = (events: Iterable<EngineEvent>): Iterable<EngineEvent> => events;

/** A feed that starts anew, a way that delays and doubles, a clock that steps, a line that stalls and then brings all at once. */
export function drawTrouble(random: RandomStream): DrawnTrouble {
  const kind = pick(random, TROUBLES);
  const fromS = random.uniform(5, 35);
  const lengthS = random.uniform(1, 6);
  const stepS = pick(random, STEPS_S) * pick(random, [-1, 1]);
  const quiet = { kind, events: [], transport: {}, bend: asIs };
  switch (kind) {
    case "none":
      return quiet;
    case "restart":
      return {
        ...quiet,
        events: [
          {
            kind: "sensor-outage",
            sensor: "radar-1",
            from_s: fromS,
            to_s: fromS + lengthS,
            reported: random.chance(0.5),
          },
        ],
      };
    case "shuffled":
      return {
        ...quiet,
        transport: { delay_s: 0.3, delay_sigma_s: 0.3, loss: 0.03, duplicate: 0.1, reorder: 0.1 },
      };
    case "clock":
      return { ...quiet, bend: (events, startUs) => stepped(events, startUs + fromS * 1e6, stepS) };
    case "stall":
      return {
        ...quiet,
        bend: (events, startUs) =>
          stalled(events, startUs + fromS * 1e6, startUs + (fromS + 2 * lengthS) * 1e6),
      };
  }
}

const isOfFirst = (event: EngineEvent): event is Extract<EngineEvent, { type: "look" }> =>
  event.type === "look" && event.look.sensorId === "radar-1";

const shifted = (look: Look, byUs: number): Look => ({
  ...look,
  fromUs: look.fromUs + byUs,
  toUs: look.toUs + byUs,
  detections: look.detections.map((each) => ({ ...each, sensedUs: each.sensedUs + byUs })),
});

function* stepped(
  events: Iterable<EngineEvent>,
  fromUs: number,
  stepS: number,
): Generator<EngineEvent> {
  for (const event of events)
    yield isOfFirst(event) && event.look.toUs > fromUs
      ? { ...event, look: shifted(event.look, stepS * 1e6) }
      : event;
}

/** What arrives in the stall arrives when it is over, in the order in which it was sent. */
function* stalled(
  events: Iterable<EngineEvent>,
  fromUs: number,
  toUs: number,
): Generator<EngineEvent> {
  const held: EngineEvent[] = [];
  for (const event of events) {
    if (event.receivedUs >= toUs) yield* held.splice(0);
    if (isOfFirst(event) && event.receivedUs > fromUs && event.receivedUs < toUs)
      held.push({ ...event, receivedUs: Math.ceil(toUs) });
    else yield event;
  }
}
