import { mkdir } from "node:fs/promises";
import type { Mode } from "@tocsin/core";
import type { Channel, ChannelReceipt, Clock, OutgoingWarning } from "@tocsin/sdk";
import { buildCapAlert, type CapSender } from "./cap-alert.ts";
import { writeRelay } from "./relay-file.ts";
import { createEpisodeHistory } from "./episode-history.ts";
import { type FeedServer, openFeed } from "./open-feed.ts";
import { createSigning, type SigningKey } from "./sign-alert.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

export interface CapFileOptions extends CapSender {
  readonly id: Channel["id"];
  readonly modes: readonly Mode[];
  /** Made when absent. */
  readonly directory: string;
  /** With what alerts are signed; null: they are not. */
  readonly signature: (() => Promise<SigningKey>) | null;
  /** The index of what holds, and what serves it; null: none. */
  readonly feed: {
    readonly clock: Clock;
    /** Begins to serve it; null: it only lies in the folder. */
    readonly serve: ((failed: Told) => FeedServer) | null;
  } | null;
  /** Told what is wrong with a part of the channel though its warnings go out. */
  readonly failed: (part: "signature" | "index" | "feed", ...told: Parameters<Told>) => void;
}

/** Takes what is wrong; what `lasts` until it is `over: …`. */
export type Told = (detail: string, lasts?: boolean) => void;

/** Warnings that wait for the disk at most; beyond, it is plainly not keeping up, and says so. */
export const WAITING_MAX = 1_000;

/** CAP 1.2 messages in a folder, one file each, named by their identifier. */
export function createCapFileChannel(options: CapFileOptions): Channel {
  const history = createEpisodeHistory(options.directory);
  const sign = createSigning(options.signature, (...told) => options.failed("signature", ...told));
  const feed = openFeed(options);
  let waiting = 0;
  // One after another, so that an update finds the alert that it refers to.
  let last: Promise<unknown> = Promise.resolve();

  const write = async (message: OutgoingWarning): Promise<ChannelReceipt> => {
    const { warning } = message;
    const result = buildCapAlert(message, options, await history.earlier(warning));
    if (!result.ok) return { outcome: "failed", detail: result.reason };
    const name = `${result.identifier}.xml`;
    await mkdir(options.directory, { recursive: true });
    await writeFileAtomically(options.directory, name, await sign(result.xml));
    feed?.list(message, result.identifier);
    history.add(warning, { identifier: result.identifier, sentUs: warning.issuedUs });
    return { outcome: "sent", detail: name };
  };

  return {
    id: options.id,
    modes: options.modes,
    send(message) {
      if (waiting >= WAITING_MAX) {
        return Promise.resolve({
          outcome: "failed",
          detail: `${WAITING_MAX} messages wait for the disk`,
        });
      }
      waiting += 1;
      const sent = last.then(() => write(message));
      last = sent
        .catch(() => undefined)
        .finally(() => {
          waiting -= 1;
        });
      return sent;
    },
    async relay(message) {
      const receipt = await writeRelay({ ...options, sign }, message);
      if (receipt.outcome === "sent") feed?.listRelay(message, receipt.detail);
      return receipt;
    },
    async close() {
      await last;
      await feed?.close();
    },
  };
}
