import type { Writable } from "node:stream";
import { channelId } from "@tocsin/core";
import type { Channel, ChannelConfig } from "@tocsin/sdk";
import { behindGate } from "./channel-gate.ts";
import { createCapFileChannel } from "./cap-file/cap-file-channel.ts";
import { createLogChannel } from "./log/log-channel.ts";

/** What channels get from the process that they run in. */
export interface ChannelHost {
  readonly stdout: Writable;
}

/** The channel that an entry of the site file describes, behind the gate. */
export const createChannel = (config: ChannelConfig, host: ChannelHost): Channel =>
  behindGate(openChannel(config, host));

/** A new kind of channel is added here, and to the schema of the site file. */
function openChannel(config: ChannelConfig, host: ChannelHost): Channel {
  const id = channelId(config.id);
  switch (config.type) {
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
