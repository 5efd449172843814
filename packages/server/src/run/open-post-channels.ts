import type { Writable } from "node:stream";
import { type ChannelId, channelId } from "@tocsin/core";
import type { Channel, ChannelReports, SiteConfig } from "@tocsin/sdk";
import type { Broadcaster } from "../broadcast/broadcaster.ts";
import { createChannel } from "../channels/create-channel.ts";
import { keptBack } from "../channels/kept-back.ts";
import { isLeftToDrills } from "../drill/drill-channels.ts";
import type { PeopleHost } from "../people/people-channel.ts";
import type { PostProof } from "../proof/post-proof.ts";
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
    // A drill opens it beside the post, in a process of its own: two that write to one device would undo each other.
    isLeftToDrills(channel, mode)
      ? keptBack(channelId(channel.id), channel.modes, "it is for drills")
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
