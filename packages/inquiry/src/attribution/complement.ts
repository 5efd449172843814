import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import type { Span } from "../text/span.ts";
import type { Token } from "../text/tokens.ts";
import { followsAlone, reachAfter } from "./clause-edges.ts";
import { SAYING, tellsBeside } from "./cue-lexicon.ts";
import { spanOf } from "./spans.ts";
import { isOneOf } from "../text/one-of.ts";
import { startingAt } from "../grammar/places.ts";

/** Verbs whose first object is who was told. */
export const RECIPIENT_VERBS: ReadonlySet<string> = new Set(["tell", "remind", "inform", "assure"]);

/** Where what a verb reports begins. */
export interface Complement {
  readonly at: number;
  /** Wider than the verb: "called for". */
  readonly cue?: Span;
  /** A thing or a deed and no clause: what is told beside it is not reported. */
  readonly narrow?: true;
}

/** Where what a verb reports begins, and the cue where it is wider than the verb. Null where nothing fits the verb's frames. */
export function complementStart(
  sentence: ParsedSentence,
  verb: VerbGroup,
  frames: ReadonlySet<string>,
): Complement | null {
  const { tokens, nouns, verbs } = sentence;
  const at = whereItBegins(sentence, verb);
  const next = tokens[at];
  if (next === undefined) return null;
  // "villagers told of two blasts".
  const told =
    isOneOf(verb.lemma, "tell|write|warn") && next.lower === "of"
      ? spokenOf(sentence, verb, at)
      : null;
  if (told !== null) return told;
  if (frames.has("clause")) {
    if (next.text === ":" || next.text === ",") {
      const opening = tokens[at + 1];
      if (opening !== undefined && isOneOf(opening.text, '["“«]')) return { at: at + 1 };
      if (next.text === ":" && opening !== undefined) return { at: at + 1 };
    }
    if (
      isOneOf(next.text, '["“«]') ||
      next.lower === "that" ||
      ["whether", "if", "how", "why", "what", "who"].includes(next.lower)
    )
      return { at };
    // "reported hearing two blasts".
    const witnessed = verbs.some(
      ({ from, form, lemma }) =>
        from === at && form === "gerund" && isOneOf(lemma, "hear|see|feel|watch"),
    );
    if (witnessed && isOneOf(verb.lemma, "report|recall|describe|remember|mention")) return { at };
    const clause = verbs.some(({ from, form }) => from > at && form !== "gerund");
    const bound = pastBound(tokens, at);
    const opens = nouns.some(
      ({ from, to }) =>
        from === bound || from === at || (from < at && at < to && isOneOf(next.pos, "NUM|DET")),
    );
    if (clause && opens) return { at };
    if (SAYING.has(verb.lemma) && opens) return { at };
    if (verb.lemma === "find" || verb.lemma === "show" || verb.lemma === "see")
      return clause ? { at } : null;
  }
  if (frames.has("infinitive")) {
    const to =
      next.lower === "to"
        ? at
        : tokens.findIndex(({ lower }, i) => i > at && i < at + 6 && lower === "to");
    if (to !== -1 && verbs.some(({ from, form }) => from === to && form === "infinitive"))
      return { at: TOLD_TO.has(verb.lemma) ? to : at, narrow: true };
  }
  if (frames.has("noun")) {
    if (verb.lemma === "speak") return spokenOf(sentence, verb, at);
    if (verb.lemma === "call") {
      if (next.lower === "for" || next.lower === "on") {
        const cue = spanOf(sentence, verb.from, at + 1);
        return cue === null ? null : { at: at + 1, cue, narrow: true };
      }
      const object = startingAt(nouns, at);
      if (object === undefined) return null;
      // "called him a master": what he is called, not whom.
      return {
        at: tokens[object.head]?.pos === "PRON" && object.to - object.from === 1 ? object.to : at,
      };
    }
    if (startingAt(nouns, at) !== undefined || isOneOf(next.text, '["“«]'))
      return { at, narrow: true };
  }
  return null;
}

/** Past who was told, when and by whom, to what a verb reports. */
function whereItBegins(sentence: ParsedSentence, verb: VerbGroup): number {
  const { tokens, nouns } = sentence;
  let at = pastOut(sentence, verb);
  if (verb.passive && tokens[at]?.lower === "by") at = reachAfter(sentence, at + 1)?.to ?? at;
  if (RECIPIENT_VERBS.has(verb.lemma) && !verb.passive) {
    // "told to the channel that".
    if (tokens[at]?.lower === "to" && startingAt(nouns, at + 1) !== undefined) at++;
    const recipient = startingAt(nouns, at);
    const told = recipient === undefined ? -1 : pastName(sentence, recipient);
    if (told !== -1) at = told;
    else if (recipient !== undefined && !followsAlone(sentence, { from: at, to: recipient.to }))
      at = reachAfter(sentence, at)?.to ?? at;
  }
  at = pastWhen(sentence, verb, at);
  // "announced on Sunday, their fighters had rained rockets": past the comma after when it was said.
  if (
    at > verb.to &&
    tokens[at]?.text === "," &&
    SAYING.has(verb.lemma) &&
    isOneOf(verb.lemma, "announce|say|claim|declare|state|report") &&
    isOneOf(tokens[at + 1]?.lower, "it|its|their|they|he|she|his|her")
  )
    at++;
  // "says only that".
  if (tokens[at]?.lower === "only" && tokens[at + 1]?.lower === "that") at++;
  return at;
}

/** "told Reuters nine people were killed": past the name that a number or an article parts from what is told; -1 where none does. */
function pastName({ tokens }: ParsedSentence, { from, to }: NounPhrase): number {
  if (tokens[from]?.pos !== "PROPN") return -1;
  for (let at = from + 1; at < to; at++) if (isOneOf(tokens[at]?.pos, "NUM|DET")) return at;
  return -1;
}

/** Past when and to whom it was said. */
function pastWhen(sentence: ParsedSentence, verb: VerbGroup, at: number): number {
  const said = SAYING.has(verb.lemma) ? announced(sentence, at, verb) : null;
  return said ?? pastAdverbials(sentence, at);
}

/** "pointed out that". */
function pastOut({ tokens }: ParsedSentence, verb: VerbGroup): number {
  const out = isOneOf(verb.lemma, "point|find|spell") && tokens[verb.to]?.lower === "out";
  return out ? verb.to + 1 : verb.to;
}

/** "said at least 64 people", "said up to five drones": past the words that bound a number. */
function pastBound(tokens: ParsedSentence["tokens"], from: number): number {
  let at = from;
  while (
    isOneOf(
      tokens[at]?.lower,
      "at|up|to|as|many|about|around|over|between|nearly|almost|only|not|just|some",
    )
  )
    at++;
  if (at === from) return from;
  const bound = tokens.slice(at, at + 2);
  return bound.some(({ pos }) => pos === "NUM") ? at : from;
}

/** "speaks of two blasts". */
function spokenOf(sentence: ParsedSentence, verb: VerbGroup, at: number): Complement | null {
  const { tokens, nouns } = sentence;
  const of = tokens[at]?.lower === "of" && startingAt(nouns, at + 1) !== undefined;
  const cue = of ? spanOf(sentence, verb.from, at + 1) : null;
  return cue === null ? null : { at: at + 1, cue, narrow: true };
}

/** Verbs whose person is who is to do it, and no part of what. */
const TOLD_TO: ReadonlySet<string> = new Set([
  "ask",
  "warn",
  "tell",
  "order",
  "direct",
  "instruct",
  "advise",
  "convince",
  "invite",
]);

const ANNOUNCED_WITHIN = 16;

/** The "that" or the opening mark that a verb of saying leads to, past whom it was said to and when. */
function announced(
  { tokens, verbs, nouns }: ParsedSentence,
  from: number,
  { lemma }: VerbGroup,
): number | null {
  // "said a rocket that had been fired fell": of the rocket something is said, and it is no one who is told.
  const thing = nouns.find((phrase) => phrase.from === from);
  const told = tokens[thing?.from ?? -1]?.pos !== "DET" || !isOneOf(lemma, "say|add|claim|state");
  if (thing !== undefined && !told) return null;
  for (let at = from; at < Math.min(tokens.length, from + ANNOUNCED_WITHIN); at++) {
    const token = tokens[at];
    if (token === undefined) return null;
    // "said in a statement received by the agency that", "a copy of which was obtained by it": how it came to whoever passes it on.
    const verb = verbs.find((each) => each.from === at && each.form !== "gerund");
    const handed =
      isOneOf(verb?.lemma, HANDED) && at > from && isOneOf(tokens[at - 1]?.lower, ISSUED);
    if (verb !== undefined && !handed) return null;
    if (token.lower === "that" && token.pos !== "DET" && !isHandedBy(verbs, at)) return at;
    if (isOneOf(token.text, '["“«]') && isOneOf(tokens[at - 1]?.text, "[,:]")) return at;
  }
  return null;
}

/** What is done with a statement on its way. */
const HANDED =
  "receive|carry|issue|obtain|publish|send|release|see|post|broadcast|distribute|circulate|reach|address|read|air|hand|share";

/** What it is that is sent. */
const ISSUED =
  "statement|statements|communiqu[eé]|release|bulletin|message|letter|post|tweet|video|speech|interview|address|remarks|which|that";

/** "a statement that reached the agency". */
const isHandedBy = (verbs: readonly VerbGroup[], that: number): boolean =>
  verbs.some(({ from, lemma }) => from === that + 1 && isOneOf(lemma, HANDED));

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
    // "assesses with high confidence that".
    else if (
      token.lower === "with" &&
      isOneOf(lower, "confidence|certainty|conviction|regret|sadness|horror|relief")
    )
      at = phrase?.to ?? at + 1;
    else if (
      isOneOf(
        token.lower,
        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|later|also",
      )
    )
      at++;
    else return at;
  }
}

/** The end of what a verb reports: another cue that shares its subject ends it, else the sentence does. */
export function complementEnd(
  sentence: ParsedSentence,
  verb: VerbGroup,
  { at: from, narrow }: Complement,
): number {
  const { tokens, verbs } = sentence;
  for (const other of verbs) {
    if (other.from <= from || other === verb) continue;
    const link = tokens[other.from - 1];
    const shares = link?.pos === "CCONJ" && SAYING.has(other.lemma) && other.form === "finite";
    // "…; the ministry said three": somebody else speaks after the pause.
    const pause = tokens.findLastIndex(
      ({ text }, at) => at > from && at < other.from && text === ";",
    );
    const another = other.form === "finite" && !other.passive && tellsBeside(other.lemma);
    if (pause !== -1 && another && !verbs.some(({ from: at }) => at > pause && at < other.from))
      return contentEnd(sentence, pause);
    const trails = other.form === "gerund" && SAYING.has(other.lemma) && link?.text === ",";
    if (shares || trails) return contentEnd(sentence, other.from - 1);
  }
  const cut = clauseCut(sentence, from, narrow ?? false);
  return contentEnd(sentence, Math.min(cut, contrastAfter(sentence, from)));
}

/** "…, while the minister spoke of two": what another says, outside quotations. */
function contrastAfter({ tokens, verbs }: ParsedSentence, from: number): number {
  const at = tokens.findIndex(
    ({ text }, i) => i > from && text === "," && isOneOf(tokens[i + 1]?.lower, "while|whereas"),
  );
  const other = verbs.find(({ from: start, form }) => start > at + 2 && form === "finite");
  const speaks = other !== undefined && tellsBeside(other.lemma);
  const marks = tokens.slice(from, at).filter(({ text }) => isOneOf(text, '["“”]')).length;
  return at === -1 || !speaks || marks % 2 === 1 ? tokens.length : at;
}

/** A relative clause after a comma, and a clause with a subject of its own after "but", are no more what was reported. Quotations are whole. */
function clauseCut(
  { tokens, verbs, nouns }: ParsedSentence,
  from: number,
  narrow: boolean,
): number {
  for (let at = from + 2; at < tokens.length; at++) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === undefined || next === undefined || isOneOf(token.text, '["“«]')) break;
    if (narrow && partsThing(verbs, { token, next, at })) return at;
    if (token.text !== ",") continue;
    if (isOneOf(next.lower, "which|who|whose|where")) {
      // "the rounds, which she said were of 120 mm, had been fired": it goes on.
      const close = tokens.findIndex(({ text }, i) => i > at + 1 && text === ",");
      const resumes = verbs.some(
        ({ from: start, form }) => start === close + 1 && form === "finite",
      );
      if (close === -1 || !resumes || narrow) return at;
      at = close;
      continue;
    }
    const subject = nouns.find((phrase) => phrase.from === at + 2);
    const own = subject !== undefined && !isMoreOf(tokens, subject) && hasVerb(verbs, subject);
    // "claimed the attack, and an official who would not be named said": another speaks.
    const another = subject !== undefined && isOneOf(tokens[subject.to]?.lower, "who|whose");
    if (narrow && isOneOf(next.lower, "and|but|while") && (own || another)) return at;
    if (next.lower === "but" && own) return at;
    if (next.lower === "and" && own && tokens[from]?.lower === "to") return at;
  }
  return tokens.length;
}

/** Where a thing that is told of ends: at a dash, at another deed, and before what came earlier ("described the scene after nine people were killed"). */
function partsThing(
  verbs: readonly VerbGroup[],
  { token, next, at }: { readonly token: Token; readonly next: Token; readonly at: number },
): boolean {
  if (isOneOf(token.text, "--|—")) return true;
  if (token.lower === "after")
    return verbs.some(({ from, form }) => from > at && form === "finite");
  const deed = verbs.find(({ from }) => from === at + 1);
  const goesOn = deed?.form === "gerund" && token.text === "," && next.lower !== "including";
  return (deed?.form === "finite" || goesOn) && isOneOf(token.lower, ",|but|and");
}

/** "26 killed, and 71 injured": more of them. */
const isMoreOf = (tokens: ParsedSentence["tokens"], { head, to }: NounPhrase): boolean =>
  tokens[head]?.pos === "NUM" &&
  isOneOf(tokens[to]?.lower, "killed|injured|wounded|hurt|maimed|missing");

const hasVerb = (verbs: readonly VerbGroup[], { to }: NounPhrase): boolean =>
  verbs.some(({ from, form }) => from === to && form === "finite");

/** Without the mark that ends the sentence, unless a quotation closes after it. */
export function contentEnd({ tokens }: ParsedSentence, to: number): number {
  let end = to;
  while (end > 0 && /^(?:[.,;:]|_+)$/.test(tokens[end - 1]?.text ?? "")) end--;
  return end;
}
