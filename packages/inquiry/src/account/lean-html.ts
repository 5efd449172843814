import { isOneOf } from "../text/one-of.ts";

/** Elements whose inside is no text of the page. */
const UNREAD = ["script", "style", "svg", "noscript", "template"] as const;
/** Pictures, sounds and fonts that a saved page carries in itself: shorter ones are let be. Characters. */
const DATA_LEAST = 64;
/** What ends a data URI, in an attribute or a style. */
const DATA_END = /["'\s)>]/g;

/** Elements that end by themselves, or that pages leave open as HTML lets them. */
const OPEN_ENDED =
  "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|th|tr|dt|dd|option|tbody|thead|html|head|body";

/**
 * A page without what it carries besides words: code, style, drawings, pictures as text. A page saved whole is tens of megabytes, and its words are
 * some kilobytes of it.
 */
export function leanHtml(html: string): string {
  let lean = withoutData(html);
  for (const name of UNREAD) lean = without(lean, name);
  return lean;
}

/** Without data URIs. Goes from one to the next: a pattern that takes megabytes at once runs out of stack. */
function withoutData(html: string): string {
  let [kept, at] = ["", 0];
  for (let begins = html.indexOf("data:"); begins !== -1; begins = html.indexOf("data:", at)) {
    DATA_END.lastIndex = begins;
    const ends = DATA_END.exec(html)?.index ?? html.length;
    kept += html.slice(at, ends - begins < DATA_LEAST ? ends : begins);
    at = ends;
  }
  return kept + html.slice(at);
}

/** All elements of a name cut out, with what is in them; one that never ends is cut to its tag. */
function without(html: string, name: string): string {
  const opening = new RegExp(`<${name}(?=[\\s>/])`, "gi");
  const closing = new RegExp(`</${name}\\s*>`, "gi");
  let [kept, at] = ["", 0];
  for (let open = opening.exec(html); open !== null; open = opening.exec(html)) {
    closing.lastIndex = open.index;
    const close = closing.exec(html);
    if (close === null) break;
    kept += html.slice(at, open.index);
    at = close.index + close[0].length;
    opening.lastIndex = at;
  }
  return kept + html.slice(at);
}

/** How many more elements a page opens than it closes, of those that must be closed: so deep may they stand in each other, which costs the square of it. */
export function leftOpen(html: string): number {
  let open = 0;
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (isOneOf((name ?? "").toLowerCase(), OPEN_ENDED)) continue;
    open += slash === "" ? 1 : -1;
  }
  return Math.max(0, open);
}
