import type { SiteModel } from "@tocsin/core";
import { type Clock, HEARTBEAT_EVERY_MS } from "@tocsin/sdk";
import { Broadcaster } from "../broadcast/broadcaster.ts";
import { beginPostEpoch } from "../broadcast/post-key.ts";
import { steadyMs } from "../broadcast/steady-port.ts";
import type { Journal } from "../journal/journal.ts";

/** What a post says to its receivers, from when the first channel asks for it. */
export interface PostBroadcast {
  readonly open: () => Broadcaster;
  readonly opened: () => Broadcaster | null;
  readonly close: () => void;
}

export function postBroadcast({
  site,
  dataDir,
  clock,
  journal,
}: {
  readonly site: SiteModel;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly journal: Pick<Journal, "durableSequence">;
}): PostBroadcast {
  let broadcaster: Broadcaster | null = null;
  let timer: NodeJS.Timeout | undefined;
  const open = (): Broadcaster => {
    const started = new Broadcaster({
      file: beginPostEpoch(dataDir, site.id, site.mode),
      site: { id: site.id, name: site.name },
      mode: site.mode,
      nowUs: () => clock.nowUs(),
      steadyMs,
      chain: () => ({ sequence: journal.durableSequence(), hash: null }),
    });
    timer = setInterval(() => started.beat(), HEARTBEAT_EVERY_MS);
    return started;
  };
  return {
    open: () => (broadcaster ??= open()),
    opened: () => broadcaster,
    close: () => clearInterval(timer),
  };
}
