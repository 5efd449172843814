import type { ChannelConfig } from "./channel-schema.ts";
import type { ConfigParts } from "./config-parts.ts";
import type { ConfigProblem } from "./config-problem.ts";

/**
 * What carries live warnings ends nowhere where something else ends too: a drill on the same page, relay or folder would be taken for
 * real, whatever modes the entries name. MQTT is told apart by its topics and keys, which are of one mode, and a terminal by its words.
 */
export function checkChannelPaths({ channels }: ConfigParts): readonly ConfigProblem[] {
  const live = new Map<string, string>();
  for (const channel of channels)
    if (channel?.modes.includes("live") === true)
      for (const path of pathsOf(channel)) live.set(path, channel.id);
  return channels.flatMap((channel, i) => {
    if (channel === undefined || channel.modes.includes("live")) return [];
    const shared = pathsOf(channel).find((path) => live.has(path));
    if (shared === undefined) return [];
    return [
      {
        path: ["channels", i],
        at: "value" as const,
        message: `the channel \`${channel.id}\` ends where \`${live.get(shared) ?? ""}\` does, which carries live: ${shared}`,
        remedy: "Give what is not live an end of its own.",
      },
    ];
  });
}

function pathsOf(channel: ChannelConfig): readonly string[] {
  switch (channel.type) {
    case "webhook":
      return [channel.url];
    case "cap-file":
      return [channel.directory];
    case "modbus-relay":
      return channel.outputs.map(
        ({ coil }) => `${channel.host}:${channel.port} unit ${channel.unit} coil ${coil}`,
      );
    case "people":
      return channel.port === 0 ? [] : [`port ${channel.port}`];
    case "sapient":
    case "cursor-on-target": {
      const { transport } = channel;
      return "address" in transport
        ? [`${transport.address}:${transport.port}`]
        : "host" in transport
          ? [`${transport.host}:${transport.port}`]
          : [];
    }
    case "log":
    case "mqtt-sirens":
      return [];
  }
}
