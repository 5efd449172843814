import { useEffect, useState } from "react";
import type { Place } from "../act/claim-dialog.tsx";

const WORDS_MAX = 300;

/** The words of the open account that are selected, with their exact place; null where none are. */
export function useSelectedPlace(accountId: string | null, text: string | null): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    setPlace(null);
    if (accountId === null || text === null) return undefined;
    const changed = (): void => {
      // A dialogue takes the focus, and with it the selection; what it was opened for stays.
      if (document.querySelector("dialog[open]") === null) setPlace(selectedPlace(accountId, text));
    };
    document.addEventListener("selectionchange", changed);
    return () => document.removeEventListener("selectionchange", changed);
  }, [accountId, text]);
  return place;
}

/** What is selected at this moment: the page tells of a change only later, and a key may come first. */
export function selectedPlace(accountId: string, text: string): Place | null {
  const selection = getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const from = offsetOf(range.startContainer, range.startOffset);
  const to = offsetOf(range.endContainer, range.endOffset) ?? endOfChunk(range.startContainer);
  if (from === null || to === null) return null;
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  if (start >= end) return null;
  const words = text.slice(start, end).replace(/\s+/g, " ");
  return {
    accountId,
    span: { start, end },
    words: words.length <= WORDS_MAX ? words : `${words.slice(0, WORDS_MAX)}…`,
  };
}

/** Where a point of the page lies in the account: pieces hold its text, to the letter, and nothing else. */
function offsetOf(node: Node, offset: number): number | null {
  const chunk = chunkOf(node);
  if (chunk === null) return null;
  const before = document.createRange();
  before.setStart(chunk, 0);
  before.setEnd(node, offset);
  return Number(chunk.dataset["start"]) + before.toString().length;
}

/** A selection that is drawn past the article ends with the piece that it began in. */
function endOfChunk(node: Node): number | null {
  const chunk = chunkOf(node);
  return chunk === null ? null : Number(chunk.dataset["start"]) + (chunk.textContent ?? "").length;
}

function chunkOf(node: Node): HTMLElement | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest<HTMLElement>("[data-start]") ?? null;
}
