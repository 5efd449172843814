import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { isOneOf } from "../text/one-of.ts";

/** What a saved page says, as text, with what it says of itself. */
export interface PageText {
  readonly text: string;
  readonly title: string | null;
  readonly site: string | null;
  /** ISO date, where the page's own markup gives one. */
  readonly published: string | null;
}

/** Elements that begin and end a paragraph. */
const BLOCK =
  "p|h[123456]|li|ul|ol|blockquote|figure|figcaption|table|tr|td|th|pre|dl|dt|dd|div|section|article|header|footer|main|aside|br|hr";
const DROPPED = "head|script|style|noscript|template|svg|iframe|nav|form|button";

/**
 * The article of a saved page. Where nothing reads like an article, all text of the page is kept: nothing that may matter is lost. Paragraphs are
 * parted by line breaks, and nothing of the page is run or fetched.
 */
export function readHtml(html: string): PageText {
  const document = documentOf(html);
  const published = publishedIn(document);
  const whole = textOf(document.body);
  const article = whole.depth > DEPTH_MAX ? null : articleOf(document);
  const body =
    typeof article?.content === "string"
      ? textOf((parseHTML(`<body>${article.content}</body>`) as ParsedPage).document.body).text
      : "";
  const text = body.length > whole.text.length / 4 ? body : whole.text;
  const title = article?.title ?? "";
  const lead = title !== "" && !text.startsWith(title) ? `${title}\n\n` : "";
  return {
    text: `${lead}${text}`,
    title: title === "" ? null : title,
    site: article?.siteName ?? null,
    published,
  };
}

/** The page as a document: what has no root element is the inside of one. */
function documentOf(html: string): ParsedPage["document"] {
  const { document } = parseHTML(html) as ParsedPage;
  if (document.documentElement?.nodeName.toLowerCase() === "html") return document;
  return (parseHTML(`<!doctype html><html><head></head><body>${html}</body></html>`) as ParsedPage)
    .document;
}

/** Elements inside each other beyond which no article and no banner is looked for: looking costs the square of it. */
const DEPTH_MAX = 100;

/** What reads like an article; nothing where the library stumbles over markup that nobody closed. */
function articleOf(document: ParsedPage["document"]): ReturnType<Readability["parse"]> {
  try {
    return new Readability(document as ConstructorParameters<typeof Readability>[0]).parse();
  } catch {
    return null;
  }
}

function publishedIn(document: ParsedPage["document"]): string | null {
  const meta = document.querySelector('meta[property="article:published_time"], meta[name="date"]');
  const written =
    meta?.getAttribute("content") ??
    document.querySelector("time[datetime]")?.getAttribute("datetime") ??
    "";
  return /\d{4}-\d{2}-\d{2}/.exec(written)?.[0] ?? null;
}

interface ParsedPage {
  readonly document: PageElement & {
    readonly body: PageElement;
    readonly documentElement: PageElement | null;
  };
}

/** What is used of a parsed page. */
interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
  querySelector(selectors: string): PageElement | null;
}

/** Names that sites give to what asks for consent above the page; its marks between words are blanks. */
const CONSENT =
  /\b(?:cookies?|consent|gdpr|onetrust|didomi|usercentrics|quantcast|cookiebot|sp message|truste)\b/;
/** Pages name themselves by it, too: what has more letters and nodes than this is the page. */
const CONSENT_MAX = 3000;

/** Whether an element is no part of the page but lies above it: a dialog, a cookie banner. */
function asksConsent(element: PageElement, name: string): boolean {
  if (isOneOf(name, "html|body|main|article")) return false;
  const role = element.getAttribute("role") ?? "";
  const called = `${element.getAttribute("id") ?? ""} ${element.getAttribute("class") ?? ""}`
    .toLowerCase()
    .replace(/[-_:]/g, " ");
  return (isOneOf(role, "dialog|alertdialog") || CONSENT.test(called)) && isSmall(element);
}

/** Looks no further than it has to: pages nest such elements as deep as they like. */
function isSmall(root: PageNode): boolean {
  let size = 0;
  const waiting: PageNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    size += 1 + (node.nodeType === 3 ? (node.nodeValue ?? "").length : 0);
    if (size > CONSENT_MAX) return false;
    waiting.push(...node.childNodes);
  }
  return true;
}

interface PageNode {
  /** 1: an element, 3: text. */
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<PageNode>;
}

interface NodeText {
  readonly text: string;
  /** How deep its elements stand in each other. */
  readonly depth: number;
}

/** All text below a node but what asks for consent above a page; where that were half of it or more, all: then it is the page. */
function textOf(root: PageNode): NodeText {
  const bare = textBelow(root, asksConsent);
  const all = textBelow(root, () => false);
  return 2 * bare.text.length > all.text.length ? bare : all;
}

/**
 * The text below a node, a line break between paragraphs, wherever the page's author forgot to close one. Walks without recursion: a page may nest
 * as deep as it likes.
 */
function textBelow(
  root: PageNode,
  isLeftOut: (element: PageElement, name: string) => boolean,
): NodeText {
  const paragraphs: string[] = [];
  let [open, depth] = ["", 0];
  const close = (): void => {
    const text = open.replace(/\s+/g, " ").trim();
    if (text !== "") paragraphs.push(text);
    open = "";
  };
  const waiting: { readonly node: PageNode | null; readonly at: number }[] = [
    { node: root, at: 0 },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, at } = next;
    // Null marks the end of a paragraph's element.
    if (node === null) close();
    else if (node.nodeType === 3) open += node.nodeValue ?? "";
    else if (node.nodeType === 1) {
      const name = node.nodeName.toLowerCase();
      if (isOneOf(name, DROPPED)) continue;
      if (at <= DEPTH_MAX && isLeftOut(node as PageElement, name)) continue;
      depth = Math.max(depth, at);
      if (isOneOf(name, BLOCK)) {
        close();
        waiting.push({ node: null, at });
      }
      for (const child of [...node.childNodes].toReversed())
        waiting.push({ node: child, at: at + 1 });
    }
  }
  close();
  return { text: paragraphs.join("\n\n"), depth };
}
