import type { Caret } from "./caret-moves.ts";

/** A point of the page in the text of an account; pieces hold its text, to the letter, and nothing else. */
interface PagePoint {
  readonly node: Node;
  readonly offset: number;
}

/** Selects on the page what a caret selects, as a mouse would. */
export function selectOnPage(article: HTMLElement, { anchor, focus }: Caret): void {
  const [from, to] = [pointAt(article, anchor), pointAt(article, focus)];
  if (from === null || to === null) return;
  getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

/** Where the caret is drawn, in the window's pixels; null where that cannot be told. */
export function caretBox(article: HTMLElement, at: number): DOMRect | null {
  const point = pointAt(article, at);
  if (point === null) return null;
  const range = document.createRange();
  range.setStart(point.node, point.offset);
  const own = [...range.getClientRects()].at(-1);
  if (own !== undefined && own.height > 0) return own;
  // Before a line's first letter some browsers give no box: that of the letter does.
  const length = point.node.textContent?.length ?? 0;
  if (point.offset < length) range.setEnd(point.node, point.offset + 1);
  else if (point.offset > 0) range.setStart(point.node, point.offset - 1);
  const [box] = range.getClientRects();
  if (box === undefined) return null;
  return new DOMRect(point.offset < length ? box.left : box.right, box.top, 0, box.height);
}

/** The place of a point of the window, one line above or below a caret; null where no text lies there. */
export function placeAtPoint(x: number, y: number): number | null {
  const found = pointFrom(x, y);
  if (found === null) return null;
  const chunk = chunkOf(found.node);
  if (chunk === null) return null;
  const before = document.createRange();
  before.setStart(chunk, 0);
  before.setEnd(found.node, found.offset);
  return Number(chunk.dataset["start"]) + before.toString().length;
}

/** Whether text runs from right to left at a place. */
export function isRightToLeft(article: HTMLElement, at: number): boolean {
  const point = pointAt(article, at);
  const chunk = point === null ? null : chunkOf(point.node);
  return chunk !== null && getComputedStyle(chunk).direction === "rtl";
}

function pointFrom(x: number, y: number): PagePoint | null {
  if ("caretPositionFromPoint" in document) {
    const found = document.caretPositionFromPoint(x, y);
    return found === null ? null : { node: found.offsetNode, offset: found.offset };
  }
  return null;
}

function pointAt(article: HTMLElement, at: number): PagePoint | null {
  let chunk: HTMLElement | null = null;
  for (const each of article.querySelectorAll<HTMLElement>("[data-start]")) {
    if (Number(each.dataset["start"]) > at) break;
    chunk = each;
  }
  if (chunk === null) return null;
  let left = at - Number(chunk.dataset["start"]);
  const walker = document.createTreeWalker(chunk, NodeFilter.SHOW_TEXT);
  let last: PagePoint | null = null;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left <= length) return { node, offset: left };
    left -= length;
    last = { node, offset: length };
  }
  return last;
}

const chunkOf = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-start]") ??
  null;
