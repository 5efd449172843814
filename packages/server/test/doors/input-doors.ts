import { setImmediate as nextTurn } from "node:timers/promises";
import type { DefenceEvent, Look, SensorId } from "@tocsin/core";
import type { ByteSource, SourcePeer } from "@tocsin/sdk";
import { openInput } from "../../src/run/open-inputs.ts";
import type { AttackedPost } from "./attacked-post.ts";
import type { Chance } from "./chance.ts";
import { commandingBytes } from "./made-up.ts";

const RECEIPT = {
  warningKey: "weir/lock/shadow/1",
  version: 1,
  channelId: "sirens",
  outcome: "delivered",
  detail: "",
};

/** Events that an adapter or a channel makes up. */
export async function giveMadeUpEvent(
  post: AttackedPost,
  chance: Chance,
  forgery: object,
  nowUs: number,
): Promise<void> {
  const { runner } = post;
  const sink = runner.sink(chance.pick(["file", "network", "generic", "tak"]));
  const type = chance.pick([
    "command",
    "configuration",
    "tick",
    "orders",
    "warning",
    "proposal",
    "snapshot",
  ]);
  const event = { ...forgery, type, site: { ...post.site, automation: false, areas: [] } };
  chance.pick<() => void>([
    () => sink.report(event as unknown as DefenceEvent),
    () => sink.report({ ...event, type: "defence", defenceId: "lock" } as unknown as DefenceEvent),
    () => sink.look(event as unknown as Look, nowUs),
    () => sink.health("ear" as SensorId, "up", JSON.stringify(event), nowUs),
    () => sink.health(event as unknown as SensorId, event as unknown as "up", "", nowUs),
    () =>
      runner.receipt({ ...RECEIPT, ...event } as unknown as Parameters<typeof runner.receipt>[0]),
  ])();
  await nextTurn();
  await nextTurn();
}

/** Octets on the wire of an input: a stream, a datagram, or what a broker passes on. */
export async function giveBytes(
  post: AttackedPost,
  chance: Chance,
  forgery: object,
  nowUs: number,
): Promise<void> {
  const input = chance.pick(post.config.inputs);
  const bytes = commandingBytes(chance, forgery);
  const peer: SourcePeer = {
    id: chance.pick(["10.1.2.9:4000", "tocsin/command", "tocsin/weir/proposals/second"]),
    send: () => true,
    close: () => undefined,
  };
  const isStream = chance.oneIn(2);
  const given: ByteSource = {
    run: async (sink) => {
      sink.opened(peer, nowUs);
      if (isStream) sink.chunk(bytes, nowUs, peer);
      else sink.message(bytes, nowUs, peer);
      sink.ended(peer, true, nowUs);
    },
  };
  const clock = { nowUs: () => nowUs, waitUntil: () => Promise.resolve() };
  const adapter = openInput(input, {
    config: post.config,
    ports: { clock, chance: () => 0.5 },
    given,
  });
  await adapter.run(post.runner.sink(adapter.id), new AbortController().signal);
  await nextTurn();
}
