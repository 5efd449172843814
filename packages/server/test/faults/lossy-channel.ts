import { type ChannelId, channelId, type TimeUs, type Warning, warningKey } from "@tocsin/core";
import type { Channel, ChannelReceipt } from "@tocsin/sdk";
import { stream } from "@tocsin/sim";
import type { VirtualWorld } from "./virtual-world.ts";

/** Probabilities of what a way to people does to a message; the rest arrive. */
export interface ChannelFaults {
  /** It says that it failed. */
  readonly fails: number;
  /** It fails before it was asked: a defect in the channel. */
  readonly throws: number;
  /** It never answers, and nothing arrives. */
  readonly hangs: number;
  /** It never answers, and the message arrives all the same. */
  readonly mute: number;
  readonly twice: number;
  /** Answers and arrivals are late by up to this. */
  readonly delayS: number;
}

export const NO_CHANNEL_FAULTS: ChannelFaults = {
  fails: 0,
  throws: 0,
  hangs: 0,
  mute: 0,
  twice: 0,
  delayS: 0,
};

/** A message on its way, as whoever stands outside sees it. */
export interface Passage {
  readonly timeUs: TimeUs;
  readonly channelId: ChannelId;
  readonly warning: Warning;
}
export interface Sent extends Passage {
  readonly recorded: boolean;
  /** How long after the event in hand was taken in. */
  readonly afterUs: number;
}

/** Everything that left the post and everything that arrived, over all its restarts. */
export class ChannelLog {
  readonly sent: Sent[] = [];
  readonly arrived: Passage[] = [];
}

/** One process's end of a lossy way to people; what is on its way arrives though the process dies. */
export function lossyChannel(options: {
  readonly id: string;
  readonly seed: number;
  readonly world: VirtualWorld;
  readonly faults: ChannelFaults;
  readonly log: ChannelLog;
  /** Called as a message is about to leave; the process may die here. */
  readonly leaving: () => void;
  readonly alive: () => boolean;
  readonly stepStartUs: () => TimeUs;
}): Channel {
  const { world, faults, log } = options;
  const id = channelId(options.id);
  let messages = 0;
  const answer = (inS: number, receipt: ChannelReceipt): Promise<ChannelReceipt> =>
    new Promise((resolve) => {
      world.at(world.nowUs + Math.round(inS * 1e6), () => options.alive() && resolve(receipt));
    });
  return {
    id,
    modes: ["simulation"],
    send: ({ warning, recorded }) => {
      options.leaving();
      if (!options.alive()) return new Promise(() => undefined);
      const timeUs = world.nowUs;
      log.sent.push({
        timeUs,
        channelId: id,
        warning,
        recorded,
        afterUs: timeUs - options.stepStartUs(),
      });
      const name = `${warningKey(warning)} ${warning.version} ${messages++} ${timeUs}`;
      const random = stream(options.seed, "channel", options.id, name);
      const delayS = random.uniform(0, faults.delayS);
      const arrive = (inS: number): void =>
        world.at(timeUs + Math.round(inS * 1e6), () => {
          log.arrived.push({ timeUs: world.nowUs, channelId: id, warning });
        });
      if (random.chance(faults.throws)) throw new Error("this channel has a defect");
      if (random.chance(faults.fails))
        return answer(delayS, { outcome: "failed", detail: "no line" });
      if (random.chance(faults.hangs)) return new Promise(() => undefined);
      arrive(delayS);
      if (random.chance(faults.mute)) return new Promise(() => undefined);
      if (random.chance(faults.twice)) arrive(delayS + 2);
      return answer(delayS, { outcome: "delivered", detail: "" });
    },
    close: () => Promise.resolve(),
  };
}
