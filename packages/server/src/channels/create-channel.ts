import type { Writable } from "node:stream";
import { channelId } from "@tocsin/core";
import type {
  ByteSource,
  Channel,
  ChannelConfig,
  ChannelReports,
  Clock,
  SiteConfig,
  TransportConfig,
} from "@tocsin/sdk";
import { createCotChannel } from "../adapters/cursor-on-target/cot-channel.ts";
import { ownNodeOf } from "../adapters/sapient/own-node.ts";
import { createSapientChannel } from "../adapters/sapient/sapient-channel.ts";
import type { Broadcaster } from "../broadcast/broadcaster.ts";
import { behindGate } from "./channel-gate.ts";
import { createCapFileChannel } from "./cap-file/cap-file-channel.ts";
import { createLogChannel } from "./log/log-channel.ts";
import { createUdpSender } from "../sources/udp-sender.ts";

/** What channels get from the process that they run in. */
export interface ChannelHost {
  readonly stdout: Writable;
  readonly site: Pick<SiteConfig["site"], "id" | "name">;
  /** What the post says to its receivers, signed; made when a channel first asks for it. Null where nothing may leave. */
  readonly broadcaster: (() => Broadcaster) | null;
  readonly reports: ChannelReports;
  /** Null where nothing may leave over a network: in a run that is not the site's own. */
  readonly network: {
    readonly clock: Clock;
    readonly open: (transport: TransportConfig) => ByteSource;
  } | null;
}

/** The channel that an entry of the site file describes, behind the gate. */
export const createChannel = (config: ChannelConfig, host: ChannelHost): Channel =>
  behindGate(openChannel(config, host));

/** A new kind of channel is added here, and to the schema of the site file. */
function openChannel(config: ChannelConfig, host: ChannelHost): Channel {
  const id = channelId(config.id);
  switch (config.type) {
    case "sapient":
      if (host.network === null) return keptBack(id, config.modes);
      return createSapientChannel({
        id: config.id,
        modes: config.modes,
        own: ownNodeOf(host.site, config),
        siteId: host.site.id,
        source: host.network.open(config.transport),
        clock: host.network.clock,
      });
    case "cursor-on-target":
      return host.network === null
        ? keptBack(id, config.modes)
        : openCotChannel(config, host.site.id, host.network);
    case "log":
      return createLogChannel({ id, modes: config.modes, stream: host.stdout });
    case "cap-file":
      return createCapFileChannel({
        id,
        modes: config.modes,
        directory: config.directory,
        sender: config.sender,
        senderName: config.sender_name ?? null,
        scope: config.scope,
        audience: config.audience ?? null,
      });
  }
}

function openCotChannel(
  { id, modes, format, transport }: Extract<ChannelConfig, { type: "cursor-on-target" }>,
  siteId: string,
  network: NonNullable<ChannelHost["network"]>,
): Channel {
  const { clock } = network;
  const isMesh = transport.type === "udp-send";
  return createCotChannel({
    id,
    modes,
    siteId,
    clock,
    form: format === "xml" ? "xml" : isMesh ? "tak-mesh" : "tak-stream",
    source: isMesh
      ? createUdpSender({ ...transport, hopsMax: transport.hops_max }, { clock })
      : network.open(transport),
  });
}

const keptBack = (id: Channel["id"], modes: Channel["modes"]): Channel => ({
  id,
  modes,
  send: () =>
    Promise.resolve({ outcome: "failed", detail: "kept back: a run sends nothing over a network" }),
  close: () => Promise.resolve(),
});
