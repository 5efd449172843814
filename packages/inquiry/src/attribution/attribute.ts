import { hasOneOf, hasWord, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { type Reach, reachAfter } from "./clause-edges.ts";
import { contentEnd } from "./complement.ts";
import { byLastVerb, cueOf } from "./by-last-verb.ts";
import { byNoun } from "./by-noun.ts";
import { byCiting, byWording } from "./by-wording.ts";
import { byRivals, isHanded, ofFigure, trimWhile } from "./handed-on.ts";
import { HEARSAY_ADVERBS, SAYING } from "./cue-lexicon.ts";
import { afterColon, byColon, byDash, STAMP } from "./headed.ts";
import { byOpening } from "./opening.ts";
import { byPresence, byStance } from "./by-presence.ts";
import { passedOn } from "./by-passing-on.ts";
import { bySourceNoun } from "./by-source-noun.ts";
import { byVerb } from "./by-verb.ts";
import { pastLinks } from "./clause-subject.ts";
import { isQuotation, isQuoted, reachSpan, spanOf } from "./spans.ts";
import { byNameless, byPicturesBefore } from "./taken-up.ts";
import { isOneOf } from "../text/one-of.ts";
import { startingAt } from "../grammar/places.ts";
import { sifted } from "../text/sifted.ts";

/** Every "who says what" of a text, in order: by verb, by "according to", by adverb. */
export function attributionsOf(parsed: ParsedText): readonly Attribution[] {
  const found: Attribution[] = [];
  for (const sentence of parsed.sentences) {
    const own = withEarlier(parsed, sentence, attributionsIn(parsed, sentence)).filter(
      ({ source }) => source === null || !NOBODY.test(parsed.text.slice(source.start, source.end)),
    );
    const previous = found.at(-1);
    const goesOn =
      own.length === 0 && previous !== undefined
        ? (continued(parsed, sentence, previous) ?? byNameless(parsed, sentence, previous))
        : null;
    if (goesOn !== null) found[found.length - 1] = goesOn;
    found.push(...own.map((each) => wholeQuotations(parsed, each)));
  }
  if (parsed.quotations.length === 0) return found;
  const all = withPresent(parsed, found);
  const passed = passedOn(parsed, all);
  return passed.length === 0
    ? all
    : [...all, ...passed].toSorted((a, b) => a.cue.start - b.cue.start);
}

/** "No faction has said that …": nobody says it. */
const NOBODY = sifted(
  "nobody|no|none|neither|not",
  /^(?:nobody|no one|no-one|none of|neither (?:of|side|party|group|government|army|camp|the|an?)|neither .* nor |not one of|no (?!doubt)\p{Ll}+(?: or \p{Ll}+)?$)/iu,
);

/** "So says Ove Teck.", "That is what Ove Teck told parliament.": what stands before is what he says. */
function withEarlier(
  parsed: ParsedText,
  sentence: ParsedSentence,
  own: readonly Attribution[],
): readonly Attribution[] {
  const { tokens, nouns, verbs } = sentence;
  const first = tokens[0]?.lower ?? "";
  const figure = ofFigure(parsed, sentence);
  if (figure !== null) return figure;
  if (!isOneOf(first, "so|thus|that|this") || tokens.length > EARLIER_LENGTH) return own;
  const before = parsed.sentences[parsed.sentences.indexOf(sentence) - 1];
  if (before === undefined || before.paragraph !== sentence.paragraph) return own;
  const what = tokens.findIndex(({ lower }, i) => i < EARLIER_WITHIN && isOneOf(lower, "what|how"));
  const verb = verbs.find(
    ({ lemma, form, passive }) => SAYING.has(lemma) && form === "finite" && !passive,
  );
  if (verb === undefined) return own;
  const says = isOneOf(first, "so|thus") && verb.from === 1;
  const reach = says
    ? reachAfter(sentence, verb.to)
    : what !== -1 && startingAt(nouns, what + 1) !== undefined
      ? { from: what + 1, to: tokens[verb.from - 1]?.text === "," ? verb.from - 1 : verb.from }
      : null;
  const source = reach === null || reach.to <= reach.from ? null : reachSpan(sentence, reach);
  const cue = spanOf(sentence, verb.from, verb.to);
  return source === null || cue === null
    ? own
    : [{ source, cue, contents: [{ start: before.start, end: before.end }], lemma: "say" }];
}

/** Words of a sentence that says nothing but who said the one before, and those before "what", at most. */
const EARLIER_LENGTH = 18;
const EARLIER_WITHIN = 8;

/** With those quotations that belong to the one person who is seen in their paragraph, in order. */
function withPresent(parsed: ParsedText, found: readonly Attribution[]): readonly Attribution[] {
  const paragraphs = new Map<number, ParsedSentence[]>();
  for (const sentence of parsed.sentences) {
    const own = paragraphs.get(sentence.paragraph);
    if (own === undefined) paragraphs.set(sentence.paragraph, [sentence]);
    else own.push(sentence);
  }
  const present = [...paragraphs.values()].flatMap((sentences) =>
    sentences.length < 2 ? [] : byPresence(parsed, sentences, found),
  );
  return present.length === 0
    ? found
    : [...found, ...present].toSorted((a, b) => a.cue.start - b.cue.start);
}

/**
 * A sentence that is a quotation and names nobody goes on with what the one before it quoted: in the same paragraph, or in the next, that
 * begins with the quotation. Anything else stays without a speaker: a wrong name is worse than none.
 */
function continued(
  parsed: ParsedText,
  sentence: ParsedSentence,
  previous: Attribution,
): Attribution | null {
  const headed = afterColon(parsed, sentence, previous);
  if (headed !== null) return headed;
  const quote = parsed.quotations.find(
    (each) =>
      overlaps(each, sentence) &&
      (each.start <= sentence.start + 1 ||
        GOES_ON.test(parsed.text.slice(sentence.start, each.start))),
  );
  if (quote === undefined || quote.end < sentence.end - 1) return null;
  // “…. …,” rescuers said: it has a speaker of its own where it ends.
  const closing = parsed.sentences.find(({ start, end }) => start < quote.end && quote.end <= end);
  if (closing !== undefined && quote.end < closing.end - 1) return null;
  const last = previous.contents.at(-1);
  if (last === undefined || overlaps(last, quote)) return null;
  const direct = previous.contents.some((content) =>
    parsed.quotations.some((each) => overlaps(each, content)),
  );
  const before = parsed.sentences[parsed.sentences.indexOf(sentence) - 1];
  const adjacent =
    before !== undefined &&
    last.start <= before.end &&
    Math.max(last.end, previous.cue.end, previous.source?.end ?? 0) >= before.start;
  // "The minister says that all are safe. “They are shaken.”": in one paragraph, right after what the minister says.
  const beside =
    before?.paragraph === sentence.paragraph &&
    previous.source !== null &&
    (before?.end ?? 0) - last.end <= 1;
  return (direct || beside) && adjacent
    ? { ...previous, contents: [...previous.contents, quote] }
    : null;
}

/** "Then, after a pause: “…”": nobody else speaks. */
const GOES_ON = sifted(
  "and|then|later|again|finally|after|an?",
  /^(?:(?:and|then|later|again|finally|after (?:a|another) (?:pause|moment|while|silence)|an? (?:pause|moment|while|minute) later)[, ]*)+[:,]\s*$/i,
);

/** A quotation of several sentences is one content, from its first mark to its last. */
function wholeQuotations({ quotations }: ParsedText, attribution: Attribution): Attribution {
  const contents = attribution.contents.map((content) => {
    const first = quotations.find(
      (quote) =>
        quote.start < content.start && quote.end > content.start && quote.end <= content.end + 1,
    );
    const last = quotations.find(
      (quote) =>
        quote.start >= content.start && quote.start < content.end && quote.end > content.end,
    );
    return { start: first?.start ?? content.start, end: last?.end ?? content.end };
  });
  return { ...attribution, contents };
}

function attributionsIn(parsed: ParsedText, sentence: ParsedSentence): readonly Attribution[] {
  const quotes = parsed.quotations.filter((quote) => overlaps(quote, sentence));
  const found: Attribution[] = [];
  const worded = byWording(parsed, sentence);
  if (worded !== null) return [worded, ...byRivals(parsed, sentence)];
  const according = accordingTo(sentence, quotes);
  if (according !== null) found.push(according);
  const opening = byOpening(sentence);
  if (opening !== null) found.push(opening);
  const noun = according === null && opening === null ? bySourceNoun(parsed, sentence) : null;
  if (noun !== null) found.push(noun);
  found.push(...byNoun(sentence, quotes));
  const headed = [...byColon(parsed, sentence), ...byDash(parsed, sentence)];
  // Whoever is quoted in an entry of a live page or in a post is named there; what stands in quotation marks is one speaker's.
  const open = STAMP.test(parsed.text.slice(sentence.start, sentence.end));
  const whole = headed.filter(({ contents: [content] }) => !open || isQuotation(content, quotes));
  found.push(...whole);
  const add = (attribution: Attribution | null): void => {
    // What stands inside the content of another is that one's own business.
    const inside = found.some(({ contents }) =>
      contents.some((span) => attribution !== null && overlaps(span, attribution.cue)),
    );
    if (attribution !== null && !inside) found.push(attribution);
  };
  // "The railway may count those that fell in the river": nobody says that it does.
  const verbs = sentence.verbs.filter(
    ({ main, modal, lemma }) =>
      !isQuoted(sentence, main, quotes) && !(isOneOf(modal, "may|might") && isOneOf(lemma, COUNTS)),
  );
  // "…, sources said" holds all that stands before it, other verbs of saying too.
  for (const verb of verbs.toReversed()) add(byLastVerb(sentence, verb, quotes));
  add(byPicturesBefore(parsed, sentence));
  for (const verb of verbs)
    if (!found.some(({ cue }) => overlaps(cue, cueOf(sentence, verb)))) {
      const told = byVerb(sentence, verb);
      const before = found.length;
      add(told);
      const inside = told !== null && found.length === before;
      if (inside && isHanded(parsed, sentence, verb, told)) found.push(told);
    }
  // "offered another explanation: they held fire for fear that …": what nobody by name fears is no word of his.
  if (found.every(({ source }) => source === null) && headed.length === 0)
    add(byStance(parsed, sentence));
  found.push(...byRivals(parsed, sentence));
  trimWhile(sentence, found);
  const known = found.length > 0 && found.every(({ source }) => source !== null);
  const cited = known ? null : byCiting(parsed, sentence);
  if (cited !== null) return [cited];
  if (!hasWord(sentence, HEARSAY_ADVERBS))
    return [...found, ...headed.filter((each) => !whole.includes(each))];
  for (const [i, token] of sentence.tokens.entries())
    if (HEARSAY_ADVERBS.has(token.lower) && !isQuoted(sentence, i, quotes)) {
      const rest = spanOf(sentence, i + 1, contentEnd(sentence, sentence.tokens.length));
      if (
        rest !== null &&
        !found.some(({ contents }) => contents.some((span) => overlaps(span, token)))
      )
        found.push({ source: null, cue: token, contents: [rest], lemma: token.lower });
    }
  return [...found, ...headed.filter((each) => !whole.includes(each))];
}

/** Verbs that tell of a number; whoever may do so has not. */
const COUNTS = "count|list|record|register|log|tally|put|give|include|find|show";

/** "According to two officials, …", "…, according to two officials", "…, according to two officials, …". */
function accordingTo(sentence: ParsedSentence, quotes: readonly Span[]): Attribution | null {
  const { tokens } = sentence;
  if (!hasOneOf(sentence, "according")) return null;
  const at = tokens.findIndex(
    ({ lower }, i) => lower === "according" && tokens[i + 1]?.lower === "to",
  );
  if (at === -1 || isQuoted(sentence, at, quotes)) return null;
  const reach = reachAfter(sentence, at + 2);
  if (reach === null) return null;
  const giver = giverOf(sentence, reach);
  const source = giver ?? spanOf(sentence, reach.from, reach.to);
  const cue = spanOf(sentence, at, at + 2);
  if (source === null || cue === null) return null;
  const contents: Span[] = [];
  // "an attempt which was, according to X, conducted …": only the relative clause is X's.
  const relative = tokens.findLastIndex(
    ({ lower }, i) => i < at && i >= at - RELATIVE_WITHIN && (lower === "which" || lower === "who"),
  );
  // "…; according to the union, officers started it": what stands before the pause is none of it.
  const opens = at === 0 || tokens[at - 1]?.text === ";";
  const before = opens
    ? null
    : spanOf(sentence, relative === -1 ? pastLinks(sentence) : relative, at, ",");
  if (before !== null) contents.push(before);
  const next = afterSource(sentence, reach.to);
  // "…, according to a source, while a leader spoke of two dead": what another says.
  const apart = tokens.findIndex(
    ({ lower }, i) =>
      i >= next - 1 && isOneOf(lower, "while|whereas") && tokens[i - 1]?.text === ",",
  );
  const after =
    apart === next
      ? null
      : spanOf(sentence, next, contentEnd(sentence, apart === -1 ? tokens.length : apart));
  if (after !== null) contents.push(after);
  return contents.length === 0 ? null : { source, cue, contents, lemma: "according to" };
}

/** "according to figures that the agency gave out", "according to data released by the army": whose they are. */
function giverOf(sentence: ParsedSentence, { from, to }: Reach): Span | null {
  const { tokens, nouns, verbs } = sentence;
  const phrase = nouns.find((each) => each.from === from);
  if (
    !isOneOf(
      tokens[phrase?.head ?? -1]?.lower,
      "figures?|data|statistics|numbers|records|information|documents?|counts?|tall(?:y|ies)|reports?|statements?|lists?",
    )
  )
    return null;
  const at = phrase?.to ?? to;
  const by =
    tokens[at + 1]?.lower === "by" &&
    isOneOf(
      tokens[at]?.lower,
      "released|published|issued|compiled|collected|provided|given|gathered|kept",
    );
  if (by) return reachSpan(sentence, reachAfter(sentence, at + 2));
  const start = isOneOf(tokens[at]?.lower, "that|which") ? at + 1 : at;
  const who = nouns.find((each) => each.from === start);
  const gives = verbs.some(
    ({ from: first, lemma }) =>
      first === who?.to &&
      isOneOf(lemma, "give|release|publish|issue|provide|collect|compile|keep|gather|hold"),
  );
  return who !== undefined && gives && who.from !== from
    ? spanOf(sentence, who.from, who.to)
    : null;
}

/** Words between a relative pronoun and "according to" in its clause, at most. */
const RELATIVE_WITHIN = 4;

/** Past a participle or a relative clause of the source, and the mark that ends it. */
function afterSource({ tokens, verbs }: ParsedSentence, to: number): number {
  const verb = startingAt(verbs, to);
  if (verb?.form === "gerund") {
    const mark = tokens.findIndex(({ text }, i) => i > to && isOneOf(text, "[,;:]"));
    if (mark !== -1) return mark + 1;
  }
  return tokens[to]?.text === "," || tokens[to]?.text === ";" ? to + 1 : to;
}
