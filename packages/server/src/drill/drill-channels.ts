import type { ChannelConfig, PeopleSiteInfo, SiteConfig } from "@tocsin/sdk";
import { isLoopback } from "../http/identity/guard.ts";

/** What carries a drill, and what of it cannot, because the post itself holds the port for exercises that authorities send. */
export interface DrillChannels {
  readonly channels: readonly ChannelConfig[];
  /** In words, each with its reason. */
  readonly leftOut: readonly string[];
}

/**
 * The channels of a site file that are for drills and nothing else. One that carries anything beside drills is never among them: a drill
 * beside a live post opens no path that the post warns people over.
 */
export function drillChannels({ channels }: Pick<SiteConfig, "channels">): DrillChannels {
  const taken: ChannelConfig[] = [];
  const leftOut: string[] = [];
  for (const channel of channels) {
    if (channel.modes.some((mode) => mode !== "drill")) continue;
    if (channel.type === "cursor-on-target" && listens(channel.transport.type))
      leftOut.push(`${channel.id}: the post itself holds its port`);
    else if (channel.type === "cap-file" && channel.feed !== undefined)
      leftOut.push(`${channel.id}: the post itself keeps its feed`);
    else taken.push(channel);
  }
  return { channels: taken, leftOut };
}

/** Where the post itself warns people, for the page of its drill: on the same host. A certificate of its own is used wherever other machines reach it. */
export const livePagesOf = ({
  channels,
  mode,
}: Pick<SiteConfig, "channels" | "mode">): NonNullable<PeopleSiteInfo["live"]> =>
  channels.flatMap((channel) =>
    channel.type === "people" && channel.modes.includes(mode)
      ? [{ port: channel.port, secure: channel.tls !== undefined || !isLoopback(channel.address) }]
      : [],
  );

const listens = (transport: string): boolean => transport.endsWith("-listen");

/** Channels of drills that a post of another mode leaves to the drill: nothing is ever passed on over them beside warnings. */
export const isLeftToDrills = ({ type, modes }: ChannelConfig, mode: SiteConfig["mode"]): boolean =>
  mode !== "drill" &&
  modes.every((each) => each === "drill") &&
  (type === "modbus-relay" || type === "sapient" || type === "webhook");
