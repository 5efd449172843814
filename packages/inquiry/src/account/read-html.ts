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

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, blockquote, figcaption, td, th, pre, dt, dd";
const DROPPED = "script, style, noscript, template, svg, iframe, nav, form, button";

/**
 * The article of a saved page. Where nothing reads like an article, all text of the page is kept: nothing that may matter is lost. Paragraphs are
 * parted by line breaks, and nothing of the page is run or fetched.
 */
export function readHtml(html: string): PageText {
  const { document } = parseHTML(html);
  const published = /\d{4}-\d{2}-\d{2}/.exec(
    document
      .querySelector('meta[property="article:published_time"], meta[name="date"], time[datetime]')
      ?.getAttribute("content") ??
      document.querySelector("time[datetime]")?.getAttribute("datetime") ??
      "",
  )?.[0];
  const whole = textOf(document.body ?? document.documentElement);
  const article = new Readability(document).parse();
  const body =
    article?.content === null || article?.content === undefined
      ? ""
      : textOf(parseHTML(`<body>${article.content}</body>`).document.body);
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

/** What is used of a parsed page. */
interface PageElement {
  readonly textContent: string | null;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  remove(): void;
}

function textOf(root: PageElement): string {
  for (const each of root.querySelectorAll(DROPPED)) each.remove();
  const blocks = [...root.querySelectorAll(BLOCKS)].filter(
    (block) => block.querySelector(BLOCKS) === null,
  );
  const parts = blocks.length === 0 ? [root] : blocks;
  return parts
    .map((block) => (block.textContent ?? "").replace(/[^\S\n]+/g, " ").trim())
    .filter((part) => part !== "")
    .join("\n\n");
}
