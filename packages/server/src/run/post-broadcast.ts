import type { SiteModel } from "@tocsin/core";
import { type Clock, type Heartbeat, HEARTBEAT_EVERY_MS } from "@tocsin/sdk";
import { Broadcaster } from "../broadcast/broadcaster.ts";
import { beginPostEpoch } from "../broadcast/post-key.ts";
import { steadyMs } from "../broadcast/steady-port.ts";
import type { Checkpoint } from "../journal/checkpoint.ts";

/** Head of the chain of the record, as the last checkpoint that is on the disk has it: what receivers are told, and hold against what they were told before. */
export class RecordHead {
  #last: Pick<Checkpoint, "sequence" | "chain"> | null = null;

  /** To be called with each checkpoint that has become durable. */
  take(checkpoint: Pick<Checkpoint, "sequence" | "chain">): void {
    this.#last = checkpoint;
  }

  said(): Heartbeat["chain"] {
    const last = this.#last;
    return { sequence: last?.sequence ?? 0, hash: last?.chain ?? null };
  }
}

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
  head,
}: {
  readonly site: SiteModel;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly head: RecordHead;
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
      chain: () => head.said(),
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
