import type { DeskAccount, DeskClaim, DeskFact, DeskOrigin, DeskSpan } from "@tocsin/sdk";
import {
  type MouseEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { ArticleChunk } from "./article-chunk.tsx";
import { chunkAt, chunksOf } from "./chunks.ts";
import { ClaimCards } from "./claim-cards.tsx";
import { useShortcuts } from "../use-shortcuts.ts";
import type { ReadActs } from "./read-acts.ts";
import { useCaret } from "./use-caret.ts";

interface Properties {
  readonly account: DeskAccount;
  readonly text: string;
  readonly claims: readonly DeskClaim[];
  readonly chosen: DeskClaim | null;
  readonly facts: readonly DeskFact[];
  readonly origins: readonly DeskOrigin[];
  readonly allClaims: readonly DeskClaim[];
  readonly onChoose: (claimId: string | null) => void;
  readonly acts: ReadActs;
}

const NONE: readonly DeskClaim[] = [];

/** An account and its claims beside it. Marks and cards are drawn near what is seen only, so that a long account stays quick. */
export function ArticleView(properties: Properties): ReactElement {
  const { account, text, claims, chosen, facts, origins, allClaims, onChoose, acts } = properties;
  const scroller = useRef<HTMLDivElement>(null);
  const article = useRef<HTMLElement>(null);
  const chunks = useMemo(() => chunksOf(text), [text]);
  const byChunk = useMemo(() => claimsByChunk(chunks, claims), [chunks, claims]);
  const caret = useCaret({ scroller, article, text, chunks });
  useShortcuts({
    c: () => caret.put(chosen?.span.start ?? firstSeen(scroller.current, chunks)),
  });
  const near = useNearChunks(scroller, chunks.length);
  const chosenChunk = chosen === null ? -1 : chunkAt(chunks, chosen.span.start);
  useLayoutEffect(() => showChosen(scroller.current), [chosen?.id]);
  const cards = claims.filter(({ id, span }) => {
    const at = chunkAt(chunks, span.start);
    return near.has(at) || id === chosen?.id;
  });
  const pressed = (event: MouseEvent): void => {
    const next = claimAt(event, chosen);
    if (next !== undefined) onChoose(next);
  };
  return (
    <div
      className="article-scroll"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Article"
      onKeyDown={caret.onKeyDown}
      onBlur={caret.leave}
      onPointerDown={caret.leave}
    >
      {caret.box !== null && <span className="caret" aria-hidden="true" style={caret.box} />}
      <p className="unseen" aria-live="polite">
        {caret.said}
      </p>
      <div className="article-columns">
        <article className="article" ref={article} lang={account.language} onClick={pressed}>
          {chunks.map((chunk, i) => {
            const own = byChunk.get(i) ?? NONE;
            return (
              <ArticleChunk
                key={chunk.start}
                text={text}
                chunk={chunk}
                index={i}
                claims={own}
                furniture={account.furniture}
                chosenId={own.some(({ id }) => id === chosen?.id) ? (chosen?.id ?? null) : null}
                plain={!near.has(i) && i !== chosenChunk}
              />
            );
          })}
        </article>
        <ClaimCards
          claims={cards}
          chosen={chosen}
          facts={facts}
          origins={origins}
          allClaims={allClaims}
          scroller={scroller}
          onChoose={onChoose}
          acts={acts}
        />
      </div>
    </div>
  );
}

function claimsByChunk(
  chunks: readonly DeskSpan[],
  claims: readonly DeskClaim[],
): ReadonlyMap<number, readonly DeskClaim[]> {
  const found = new Map<number, DeskClaim[]>();
  for (const claim of claims) {
    const first = chunkAt(chunks, claim.span.start);
    const last = chunkAt(chunks, claim.span.end - 1);
    for (let i = first; i >= 0 && i <= last; i++) {
      const own = found.get(i);
      if (own === undefined) found.set(i, [claim]);
      else own.push(claim);
    }
  }
  return found;
}

/** Pieces within a screen's height of what is seen. */
function useNearChunks(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(() => new Set([0, 1, 2, 3]));
  useEffect(() => {
    const root = scroller.current;
    if (root === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) =>
        setNear((before) => {
          const after = new Set(before);
          for (const { target, isIntersecting } of entries) {
            const index = Number((target as HTMLElement).dataset["chunk"]);
            if (isIntersecting) after.add(index);
            else after.delete(index);
          }
          return after;
        }),
      { root, rootMargin: "100% 0px" },
    );
    for (const chunk of root.querySelectorAll("[data-chunk]")) observer.observe(chunk);
    return () => observer.disconnect();
  }, [scroller, count]);
  return near;
}

/** The claim whose words are pressed; a second press on words that are claimed twice chooses the other one. */
function claimAt({ target }: MouseEvent, chosen: DeskClaim | null): string | undefined {
  if (getSelection()?.isCollapsed === false) return undefined;
  const mark = target instanceof Element ? target.closest("mark") : null;
  const ids = mark?.dataset["claims"]?.split("\n") ?? [];
  return ids[(ids.indexOf(chosen?.id ?? "") + 1) % Math.max(1, ids.length)];
}

/** Where the first piece begins of which something is seen. */
function firstSeen(scroller: HTMLDivElement | null, chunks: readonly DeskSpan[]): number {
  const top = scroller?.getBoundingClientRect().top ?? 0;
  const seen = [...(scroller?.querySelectorAll<HTMLElement>("[data-chunk]") ?? [])].find(
    (each) => each.getBoundingClientRect().bottom > top,
  );
  return chunks[Number(seen?.dataset["chunk"] ?? 0)]?.start ?? 0;
}

/** Brings the chosen claim's words to where they are read. */
function showChosen(scroller: HTMLDivElement | null): void {
  const mark = scroller?.querySelector('mark[data-chosen="true"]') ?? null;
  if (scroller === null || mark === null) return;
  const [own, frame] = [mark.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const [top, bottom] = [frame.top + frame.height * 0.15, frame.top + frame.height * 0.6];
  if (own.top >= top && own.bottom <= bottom) return;
  scroller.scrollTop += own.top - (frame.top + frame.height * 0.3);
}
