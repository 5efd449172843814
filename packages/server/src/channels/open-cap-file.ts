import { channelId } from "@tocsin/core";
import type { Channel, ChannelConfig } from "@tocsin/sdk";
import { type CapFileOptions, createCapFileChannel } from "./cap-file/cap-file-channel.ts";

/** The CAP files of an entry of the site file; where they go and who signs them differs between a post and a run. */
export const openCapFile = (
  config: Extract<ChannelConfig, { type: "cap-file" }>,
  own: Pick<CapFileOptions, "directory" | "signature" | "feed" | "failed">,
): Channel =>
  createCapFileChannel({
    id: channelId(config.id),
    modes: config.modes,
    sender: config.sender,
    senderName: config.sender_name ?? null,
    scope: config.scope,
    audience: config.audience ?? null,
    ...own,
  });
