import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { type Reach, reachAfter, subjectBefore } from "./clause-edges.ts";
import { CUE_FRAMES, HEARSAY_ADVERBS, IMAGERY_NOUNS, SAYING, SPEECH_NOUNS } from "./cue-lexicon.ts";

/** Every "who says what" of a text, in order: by verb, by "according to", by adverb. */
export function attributionsOf(parsed: ParsedText): readonly Attribution[] {
  const found: Attribution[] = [];
  for (const sentence of parsed.sentences) {
    const own = attributionsIn(parsed, sentence);
    const previous = found.at(-1);
    const goesOn =
      own.length === 0 && previous !== undefined ? continued(parsed, sentence, previous) : null;
    if (goesOn !== null) found[found.length - 1] = goesOn;
    found.push(...own.map((each) => wholeQuotations(parsed, each)));
  }
  return found;
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
  const quote = parsed.quotations.find(
    (each) => overlaps(each, sentence) && each.start <= sentence.start + 1,
  );
  if (quote === undefined || quote.end < sentence.end - 1) return null;
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
  return direct && adjacent ? { ...previous, contents: [...previous.contents, quote] } : null;
}

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
  const according = accordingTo(sentence, quotes);
  if (according !== null) found.push(according);
  found.push(...byNoun(sentence, quotes));
  for (const verb of sentence.verbs) {
    if (isQuoted(sentence, verb.main, quotes)) continue;
    const attribution = byVerb(sentence, verb, quotes);
    if (attribution === null) continue;
    // What stands inside the content of another is that one's own business.
    if (found.some(({ contents }) => contents.some((span) => overlaps(span, attribution.cue))))
      continue;
    found.push(attribution);
  }
  for (const [i, token] of sentence.tokens.entries())
    if (HEARSAY_ADVERBS.has(token.lower) && !isQuoted(sentence, i, quotes)) {
      const rest = spanOf(sentence, i + 1, contentEnd(sentence, sentence.tokens.length));
      if (
        rest !== null &&
        !found.some(({ contents }) => contents.some((span) => overlaps(span, token)))
      )
        found.push({ source: null, cue: token, contents: [rest], lemma: token.lower });
    }
  return found;
}

function isQuoted({ tokens }: ParsedSentence, index: number, quotes: readonly Span[]): boolean {
  const token = tokens[index];
  return token !== undefined && quotes.some((quote) => overlaps(quote, token));
}

/** "According to two officials, …", "…, according to two officials", "…, according to two officials, …". */
function accordingTo(sentence: ParsedSentence, quotes: readonly Span[]): Attribution | null {
  const { tokens } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) => lower === "according" && tokens[i + 1]?.lower === "to",
  );
  if (at === -1 || isQuoted(sentence, at, quotes)) return null;
  const reach = reachAfter(sentence, at + 2);
  if (reach === null) return null;
  const source = spanOf(sentence, reach.from, reach.to);
  const cue = spanOf(sentence, at, at + 2);
  if (source === null || cue === null) return null;
  const contents: Span[] = [];
  // "an attempt which was, according to X, conducted …": only the relative clause is X's.
  const relative = tokens.findLastIndex(
    ({ lower }, i) => i < at && (lower === "which" || lower === "who"),
  );
  const before =
    at > 0 ? spanOf(sentence, relative === -1 ? pastLinks(sentence) : relative, at, ",") : null;
  if (before !== null) contents.push(before);
  const next = afterSource(sentence, reach.to);
  const after = spanOf(sentence, next, contentEnd(sentence, tokens.length));
  if (after !== null) contents.push(after);
  return contents.length === 0 ? null : { source, cue, contents, lemma: "according to" };
}

/** "Earlier reports that …", "his claim that …", "the ministry's statement that …". */
function byNoun(sentence: ParsedSentence, quotes: readonly Span[]): readonly Attribution[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (
      head === undefined ||
      !SPEECH_NOUNS.has(head.lemma) ||
      head.pos !== "NOUN" ||
      isQuoted(sentence, phrase.head, quotes)
    )
      return [];
    if (
      tokens[phrase.to]?.lower !== "that" ||
      !verbs.some(({ from, form }) => from > phrase.to && form === "finite")
    )
      return [];
    const ends = verbs.filter(({ from, form }) => from > phrase.to && form === "finite");
    const second = phrase.from === 0 ? ends[1] : undefined;
    const content = spanOf(
      sentence,
      phrase.to,
      second?.from ?? contentEnd(sentence, tokens.length),
    );
    const cue = spanOf(sentence, phrase.head, phrase.head + 1);
    const possessive = tokens
      .slice(phrase.from, phrase.head)
      .findLastIndex(({ lower }) => /^['’]s?$/.test(lower));
    const owner = possessive > 0 ? spanOf(sentence, phrase.from, phrase.from + possessive) : null;
    const own = phrase.from === 0 ? spanOf(sentence, phrase.from, phrase.to) : null;
    return content === null || cue === null
      ? []
      : [{ source: owner ?? own, cue, contents: [content], lemma: head.lemma }];
  });
}

/** Past a participle or a relative clause of the source, and the mark that ends it. */
function afterSource({ tokens, verbs }: ParsedSentence, to: number): number {
  const verb = verbs.find(({ from }) => from === to);
  if (verb?.form === "gerund") {
    const mark = tokens.findIndex(({ text }, i) => i > to && /^[,;:]$/.test(text));
    if (mark !== -1) return mark + 1;
  }
  return tokens[to]?.text === "," || tokens[to]?.text === ";" ? to + 1 : to;
}

function byVerb(
  sentence: ParsedSentence,
  verb: VerbGroup,
  quotes: readonly Span[],
): Attribution | null {
  const idiom = byIdiom(sentence, verb);
  if (idiom !== null) return idiom;
  const frames = CUE_FRAMES.get(verb.lemma);
  if (frames === undefined || (verb.form === "infinitive" && !SAYING.has(verb.lemma))) return null;
  const { tokens } = sentence;
  const from =
    verb.form === "finite" && tokens[verb.from - 1]?.pos === "ADV" && verb.from > 1
      ? verb.from - 1
      : verb.from;
  const cue = spanOf(sentence, from, verb.to + (tokens[verb.to]?.text === ":" ? 1 : 0));
  if (cue === null) return null;
  if (verb.passive && verb.lemma === "quote") return null;
  if (SAYING.has(verb.lemma) && verb.form !== "gerund") {
    const inverted = invertedOrFinal(sentence, verb, quotes);
    if (inverted !== null) return { ...inverted, cue, lemma: verb.lemma };
  }
  const subject = verb.passive ? null : subjectOf(sentence, verb);
  const start = complementStart(sentence, verb, frames);
  if (start === null) return null;
  // "claimed responsibility" is a deed and reports nothing.
  if (
    verb.lemma === "claim" &&
    /responsibility/.test(
      sentence.tokens
        .slice(start.at, start.at + 2)
        .map(({ lower }) => lower)
        .join(" "),
    )
  )
    return null;
  const content = spanOf(sentence, start.at, complementEnd(sentence, verb, start.at));
  if (content === null) return null;
  const source = verb.passive ? agentOf(sentence, verb) : reachSpan(sentence, subject);
  return { source, cue: start.cue ?? cue, contents: [content], lemma: verb.lemma };
}

/** "raised questions as to why …", "raised the possibility of …", "put the toll at four", "images show damage". */
function byIdiom(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, nouns } = sentence;
  const object = nouns.find(({ from }) => from === verb.to);
  const head = tokens[object?.head ?? -1]?.lower ?? "";
  if (object === undefined || verb.passive) return null;
  const subject = subjectOf(sentence, verb);
  const source = reachSpan(sentence, subject);
  if (source === null) return null;
  const last = contentEnd(sentence, tokens.length);
  if (verb.lemma === "raise" && /^(?:questions?|possibility|doubts?|concerns?|alarm)$/.test(head)) {
    const content = spanOf(sentence, object.to, last);
    const cue = spanOf(sentence, verb.from, object.to);
    return content === null || cue === null
      ? null
      : { source, cue, contents: [content], lemma: "raise" };
  }
  const toll =
    verb.lemma === "put" &&
    tokens
      .slice(object.from, object.to + 3)
      .some(({ lower }) => lower === "toll" || lower === "number");
  const images =
    /^(?:show|reveal|depict)$/.test(verb.lemma) &&
    tokens
      .slice(subject?.from ?? 0, subject?.to ?? 0)
      .some(({ lower }) => IMAGERY_NOUNS.has(lower));
  if (!toll && !images) return null;
  const content = spanOf(sentence, verb.to, last);
  const cue = spanOf(sentence, verb.from, verb.to);
  return content === null || cue === null
    ? null
    : { source, cue, contents: [content], lemma: verb.lemma };
}

/** Where a verb shares its subject with one before it, that one's. */
function subjectOf(sentence: ParsedSentence, verb: VerbGroup): Reach | null {
  const own = subjectBefore(sentence, verb);
  if (own !== null && verb.form === "finite") return own;
  const earlier = sentence.verbs.findLast(({ to, form }) => to <= verb.from && form === "finite");
  return earlier === undefined ? own : (subjectBefore(sentence, earlier) ?? own);
}

function agentOf(sentence: ParsedSentence, verb: VerbGroup): Span | null {
  if (sentence.tokens[verb.to]?.lower !== "by") return null;
  return reachSpan(sentence, reachAfter(sentence, verb.to + 1));
}

/** «…, said X», «…, X said», «…, X said, …»: the content stands before. */
function invertedOrFinal(
  sentence: ParsedSentence,
  verb: VerbGroup,
  quotes: readonly Span[],
): Pick<Attribution, "source" | "contents"> | null {
  const { tokens } = sentence;
  const after = reachAfter(sentence, verb.to);
  const before = tokens[verb.from - 1];
  const closes = before !== undefined && (/^[,”»"?!]$/.test(before.text) || before.pos === "PUNCT");
  if (closes && after !== null && verb.from > 1 && !followsAlone(sentence, after)) {
    const content = spanOf(sentence, pastLinks(sentence), verb.from, ",");
    if (content !== null && coversAClause(sentence, content, quotes))
      return { source: reachSpan(sentence, after), contents: [content] };
  }
  const subject = subjectBefore(sentence, verb);
  if (subject === null || subject.from < 2) return null;
  const lead = tokens[subject.from - 1];
  if (lead === undefined || !/^[,”»"]$/.test(lead.text)) return null;
  const content = spanOf(sentence, pastLinks(sentence), subject.from, ",");
  if (content === null || !coversAClause(sentence, content, quotes)) return null;
  const contents = [content];
  const next = tokens[verb.to];
  if (next?.text === ",") {
    const rest = spanOf(sentence, verb.to + 1, contentEnd(sentence, tokens.length));
    if (rest !== null) contents.push(rest);
  } else if (
    next !== undefined &&
    next.pos !== "PUNCT" &&
    !isAdverbial(sentence, verb.to) &&
    !tellsSomebody(sentence, verb)
  )
    return null;
  return { source: reachSpan(sentence, subject), contents };
}

/** "…, two sources told the paper": what follows is who was told, and nothing more is said. */
function tellsSomebody({ nouns, verbs }: ParsedSentence, verb: VerbGroup): boolean {
  return (
    RECIPIENT_VERBS.has(verb.lemma) &&
    nouns.some(({ from }) => from === verb.to) &&
    !verbs.some(({ from }) => from >= verb.to)
  );
}

/** Past a word that only links the sentence to the one before it. */
function pastLinks({ tokens }: ParsedSentence): number {
  let at = 0;
  while (/^(?:however|but|and|so|meanwhile|still|yet|,)$/.test(tokens[at]?.lower ?? "")) at++;
  return at;
}

function isAdverbial({ tokens }: ParsedSentence, at: number): boolean {
  return ["ADP", "ADV", "SCONJ"].includes(tokens[at]?.pos ?? "") && tokens[at]?.lower !== "that";
}

/** Whether a verb follows the phrase, whose subject it would be. */
function followsAlone({ verbs }: ParsedSentence, { to }: Reach): boolean {
  return verbs.some(({ from, form, passive }) => from === to && form === "finite" && !passive);
}

function coversAClause(
  { verbs, tokens }: ParsedSentence,
  span: Span,
  quotes: readonly Span[],
): boolean {
  if (quotes.some((quote) => overlaps(quote, span))) return true;
  const inside = verbs.filter(({ main }) => {
    const token = tokens[main];
    return token !== undefined && overlaps(token, span);
  });
  const first = tokens[0];
  if (first === undefined || ["ADP", "SCONJ"].includes(first.pos)) return inside.length > 1;
  return inside.some(({ form }) => form === "finite");
}

const RECIPIENT_VERBS: ReadonlySet<string> = new Set(["tell", "remind", "inform", "assure"]);

/** Where what a verb reports begins, and the cue where it is wider than the verb. Null where nothing fits the verb's frames. */
function complementStart(
  sentence: ParsedSentence,
  verb: VerbGroup,
  frames: ReadonlySet<string>,
): { readonly at: number; readonly cue?: Span } | null {
  const { tokens, nouns, verbs } = sentence;
  let at = verb.to;
  if (verb.passive && tokens[at]?.lower === "by") at = reachAfter(sentence, at + 1)?.to ?? at;
  if (RECIPIENT_VERBS.has(verb.lemma) && !verb.passive) {
    const recipient = nouns.find(({ from }) => from === at);
    if (recipient !== undefined && !followsAlone(sentence, { from: at, to: recipient.to }))
      at = reachAfter(sentence, at)?.to ?? at;
  }
  at = SAYING.has(verb.lemma)
    ? (announced(sentence, at) ?? pastAdverbials(sentence, at))
    : pastAdverbials(sentence, at);
  const next = tokens[at];
  if (next === undefined) return null;
  if (frames.has("clause")) {
    if (next.text === ":" || next.text === ",") {
      const opening = tokens[at + 1];
      if (opening !== undefined && /^["“«]$/.test(opening.text)) return { at: at + 1 };
      if (next.text === ":" && opening !== undefined) return { at: at + 1 };
    }
    if (
      /^["“«]$/.test(next.text) ||
      next.lower === "that" ||
      ["whether", "if", "how", "why", "what", "who"].includes(next.lower)
    )
      return { at };
    const clause = verbs.some(({ from, form }) => from > at && form !== "gerund");
    if (clause && nouns.some(({ from }) => from === at)) return { at };
    if (SAYING.has(verb.lemma) && nouns.some(({ from }) => from === at)) return { at };
    if (verb.lemma === "find" || verb.lemma === "show" || verb.lemma === "see")
      return clause ? { at } : null;
  }
  if (frames.has("infinitive")) {
    const to =
      next.lower === "to"
        ? at
        : tokens.findIndex(({ lower }, i) => i > at && i < at + 6 && lower === "to");
    if (to !== -1 && verbs.some(({ from, form }) => from === to && form === "infinitive"))
      return { at };
  }
  if (frames.has("noun")) {
    if (verb.lemma === "call") {
      if (next.lower === "for" || next.lower === "on") {
        const cue = spanOf(sentence, verb.from, at + 1);
        return cue === null ? null : { at: at + 1, cue };
      }
      const object = nouns.find(({ from }) => from === at);
      return object === undefined ? null : { at };
    }
    if (nouns.some(({ from }) => from === at) || /^["“«]$/.test(next.text)) return { at };
  }
  return null;
}

const ANNOUNCED_WITHIN = 16;

/** The "that" or the opening mark that a verb of saying leads to, past whom it was said to and when. */
function announced({ tokens, verbs }: ParsedSentence, from: number): number | null {
  for (let at = from; at < Math.min(tokens.length, from + ANNOUNCED_WITHIN); at++) {
    const token = tokens[at];
    if (token === undefined || verbs.some((verb) => verb.from === at && verb.form !== "gerund"))
      return null;
    if (token.lower === "that" && token.pos === "SCONJ") return at;
    if (/^["“«]$/.test(token.text) && /^[,:]$/.test(tokens[at - 1]?.text ?? "")) return at;
  }
  return null;
}

/** Past "on Sunday", "in a statement", "to Reuters", "also" after the verb. */
function pastAdverbials({ tokens, nouns }: ParsedSentence, from: number): number {
  let at = from;
  for (;;) {
    const token = tokens[at];
    if (token === undefined) return at;
    const phrase = nouns.find((each) => each.from === at + 1);
    const lower = tokens[phrase?.head ?? -1]?.lower ?? "";
    const time =
      /day$|^(?:statement|interview|tweet|conference|week|month|night|morning|evening|reporters|reuters|press|twitter|television|tv|radio)$/;
    if (
      ["on", "in", "to", "at", "via", "during"].includes(token.lower) &&
      phrase !== undefined &&
      time.test(lower)
    )
      at = phrase.to;
    else if (
      /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|later|also)$/.test(
        token.lower,
      )
    )
      at++;
    else return at;
  }
}

/** The end of what a verb reports: another cue that shares its subject ends it, else the sentence does. */
function complementEnd(sentence: ParsedSentence, verb: VerbGroup, from: number): number {
  const { tokens, verbs } = sentence;
  for (const other of verbs) {
    if (other.from <= from || other === verb) continue;
    const link = tokens[other.from - 1];
    const shares = link?.pos === "CCONJ" && SAYING.has(other.lemma) && other.form === "finite";
    const trails = other.form === "gerund" && SAYING.has(other.lemma) && link?.text === ",";
    if (shares || trails) return contentEnd(sentence, other.from - 1);
  }
  return contentEnd(sentence, tokens.length);
}

/** Without the mark that ends the sentence, unless a quotation closes after it. */
function contentEnd({ tokens }: ParsedSentence, to: number): number {
  let end = to;
  while (end > 0 && /^[.,;:]$/.test(tokens[end - 1]?.text ?? "")) end--;
  return end;
}

function reachSpan(sentence: ParsedSentence, reach: Reach | null): Span | null {
  return reach === null ? null : spanOf(sentence, reach.from, reach.to);
}

/** The characters of a range of tokens, without `strip` at its end; null where it is empty. */
function spanOf({ tokens }: ParsedSentence, from: number, to: number, strip = ""): Span | null {
  let end = to;
  while (end > from && tokens[end - 1]?.text === strip) end--;
  const [first, last] = [tokens[from], tokens[end - 1]];
  return first === undefined || last === undefined || end <= from
    ? null
    : { start: first.start, end: last.end };
}
