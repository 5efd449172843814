import { governedBy } from "../grammar/clauses.ts";
import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { isAge } from "./age.ts";
import type { Undergoer } from "./clause-facts.ts";
import { isBareKin, isKin, KIN_WORD } from "./kin.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../grammar/places.ts";

/** "one officer and two soldiers were wounded", "nine people, including four children": each is told of, with a count or name of its own. */
export function coordinatedWith(
  sentence: ParsedSentence,
  { phrase, side, first: begins }: Undergoer,
): readonly NounPhrase[] {
  const { tokens, nouns } = sentence;
  const start = begins === undefined ? firstOf(sentence, phrase) : begins;
  // "a woman and her son, both of whom died": both.
  if (tokens[phrase.to]?.lower === "of" && isOneOf(tokens[phrase.to + 1]?.lower, "whom|which"))
    return [phrase];
  // "a firefighter and father of two": one person.
  const bare = tokens[phrase.from]?.pos === "NOUN" && phrase.to - phrase.from === 1;
  const again =
    bare &&
    tokens[phrase.from - 1]?.lower === "and" &&
    KIN_WORD.test(tokens[phrase.from]?.lower ?? "");
  const who = again ? endingAt(nouns, phrase.from - 1) : undefined;
  if (who !== undefined && side === "before" && isOneOf(tokens[who.from]?.lower, "an?|the"))
    return [who];
  const found = [phrase];
  const first = side === "after" ? pastOf(sentence, phrase) : phrase;
  for (let edge = first; ; ) {
    const next =
      side === "before"
        ? nouns.find(({ to }) => to < edge.from && isLink(tokens, to, edge.from))
        : nouns.find(({ from }) => from > edge.to && isLink(tokens, edge.to, from));
    if (next === undefined || hasState(tokens, next) || isApart(tokens, next, side)) break;
    // "speaking of nine, and twenty-six injured": a number alone adds to none.
    if (side === "before" && isNumber(tokens, next) && isNumber(tokens, edge)) break;
    // "killed three soldiers and two officers were wounded": each verb has its own.
    const others = start !== null && next.to <= start.from;
    if (side === "before" ? others : isSubject(sentence, next)) break;
    // "Juan Lopez, 34, and Ana Ruiz": past the age.
    if (isAge(tokens, next) || isExplained(tokens, next, edge)) {
      edge = next;
      continue;
    }
    const own =
      isKin(tokens, next) ||
      (side === "before" && isKin(tokens, edge)) ||
      (isBareKin(tokens, next) && isKin(tokens, edge));
    if (!isNumbered(tokens, next) && !areNames(tokens, next, edge) && !own) break;
    found.push(next);
    edge = next;
  }
  // "64 patients and bystanders": one number for both.
  const [own] = found;
  if (side === "before" && found.length > 1 && own !== undefined && isBarePlural(tokens, own))
    found.shift();
  const part = tokens.findIndex(
    ({ lower }, i) => i >= phrase.to && i <= phrase.to + 4 && lower === "including",
  );
  const among =
    part === -1 ? undefined : nouns.find(({ from }) => from >= part + 1 && from <= part + 2);
  if (among !== undefined && isNumbered(tokens, among)) found.push(among);
  return found;
}

/** Where the subject begins that a phrase ends; null where no verb is said of it. */
function firstOf(sentence: ParsedSentence, phrase: NounPhrase): NounPhrase | null {
  for (const verb of sentence.verbs) {
    const governed = verb.from < phrase.to ? null : governedBy(sentence, verb);
    if (governed?.subject === phrase) return governed.first;
  }
  return null;
}

/** Whether a verb is said of a phrase that stands before it. */
const isSubject = (sentence: ParsedSentence, phrase: NounPhrase): boolean =>
  sentence.verbs.some((verb) => {
    if (verb.from < phrase.to || verb.form !== "finite") return false;
    // "two cooks who were asleep".
    const relative = hasOne(sentence.tokens.slice(phrase.to, verb.from), "who|which|that|whom");
    if (relative) return false;
    const governed = governedBy(sentence, verb);
    return (
      governed !== null &&
      !governed.reduced &&
      (governed.subject === phrase || governed.first === phrase)
    );
  });

/** "treated 12 people, three of whom died", "12 dead, including four children, and 30 others wounded": told of by itself. */
function isApart(
  tokens: ParsedSentence["tokens"],
  { from, to }: NounPhrase,
  side: Undergoer["side"],
): boolean {
  if (side === "before") return isOneOf(tokens[from - 1]?.lower, "including|among|them|whom");
  const next = tokens[to]?.lower ?? "";
  const ofThem = next === "of" && isOneOf(tokens[to + 1]?.lower, "whom|them|which");
  return ofThem || isOneOf(next, "dead|injured|wounded|hurt|missing|unhurt");
}

function isBarePlural(tokens: ParsedSentence["tokens"], { from, to, head }: NounPhrase): boolean {
  const noun = tokens[head];
  return (
    noun !== undefined &&
    noun.pos === "NOUN" &&
    noun.lower !== noun.lemma &&
    tokens.slice(from, to).every(({ pos }) => pos === "NOUN" || pos === "ADJ")
  );
}

/** "one guard dead, two injured": what is said of the first is said of it alone. */
function hasState(tokens: ParsedSentence["tokens"], { from, to, head }: NounPhrase): boolean {
  // "nine children, and 71 injured".
  const bare = to - from === 1 && tokens[from]?.pos === "NUM" ? 1 : 0;
  return hasOne(
    tokens.slice(Math.max(from, head), to + bare),
    "dead|killed|injured|wounded|hurt|missing|unhurt",
  );
}

/** "a baker, Betha Sorn": one person, and who that is. */
function isExplained(
  tokens: ParsedSentence["tokens"],
  one: NounPhrase,
  other: NounPhrase,
): boolean {
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  if (tokens[first.to]?.text !== "," || second.from !== first.to + 1) return false;
  const described = ({ from, head }: NounPhrase): boolean =>
    isOneOf(tokens[from]?.lower, "an?|the") && tokens[head]?.pos === "NOUN";
  const isName = ({ from, head }: NounPhrase): boolean =>
    tokens[head]?.pos === "PROPN" && tokens[from]?.pos !== "DET";
  return (described(first) && isName(second)) || (isName(first) && described(second));
}

/** The last phrase of "the keeper of the old mill of Hostin": what is added follows it. */
function pastOf({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): NounPhrase {
  let last = phrase;
  for (;;) {
    const next = tokens[last.to]?.lower === "of" ? startingAt(nouns, last.to + 1) : undefined;
    if (next === undefined) return last;
    last = next;
  }
}

/** "and", a comma, "as well as", "along with", "together with" between two phrases. */
function isLink(tokens: ParsedSentence["tokens"], from: number, to: number): boolean {
  const words = tokens
    .slice(from, to)
    .map(({ lower }) => lower)
    .join(" ");
  return isOneOf(words, "and|,|, and|,? as well as|,? (?:al|t)o(?:ng|gether) with");
}

const isNumber = (tokens: ParsedSentence["tokens"], { from, to }: NounPhrase): boolean =>
  tokens.slice(from, to).every(({ pos, text }) => pos === "NUM" || text === "-");

/** Whether a phrase counts: a number, "a", "several". */
export function isNumbered(tokens: ParsedSentence["tokens"], { from, to }: NounPhrase): boolean {
  return tokens
    .slice(from, to)
    .some(
      ({ pos, lower }) => pos === "NUM" || lower === "a" || lower === "an" || lower === "several",
    );
}

function areNames(tokens: ParsedSentence["tokens"], ...phrases: readonly NounPhrase[]): boolean {
  return phrases.every(({ head }) => tokens[head]?.pos === "PROPN");
}
