import { resolve } from "node:path";
import type { Writable } from "node:stream";
import { channelId, MODES } from "@tocsin/core";
import type { Channel, ChannelConfig, SiteConfig } from "@tocsin/sdk";
import type { Simulation } from "@tocsin/sim";
import { behindGate } from "../channels/channel-gate.ts";
import { keptBack } from "../channels/kept-back.ts";
import { createLogChannel } from "../channels/log/log-channel.ts";
import { openCapFile } from "../channels/open-cap-file.ts";

/**
 * The channels of a site file, each behind its gate. A run that is not the site's own writes below its data
 * directory, never where the site file points; what a scenario says of failing channels holds.
 */
export function openChannels(
  config: SiteConfig,
  dataDir: string,
  stdout: Writable,
  simulation?: Simulation,
): readonly Channel[] {
  const configured = config.channels.map((channel) => {
    const open = behindGate(openChannel(channel, dataDir, stdout));
    return simulation === undefined ? open : failing(open, simulation);
  });
  return [screenChannel(), ...configured];
}

/** In a run on its own time nothing is heard of later than at the send, and nothing that it writes is signed as the site's. */
function openChannel(config: ChannelConfig, dataDir: string, stream: Writable): Channel {
  const id = channelId(config.id);
  const { modes } = config;
  switch (config.type) {
    case "log":
      return createLogChannel({ id, modes, stream });
    case "cap-file":
      return openCapFile(config, {
        directory: resolve(dataDir, "cap", id),
        signature: null,
        feed: null,
        failed: () => undefined,
      });
    case "sapient":
    case "cursor-on-target":
    case "mqtt-sirens":
    case "people":
    case "webhook":
    case "modbus-relay":
      return keptBack(id, modes);
  }
}

/** Whoever runs it sees every warning: the terminal is a channel, and the only one that never reaches people. */
const screenChannel = (): Channel => ({
  id: channelId("screen"),
  modes: MODES.filter((mode) => mode !== "live"),
  send: () => Promise.resolve({ outcome: "delivered", detail: "shown on the terminal" }),
  close: () => Promise.resolve(),
});

/** In a run on its own time a channel that never answers is the same as one that answered too late. */
const FAILURE_TEXT = {
  failed: "the channel reported a failure",
  silent: "the channel gave no answer in time",
} as const;

/** The channel with the failures that the scenario wants: what is sent in between them fails. */
function failing(channel: Channel, simulation: Simulation): Channel {
  const failures = simulation.channelFailures.filter((failure) => failure.channelId === channel.id);
  if (failures.length === 0) return channel;
  return {
    ...channel,
    send: (message) => {
      const { issuedUs } = message.warning;
      const failure = failures.find((f) => f.fromUs <= issuedUs && issuedUs < f.toUs);
      return failure === undefined
        ? channel.send(message)
        : Promise.resolve({ outcome: "failed", detail: FAILURE_TEXT[failure.outcome] });
    },
  };
}
