import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import type { Span } from "../text/span.ts";

/** Two passages of different accounts that are copies of one, or paraphrases of one. */
export interface SharedPassage {
  readonly a: { readonly accountId: string; readonly span: Span };
  readonly b: { readonly accountId: string; readonly span: Span };
  /** Weight of the words they share over the weight of the shorter one, 0 to 1. */
  readonly share: number;
  /** Words in the same order, over the words of the shorter one. */
  readonly order: number;
}

export interface ParsedAccount {
  readonly accountId: string;
  readonly parsed: ParsedText;
}

/** Least share of the shorter passage, and least share times weight of what is common (natural logarithms): copies on the accounts at hand. */
const SHARE_LEAST = 0.43;
const SCORE_LEAST = 9.8;

/** What papers say of their sources in the same words, whoever they are. */
const FORMULA = /\b(?:on|of) (?:the )?condition (?:of )?anonymity\b/i;

const STOP: ReadonlySet<string> = new Set(
  "the a an of in to and for on that with by at from as is was were be been have has had it its his her he she they their which who not but or this these those will would could also say said".split(
    " ",
  ),
);

/** One form for words that copies exchange for each other. */
const STEM = 5;

const SAME: ReadonlyMap<string, string> = new Map([
  ["guard", "guard"],
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
  ["attempt", "attempt"],
  ["plot", "attempt"],
  ["inquiry", "investigation"],
  ["probe", "investigation"],
  ["operative", "official"],
  ["u.s.", "us"],
  ["united", "us"],
  ["states", ""],
  ["chief", "commander"],
  ["stable", "good"],
  ["hurt", "injure"],
  ["wound", "injure"],
]);

interface Likeness {
  readonly share: number;
  readonly shared: number;
  readonly order: number;
  readonly weight: number;
  readonly run: number;
  readonly score: number;
}

/** The passages that accounts share, best first. Whole articles hardly ever match; their sentences do. */
export function sharedPassages(accounts: readonly ParsedAccount[]): readonly SharedPassage[] {
  const weights = weightsOf(accounts);
  const bags = accounts.map(({ accountId, parsed }) => ({
    accountId,
    sentences: parsed.sentences
      .filter(({ start, end }) => !isFormula(parsed.text.slice(start, end)))
      .map((sentence) => ({ sentence, words: wordsOf(sentence) })),
  }));
  const found: SharedPassage[] = [];
  for (const [i, first] of bags.entries())
    for (const second of bags.slice(i + 1))
      for (const a of first.sentences)
        for (const b of second.sentences) {
          const { share, order, score } = likeness(a.words, b.words, weights);
          if (score < SCORE_LEAST || share < SHARE_LEAST) continue;
          found.push({
            a: { accountId: first.accountId, span: spanOf(a.sentence) },
            b: { accountId: second.accountId, span: spanOf(b.sentence) },
            share,
            order,
          });
        }
  return found.toSorted((a, b) => b.share - a.share || a.a.span.start - b.a.span.start);
}

/** A sentence that is little more than a formula of the trade. */
function isFormula(text: string): boolean {
  return FORMULA.test(text) && (/^they\b/i.test(text) || text.length < 60);
}

function spanOf({ start, end }: ParsedSentence): Span {
  return { start, end };
}

function wordsOf({ tokens }: ParsedSentence): readonly string[] {
  return tokens.flatMap(({ lemma, lower, pos }) => {
    if (pos === "PUNCT" || STOP.has(lower) || !/[\p{L}\p{N}]/u.test(lower)) return [];
    const plain = lemma.replace(/^al-/, "").replace(/['’]s$/, "");
    const same = SAME.get(plain) ?? SAME.get(lower) ?? plain;
    return same === "" ? [] : [same.slice(0, STEM)];
  });
}

/** Rarer words weigh more: the inverse of how many sentences of the case have them. */
function weightsOf(accounts: readonly ParsedAccount[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>();
  let sentences = 0;
  for (const { parsed } of accounts)
    for (const sentence of parsed.sentences) {
      sentences++;
      for (const word of new Set(wordsOf(sentence))) seen.set(word, (seen.get(word) ?? 0) + 1);
    }
  return new Map([...seen].map(([word, count]) => [word, Math.log(1 + sentences / count)]));
}

function likeness(
  a: readonly string[],
  b: readonly string[],
  weights: ReadonlyMap<string, number>,
): Likeness {
  const [left, right] = [new Set(a), new Set(b)];
  const common = [...left].filter((word) => right.has(word));
  const sum = (words: Iterable<string>): number => {
    let total = 0;
    for (const word of words) total += weights.get(word) ?? 0;
    return total;
  };
  const least = Math.min(sum(left), sum(right));
  const weight = sum(common);
  const share = least === 0 ? 0 : weight / least;
  const order = longestCommon(a, b) / Math.max(1, Math.min(a.length, b.length));
  return {
    share,
    shared: common.length,
    order,
    weight,
    run: longestRun(a, b),
    score: share * weight,
  };
}

/** Length of the longest run of words that both have without a break. */
function longestRun(a: readonly string[], b: readonly string[]): number {
  let [row, best] = [Array.from({ length: b.length + 1 }, () => 0), 0];
  for (const word of a) {
    const next = [0];
    for (const [j, other] of b.entries()) {
      const run = word === other ? (row[j] ?? 0) + 1 : 0;
      next.push(run);
      best = Math.max(best, run);
    }
    row = next;
  }
  return best;
}

/** Length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const word of a) {
    const next = [0];
    for (const [j, other] of b.entries())
      next.push(word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row[b.length] ?? 0;
}
