import type { Channel, Picture } from "@tocsin/sdk";

const PERIOD_MS = 1_000;

/** Tells those channels that want to know what is going on; where there are none, no picture is made. */
export function tellEverySecond(channels: readonly Channel[], picture: () => Picture): () => void {
  const told = channels.filter((channel) => channel.show !== undefined);
  if (told.length === 0) return () => undefined;
  const timer = setInterval(() => {
    const now = picture();
    for (const channel of told) channel.show?.(now);
  }, PERIOD_MS);
  return () => clearInterval(timer);
}
