import { type ConfigParts, ID_LISTS, type IdList } from "./config-parts.ts";
import type { ConfigPath, ConfigProblem } from "./config-problem.ts";
import type { InputConfig } from "./input-schema.ts";
import { suggest } from "./suggest.ts";

/** Ids that stand twice, and names of sensors and areas that do not exist. */
export function checkReferences(parts: ConfigParts): readonly ConfigProblem[] {
  return [
    ...ID_LISTS.flatMap((list) => duplicateIds(parts, list)),
    ...parts.defences.flatMap((defence, i) =>
      (defence?.protects_areas ?? []).flatMap((id, j) =>
        missing(parts, "areas", id, ["defences", i, "protects_areas", j]),
      ),
    ),
    ...parts.inputs.flatMap((input, i) => inputReferences(parts, input, i)),
    ...parts.channels.flatMap((channel, i) => channelReferences(parts, channel, i)),
  ];
}

function channelReferences(
  parts: ConfigParts,
  channel: ConfigParts["channels"][number],
  index: number,
): readonly ConfigProblem[] {
  if (channel === undefined) return [];
  const escalation = channel.escalate_to.flatMap((id, j) =>
    missing(parts, "channels", id, ["channels", index, "escalate_to", j]),
  );
  if (channel.type === "modbus-relay")
    return [
      ...escalation,
      ...channel.outputs.flatMap(({ area }, j) =>
        missing(parts, "areas", area, ["channels", index, "outputs", j, "area"]),
      ),
    ];
  if (channel.type !== "mqtt-sirens") return escalation;
  const areas = channel.sirens.flatMap((siren, j) =>
    (siren.areas ?? []).flatMap((id, k) =>
      missing(parts, "areas", id, ["channels", index, "sirens", j, "areas", k]),
    ),
  );
  return [...escalation, ...areas];
}

function inputReferences(
  parts: ConfigParts,
  input: ConfigParts["inputs"][number],
  index: number,
): readonly ConfigProblem[] {
  if (input === undefined) return [];
  if ("places" in input)
    return input.places.flatMap(({ area }, j) =>
      missing(parts, "areas", area, ["inputs", index, "places", j, "area"]),
    );
  if ("defences" in input)
    return input.defences.flatMap(({ defence }, j) =>
      missing(parts, "defences", defence, ["inputs", index, "defences", j, "defence"]),
    );
  if ("sensor" in input)
    return missing(parts, "sensors", input.sensor, ["inputs", index, "sensor"]);
  if (!("sensors" in input)) return [];
  const seen = new Map<string, number>();
  return namedSensors(input).flatMap(({ sensor, name, remedy }, j) => {
    const path = ["inputs", index, "sensors", j];
    const problems = [...missing(parts, "sensors", sensor, [...path, "sensor"])];
    const earlier = seen.get(name);
    if (earlier !== undefined) {
      problems.push({
        path,
        at: "value",
        message: `${name} stands twice in this input: also in entry ${earlier}`,
        remedy,
      });
    }
    seen.set(name, j);
    return problems;
  });
}

type FeedingInput = Extract<InputConfig, { sensors: unknown }>;

/** The sensors of an input, each with what its reports are known by. */
const namedSensors = (
  input: FeedingInput,
): readonly { readonly sensor: string; readonly name: string; readonly remedy: string }[] =>
  input.sensors.map((source) => {
    if ("sac" in source)
      return {
        sensor: source.sensor,
        name: `SAC/SIC ${source.sac}/${source.sic}`,
        remedy: "Each code belongs to one sensor: remove or correct one of them.",
      };
    if ("node" in source)
      return {
        sensor: source.sensor,
        name: `node ${source.node}`,
        remedy: "Each node is one sensor: remove or correct one of them.",
      };
    if ("reports" in source)
      return {
        sensor: source.sensor,
        name: `${source.reports} reports`,
        remedy: "One sensor stands for them: remove one of the two.",
      };
    return {
      sensor: source.sensor,
      name: `the sensor ${"key" in source ? (source.key ?? source.sensor) : source.sensor}`,
      remedy: "Each belongs to one sensor: remove or correct one of them.",
    };
  });

function missing(
  parts: ConfigParts,
  list: "sensors" | "areas" | "defences" | "channels",
  id: string,
  path: ConfigPath,
): readonly ConfigProblem[] {
  const known = parts.ids[list].filter((each) => each !== undefined);
  if (known.includes(id)) return [];
  const near = suggest(id, known);
  const kind = list.slice(0, -1);
  return [
    {
      path,
      at: "value",
      message: `there is no ${kind} \`${id}\`${near === undefined ? "" : `; did you mean \`${near}\`?`}`,
      remedy:
        known.length === 0
          ? `Add it to \`${list}\`.`
          : `Name one of: ${known.slice(0, SHOWN_IDS_MAX).join(", ")}; or add it to \`${list}\`.`,
    },
  ];
}

/** So many ids stand in a remedy; more would hide the message. */
const SHOWN_IDS_MAX = 12;

function duplicateIds(parts: ConfigParts, list: IdList): readonly ConfigProblem[] {
  const seen = new Map<string, number>();
  return parts.ids[list].flatMap((id, i) => {
    if (id === undefined) return [];
    const earlier = seen.get(id);
    if (earlier === undefined) {
      seen.set(id, i);
      return [];
    }
    return [
      {
        path: [list, i, "id"],
        at: "value" as const,
        message: `the id \`${id}\` stands twice: ${list}[${earlier}] has it too`,
        remedy: "Give each its own id.",
      },
    ];
  });
}
