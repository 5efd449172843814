import type { NounPhrase } from "../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { type Span, sliceOf } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { type Reach, reachAfter } from "./clause-edges.ts";
import { contentEnd } from "./complement.ts";
import { speakerKindOf } from "./speaker.ts";
import { reachSpan, spanOf } from "./spans.ts";
import { isOneOf } from "../text/one-of.ts";
import { startingAt } from "../grammar/places.ts";

/** What is told, as a noun that has a source: "word from the ministry", "the army's version". */
const TOLD: ReadonlySet<string> = new Set(
  "word news information data figure figures report reports confirmation detail details account version count tally toll estimate telling words reckoning statistics record records reading assessment view bulletin statement message briefing testimony recollection explanation story excuse line verdict theory finding findings".split(
    " ",
  ),
);
/** One of these stands in each of the forms below. */
const TRIGGERS: ReadonlySet<string> = new Set([...TOLD, "as", "view", "opinion", "(", "if"]);
const TELLS =
  "indicate|suggest|show|say|be|have|put|give|confirm|speak|tell|name|list|stand|rise|mention|note|count|remain|climb|total";
/** "the count given to us by its commander": who made, kept or passed on what is told. */
const PASSED_ON =
  "given|issued|published|released|announced|confirmed|supplied|provided|kept|compiled|read|put|circulated|sent|posted|presented|collected|gathered|made";

/** A speaker that stands with a noun for what is told, or in brackets, and with no verb of saying: "From the ministry came word that …", "In the army's version, …". */
export function bySourceNoun(parsed: ParsedText, sentence: ParsedSentence): Attribution | null {
  if (!hasWord(sentence, TRIGGERS)) return null;
  const last = contentEnd(sentence, sentence.tokens.length);
  return (
    asReported(sentence, last) ??
    wordFrom(parsed, sentence, last) ??
    inVersionOf(parsed, sentence, last) ??
    ifRight(sentence) ??
    bracketed(parsed, sentence, last)
  );
}

function attribution(
  sentence: ParsedSentence,
  source: Reach | null,
  cue: Reach,
  contents: readonly (Span | null)[],
): Attribution | null {
  const who = reachSpan(sentence, source);
  const how = spanOf(sentence, cue.from, cue.to);
  const what = contents.filter((content) => content !== null);
  return who === null || how === null || what.length === 0
    ? null
    : { source: who, cue: how, contents: what, lemma: "say" };
}

/** "As reported by the ministry, …", "As per the ministry, …", "…, as announced by the mayor". */
function asReported(sentence: ParsedSentence, last: number): Attribution | null {
  const { tokens } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      lower === "as" &&
      (i === 0 || tokens[i - 1]?.text === ",") &&
      (tokens[i + 1]?.lower === "per" ||
        (tokens[i + 2]?.lower === "by" &&
          isOneOf(
            tokens[i + 1]?.lower,
            "reported|announced|confirmed|stated|told|described|relayed|recounted|explained|noted|said|claimed|put",
          ))),
  );
  if (at === -1) return null;
  const from = at + (tokens[at + 1]?.lower === "per" ? 2 : 3);
  const reach = reachAfter(sentence, from);
  if (reach === null) return null;
  const before = at > 1 ? spanOf(sentence, 0, at - 1) : null;
  const after = tokens[reach.to]?.text === "," ? spanOf(sentence, reach.to + 1, last) : null;
  return attribution(sentence, reach, { from: at, to: from }, [before, after]);
}

/** "From the ministry came word that …", "Word from the ministry is that …", "Data of the ministry show …". */
function wordFrom(parsed: ParsedText, sentence: ParsedSentence, last: number): Attribution | null {
  const { tokens, nouns, verbs } = sentence;
  const [first] = nouns;
  if (first === undefined) return null;
  if (tokens[0]?.lower === "from") {
    const reach = reachAfter(sentence, 1);
    const verb = startingAt(verbs, reach?.to);
    const told = nouns.find(({ from }) => verb !== undefined && from === verb.to);
    const that = told === undefined ? -1 : told.to;
    if (reach === null || verb?.lemma !== "come" || told === undefined) return null;
    if (!TOLD.has(tokens[told.head]?.lower ?? "") || !isOneOf(tokens[that]?.lower, "that|of|:"))
      return null;
    return attribution(sentence, reach, { from: verb.from, to: told.to }, [
      spanOf(sentence, that, last),
    ]);
  }
  const head = tokens[first.head]?.lower ?? "";
  if (first.from > 1 || !TOLD.has(head)) return null;
  const given = givenBy(sentence, first.to);
  const owner = given === null ? ownerOf(sentence, first) : null;
  const led = isOneOf(tokens[first.to]?.lower, "from|by|of")
    ? reachAfter(sentence, first.to + 1)
    : null;
  const source = given ?? owner ?? led;
  if (source === null || !isTeller(parsed, sentence, source)) return null;
  const close = given === null || tokens[given.to]?.text !== "," ? 0 : 1;
  const end = owner === null ? source.to + close : first.to;
  const verb = startingAt(verbs, end);
  const colon = tokens[end]?.text === ":";
  if (!colon && (verb === undefined || !isOneOf(verb.lemma, TELLS) || verb.passive)) return null;
  // "Word from the front is bad": nothing is told.
  const at = colon ? end + 1 : (verb?.to ?? end);
  const tells =
    colon ||
    verb?.lemma !== "be" ||
    tokens[at]?.lower === "that" ||
    tokens.slice(at, at + 4).some(({ pos }) => pos === "NUM");
  return tells
    ? attribution(sentence, source, { from: first.head, to: at }, [spanOf(sentence, at, last)])
    : null;
}

/** Whether a phrase names somebody who tells: of a place or an attack the number is nobody's. */
function isTeller(parsed: ParsedText, sentence: ParsedSentence, source: Reach): boolean {
  const words = textOf(parsed, sentence, source);
  const kind = speakerKindOf(words, "say");
  // "reports from Ardal": where they come from.
  const place =
    kind === "named" && !words.includes(" ") && tokenBefore(sentence, source) === "from";
  // "The toll from the missile attack on Ombra has risen": nobody tells it.
  const [first] = sentence.nouns.filter(({ from }) => from >= source.from);
  const deed = isOneOf(sentence.tokens[first?.head ?? -1]?.lemma, DEEDS);
  return isOneOf(kind, "office|named|anonymous|collective") && !place && !deed;
}

const DEEDS =
  "attack|strike|airstrike|raid|assault|bombing|bombardment|shelling|blast|explosion|barrage|salvo|volley|shooting|incident|massacre";

const tokenBefore = ({ tokens }: ParsedSentence, { from }: Reach): string =>
  tokens[from - 1]?.lower ?? "";

/** "The final count, given to us last night by its commander, Major Ola Mera,": who gave it. */
function givenBy(sentence: ParsedSentence, to: number): Reach | null {
  const { tokens } = sentence;
  const at = tokens[to]?.text === "," ? to + 1 : to;
  if (!isOneOf(tokens[at]?.lower, PASSED_ON)) return null;
  const by = tokens.findIndex(({ lower }, i) => i > at && i <= at + GIVEN_WITHIN && lower === "by");
  const reach = by === -1 ? null : reachAfter(sentence, by + 1);
  // "The statement released by state media": they only pass it on.
  const passes = tokens.slice(reach?.from, reach?.to).some(({ lower }) => isOneOf(lower, PAPERS));
  return passes ? null : reach;
}

const PAPERS =
  "media|agency|television|tv|radio|press|paper|newspaper|channel|outlets|broadcaster|website";

/** Words between what was done with a figure and by whom, at most. */
const GIVEN_WITHIN = 6;

/** "the ministry's figures": the ministry. */
function ownerOf({ tokens }: ParsedSentence, phrase: NounPhrase): Reach | null {
  const at = tokens.findIndex(
    ({ lower }, i) => i > phrase.from && i < phrase.head && isOneOf(lower, "['’]s?"),
  );
  return at === -1 ? null : { from: phrase.from, to: at };
}

const IN_VERSION =
  "version|telling|words|account|view|reading|count|tally|reckoning|estimate|opinion|assessment|admission|information|figures|findings|data|records|books|calculation|judgement|judgment|knowledge|understanding|belief|eyes|narrative|testimony";

/** "In the army's version, …", "By Ola Mera's count, …", "…, in the version of the army". */
function inVersionOf(
  parsed: ParsedText,
  sentence: ParsedSentence,
  last: number,
): Attribution | null {
  const { tokens, nouns } = sentence;
  const phrase = nouns.find(
    ({ from, head }) =>
      isOneOf(tokens[head]?.lower, IN_VERSION) &&
      isOneOf(tokens[from - 1]?.lower, "in|by|on") &&
      (from === 1 || tokens[from - 2]?.text === ","),
  );
  if (phrase === undefined) return inTelling(sentence, last);
  const owner = ownerOf(sentence, phrase);
  const of = tokens[phrase.to]?.lower === "of" ? reachAfter(sentence, phrase.to + 1) : null;
  const source = owner ?? of;
  if (source === null) return null;
  const kind = speakerKindOf(textOf(parsed, sentence, source), "say");
  if (kind === "unresolved" || kind === "imagery") return null;
  const end = owner === null ? source.to : phrase.to;
  const before = phrase.from > 2 ? spanOf(sentence, 0, phrase.from - 2) : null;
  const after = tokens[end]?.text === "," ? spanOf(sentence, end + 1, last) : null;
  return attribution(sentence, source, { from: phrase.from - 1, to: phrase.from }, [before, after]);
}

/** "In the army's telling, …", where the tagger takes the word for a verb. */
function inTelling(sentence: ParsedSentence, last: number): Attribution | null {
  const { tokens } = sentence;
  if (!isOneOf(tokens[0]?.lower, "in|by")) return null;
  const mark = tokens.findIndex(
    ({ lower }, i) => i > 1 && i < SUBJECT_WITHIN && isOneOf(lower, "['’]s?"),
  );
  const comma = mark + 2;
  if (mark === -1 || tokens[comma]?.text !== "," || !isOneOf(tokens[mark + 1]?.lower, IN_VERSION))
    return null;
  return attribution(sentence, { from: 1, to: mark }, { from: mark + 1, to: comma }, [
    spanOf(sentence, comma + 1, last),
  ]);
}

/** "…, if Ove Teck is right", "…, if you believe the premier's office": whose word it is. */
function ifRight(sentence: ParsedSentence): Attribution | null {
  const { tokens, nouns, verbs } = sentence;
  const at = tokens.findLastIndex(
    ({ lower }, i) => lower === "if" && i > 2 && tokens[i - 1]?.text === ",",
  );
  if (at === -1) return null;
  const you =
    isOneOf(tokens[at + 1]?.lower, "you|one|we") && isOneOf(tokens[at + 2]?.lower, "believes?");
  const from = you ? at + 3 : at + 1;
  const reach = you ? reachAfter(sentence, from) : subjectTo(sentence, from);
  if (reach === null || nouns.every((each) => each.from !== from)) return null;
  const rest = tokens
    .slice(reach.to, reach.to + 5)
    .map(({ lower }) => lower)
    .join(" ");
  const right = /^(?:, )?(?:is|are|was) (?:right|correct|to be (?:believed|trusted))/.test(rest);
  if (!you && !right) return null;
  if (verbs.every(({ from: first }) => first > at)) return null;
  const start = tokens.findLastIndex(({ text }, i) => i < at && isOneOf(text, "[;:]")) + 1;
  return attribution(sentence, reach, { from: at, to: at + 1 }, [spanOf(sentence, start, at - 1)]);
}

/** From a word to the verb of its clause. */
function subjectTo({ tokens }: ParsedSentence, from: number): Reach | null {
  const to = tokens.findIndex(({ lower }, i) => i > from && isOneOf(lower, "is|are|was"));
  return to === -1 || to > from + SUBJECT_WITHIN
    ? null
    : { from, to: tokens[to - 1]?.text === "," ? to - 1 : to };
}

/** Words of a subject, at most. */
const SUBJECT_WITHIN = 10;

/** "Nine people were killed (interior ministry)." */
function bracketed(parsed: ParsedText, sentence: ParsedSentence, last: number): Attribution | null {
  const { tokens } = sentence;
  const close = tokens.findLastIndex(({ text }) => text === ")");
  const open = tokens.findLastIndex(({ text }, i) => i < close && text === "(");
  if (close === -1 || close < last - 1 || open < BRACKETED_AFTER || close - open > BRACKETED_WITHIN)
    return null;
  const label = tokens[open + 1]?.lower === "source" && tokens[open + 2]?.text === ":" ? 2 : 0;
  const source = { from: open + 1 + label, to: close };
  const words = textOf(parsed, sentence, source);
  const kind = speakerKindOf(words.toLowerCase(), "say");
  const speaks = kind === "office" || (label > 0 && isOneOf(kind, "collective|anonymous"));
  return speaks && !/\d/.test(words)
    ? attribution(sentence, source, { from: open, to: open + 1 }, [spanOf(sentence, 0, open)])
    : null;
}

/** Words before a bracket, at least, and within it, at most. */
const BRACKETED_AFTER = 3;
const BRACKETED_WITHIN = 7;

function textOf({ text }: ParsedText, sentence: ParsedSentence, { from, to }: Reach): string {
  const span = spanOf(sentence, from, to);
  return span === null ? "" : sliceOf(text, span);
}
