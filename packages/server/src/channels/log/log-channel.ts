import type { Writable } from "node:stream";
import type { Mode } from "@tocsin/core";
import {
  type Channel,
  type ChannelReceipt,
  type OutgoingRelay,
  type OutgoingWarning,
  plainLine,
} from "@tocsin/sdk";

export interface LogChannelOptions {
  readonly id: Channel["id"];
  readonly modes: readonly Mode[];
  /** Where the lines go. The channel does not close it. */
  readonly stream: Writable;
}

/** Text that nobody has read yet; beyond, a reader has stopped, and what is added would only fill memory. */
export const UNREAD_BYTES_MAX = 1024 * 1024;

/** One line of text for each warning: for trying out, and for a terminal that somebody watches. */
export function createLogChannel({ id, modes, stream }: LogChannelOptions): Channel {
  return {
    id,
    modes,
    send: (message) => writeLine(stream, logLine(message)),
    relay: (message) => writeLine(stream, relayLine(message)),
    close: () => Promise.resolve(),
  };
}

/** `2026-05-01T15:30:45Z [drill] take-cover embassy #2.1 …`: time, mode, stage, area, episode and version, headline. */
export function logLine({ warning, headline, recorded }: OutgoingWarning): string {
  const time = new Date(warning.issuedUs / 1000).toISOString();
  const name = `${warning.areaId} #${warning.episode}.${warning.version}`;
  const note = recorded ? "" : " (not recorded yet: the disk did not answer in time)";
  return plainLine(
    `${time} [${warning.mode}] ${warning.stage} ${warning.action} ${name} ${headline}${note}`,
  );
}

/** `2026-05-01T15:30:45Z [live] official actual alert …`: when it came, mode, status, type, headline and text. */
export function relayLine({ warning, mode, receivedUs, headline, text }: OutgoingRelay): string {
  const time = new Date(receivedUs / 1000).toISOString();
  return plainLine(
    `${time} [${mode}] official ${warning.status} ${warning.messageType} ${headline} ${text}`,
  );
}

const writeLine = (stream: Writable, line: string): Promise<ChannelReceipt> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) {
      resolve({ outcome: "failed", detail: "the output is closed" });
      return;
    }
    if (stream.writableLength > UNREAD_BYTES_MAX) {
      resolve({ outcome: "failed", detail: "nobody reads the output" });
      return;
    }
    stream.write(`${line}\n`, (error) => {
      resolve(
        error instanceof Error
          ? { outcome: "failed", detail: error.message }
          : { outcome: "sent", detail: "written" },
      );
    });
  });
