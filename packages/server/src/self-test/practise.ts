import { createEngine, type TimeUs } from "@tocsin/core";
import type { ByteSource, Cancellation, Channel, SourcePeer } from "@tocsin/sdk";
import { behindGate } from "../channels/channel-gate.ts";
import { NULL_SIREN_ID } from "../channels/self-test-gate.ts";
import type { LiveClock } from "../pipeline/live-runner.ts";
import { NOTHING_RECOVERED } from "../pipeline/recover-engine.ts";
import { assemblePost } from "../run/assemble-post.ts";
import { openInput } from "../run/open-inputs.ts";
import { type MadeUpRaid, makeUpRaid, RAID_TURN_S, WAVE_TURNS } from "./made-up-raid.ts";
import { unwrittenJournal } from "./unwritten-journal.ts";

/** Waves of the raid, twenty seconds each: what one of them brings about seldom is not compiled after it, and holds up the slowest warnings of the first real raid. */
const WAVES = 8;

/** Once a wave is over, a look that is later than this ends the practice: a machine without time for it has none to lose for what is real. */
const LATE_MOST_US = 1_000_000;

/** What a practice came to. */
export interface Practice {
  readonly looks: number;
  /** Messages that would have left. */
  readonly warnings: number;
}

/**
 * Takes a made-up raid through the adapter, engine, pipeline and dispatcher that every post is made of: their own instances, of a site of its own, with a journal that
 * keeps nothing and a channel that sends nothing. What it is for is the compiler: code that never ran is several times slower, and the first warning of a post would
 * wait for that. One look each turn, so that what is real waits for a piece of one at the most; `isWanted` is asked before each.
 */
export async function practise(options: {
  readonly clock: LiveClock;
  readonly chance: () => number;
  readonly isWanted: () => boolean;
  readonly signal: AbortSignal;
  readonly waves?: number;
}): Promise<Practice> {
  const { clock, chance, waves = WAVES } = options;
  const raid = makeUpRaid();
  const done = new AbortController();
  const signal = AbortSignal.any([options.signal, done.signal]);
  let warnings = 0;
  let looks = 0;
  const post = assemblePost({
    site: raid.site,
    clock,
    journal: unwrittenJournal(),
    engine: createEngine(),
    recovered: NOTHING_RECOVERED,
    channels: [channelToNobody(raid, () => warnings++)],
    observe: ({ event }) => {
      if (event?.type === "look") looks++;
    },
  });
  const given: ByteSource = {
    run: async (sink, cancelled) => {
      for (const { bytes, atUs, isFirstWave } of octetsOf(raid, clock.nowUs(), waves)) {
        await clock.waitUntil(atUs, cancelled);
        if (isOver(cancelled) || !options.isWanted()) break;
        if (!isFirstWave && clock.nowUs() - atUs > LATE_MOST_US) break;
        sink.message(bytes, clock.nowUs(), PEER);
      }
      done.abort();
    },
  };
  post.begin();
  const { config, input } = raid;
  try {
    await post.runner.run([openInput(input, { config, ports: { clock, chance }, given })], signal);
  } finally {
    await post.end();
  }
  return { looks, warnings };
}

const isOver = ({ aborted }: Cancellation): boolean => aborted;

const PEER: SourcePeer = { id: "made up", send: () => false, close: () => undefined };

const channelToNobody = ({ site }: MadeUpRaid, sent: () => void): Channel =>
  behindGate({
    id: NULL_SIREN_ID,
    modes: [site.mode],
    send: (message) => {
      // Whatever a real channel says is said in octets.
      JSON.stringify(message);
      sent();
      return Promise.resolve({ outcome: "delivered", detail: "" });
    },
    close: () => Promise.resolve(),
  });

/** What the made-up radar says, and when: the first once a turn has passed. */
function* octetsOf({ looks, encoder }: MadeUpRaid, beganUs: TimeUs, waves: number) {
  for (const look of looks(beganUs + RAID_TURN_S * 1e6, waves))
    for (const bytes of encoder.encode(look).messages)
      yield { bytes, atUs: look.toUs, isFirstWave: look.sequence < WAVE_TURNS };
}
