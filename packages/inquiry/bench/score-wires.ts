import { furnitureOf } from "../src/account/furniture.ts";
import { readableText } from "../src/account/readable-text.ts";
import { parseText } from "../src/grammar/parse.ts";
import { sharedPassages } from "../src/origins/passages.ts";
import { overlaps } from "../src/text/span.ts";
import type { Figures } from "./figures.ts";
import type { GoldAccount, GoldWire } from "./inquiry-data.ts";

export interface WireScore {
  readonly passages: Figures;
  readonly articlePairs: Figures;
  readonly misses: readonly string[];
}

/** Shared passages against gold. A topic that two accounts share is none, and neither is a formula of the trade. */
export function scoreWires(accounts: readonly GoldAccount[], gold: readonly GoldWire[]): WireScore {
  const shared = sharedPassages(
    accounts.map(({ file, text }) => ({
      accountId: file,
      parsed: parseText(readableText(text, furnitureOf(text))),
    })),
  );
  const copies = gold.filter(({ kind }) => !/topic match|boilerplate/.test(kind));
  const matched = new Set<(typeof shared)[number]>();
  const misses: string[] = [];
  const pairs = { gold: new Set<string>(), ours: new Set<string>() };
  let right = 0;
  for (const { id, passages } of gold) {
    const isCopy = copies.some((each) => each.id === id);
    const found = shared.filter(({ a, b }) =>
      passages.some((one) =>
        passages.some(
          (other) =>
            one.file === a.accountId &&
            other.file === b.accountId &&
            overlaps(one, a.span) &&
            overlaps(other, b.span),
        ),
      ),
    );
    for (const each of found) matched.add(each);
    if (!isCopy) continue;
    for (const [i, one] of passages.entries())
      for (const other of passages.slice(i + 1))
        pairs.gold.add([one.file, other.file].toSorted().join(" "));
    if (found.length > 0) right++;
    else misses.push(id);
  }
  for (const { a, b } of shared) pairs.ours.add([a.accountId, b.accountId].toSorted().join(" "));
  const both = [...pairs.ours].filter((pair) => pairs.gold.has(pair)).length;
  return {
    passages: {
      right,
      wrong: shared.filter((each) => !matched.has(each)).length,
      missed: misses.length,
    },
    articlePairs: { right: both, wrong: pairs.ours.size - both, missed: pairs.gold.size - both },
    misses,
  };
}
