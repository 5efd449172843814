import { MICROS_PER_SECOND } from "@tocsin/core";
import type { OutgoingRelay, OutgoingWarning } from "@tocsin/sdk";
import type { CapFileOptions } from "./cap-file-channel.ts";
import { capStatus } from "./cap-terms.ts";
import { FeedWriter } from "./feed-writer.ts";
import { relayIdentifier, relayStatus } from "./relay-alert.ts";
import { goesAsItCame } from "./relay-file.ts";

/** So long an authority's message is listed that does not say when it expires. */
const WITHOUT_EXPIRY_US = 86_400 * MICROS_PER_SECOND;

/** What serves the folder of a feed, beside its channel. */
export interface FeedServer {
  readonly close: () => Promise<void>;
}

export interface Feed {
  list(message: OutgoingWarning, identifier: string): void;
  listRelay(message: OutgoingRelay, name: string): void;
  close(): Promise<void>;
}

/** The index of a channel's folder, served where it is to be; null where there is none. */
export function openFeed(options: CapFileOptions): Feed | null {
  const { feed, directory, sender, senderName, id, failed } = options;
  if (feed === null) return null;
  const writer = new FeedWriter({
    directory,
    clock: feed.clock,
    id: `urn:cap:${sender}:${id}`,
    title: senderName ?? sender,
    failed: (...told) => failed("index", ...told),
  });
  const server = feed.serve?.((...told) => failed("feed", ...told)) ?? null;
  return {
    list({ warning, headline }, identifier) {
      writer.take({
        name: `${identifier}.xml`,
        identifier,
        title: headline,
        status: capStatus(warning.mode),
        sentUs: warning.issuedUs,
        expiresUs: warning.expiresUs,
      });
    },
    listRelay(message, name) {
      const { warning, earlier, receivedUs, headline } = message;
      if (warning.scope !== "public") return;
      const before = earlier.map(({ sha256 }) => `.${sha256.slice(0, 16)}.xml`);
      const ends = warning.infos.flatMap(({ expiresUs }) => expiresUs ?? []);
      const own = !goesAsItCame(message);
      writer.take(
        {
          name,
          identifier: own
            ? relayIdentifier(warning.inputId, warning.document.sha256)
            : warning.identifier,
          title: headline,
          status: relayStatus(message),
          sentUs: own ? receivedUs : warning.sentUs,
          expiresUs: ends.length === 0 ? receivedUs + WITHOUT_EXPIRY_US : Math.max(...ends),
        },
        (entry) =>
          entry.name.startsWith(`_official.${warning.inputId}.`) &&
          before.some((end) => entry.name.endsWith(end)),
      );
    },
    async close() {
      await server?.close();
      await writer.close();
    },
  };
}
