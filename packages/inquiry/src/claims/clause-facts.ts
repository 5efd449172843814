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

/** Who acts: subject of an active, "by" of a passive. */
export function actorOf(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  if (!verb.passive) return subjectOf(sentence, verb);
  const { tokens, nouns } = sentence;
  const by = tokens.findIndex(({ lower }, i) => i >= verb.to && i < verb.to + 6 && lower === "by");
  return by === -1 ? null : (nouns.find(({ from }) => from === by + 1) ?? null);
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

/** Where the clause around a token begins and ends: at commas, semicolons and coordinated verbs. Token indices. */
export function clauseAround(
  { tokens, verbs }: ParsedSentence,
  index: number,
): { readonly from: number; readonly to: number } {
  const stops = (at: number): boolean => {
    const token = tokens[at];
    if (token === undefined) return true;
    if (/^[;:]$/.test(token.text)) return true;
    if (token.text === "," || token.pos === "CCONJ" || ["while", "but"].includes(token.lower))
      return (
        verbs.some(({ from, form }) => from > at && form !== "infinitive" && from - at < 10) &&
        at !== index
      );
    return false;
  };
  let [from, to] = [index, index + 1];
  while (from > 0 && !stops(from - 1)) from--;
  while (to < tokens.length && !stops(to)) to++;
  return { from, to };
}
