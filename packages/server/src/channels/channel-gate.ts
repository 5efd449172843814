import type { Warning } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import { refusalOf } from "./refuse-message.ts";
import { keepsSelfTestApart } from "./self-test-gate.ts";

/**
 * Whether a channel may carry a warning: it names the warning's mode, and does not name `live` beside another.
 * So no drill, replay or simulation can reach people as real, whatever the site file or an operator says. What a post tests
 * itself with leaves by the null siren alone.
 */
export function mayCarry(
  channel: Pick<Channel, "modes"> & Partial<Pick<Channel, "id">>,
  warning: Pick<Warning, "mode"> & Partial<Pick<Warning, "siteId">>,
): boolean {
  if (!keepsSelfTestApart(channel, warning)) return false;
  const mixed = channel.modes.includes("live") && channel.modes.some((mode) => mode !== "live");
  return !mixed && channel.modes.includes(warning.mode);
}

/**
 * A channel that keeps to {@link mayCarry} by itself, whoever calls it. Every channel is made behind the gate, so
 * that a defect in what hands warnings out cannot get past it either.
 */
export const behindGate = (channel: Channel): Channel => ({
  id: channel.id,
  modes: channel.modes,
  send: (message) => {
    const refusal = mayCarry(channel, message.warning)
      ? refusalOf(message)
      : `kept back: it carries ${channel.modes.join(", ")}, not ${message.warning.mode}`;
    return refusal === null
      ? channel.send(message)
      : Promise.resolve({ outcome: "failed", detail: refusal });
  },
  ...(channel.relay === undefined
    ? {}
    : {
        relay: (message) =>
          channel.relay !== undefined && mayCarry(channel, message)
            ? channel.relay(message)
            : Promise.resolve({
                outcome: "failed",
                detail: `kept back: it carries ${channel.modes.join(", ")}, not ${message.mode}`,
              }),
      }),
  ...(channel.show === undefined
    ? {}
    : {
        show: (picture) => {
          if (mayCarry(channel, picture)) channel.show?.(picture);
        },
      }),
  ...(channel.resume === undefined
    ? {}
    : {
        resume: (messages) =>
          channel.resume?.(messages.filter(({ warning }) => mayCarry(channel, warning))),
      }),
  ...(channel.recipients === undefined ? {} : { recipients: () => channel.recipients?.() ?? [] }),
  ...(channel.test === undefined
    ? {}
    : { test: (recipient) => channel.test?.(recipient) ?? Promise.resolve(null) }),
  close: () => channel.close(),
});
