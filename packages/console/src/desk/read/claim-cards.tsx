import type { DeskClaim, DeskFact, DeskOrigin } from "@tocsin/sdk";
import { type ReactElement, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { ClaimCard } from "./claim-card.tsx";
import { placeCards } from "./place-cards.ts";
import type { ReadActs } from "./read-acts.ts";

interface Properties {
  readonly claims: readonly DeskClaim[];
  readonly chosen: DeskClaim | null;
  readonly facts: readonly DeskFact[];
  readonly origins: readonly DeskOrigin[];
  readonly allClaims: readonly DeskClaim[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onChoose: (claimId: string | null) => void;
  readonly acts: ReadActs;
}

/** The claims as cards, each as near to its words as the others let it, the chosen one exactly there. */
export function ClaimCards(properties: Properties): ReactElement {
  const { claims, chosen, facts, origins, allClaims, scroller, onChoose, acts } = properties;
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => arrange(scroller.current, list.current));
  useEffect(() => {
    const watch = new ResizeObserver(() => arrange(scroller.current, list.current));
    const article = scroller.current?.querySelector(".article");
    if (article !== undefined && article !== null) watch.observe(article);
    return () => watch.disconnect();
  }, [scroller]);
  return (
    <ol className="cards" ref={list} aria-label="Claims">
      {claims.map((claim) => (
        <li key={claim.id} data-claim={claim.id} data-chosen={claim.id === chosen?.id}>
          <ClaimCard
            claim={claim}
            chosen={claim.id === chosen?.id}
            facts={facts}
            origin={origins.find(({ claimIds }) => claimIds.includes(claim.id)) ?? null}
            allClaims={allClaims}
            onChoose={onChoose}
            acts={acts}
          />
        </li>
      ))}
    </ol>
  );
}

/** Written to the elements themselves: it depends on how high the browser has drawn them. */
function arrange(scroller: HTMLDivElement | null, list: HTMLOListElement | null): void {
  if (scroller === null || list === null) return;
  const items = [...list.children].filter((item) => item instanceof HTMLElement);
  const origin = list.getBoundingClientRect().top;
  const tops = new Map<string, number>();
  for (const mark of scroller.querySelectorAll<HTMLElement>("mark[data-claims]"))
    for (const id of (mark.dataset["claims"] ?? "").split("\n"))
      if (!tops.has(id)) tops.set(id, mark.getBoundingClientRect().top - origin);
  const cards = items.map((item) => ({
    wanted: Math.max(0, tops.get(item.dataset["claim"] ?? "") ?? 0),
    height: item.offsetHeight,
  }));
  const placed = placeCards(
    cards,
    items.findIndex((item) => item.dataset["chosen"] === "true"),
  );
  for (const [i, item] of items.entries()) item.style.transform = `translateY(${placed[i] ?? 0}px)`;
  const last = placed.at(-1);
  list.style.minHeight = last === undefined ? "0" : `${last + (cards.at(-1)?.height ?? 0)}px`;
}
