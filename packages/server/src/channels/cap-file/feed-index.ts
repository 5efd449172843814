import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import { escapeXml } from "@tocsin/sdk";
import { CAP_NAMESPACE } from "./cap-alert.ts";
import { capTime, capTimeUp } from "./cap-time.ts";

export const FEED_FILE = "feed.atom";
/** Alerts that are listed at most; beyond, the one that expires first is left out. */
export const FEED_ENTRIES_MAX = 1_000;

/** An alert as the index has it. */
export interface FeedEntry {
  /** Of its file. */
  readonly name: string;
  readonly identifier: string;
  readonly title: string;
  readonly status: string;
  readonly sentUs: TimeUs;
  readonly expiresUs: TimeUs;
}

export interface FeedHead {
  readonly id: string;
  readonly title: string;
  readonly updatedUs: TimeUs;
}

/** The index as an Atom feed (RFC 4287), the newest alert first; when each expires stands beside it in CAP's own element. */
export function renderFeed(head: FeedHead, entries: Iterable<FeedEntry>): string {
  const newestFirst = [...entries].toSorted(
    (a, b) => b.sentUs - a.sentUs || (a.name < b.name ? -1 : 1),
  );
  const title = escapeXml(head.title);
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escapeXml(head.id)}</id>
<title>${title}</title>
<updated>${capTime(head.updatedUs)}</updated>
<author><name>${title}</name></author>
<link rel="self" href="${FEED_FILE}"/>
${newestFirst.map(entryXml).join("")}</feed>
`;
}

/** An entry's id has to be an IRI (RFC 4287, section 4.2.6), which an alert's identifier is not. */
const ENTRY_ID = "urn:cap:";

const entryXml = (entry: FeedEntry): string =>
  `<entry><id>${ENTRY_ID}${escapeXml(entry.identifier)}</id><title>${escapeXml(entry.title)}</title><updated>${capTime(entry.sentUs)}</updated><category term="${escapeXml(entry.status)}"/><link rel="alternate" type="application/cap+xml" href="${entry.name}"/><expires xmlns="${CAP_NAMESPACE}">${capTimeUp(entry.expiresUs)}</expires></entry>\n`;

const ENTRY =
  /^<entry><id>(?:urn:cap:)?([^<]*)<\/id><title>([^<]*)<\/title><updated>([^<]*)<\/updated><category term="(\w+)"\/><link rel="alternate" type="application\/cap\+xml" href="([\w-][\w.-]*\.xml)"\/><expires xmlns="[^"]*">([^<]*)<\/expires><\/entry>$/gm;

/** What {@link renderFeed} wrote, and nothing else. */
export const readFeedEntries = (xml: string): readonly FeedEntry[] =>
  [...xml.matchAll(ENTRY)].flatMap(([, id, title, sent, status, name, expires]) => {
    const [sentUs, expiresUs] = [microsOf(sent), microsOf(expires)];
    if (Number.isNaN(sentUs) || Number.isNaN(expiresUs)) return [];
    return [
      { name, identifier: plainText(id), title: plainText(title), status, sentUs, expiresUs },
    ];
  });

const microsOf = (text: string): TimeUs => (Date.parse(text) / 1_000) * MICROS_PER_SECOND;

const plainText = (xml: string): string =>
  xml.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: keyof typeof PLAIN) => PLAIN[name]);
const PLAIN = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" } as const;

/**
 * The alerts that hold: of each episode the last message alone, for whoever reads an alert after its cancellation would
 * believe it.
 */
export class FeedEntries {
  readonly #byEpisode = new Map<string, FeedEntry>();

  /** False where another had to make room. */
  put(entry: FeedEntry): boolean {
    const episode = episodeOf(entry.name);
    const known = this.#byEpisode.get(episode);
    if (known !== undefined && known.sentUs > entry.sentUs) return true;
    this.#byEpisode.set(episode, entry);
    if (this.#byEpisode.size <= FEED_ENTRIES_MAX) return true;
    const [first] = this.all().toSorted((a, b) => a.expiresUs - b.expiresUs);
    this.#byEpisode.delete(episodeOf(first.name));
    return false;
  }

  /** Removes the entries that are over. Returns whether any was, so that an index that did not change is not written again. */
  drop(isOver: (entry: FeedEntry) => boolean): boolean {
    const over = this.all().filter(isOver);
    for (const { name } of over) this.#byEpisode.delete(episodeOf(name));
    return over.length > 0;
  }

  all(): readonly FeedEntry[] {
    return [...this.#byEpisode.values()];
  }

  nextExpiryUs(): TimeUs {
    return this.all().reduce((next, { expiresUs }) => Math.min(next, expiresUs), Infinity);
  }
}

/** A file of ours is named by its episode, version and time; an authority's stands for itself. */
const episodeOf = (name: string): string => name.replace(/\.\d+\.\d{8}T\d{6}Z\.xml$/, "");
