import { type ConfigPath, type ConfigProblem, type SiteConfig, suggest } from "@tocsin/sdk";
import type { EventConfig } from "./event-schema.ts";
import type { ScenarioDefinition } from "./scenario-schema.ts";

type Kind = "sensor" | "defence" | "channel" | "area";

/** Everything in a scenario that names something has to name something of its site, and ids have to be unique. */
export function checkNames(
  definition: ScenarioDefinition,
  config: SiteConfig,
): readonly ConfigProblem[] {
  const known: Readonly<Record<Kind, readonly string[]>> = {
    sensor: config.sensors.map((sensor) => sensor.id),
    defence: config.defences.map((defence) => defence.id),
    channel: config.channels.map((channel) => channel.id),
    area: config.areas.map((area) => area.id),
  };
  const check = (kind: Kind, id: string, path: ConfigPath): readonly ConfigProblem[] =>
    known[kind].includes(id) ? [] : [unknownName(kind, id, path, known[kind])];
  return [
    ...repeated(definition.sensor_models, "sensor_models"),
    ...repeated(definition.objects, "objects"),
    ...definition.sensor_models.flatMap((model, i) =>
      check("sensor", model.id, ["sensor_models", i, "id"]),
    ),
    ...definition.objects.flatMap((object, i) =>
      (object.seen_by ?? []).flatMap((id, j) => check("sensor", id, ["objects", i, "seen_by", j])),
    ),
    ...definition.events.flatMap((event, i) => {
      const named = namedBy(event);
      return named === null ? [] : check(named.kind, named.id, ["events", i, named.kind]);
    }),
    ...(["warned", "may_pre_alert", "may_take_cover", "taken_back"] as const).flatMap((list) =>
      definition.expected[list].flatMap((id, i) => check("area", id, ["expected", list, i])),
    ),
    ...checkWind(definition),
  ];
}

function namedBy(event: EventConfig): { kind: Kind; id: string } | null {
  switch (event.kind) {
    case "sensor-outage":
    case "sensor-degraded":
    case "clock-step":
    case "feed-stall":
    case "feed-replay":
      return { kind: "sensor", id: event.sensor };
    case "defence-state":
      return { kind: "defence", id: event.defence };
    case "channel-failure":
      return { kind: "channel", id: event.channel };
    case "order":
      return { kind: "area", id: event.area };
    case "engagement":
    case "automation":
      return null;
  }
}

function unknownName(
  kind: Kind,
  id: string,
  path: ConfigPath,
  known: readonly string[],
): ConfigProblem {
  const near = suggest(id, known);
  const question = near === undefined ? "" : `; did you mean \`${near}\`?`;
  return {
    path,
    at: "value",
    message: `the site has no ${kind} \`${id}\`${question}`,
    remedy: known.length === 0 ? `It has no ${kind} at all.` : `It has: ${known.join(", ")}.`,
  };
}

function repeated(entries: readonly { readonly id: string }[], list: string): ConfigProblem[] {
  return entries.flatMap((entry, i) =>
    entries.findIndex((other) => other.id === entry.id) === i
      ? []
      : [
          {
            path: [list, i, "id"],
            at: "value" as const,
            message: `\`${entry.id}\` stands twice in ${list}`,
            remedy: "Give each its own id.",
          },
        ],
  );
}

const checkWind = (definition: ScenarioDefinition): readonly ConfigProblem[] =>
  definition.wind.flatMap((layer, i) => {
    const below = definition.wind[i - 1];
    return below === undefined || layer.height_m > below.height_m
      ? []
      : [
          {
            path: ["wind", i, "height_m"],
            at: "value" as const,
            message: "the layers of wind are not in rising order of height",
            remedy: "Sort them.",
          },
        ];
  });
