import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import type { Span } from "../text/span.ts";

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

/** The first sentences of an account: what happened, which every account tells. Two such are alike for what they tell, and copies only if most is. */
const LEAD_SENTENCES = 3;
const LEAD_SHARE_LEAST = 0.7;

/** What papers say of their sources in the same words, whoever they are. */
const FORMULA = /\b(?:on|of) (?:the )?condition (?:of )?anonymity\b/i;

const STOP: ReadonlySet<string> = new Set(
  "the a an of in to and for on that with by at from as is was were be been have has had it its his her he she they their which who not but or this these those will would could also say said".split(
    " ",
  ),
);

/** Letters of a word that are compared: enough to tell words apart, few enough that their endings do not. */
const STEM = 5;

/** One form for words that copies exchange for each other; empty for one that adds nothing. */
const SAME: ReadonlyMap<string, string> = new Map([
  ["personnel", "guard"],
  ["spokesperson", "spokesman"],
  ["spokeswoman", "spokesman"],
  ["uav", "drone"],
  ["protestor", "protester"],
  ["demonstrator", "protester"],
  ["premier", "minister"],
  ["pm", "minister"],
  ["home", "residence"],
  ["house", "residence"],
  ["murder", "assassination"],
  ["plot", "attempt"],
  ["inquiry", "investigation"],
  ["probe", "investigation"],
  ["operative", "official"],
  ["u.s.", "us"],
  ["united", "us"],
  ["states", ""],
  ["chief", "commander"],
  ["footage", "video"],
  ["image", "video"],
  ["chairperson", "chair"],
  ["committee", "investigation"],
  ["stable", "good"],
  ["hurt", "injure"],
  ["wound", "injure"],
]);

/** A sentence as the words that tell it apart, and what they weigh together. */
interface Bag {
  readonly span: Span;
  readonly lead: boolean;
  readonly words: ReadonlySet<string>;
  readonly weight: number;
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
    sentences: sentences.map(({ span, lead, words }): Bag => {
      let weight = 0;
      for (const word of words) weight += weights.get(word) ?? 0;
      return { span, lead, words, weight };
    }),
  }));
  const found: SharedPassage[] = [];
  for (const [i, a] of bags.entries())
    for (const b of bags.slice(i + 1))
      for (const { left, right, share } of alike(a.sentences, b.sentences, weights))
        found.push({
          a: { accountId: a.accountId, span: left },
          b: { accountId: b.accountId, span: right },
          share,
        });
  return found.toSorted((a, b) => b.share - a.share || a.a.span.start - b.a.span.start);
}

function wordedSentences({
  text,
  sentences,
}: ParsedText): readonly Pick<Bag, "span" | "lead" | "words">[] {
  return sentences
    .map((sentence, i) => ({ sentence, lead: i < LEAD_SENTENCES }))
    .filter(({ sentence: { start, end } }) => !isFormula(text.slice(start, end)))
    .map(({ sentence, lead }) => ({
      span: { start: sentence.start, end: sentence.end },
      lead,
      words: new Set(wordsOf(sentence)),
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
  weights: ReadonlyMap<string, number>,
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
    for (const word of a.words)
      for (const j of having.get(word) ?? [])
        shared.set(j, (shared.get(j) ?? 0) + (weights.get(word) ?? 0));
    for (const [j, weight] of shared) {
      const b = right[j];
      if (b === undefined) continue;
      const share = weight / Math.min(a.weight, b.weight);
      const least = a.lead && b.lead ? LEAD_SHARE_LEAST : SHARE_LEAST;
      if (share >= least && share * weight >= SCORE_LEAST)
        found.push({ left: a.span, right: b.span, share });
    }
  }
  return bestOf(found);
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

/** A sentence that is little more than a formula of the trade: of sources without a name, and of there being no claim of responsibility. */
function isFormula(text: string): boolean {
  if (/\b(?:no|nor|nobody|none)\b.*\bresponsibility\b/i.test(text)) return true;
  return FORMULA.test(text) && (/^they\b/i.test(text) || text.length < 60);
}

function wordsOf({ tokens }: ParsedSentence): readonly string[] {
  return tokens.flatMap(({ lemma, lower, pos }) => {
    if (pos === "PUNCT" || STOP.has(lower) || !/[\p{L}\p{N}]/u.test(lower)) return [];
    const plain = lemma.replace(/^al-/, "").replace(/['’]s$/, "");
    const same = SAME.get(plain) ?? SAME.get(lower) ?? (pos === "PROPN" ? spelt(plain) : plain);
    return same === "" ? [] : [same.slice(0, STEM)];
  });
}

/** A name as every way of writing it out of another script has it: "Khadimi" and "Kadhimi" are one. */
function spelt(name: string): string {
  const plain = name
    .replace(/h/g, "")
    .replace(/(.)\1+/g, "$1")
    .replace(/[ey]/g, "i");
  return plain.length < 3 ? name : plain;
}

/** Rarer words weigh more: the logarithm of one more than the inverse of the share of sentences that have them. */
function weightsOf(sentences: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  for (const words of sentences)
    for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1);
  return new Map([...seen].map(([word, count]) => [word, Math.log(1 + sentences.length / count)]));
}
