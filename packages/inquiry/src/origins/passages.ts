import type { ParsedText } from "../grammar/parse.ts";
import type { Span } from "../text/span.ts";
import { actsOf, isSameAct, type Act } from "./acts.ts";
import { wordsOf } from "./statement-words.ts";

/** Two passages of different accounts that are copies of one, or paraphrases of one. */
export interface SharedPassage {
  readonly a: { readonly accountId: string; readonly span: Span };
  readonly b: { readonly accountId: string; readonly span: Span };
  /** Weight of the words they share over the weight of the shorter one, 0 to 1. */
  readonly share: number;
}

export interface ParsedAccount {
  readonly accountId: string;
  readonly parsed: ParsedText;
}

/** Least share of the shorter passage, and least share times weight of what is common (natural logarithms): copies on the accounts at hand. */
const SHARE_LEAST = 0.43;
const SCORE_LEAST = 9.15;

/** Sentences of the accounts at which that score was found. Among more sentences a word is rarer and weighs more, and what is asked grows with it. */
const SENTENCES_AT_SCORE = 150;

/** Words that a copy has in common with its like, at least: "there were no casualties" is said of every attack. */
const COMMON_LEAST = 4;

/** The first sentences of an account: what happened, which every account tells. Two such are alike for what they tell, and copies only if most is. */
const LEAD_SENTENCES = 3;
const LEAD_SHARE_LEAST = 0.7;

/** What papers say of their sources, and groups of their deeds, in the same words, whoever they are. */
const FORMULAS: readonly RegExp[] = [
  /\b(?:on|of) (?:the )?condition (?:of )?anonymity\b/i,
  /\brespon\w+ to (?:\w+ )?requests? for (?:a )?comment\b/i,
  /\btakes? (?:full )?responsibility for (?:this|the) \w+\W*$/i,
  /^.{0,60}\b(?:independently|immediately) (?:be )?(?:verif|confirm)[^.;]{0,40}\W*$/i,
];

/** A sentence as the words that tell it apart, and what they weigh together. */
interface Bag {
  readonly span: Span;
  readonly lead: boolean;
  readonly words: ReadonlySet<string>;
  readonly weight: number;
  /** What somebody by name decided in it: two accounts of one decision go back to one, in whatever words. */
  readonly acts: readonly Act[];
}

/** The passages that accounts share, best first. Whole articles hardly ever match; their sentences do. */
export function sharedPassages(accounts: readonly ParsedAccount[]): readonly SharedPassage[] {
  const worded = accounts.map(({ accountId, parsed }) => ({
    accountId,
    sentences: wordedSentences(parsed),
  }));
  const weights = weightsOf(worded.flatMap(({ sentences }) => sentences.map(({ words }) => words)));
  const bags = worded.map(({ accountId, sentences }) => ({
    accountId,
    sentences: sentences.map(({ span, lead, words, acts }): Bag => {
      let weight = 0;
      for (const word of words) weight += weights.get(word) ?? 0;
      return { span, lead, words, weight, acts };
    }),
  }));
  const sentences = worded.reduce((sum, { sentences: own }) => sum + own.length, 0);
  const growth = Math.log(1 + sentences) / Math.log(1 + SENTENCES_AT_SCORE);
  const scoreLeast = SCORE_LEAST * Math.max(1, growth);
  const found: SharedPassage[] = [];
  for (const [i, a] of bags.entries())
    for (const b of bags.slice(i + 1))
      for (const { left, right, share } of alike(a.sentences, b.sentences, { weights, scoreLeast }))
        found.push({
          a: { accountId: a.accountId, span: left },
          b: { accountId: b.accountId, span: right },
          share,
        });
  return found.toSorted((a, b) => b.share - a.share || a.a.span.start - b.a.span.start);
}

function wordedSentences({ text, sentences }: ParsedText): readonly Omit<Bag, "weight">[] {
  return sentences
    .map((sentence, i) => ({ sentence, lead: i < LEAD_SENTENCES }))
    .filter(({ sentence: { start, end } }) => !isFormula(text.slice(start, end)))
    .map(({ sentence, lead }) => ({
      span: { start: sentence.start, end: sentence.end },
      lead,
      words: new Set(wordsOf(sentence)),
      acts: actsOf(sentence),
    }));
}

interface Alike {
  readonly left: Span;
  readonly right: Span;
  readonly share: number;
}

/**
 * The pairs of sentences of two accounts that are alike, each the best for both. What each pair shares is added up word by word over
 * the sentences that have the word, so that long accounts cost what they share and not the product of their lengths.
 */
function alike(
  left: readonly Bag[],
  right: readonly Bag[],
  {
    weights,
    scoreLeast,
  }: { readonly weights: ReadonlyMap<string, number>; readonly scoreLeast: number },
): readonly Alike[] {
  const having = new Map<string, number[]>();
  for (const [j, { words }] of right.entries())
    for (const word of words) {
      const list = having.get(word);
      if (list === undefined) having.set(word, [j]);
      else list.push(j);
    }
  const found: Alike[] = [];
  for (const a of left) {
    const shared = new Map<number, number>();
    const common = new Map<number, number>();
    for (const word of a.words)
      for (const j of having.get(word) ?? []) {
        shared.set(j, (shared.get(j) ?? 0) + (weights.get(word) ?? 0));
        common.set(j, (common.get(j) ?? 0) + 1);
      }
    for (const [j, weight] of shared) {
      const b = right[j];
      if (b === undefined || (common.get(j) ?? 0) < COMMON_LEAST) continue;
      const share = weight / Math.min(a.weight, b.weight);
      const least = a.lead && b.lead ? LEAD_SHARE_LEAST : SHARE_LEAST;
      if (share >= least && share * weight >= scoreLeast)
        found.push({ left: a.span, right: b.span, share });
    }
  }
  return [...bestOf(found), ...sameActs(left, right, found)];
}

/** Sentences that tell of one act and are not alike in their words. */
function sameActs(
  left: readonly Bag[],
  right: readonly Bag[],
  known: readonly Alike[],
): readonly Alike[] {
  return left.flatMap((a) =>
    a.acts.length === 0
      ? []
      : right
          .filter(
            (b) =>
              b.acts.some((act) => a.acts.some((own) => isSameAct(own, act))) &&
              !known.some((pair) => pair.left === a.span && pair.right === b.span),
          )
          .map((b) => ({ left: a.span, right: b.span, share: shareOf(a, b) })),
  );
}

/** The part of the shorter sentence's words that both have, when none weighs more than another. */
function shareOf(a: Bag, b: Bag): number {
  const common = [...a.words].filter((word) => b.words.has(word)).length;
  return common / Math.max(1, Math.min(a.words.size, b.words.size));
}

/** A sentence is a copy of one other, the one that it is most alike. */
function bestOf(pairs: readonly Alike[]): readonly Alike[] {
  const best = new Map<Span, number>();
  for (const { left, right, share } of pairs)
    for (const span of [left, right]) best.set(span, Math.max(best.get(span) ?? 0, share));
  return pairs.filter(
    ({ left, right, share }) => share >= (best.get(left) ?? 0) && share >= (best.get(right) ?? 0),
  );
}

/** A sentence that is little more than a formula of the trade, or a question, which tells nothing. */
function isFormula(text: string): boolean {
  if (/\b(?:no|nor|nobody|none)\b.*\bresponsibility\b/i.test(text)) return true;
  if (/\?["”’']*\s*$/.test(text)) return true;
  return FORMULAS.some((one) => one.test(text)) && (/^they\b/i.test(text) || text.length < 80);
}

/** Rarer words weigh more: the logarithm of one more than the inverse of the share of sentences that have them. */
function weightsOf(sentences: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const words of sentences)
    for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1);
  return new Map([...seen].map(([word, count]) => [word, Math.log(1 + sentences.length / count)]));
}
