import type { Engine, SiteModel } from "@tocsin/core";
import {
  type Clock,
  type Heartbeat,
  HEARTBEAT_EVERY_MS,
  isSameAreaSet,
  NO_AREA,
  type SiteConfig,
} from "@tocsin/sdk";
import { Broadcaster } from "../broadcast/broadcaster.ts";
import { beginPostEpoch } from "../broadcast/post-key.ts";
import { steadyMs } from "../broadcast/steady-port.ts";
import { UnwatchedAreas } from "../broadcast/unwatched-areas.ts";
import type { Checkpoint } from "../journal/checkpoint.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";

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
  /** Sees what the post does: where nobody is warned by itself any more is said at once. */
  readonly observe: (step: PipelineStep) => void;
  readonly close: () => void;
}

/** That an area is watched again, or a sensor does not come, is looked for so often. */
const LOOK_EVERY_MS = 1_000;

export function postBroadcast({
  site,
  config,
  engine,
  dataDir,
  clock,
  head,
}: {
  readonly site: SiteModel;
  readonly config: Pick<SiteConfig, "channels">;
  readonly engine: Pick<Engine, "orders">;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly head: RecordHead;
}): PostBroadcast {
  let broadcaster: Broadcaster | null = null;
  const timers: NodeJS.Timeout[] = [];
  const tells = tellsUnwatched(config, site);
  const areas = new UnwatchedAreas(site, { orders: engine.orders(), nowMs: steadyMs() });
  let said = NO_AREA;
  const look = (): void => {
    if (!isSameAreaSet(areas.at(steadyMs()), said)) broadcaster?.beatSoon();
  };
  const open = (): Broadcaster => {
    const started = new Broadcaster({
      file: beginPostEpoch(dataDir, site.id, site.mode),
      site: { id: site.id, name: site.name },
      mode: site.mode,
      nowUs: () => clock.nowUs(),
      steadyMs,
      chain: () => head.said(),
      unwatched: () =>
        tells === undefined ? undefined : tells ? (said = areas.at(steadyMs())) : "untold",
    });
    timers.push(setInterval(() => started.beat(), HEARTBEAT_EVERY_MS));
    if (tells === true) timers.push(setInterval(look, LOOK_EVERY_MS));
    return started;
  };
  return {
    open: () => (broadcaster ??= open()),
    opened: () => broadcaster,
    observe: (step) => {
      if (areas.observe(step, steadyMs()) && tells === true) look();
    },
    close: () => timers.forEach(clearInterval),
  };
}

/**
 * Whether the post's pages tell where nobody would be warned by itself: only where every one of them may, for all hear the same. Undefined:
 * it serves none.
 */
function tellsUnwatched(
  { channels }: Pick<SiteConfig, "channels">,
  { mode }: SiteModel,
): boolean | undefined {
  const pages = channels.flatMap((channel) =>
    channel.type === "people" && channel.modes.includes(mode) ? [channel.tells_unwatched] : [],
  );
  return pages.length === 0 ? undefined : pages.every(Boolean);
}
