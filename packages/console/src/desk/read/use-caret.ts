import type { DeskSpan } from "@tocsin/sdk";
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type Caret, type CaretStep, stepFrom, wordAt } from "./caret-moves.ts";
import { caretBox, isRightToLeft, placeAtPoint, selectOnPage } from "./caret-place.ts";

interface Article {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly article: RefObject<HTMLElement | null>;
  readonly text: string;
  readonly chunks: readonly DeskSpan[];
}

/** A caret in an article, moved by keys, with what is selected by it. */
interface ArticleCaret {
  /** Where it is drawn, from the top left of what scrolls; null while there is none. */
  readonly box: { readonly left: number; readonly top: number; readonly height: number } | null;
  /** What is read out of where it is, or of what is selected. */
  readonly said: string;
  /** Puts it at a place of the text, and the keys with it. */
  readonly put: (at: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** The keys go elsewhere; what is selected stays so. */
  readonly leave: () => void;
}

/** So much of a selection is read out at most. */
const SAID_MAX = 300;
/** A caret nearer to the edge than this is brought in, px. */
const EDGE_PX = 60;

/**
 * Words are selected with the keyboard as in any editor: arrows by character and line, with Ctrl (or Option) by word and sentence, Home and End by
 * paragraph, with Shift they select. The selection is the page's own, so that whatever works on words chosen by mouse works on these.
 */
export function useCaret({ scroller, article, text, chunks }: Article): ArticleCaret {
  const [caret, setCaret] = useState<Caret | null>(null);
  // Over lines it keeps as far along as it began, short lines between or not.
  const goalPx = useRef<number | null>(null);
  const [box, setBox] = useState<ArticleCaret["box"]>(null);
  const focus = caret?.focus ?? null;
  const put = useCallback(
    (at: number): void => {
      scroller.current?.focus();
      setCaret({ anchor: at, focus: at });
    },
    [scroller],
  );
  useEffect(() => {
    if (caret !== null && article.current !== null) selectOnPage(article.current, caret);
  }, [caret, article]);
  useLayoutEffect(() => {
    const [frame, own] = [scroller.current, article.current];
    if (focus === null || frame === null || own === null) {
      setBox(null);
      return undefined;
    }
    const draw = (): void => setBox(boxIn(frame, own, focus));
    bringIn(frame, own, focus);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(own);
    return () => observer.disconnect();
  }, [focus, scroller, article]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (caret === null || article.current === null) return;
    if (event.key === "Escape") {
      setCaret(null);
      getSelection()?.removeAllRanges();
      event.preventDefault();
      return;
    }
    const of = { article: article.current, text, chunks, caret };
    const line = lineOf(event);
    if (line !== null) goalPx.current ??= caretBox(of.article, caret.focus)?.left ?? null;
    const to =
      line === null
        ? targetOf(event, of)
        : lineFrom(of.article, caret.focus, { by: line, leftPx: goalPx.current });
    if (to === null) return;
    if (line === null) goalPx.current = null;
    event.preventDefault();
    setCaret({ anchor: event.shiftKey ? caret.anchor : to, focus: to });
  };
  return {
    box,
    said: caret === null ? "" : saidOf(caret, { text, chunks }),
    put,
    onKeyDown,
    leave: () => setCaret(null),
  };
}

function saidOf(
  { anchor, focus }: Caret,
  of: { readonly text: string; readonly chunks: readonly DeskSpan[] },
): string {
  if (anchor === focus) return wordAt(of, focus);
  const words = of.text.slice(Math.min(anchor, focus), Math.max(anchor, focus));
  return `Selected: ${words.replace(/\s+/g, " ").slice(0, SAID_MAX)}`;
}

/** Which way a key moves a caret by lines; null where it does not. */
function lineOf({ key, ctrlKey, altKey }: KeyboardEvent): 1 | -1 | null {
  if (ctrlKey || altKey) return null;
  return key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : null;
}

/** Where a key moves a caret; null where it is no key of a caret's. */
function targetOf(
  event: KeyboardEvent,
  of: {
    readonly article: HTMLElement;
    readonly text: string;
    readonly chunks: readonly DeskSpan[];
    readonly caret: Caret;
  },
): number | null {
  const { article, caret } = of;
  const far = event.ctrlKey || event.altKey;
  const move = (step: CaretStep, by: 1 | -1): number => stepFrom(of, caret.focus, { step, by });
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const onward = (event.key === "ArrowRight") !== isRightToLeft(article, caret.focus);
      return move(far ? "word" : "character", onward ? 1 : -1);
    }
    case "ArrowUp":
      return move("sentence", -1);
    case "ArrowDown":
      return move("sentence", 1);
    case "Home":
      return move("paragraph", -1);
    case "End":
      return move("paragraph", 1);
    default:
      return null;
  }
}

/** Lines lie where the page has broken them: the place that is as far along in the next one, over the gap of a paragraph where there is one. */
function lineFrom(
  article: HTMLElement,
  at: number,
  { by, leftPx }: { readonly by: 1 | -1; readonly leftPx: number | null },
): number {
  const own = caretBox(article, at);
  if (own === null) return at;
  for (let lines = 1; lines <= 4; lines += 0.5) {
    const found = placeAtPoint(
      leftPx ?? own.left,
      own.top + own.height / 2 + by * lines * own.height,
    );
    if (found !== null && found !== at && (found > at ? 1 : -1) === by) return found;
  }
  return at;
}

function boxIn(frame: HTMLElement, article: HTMLElement, at: number): ArticleCaret["box"] {
  const own = caretBox(article, at);
  if (own === null) return null;
  const outer = frame.getBoundingClientRect();
  return {
    left: own.left - outer.left + frame.scrollLeft,
    top: own.top - outer.top + frame.scrollTop,
    height: own.height,
  };
}

function bringIn(frame: HTMLElement, article: HTMLElement, at: number): void {
  const own = caretBox(article, at);
  if (own === null) return;
  const outer = frame.getBoundingClientRect();
  if (own.top < outer.top + EDGE_PX) frame.scrollTop -= outer.top + EDGE_PX - own.top;
  else if (own.bottom > outer.bottom - EDGE_PX)
    frame.scrollTop += own.bottom - (outer.bottom - EDGE_PX);
}
