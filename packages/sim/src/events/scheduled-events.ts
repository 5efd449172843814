import {
  addSeconds,
  defenceId,
  type EngineEvent,
  type HealthEvent,
  type OperatorCommand,
  sensorId,
  type TimeUs,
} from "@tocsin/core";
import type { EventConfig } from "../scenario/event-schema.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Ability } from "../sensors/sensor-looks.ts";
import { createPlaces } from "../truth/places.ts";

/** When a channel of the site does not deliver: for whoever simulates the channels. */
export interface ChannelFailure {
  readonly channelId: string;
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  /** `failed`: it says so. `silent`: it says nothing at all. */
  readonly outcome: "failed" | "silent";
}

/** The engine events that a scenario states itself, in order of time. */
export function scheduledEvents(scenario: Scenario): readonly EngineEvent[] {
  const places = createPlaces(scenario.site);
  const at = (timeS: number): TimeUs => addSeconds(scenario.startUs, timeS);
  const events = scenario.definition.events.flatMap((event): readonly EngineEvent[] => {
    switch (event.kind) {
      case "sensor-outage":
        return health(event, "down", at);
      case "sensor-degraded":
        return health(event, "degraded", at);
      case "defence-state":
        return [
          {
            type: "defence",
            receivedUs: at(event.at_s),
            defenceId: defenceId(event.defence),
            state: event.state,
            by: event.by,
          },
        ];
      case "automation":
        return [
          {
            type: "command",
            receivedUs: at(event.at_s),
            command: { kind: "automation", on: event.on },
            by: event.by,
            reason: event.reason,
            seconded: event.second === undefined ? null : { by: event.second, how: "person" },
          },
        ];
      case "order":
        return [
          {
            type: "command",
            receivedUs: at(event.at_s),
            command: commandOf(event, at(event.until_s)),
            by: event.by,
            reason: event.reason,
            seconded: event.second === undefined ? null : { by: event.second, how: "person" },
          },
        ];
      case "engagement": {
        const place = event.place === null ? null : places.position(event.place, event.height_m);
        return [
          {
            type: "engagement",
            receivedUs: at(event.reported_at_s),
            atUs: at(event.at_s),
            defence: event.defence,
            outcome: event.outcome,
            place: place === null ? null : { eastM: place[0], northM: place[1], upM: place[2] },
            source: event.source,
          },
        ];
      }
      case "channel-failure":
      case "clock-step":
      case "feed-stall":
      case "feed-replay":
        return [];
    }
  });
  return events.toSorted((a, b) => a.receivedUs - b.receivedUs);
}

function commandOf(
  { order, area: areaId, stage }: Extract<EventConfig, { kind: "order" }>,
  untilUs: TimeUs,
): OperatorCommand {
  switch (order) {
    case "raise":
      return { kind: "raise", areaId, stage, untilUs };
    case "inhibit":
      return { kind: "inhibit", areaId, untilUs };
    case "sweep-needed":
      return { kind: "sweep", areaId, state: "needed" };
    case "sweep-done":
      return { kind: "sweep", areaId, state: "done" };
    case "retract":
    case "all-clear":
    case "lift-inhibit":
      return { kind: order, areaId };
  }
}

type SensorEventConfig = Extract<EventConfig, { kind: "sensor-outage" | "sensor-degraded" }>;

function health(
  event: SensorEventConfig,
  status: "down" | "degraded",
  at: (timeS: number) => TimeUs,
): readonly HealthEvent[] {
  if (!event.reported) return [];
  const common = { type: "health" as const, sensorId: sensorId(event.sensor) };
  const began = { ...common, receivedUs: at(event.from_s), status, reason: event.reason };
  return event.to_s === undefined
    ? [began]
    : [began, { ...common, receivedUs: at(event.to_s), status: "up", reason: "restored" }];
}

/** What the sensor `id` is able to do over time: 0 in an outage, the product of the factors while degraded. */
export function abilityOf(id: string, scenario: Scenario): Ability {
  const spans = scenario.definition.events.flatMap((event) =>
    (event.kind === "sensor-outage" || event.kind === "sensor-degraded") && event.sensor === id
      ? [
          {
            fromUs: addSeconds(scenario.startUs, event.from_s),
            toUs: event.to_s === undefined ? Infinity : addSeconds(scenario.startUs, event.to_s),
            factor: event.kind === "sensor-outage" ? 0 : event.detection_factor,
          },
        ]
      : [],
  );
  return (timeUs) =>
    spans.reduce(
      (ability, span) =>
        timeUs > span.fromUs && timeUs <= span.toUs ? ability * span.factor : ability,
      1,
    );
}

export const channelFailures = (scenario: Scenario): readonly ChannelFailure[] =>
  scenario.definition.events.flatMap((event) =>
    event.kind === "channel-failure"
      ? [
          {
            channelId: event.channel,
            fromUs: addSeconds(scenario.startUs, event.from_s),
            toUs:
              event.to_s === undefined ? scenario.endUs : addSeconds(scenario.startUs, event.to_s),
            outcome: event.outcome,
          },
        ]
      : [],
  );
