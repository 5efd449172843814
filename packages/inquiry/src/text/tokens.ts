import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { retagged } from "./retag.ts";
import { placeOf, readingOf } from "./reading.ts";
import type { Span } from "./span.ts";
import { isOneOf } from "./one-of.ts";

/** One word or mark, at its exact place. `pos` is a universal part of speech. */
export interface Token extends Span {
  readonly text: string;
  readonly lower: string;
  readonly lemma: string;
  readonly pos: string;
}

type Tokens = ReturnType<ReturnType<ReturnType<typeof winkNLP>["readDoc"]>["tokens"]>;
type Reader = (index: number, document: unknown) => string;

/** The reader of English, and what is read of each token: functions of the library that it knows again by identity, and that need no receiver. */
interface English {
  readonly read: (text: string) => Tokens;
  readonly value: Reader;
  readonly pos: Reader;
  readonly lemma: Reader;
  /** The number of a word in the model, as text. */
  readonly uniqueId: Reader;
  /** Numbers of words from which on they stand in no list of the model's: it numbers what it meets first after all that it knows. */
  readonly unknownFrom: number;
}

let kept: English | null = null;

/** Read when a text is: unpacking the model takes a third of the time of a command that reads none. */
function english(): English {
  kept ??= readEnglish();
  return kept;
}

function readEnglish(): English {
  const wink = winkNLP(model, ["pos"]);
  const { value, pos, lemma, uniqueId } = wink.its as unknown as English;
  const read = (text: string): Tokens => wink.readDoc(text).tokens();
  return {
    read,
    value,
    pos,
    lemma,
    uniqueId,
    unknownFrom: Number(read("qzxqzxq").out(uniqueId)[0]),
  };
}

/** However the tagger reads them. */
const QUOTE_MARKS = '["“”«»„]';

/** The tokens of a range of an English text. Each is exactly what stands at its place in `text`; its small letters are what is read of it. */
export function tokensOf(text: string, span: Span): readonly Token[] {
  const reading = readingOf(text, span);
  const reader = english();
  const tokens = reader.read(reading.text);
  const words = tokens.out(reader.value);
  const parts = tokens.out(reader.pos);
  const lemmas = tokens.out(reader.lemma);
  const found: Token[] = [];
  const ids = reading.capitals ? tokens.out(reader.uniqueId) : [];
  const known: number[] = [];
  let cursor = 0;
  for (const [i, word] of words.entries()) {
    const at = reading.text.indexOf(word, cursor);
    if (at < 0 || word === "") continue;
    cursor = at + word.length;
    // White space of more than one character is a token of the library's.
    if (word.trim() === "") continue;
    const pos = isOneOf(word, QUOTE_MARKS) ? "PUNCT" : (parts[i] ?? "X");
    const lemma = (lemmas[i] ?? word).toLowerCase();
    const { start, end } = placeOf(reading, at, cursor);
    found.push({ start, end, text: text.slice(start, end), lower: word.toLowerCase(), lemma, pos });
    known.push(Number(ids[i] ?? 0));
  }
  return retagged(reading.capitals ? named(found, known) : found);
}

/** Of a sentence that stood in capitals: words that no list of English has are names, and so is what reads as a verb before one. */
function named(tokens: readonly Token[], ids: readonly number[]): readonly Token[] {
  const { unknownFrom } = english();
  const unknown = tokens.map(
    ({ lower }, i) =>
      (ids[i] ?? 0) >= unknownFrom &&
      /^\p{L}{3,}$/u.test(lower) &&
      !/(?:s|ed|ing|ly|er|ion)$/.test(lower),
  );
  return tokens.map((token, i) => {
    const leads = (unknown[i + 1] ?? false) && token.pos === "VERB" && token.lower === token.lemma;
    const opens = i === 0 || isOneOf(tokens[i - 1]?.pos, "ADP|PUNCT|CCONJ|NOUN|VERB");
    return (unknown[i] ?? false) || (leads && opens) ? { ...token, pos: "PROPN" } : token;
  });
}
