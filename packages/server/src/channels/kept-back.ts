import type { ChannelId } from "@tocsin/core";
import type { Channel, ChannelConfig } from "@tocsin/sdk";

/** A channel that sends nothing, and says of each warning why. */
export const keptBack = (
  id: ChannelId,
  modes: ChannelConfig["modes"],
  detail = "a run sends nothing over a network",
): Channel => ({
  id,
  modes,
  send: () => Promise.resolve({ outcome: "failed", detail: `kept back: ${detail}` }),
  close: () => Promise.resolve(),
});
