/** A card beside an article: how far down its claim stands, and how high it is, in pixels. */
export interface Card {
  readonly wanted: number;
  readonly height: number;
}

const GAP = 8;

/**
 * How far down each card goes, in order and without overlap. The one at `fixed` stands exactly beside its claim and the others give way to it;
 * where there is none, or no room above it, each stands as near as those before it let it.
 */
export function placeCards(cards: readonly Card[], fixed: number): readonly number[] {
  const settled = downFrom(cards, 0);
  const at = cards[fixed];
  if (at === undefined) return settled;
  let free = at.wanted;
  const above: number[] = [];
  for (let i = fixed - 1; i >= 0; i--) {
    const top = Math.min(settled[i] ?? 0, free - GAP - (cards[i]?.height ?? 0));
    above.unshift(top);
    free = top;
  }
  if ((above[0] ?? 0) < 0) return settled;
  return [...above, ...downFrom(cards.slice(fixed), at.wanted)];
}

function downFrom(cards: readonly Card[], first: number): readonly number[] {
  let free = first;
  return cards.map(({ wanted, height }) => {
    const top = Math.max(wanted, free);
    free = top + height + GAP;
    return top;
  });
}
