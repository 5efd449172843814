import { z } from "zod";
import type { ChannelConfig } from "./channel-schema.ts";
import type { ConfigParts } from "./config-parts.ts";
import type { ConfigProblem } from "./config-problem.ts";

/**
 * What carries live warnings ends nowhere where something else ends too, as far as the file shows it, however it writes the same place: a
 * drill on the same page, relay or folder would be taken for real, whatever modes the entries name. That two names are of one machine
 * cannot be known here. MQTT is told apart by its topics and keys, which are of one mode, and a terminal by its words.
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
      return [plainUrl(channel.url)];
    case "cap-file":
      return [plainFolder(channel.directory)];
    case "modbus-relay":
      return channel.outputs.map(
        ({ coil }) =>
          `${channel.host.toLowerCase()}:${channel.port} unit ${channel.unit} coil ${coil}`,
      );
    case "people":
      return channel.port === 0 ? [] : [`port ${channel.port}`];
    case "sapient":
    case "cursor-on-target": {
      const { transport } = channel;
      return "address" in transport
        ? [`${transport.address.toLowerCase()}:${transport.port}`]
        : "host" in transport
          ? [`${transport.host.toLowerCase()}:${transport.port}`]
          : [];
    }
    case "log":
    case "mqtt-sirens":
      return [];
  }
}

const wholeUrl = z.url({ normalize: true });

/** As it is asked for: names in small letters, no port that goes without saying, and nothing of what stays with whoever asks. */
const plainUrl = (url: string): string => wholeUrl.parse(url).split("#", 1)[0];

/** Without steps that lead nowhere. */
function plainFolder(folder: string): string {
  const steps: string[] = [];
  for (const step of folder.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return (folder.startsWith("/") ? "/" : "./") + steps.join("/");
}
