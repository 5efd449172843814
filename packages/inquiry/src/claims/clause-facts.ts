import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import type { Span } from "../text/span.ts";
import { ATTACK_NOUNS, HEDGES, UNMANNED, WEAPONS } from "./lexicon.ts";

/** A sentence with the questions that rules put to it. Roles, not word orders: whoever is hit is found in active and passive alike. */
export interface ClauseView {
  readonly sentence: ParsedSentence;
  readonly text: string;
}

/** The noun phrase that a verb is about: object of an active, subject of a passive or of "die". */
export function undergoerOf(
  sentence: ParsedSentence,
  verb: VerbGroup,
  intransitive: boolean,
): NounPhrase | null {
  return verb.passive || intransitive ? subjectOf(sentence, verb) : objectOf(sentence, verb);
}

/** The nearest noun phrase before a verb that no preposition but "of" leads; of "six members of the guard" the first part. */
export function subjectOf({ tokens, nouns }: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  let found: NounPhrase | null = null;
  for (const phrase of nouns.toReversed()) {
    if (phrase.to > verb.from) continue;
    const before = tokens[phrase.from - 1];
    found = phrase;
    if (before === undefined) break;
    const bound = /^(?:least|most)$/.test(tokens[phrase.from]?.lower ?? "");
    if (before.pos === "ADP" && phrase.from > 1 && !bound) continue;
    if (/^(?:who|which|that)$/.test(tokens[phrase.from]?.lower ?? "") && phrase.from > 0) continue;
    break;
  }
  return found;
}

export function objectOf({ nouns, tokens }: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  let at = verb.to;
  while (
    ["ADV", "PUNCT"].includes(tokens[at]?.pos ?? "") ||
    /^(?:at|least|most|up|to|more|than|over|about)$/.test(tokens[at]?.lower ?? "")
  ) {
    if (nouns.some(({ from }) => from === at)) break;
    at++;
    if (at > verb.to + 4) return null;
  }
  return nouns.find(({ from, to }) => from <= at && at < to) ?? null;
}

/** "two of the vehicles", "dozens of officers", "six members of the force": the phrase after "of", else the phrase itself. */
export function partitiveOf(
  { tokens, nouns }: ParsedSentence,
  phrase: NounPhrase,
): NounPhrase | null {
  if (tokens[phrase.to]?.lower !== "of") return null;
  let at = phrase.to + 1;
  while (tokens[at]?.pos === "PUNCT") at++;
  return nouns.find(({ from }) => from === at) ?? null;
}

/** What kind of weapon a noun phrase is headed by; null for others. */
export function weaponIn({ tokens }: ParsedSentence, phrase: NounPhrase): string | null {
  const head = tokens[phrase.head];
  if (head === undefined) return null;
  const kind = WEAPONS.get(head.lemma) ?? WEAPONS.get(head.lower);
  if (kind !== undefined) return kind;
  const words = tokens.slice(phrase.from, phrase.head).map(({ lower }) => lower);
  return UNMANNED.has(head.lemma) && words.some((word) => word === "unmanned" || word === "aerial")
    ? "drone"
    : null;
}

export function hasAttack({ tokens }: ParsedSentence): boolean {
  return tokens.some(({ lemma, pos }) => pos === "NOUN" && ATTACK_NOUNS.has(lemma));
}

/** The hedges among a range of tokens. */
export function hedgesIn({ tokens }: ParsedSentence, from: number, to: number): readonly string[] {
  return tokens
    .slice(Math.max(0, from), to)
    .flatMap(({ lower }) => (HEDGES.has(lower) ? [lower] : []));
}

/** The characters of a range of tokens. */
export function rangeOf({ tokens }: ParsedSentence, from: number, to: number): Span {
  const first = tokens[Math.max(0, from)];
  const last = tokens[Math.min(tokens.length, to) - 1];
  return { start: first?.start ?? 0, end: last?.end ?? first?.end ?? 0 };
}
