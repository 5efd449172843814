import { SAYING } from "../attribution/cue-lexicon.ts";
import type { Token } from "../text/tokens.ts";
import { governedBy } from "./clauses.ts";
import { INTRANSITIVE, isCounted, isTime } from "./clause-words.ts";
import type { NounPhrase } from "./noun-phrases.ts";
import type { ParsedSentence } from "./parsed-sentence.ts";
import type { VerbGroup } from "./verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";

/**
 * "One man was killed at the gate, four in the canteen", "the first strike killed three people, the second one": what is said with the verb of the clause
 * before, as clauses with that verb. It has no length there, and the other words keep their places.
 */
export function gappedClauses(sentence: ParsedSentence): readonly (readonly Token[])[] {
  const { tokens, nouns, verbs } = sentence;
  if (verbs.length === 0) return [];
  return nouns.flatMap((phrase): readonly (readonly Token[])[] => {
    const done = withoutAuxiliary(sentence, phrase);
    if (done !== null) return [done];
    const fronted = behindPlace(sentence, phrase);
    if (fronted !== null) return fronted;
    if (!isOneOf(tokens[phrase.from - 1]?.lower, LINKS)) return [];
    const end = endOf(tokens, phrase.to);
    const verb = verbs.findLast(({ to, form }) => to < phrase.from && form === "finite");
    if (verb === undefined || SAYING.has(verb.lemma) || verb.negated) return [];
    if (verbs.some(({ from }) => from >= verb.to && from < end && from > phrase.from - BESIDE))
      return [];
    const object = objectAfter(sentence, verb);
    const alone = verb.passive || object === undefined || object.to >= phrase.from;
    if (isBareNumber(tokens, phrase))
      return isOfPlace(tokens, phrase.to, end)
        ? withSame(sentence, verb, alone ? null : (object ?? null), phrase, end)
        : [];
    // "the children's clinic nine", "the second one".
    const number = tokens[phrase.to - 1];
    const own = number?.pos === "NUM" && phrase.to === end && phrase.to - phrase.from > 1;
    const others = OTHERS.test(
      tokens
        .slice(phrase.from, phrase.to)
        .map(({ lower }) => lower)
        .join(" "),
    );
    if (!own || !others || alone || object === undefined || !isCounted(tokens, object)) return [];
    const at = number.start;
    return [
      [
        ...tokens.slice(phrase.from, phrase.to - 1),
        ...unsaid(tokens, verb.from, verb.to, at),
        ...tokens.slice(phrase.to - 1, end),
      ],
    ];
  });
}

/** "In Ostvar three people died, in Melk two": as many there as the clause before has elsewhere. */
function behindPlace(
  sentence: ParsedSentence,
  { from, to }: NounPhrase,
): readonly (readonly Token[])[] | null {
  const { tokens, verbs } = sentence;
  if (tokens[to - 1]?.pos !== "NUM" || to - from < 2) return null;
  if (!isOneOf(tokens[from - 1]?.lower, "in|at|near|on|outside")) return null;
  if (!isOneOf(tokens[from - 2]?.lower, LINKS) || !isOneOf(tokens[to - 2]?.pos, "NOUN|PROPN"))
    return null;
  const verb = verbs.findLast((each) => each.to < from && each.form === "finite");
  if (verb === undefined || SAYING.has(verb.lemma) || verb.negated || endOf(tokens, to) !== to)
    return null;
  const object = objectAfter(sentence, verb);
  const counted = verb.passive || object === undefined || object.to >= from ? null : object;
  return withSame(sentence, verb, counted, { from: to - 1, to, head: to - 1 }, to);
}

/** "A guard was killed and a cleaner badly wounded", "four dead and seventeen injured": what is done to it, with the auxiliary. */
function withoutAuxiliary(
  { tokens, verbs }: ParsedSentence,
  { from, to, head }: NounPhrase,
): readonly Token[] | null {
  if (!isOneOf(tokens[from - 1]?.lower, ",|;|and|while|but")) return null;
  let at = to;
  while (tokens[at]?.pos === "ADV") at++;
  const verb = verbs.find((each) => each.from === at && each.main === at && each.to === at + 1);
  const next = tokens[at + 1];
  const object = next !== undefined && isOneOf(next.pos, "NUM|DET|NOUN|PROPN|PRON|ADJ");
  if (verb === undefined || object || !isOneOf(tokens[at]?.lower, DONE)) return null;
  if (isOneOf(tokens[head]?.lower, "who|which|that")) return null;
  const end = tokens.findIndex(({ text }, i) => i > at && isOneOf(text, "[,;:.()]"));
  const place = tokens[to - 1]?.end ?? 0;
  const was = { start: place, end: place, text: "was", lower: "was", lemma: "be", pos: "AUX" };
  return [...tokens.slice(from, to), was, ...tokens.slice(to, end === -1 ? tokens.length : end)];
}

/** What is done to people, things and weapons. */
const DONE =
  "killed|injured|wounded|hurt|burned|burnt|maimed|concussed|damaged|destroyed|wrecked|gutted|flattened|shattered|broken|intercepted|downed|jammed";

/** "killed at least three", "took in twelve". */
function objectAfter({ tokens, nouns }: ParsedSentence, verb: VerbGroup): NounPhrase | undefined {
  if (INTRANSITIVE.has(verb.lemma)) return undefined;
  return nouns.find(
    ({ from }) =>
      from >= verb.to &&
      from <= verb.to + 2 &&
      tokens.slice(verb.to, from).every(({ lower }) => isOneOf(lower, "at|up|in|to|over|about")),
  );
}

const LINKS = ",|;|and|while|but";
/** Words between the gap and a verb of its own, at most. */
const BESIDE = 2;
/** Of whom a clause without a verb may tell as the one before does. */
const OTHERS =
  /\b(?:second|third|fourth|other|another|latter|hospital|clinic|infirmary|ward|unit|brigade|battalion|regiment|battery)\b/;
const ENDS = '[,;.:()–—!?”"]|and|while|but|where|who|which';

function endOf(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length && !isOneOf(tokens[at]?.lower ?? ".", ENDS)) at++;
  return at;
}

/** "four", "another two", "five others". */
const isBareNumber = (tokens: readonly Token[], { from, to }: NounPhrase): boolean =>
  tokens.slice(from, to).some(({ pos }) => pos === "NUM") &&
  tokens
    .slice(from, to)
    .every(({ pos, lower }) => pos === "NUM" || isOneOf(lower, "another|a|further|others?|more"));

/** "in the canteen", and not "in hospital", "in a critical condition", "in the leg". */
function isOfPlace(tokens: readonly Token[], from: number, end: number): boolean {
  if (!isOneOf(tokens[from]?.lower, "in|at|on|near|outside|inside|along|beside|from|over|above"))
    return false;
  return end > from + 1 && !tokens.slice(from + 1, end).some(({ lower }) => isOneOf(lower, STATE));
}

const STATE =
  "hospitals?|clinics?|care|conditions?|state|shock|surgery|coma|total|all|particular|legs?|arms?|head|chest|face|back|neck|stomach|hands?|foot|feet|monday|tuesday|wednesday|thursday|friday|saturday|sunday|fall|which|whom";

/** What is said of a number: its verb's subject, or object, is another number of the same. */
function withSame(
  sentence: ParsedSentence,
  verb: VerbGroup,
  object: NounPhrase | null,
  { from, to }: NounPhrase,
  end: number,
): readonly (readonly Token[])[] {
  const { tokens } = sentence;
  const same = object ?? governedBy(sentence, verb)?.subject ?? null;
  if (same === null || !isNumbered(tokens, same) || isTime(tokens, same)) return [];
  const [start, at] = [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0];
  // "two drones over the north, one near the bay": one drone.
  const noun = unsaid(tokens, same.head, same.head + 1, at);
  const own = [...tokens.slice(from, to), ...(tokens[same.head]?.pos === "NUM" ? [] : noun)];
  const rest = tokens.slice(to, end);
  return object === null
    ? [[...own, ...unsaid(tokens, verb.from, verb.to, at), ...rest]]
    : [[...unsaid(tokens, verb.from, verb.to, start), ...own, ...rest]];
}

const isNumbered = (tokens: readonly Token[], phrase: NounPhrase): boolean =>
  isCounted(tokens, phrase) || isOneOf(tokens[phrase.from]?.lower, "an?");

/** Words that are only meant, at a place of no length. */
const unsaid = (tokens: readonly Token[], from: number, to: number, at: number): readonly Token[] =>
  tokens.slice(from, to).map((token) => ({ ...token, start: at, end: at }));
