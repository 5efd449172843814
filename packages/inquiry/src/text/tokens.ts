import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { retagged } from "./retag.ts";
import type { Span } from "./span.ts";

/** One word or mark, at its exact place. `pos` is a universal part of speech. */
export interface Token extends Span {
  readonly text: string;
  readonly lower: string;
  readonly lemma: string;
  readonly pos: string;
}

const english = winkNLP(model, ["sbd", "pos"]);

type Reader = (index: number, document: unknown) => string;

/** What is read of each token: functions of the library that it knows again by identity, and that need no receiver. */
const readers: {
  readonly value: Reader;
  readonly pos: Reader;
  readonly lemma: (...given: Parameters<typeof english.its.lemma>) => string;
} = english.its;

/** Words after which a verb is a participle or an infinitive, however the tagger read it. */
const QUOTE_MARKS = /^["“”«»„]$/;

/** The tokens of a range of an English text. Each is exactly what stands at its place in `text`. */
export function tokensOf(text: string, { start, end }: Span): readonly Token[] {
  const document = english.readDoc(text.slice(start, end));
  const tokens = document.tokens();
  const words = tokens.out(readers.value);
  const parts = tokens.out(readers.pos);
  const lemmas = tokens.out(readers.lemma as Reader);
  const found: Token[] = [];
  let cursor = start;
  for (const [i, word] of words.entries()) {
    const at = text.indexOf(word, cursor);
    if (at < 0 || at + word.length > end || word === "") continue;
    cursor = at + word.length;
    const pos = QUOTE_MARKS.test(word) ? "PUNCT" : (parts[i] ?? "X");
    const lemma = (lemmas[i] ?? word).toLowerCase();
    found.push({ start: at, end: cursor, text: word, lower: word.toLowerCase(), lemma, pos });
  }
  return retagged(found);
}
