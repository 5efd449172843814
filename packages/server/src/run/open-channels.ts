import { resolve } from "node:path";
import type { Writable } from "node:stream";
import { type ChannelId, channelId, MODES } from "@tocsin/core";
import type { Channel, ChannelConfig, ChannelReports, SiteConfig } from "@tocsin/sdk";
import type { Simulation } from "@tocsin/sim";
import type { Broadcaster } from "../broadcast/broadcaster.ts";
import { createChannel } from "../channels/create-channel.ts";
import { isLeftToDrills } from "../drill/drill-channels.ts";
import type { PostProof } from "../proof/post-proof.ts";
import type { PeopleHost } from "../people/people-channel.ts";
import { createByteSource } from "../sources/create-byte-source.ts";
import type { SourcePorts } from "../sources/source-ports.ts";

/** The channels of a running post. */
export const openPostChannels = (
  { channels, site, mode }: SiteConfig,
  stdout: Writable,
  ports: SourcePorts,
  host: {
    readonly broadcaster: () => Broadcaster;
    readonly openSiren: PostProof["openSiren"];
    readonly people: PeopleHost;
    readonly reports: (id: ChannelId) => ChannelReports;
  },
): readonly Channel[] =>
  channels.map((channel) =>
    isLeftToDrills(channel, mode)
      ? leftToDrills(channel)
      : createChannel(channel, {
          stdout,
          site,
          broadcaster: host.broadcaster,
          people: host.people,
          reports: host.reports(channelId(channel.id)),
          openSiren: host.openSiren,
          network: { ...ports, open: (transport) => createByteSource(transport, ports) },
        }),
  );

/** A drill opens it beside the post, in a process of its own: two that write to one device would undo each other. */
const leftToDrills = ({ id, modes }: ChannelConfig): Channel => ({
  id: channelId(id),
  modes,
  send: () => Promise.resolve({ outcome: "failed", detail: "kept back: it is for drills" }),
  close: () => Promise.resolve(),
});

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
    const own =
      channel.type === "cap-file"
        ? { ...channel, directory: resolve(dataDir, "cap", channel.id) }
        : channel;
    const open = createChannel(own, {
      stdout,
      site: config.site,
      broadcaster: null,
      people: null,
      reports: NO_REPORTS,
      openSiren: null,
      network: null,
    });
    return simulation === undefined ? open : failing(open, simulation);
  });
  return [screenChannel(), ...configured];
}

/** In a run on its own time nothing is heard of later than at the send. */
const NO_REPORTS: ChannelReports = { receipt: () => undefined, fault: () => undefined };

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
