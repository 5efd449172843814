import { type ChannelId, type Mode, type TimeUs, warningKey } from "@tocsin/core";
import type { Channel, ChannelReceipt, ChannelReports, Clock, OutgoingWarning } from "@tocsin/sdk";

/** A relay of one stage of one area. */
export interface RelayOutput {
  readonly areaId: string;
  readonly stage: "pre-alert" | "take-cover";
  readonly coil: number;
}

/** Writes a coil and says what it reads back. */
export interface CoilLine {
  set(coil: number, on: boolean): Promise<boolean>;
  close(): void;
}

export interface ModbusRelayOptions {
  readonly id: ChannelId;
  readonly modes: readonly Mode[];
  readonly outputs: readonly RelayOutput[];
  readonly refreshUs: TimeUs;
  readonly clock: Clock;
  readonly reports: ChannelReports;
  readonly line: CoilLine;
}

interface AreaState {
  readonly stage: string;
  readonly untilUs: TimeUs;
}

/**
 * Switches relays: while the stage of an area holds, the coil of that stage is closed, and at its expiry it opens though everything else is
 * silent. Each is written anew all the time, so that a device with a watchdog opens by itself when this post is dead, and one that lost
 * its power is brought back.
 */
export function createModbusRelayChannel(options: ModbusRelayOptions): Channel {
  const { id, modes, outputs, refreshUs, clock, reports, line } = options;
  const areas = new Map<string, AreaState>();
  const owed = new Map<string, OutgoingWarning>();
  const closed = new AbortController();
  let wrong: string | null = null;

  const take = ({ warning }: OutgoingWarning): void => {
    areas.set(warning.areaId, { stage: warning.stage, untilUs: warning.expiresUs });
  };
  const wanted = ({ areaId, stage }: RelayOutput): boolean => {
    const state = areas.get(areaId);
    return state !== undefined && state.stage === stage && clock.nowUs() < state.untilUs;
  };
  const write = async (output: RelayOutput): Promise<void> => {
    const on = wanted(output);
    const reads = await line.set(output.coil, on);
    if (reads !== on) throw new Error(`coil ${output.coil} reads ${reads ? "closed" : "open"}`);
  };

  async function send(message: OutgoingWarning): Promise<ChannelReceipt> {
    take(message);
    const own = outputs.filter(({ areaId }) => areaId === message.warning.areaId);
    if (own.length === 0) return { outcome: "sent", detail: "no relay is of this area" };
    owed.set(message.warning.areaId, message);
    // What closes goes first: nobody is left without a sound in between.
    for (const output of own.toSorted((a, b) => Number(wanted(b)) - Number(wanted(a))))
      await write(output);
    owed.delete(message.warning.areaId);
    return { outcome: "acknowledged", detail: `${own.length} relays read back` };
  }

  /** What could not be switched when it was sent, and is now. */
  const answerOwed = (): void => {
    for (const { warning } of owed.values())
      reports.receipt({
        warningKey: warningKey(warning),
        version: warning.version,
        outcome: "acknowledged",
        detail: "the relays read back, after they had failed",
      });
    owed.clear();
  };

  /** Also what nobody sends any more: an alarm ends by itself. */
  async function refresh(): Promise<void> {
    while (!closed.signal.aborted) {
      const next = nextChangeUs(areas, clock.nowUs() + refreshUs, clock.nowUs());
      await clock.waitUntil(next, closed.signal);
      if (closed.signal.aborted) return;
      try {
        for (const output of outputs) await write(output);
        if (wrong !== null) reports.fault(id, "over: the relays answer again");
        if (wrong !== null) answerOwed();
        wrong = null;
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        if (wrong === null) reports.fault(id, `the relays cannot be switched: ${detail}`);
        wrong = detail;
      }
    }
  }
  const refreshing = refresh();

  return {
    id,
    modes,
    send,
    resume: (messages) => {
      for (const message of messages) take(message);
    },
    close: async () => {
      closed.abort();
      await refreshing;
      line.close();
    },
  };
}

/** When something expires, or else the next refresh. */
function nextChangeUs(
  areas: ReadonlyMap<string, AreaState>,
  refreshAtUs: TimeUs,
  nowUs: TimeUs,
): TimeUs {
  let next = refreshAtUs;
  for (const { untilUs } of areas.values()) if (untilUs > nowUs) next = Math.min(next, untilUs);
  return next;
}
