import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

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
  /^(?:p|h[1-6]|li|ul|ol|blockquote|figure|figcaption|table|tr|td|th|pre|dl|dt|dd|div|section|article|header|footer|main|aside|br|hr)$/;
const DROPPED = /^(?:head|script|style|noscript|template|svg|iframe|nav|form|button)$/;

/**
 * The article of a saved page. Where nothing reads like an article, all text of the page is kept: nothing that may matter is lost. Paragraphs are
 * parted by line breaks, and nothing of the page is run or fetched.
 */
export function readHtml(html: string): PageText {
  const { document } = parseHTML(html) as ParsedPage;
  const published = /\d{4}-\d{2}-\d{2}/.exec(
    document
      .querySelector('meta[property="article:published_time"], meta[name="date"], time[datetime]')
      ?.getAttribute("content") ??
      document.querySelector("time[datetime]")?.getAttribute("datetime") ??
      "",
  )?.[0];
  const whole = textOf(document.body);
  const article = new Readability(document as ConstructorParameters<typeof Readability>[0]).parse();
  const body =
    article?.content === null || article?.content === undefined
      ? ""
      : textOf((parseHTML(`<body>${article.content}</body>`) as ParsedPage).document.body);
  const text = body.length > whole.length / 4 ? body : whole;
  const title = article?.title ?? null;
  const lead = title !== null && title !== "" && !text.startsWith(title) ? `${title}\n\n` : "";
  return {
    text: `${lead}${text}`,
    title: title === "" ? null : title,
    site: article?.siteName ?? null,
    published: published ?? null,
  };
}

interface ParsedPage {
  readonly document: PageElement & { readonly body: PageElement };
}

/** What is used of a parsed page. */
interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
  querySelector(selectors: string): PageElement | null;
}

interface PageNode {
  /** 1: an element, 3: text. */
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly childNodes: Iterable<PageNode>;
}

/** All text below a node, a line break between paragraphs, wherever the page's author forgot to close one. */
function textOf(root: PageNode): string {
  const paragraphs: string[] = [];
  let open = "";
  const close = (): void => {
    const text = open.replace(/\s+/g, " ").trim();
    if (text !== "") paragraphs.push(text);
    open = "";
  };
  const visit = (node: PageNode): void => {
    if (node.nodeType === 3) open += node.nodeValue ?? "";
    if (node.nodeType !== 1) return;
    const name = node.nodeName.toLowerCase();
    if (DROPPED.test(name)) return;
    const block = BLOCK.test(name);
    if (block) close();
    for (const child of node.childNodes) visit(child);
    if (block) close();
  };
  visit(root);
  close();
  return paragraphs.join("\n\n");
}
