import type { ChannelId, Mode, TimeUs } from "@tocsin/core";
import {
  type Channel,
  type ChannelReceipt,
  type ChannelReports,
  type Clock,
  type OutgoingWarning,
  StandingFault,
} from "@tocsin/sdk";
import { OwedAnswers } from "./owed-answers.ts";

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

interface Failure {
  readonly areaId: string;
  readonly detail: string;
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
  const owed = new OwedAnswers(clock, reports);
  const closed = new AbortController();
  const fault = new StandingFault((detail) => reports.fault(id, detail));
  const failed = (detail: string): void =>
    fault.holds(`the relays cannot be switched: ${detail}`, clock.nowUs());

  const take = ({ warning }: OutgoingWarning): void => {
    areas.set(warning.areaId, { stage: warning.stage, untilUs: warning.expiresUs });
  };
  const wanted = ({ areaId, stage }: RelayOutput): boolean => {
    const state = areas.get(areaId);
    return state !== undefined && state.stage === stage && clock.nowUs() < state.untilUs;
  };
  const write = async (output: RelayOutput): Promise<void> => {
    if (closed.signal.aborted) throw new Error("the channel is closed");
    const on = wanted(output);
    const reads = await line.set(output.coil, on);
    if (reads !== on) throw new Error(`coil ${output.coil} reads ${reads ? "closed" : "open"}`);
  };
  async function send(message: OutgoingWarning): Promise<ChannelReceipt> {
    take(message);
    const own = outputs.filter(({ areaId }) => areaId === message.warning.areaId);
    if (own.length === 0) return { outcome: "sent", detail: "no relay is of this area" };
    // What closes goes first: nobody is left without a sound in between.
    const [failure] = await writeAll(
      write,
      own.toSorted((a, b) => Number(wanted(b)) - Number(wanted(a))),
    );
    if (failure !== undefined) {
      owed.owe(message);
      throw new Error(failure.detail);
    }
    owed.drop(message.warning.areaId);
    return { outcome: "acknowledged", detail: `${own.length} relays read back` };
  }

  /** Also what nobody sends any more: an alarm ends by itself. */
  async function refresh(): Promise<void> {
    while (!closed.signal.aborted) {
      const next = nextChangeUs(areas, clock.nowUs() + refreshUs, clock.nowUs());
      await clock.waitUntil(next, closed.signal);
      if (closed.signal.aborted) return;
      // What fails meanwhile was not written by this round.
      const before = owed.open;
      const failures = await writeAll(write, outputs, failed);
      if (closed.signal.aborted) return;
      owed.answer(
        before.filter(({ warning }) => !failures.some(({ areaId }) => areaId === warning.areaId)),
      );
      if (failures.length === 0) fault.ended("the relays answer again");
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

/**
 * Tries each, whatever becomes of the others, and says which failed: one bad coil silences no other siren. `failed` hears of each at once: a device that
 * answers nothing takes its time for every one of them.
 */
async function writeAll(
  write: (output: RelayOutput) => Promise<void>,
  outputs: readonly RelayOutput[],
  failed?: (detail: string) => void,
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const output of outputs)
    try {
      await write(output);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      failures.push({ areaId: output.areaId, detail });
      failed?.(detail);
    }
  return failures;
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
