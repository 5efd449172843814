import type { Channel, PictureRecipient } from "@tocsin/sdk";

/** How those are that the channels know by name. */
export const recipientsOf = (channels: readonly Channel[]): readonly PictureRecipient[] =>
  channels.flatMap((channel) =>
    (channel.recipients?.() ?? []).map((state) => ({ channelId: channel.id, ...state })),
  );
