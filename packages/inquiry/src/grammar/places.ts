import { listOf } from "../text/one-of.ts";
import type { Token } from "../text/tokens.ts";

/*
 * What rules ask of a sentence again and again. They are loops of their own because each is then compiled once, and early: a function that every
 * rule hands to `find` is as new as the rule in a process that has read nothing yet.
 */

/** The first phrase or verb group that begins at a token. */
export function startingAt<T extends { readonly from: number }>(
  groups: readonly T[],
  at: number | undefined,
): T | undefined {
  for (let i = 0; i < groups.length; i++) if (groups[i]?.from === at) return groups[i];
  return undefined;
}

/** The first phrase or verb group after whose last token this one stands. */
export function endingAt<T extends { readonly to: number }>(
  groups: readonly T[],
  at: number | undefined,
): T | undefined {
  for (let i = 0; i < groups.length; i++) if (groups[i]?.to === at) return groups[i];
  return undefined;
}

/** The last phrase or verb group that ends before a token. */
export function lastUpTo<T extends { readonly to: number }>(
  groups: readonly T[],
  at: number,
): T | undefined {
  for (let i = groups.length - 1; i >= 0; i--) {
    const group = groups[i];
    if (group !== undefined && group.to <= at) return group;
  }
  return undefined;
}

/** The first token whose small letters are one of a list's words; -1 where there is none. */
export function indexOfOne(tokens: readonly Token[], words: string): number {
  const list = listOf(words);
  for (let at = 0; at < tokens.length; at++) if (list.has(tokens[at]?.lower ?? "")) return at;
  return -1;
}

/** Whether the small letters of a token are one of a list's words. */
export function hasOne(tokens: readonly Token[], words: string): boolean {
  const list = listOf(words);
  for (let i = 0; i < tokens.length; i++) if (list.has(tokens[i]?.lower ?? "")) return true;
  return false;
}

/** Whether a token stands in a set or a map, as it is or by its lemma. */
export function hasKey(
  tokens: readonly Token[],
  words: { readonly has: (word: string) => boolean },
): boolean {
  for (const { lower, lemma } of tokens)
    if (words.has(lemma) || (lower !== lemma && words.has(lower))) return true;
  return false;
}

/** Whether the lemma of a token is one of a list's words. */
export function hasLemma(tokens: readonly Pick<Token, "lemma">[], words: string): boolean {
  const list = listOf(words);
  for (let i = 0; i < tokens.length; i++) if (list.has(tokens[i]?.lemma ?? "")) return true;
  return false;
}
