import { orReject } from "./cap-fault.ts";
import { readText } from "./read-text.ts";
import { readTree, type XmlNode } from "./read-tree.ts";

export interface FeedLink {
  readonly url: string;
  /** Changes with what stands behind the link, as far as the feed tells. */
  readonly version: string;
  /** When its entry was last changed, milliseconds since 1970; null where the feed does not say. */
  readonly changedMs: number | null;
}

const CAP_TYPE = "application/cap+xml";
const ATOM = "http://www.w3.org/2005/Atom";
const URL_MAX = 2_000;

/**
 * The links of an Atom (RFC 4287) or RSS 2.0 feed to its alerts, made absolute, in its order; null where the octets are no
 * such feed. Where an entry has links of several kinds, those that are marked as CAP are meant. Never throws.
 */
export function readFeed(octets: Uint8Array, url: string): readonly FeedLink[] | null {
  const read = orReject(() => readTree(readText(octets, "feed").body, "feed"));
  if (!read.ok) return null;
  const root = read.value;
  if (root.name === "feed" && root.namespace === ATOM)
    return links(childrenOf(root, "entry"), atomLinks, url);
  if (root.name !== "rss") return null;
  return links(
    childrenOf(root, "channel").flatMap((channel) => childrenOf(channel, "item")),
    rssLinks,
    url,
  );
}

interface Reference {
  readonly href: string;
  readonly isCap: boolean;
}

function links(
  entries: readonly XmlNode[],
  referencesOf: (entry: XmlNode) => readonly Reference[],
  base: string,
): readonly FeedLink[] {
  return entries.flatMap((entry) => {
    const references = referencesOf(entry);
    const marked = references.find(({ isCap }) => isCap) ?? references.at(0);
    const url = marked === undefined ? null : absolute(marked.href, base);
    const version = ["updated", "pubDate", "id", "guid"]
      .map((name) => textOf(entry, name))
      .join(" ");
    return url === null ? [] : [{ url, version, changedMs: changedMsOf(entry) }];
  });
}

function changedMsOf(entry: XmlNode): number | null {
  const times = ["updated", "published", "pubDate"].map((name) => Date.parse(textOf(entry, name)));
  return times.find((ms) => !Number.isNaN(ms)) ?? null;
}

const atomLinks = (entry: XmlNode): readonly Reference[] =>
  childrenOf(entry, "link")
    .filter(({ attributes }) =>
      ["alternate", "enclosure"].includes(attributes.get("rel") ?? "alternate"),
    )
    .map(({ attributes }) => ({
      href: attributes.get("href") ?? "",
      isCap: attributes.get("type") === CAP_TYPE,
    }));

const rssLinks = (item: XmlNode): readonly Reference[] =>
  [
    ...childrenOf(item, "enclosure").map(({ attributes }) => ({
      href: attributes.get("url") ?? "",
      isCap: attributes.get("type") === CAP_TYPE,
    })),
    ...childrenOf(item, "link").map(({ text }) => ({ href: text, isCap: false })),
  ].filter(({ href, isCap }, index, all) => isCap || index === all.length - 1 || href === "");

const childrenOf = ({ children }: XmlNode, name: string): readonly XmlNode[] =>
  children.filter((child) => child.name === name);
const textOf = (node: XmlNode, name: string): string =>
  childrenOf(node, name).at(0)?.text.trim() ?? "";

function absolute(href: string, base: string): string | null {
  const text = href.trim();
  if (text === "" || text.length > URL_MAX || !URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}
