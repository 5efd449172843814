import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordWithin } from "../word-within.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, rangeOf, subjectOf } from "../clause-facts.ts";
import { rangeFact } from "../fact.ts";
import { FALSE_WORDS, PEOPLE_OF_RANK, RUMOUR_NOUNS, RUMOUR_WORDS, UNHARMED } from "../lexicon.ts";
import { isPersonWord } from "../people.ts";
import { areSeveral } from "./casualties-by-fate.ts";
import { damageFacts } from "./damage.ts";
import { soundFacts } from "./sounds.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, lastUpTo, startingAt } from "../../grammar/places.ts";

/** What was heard, how many explosions, what is damaged, how the attacked person is. */
export function effectFacts(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...soundFacts(sentence),
    ...damageFacts(sentence),
    ...condition(sentence),
    ...hospital(sentence),
  ];
}

/** Without one of these nobody is told to be unharmed. */
const CONDITION_WORDS: ReadonlySet<string> = new Set([
  ...UNHARMED,
  ..."survive escape come harm hurt injure wound health".split(" "),
]);

/** Who is told only to be safe or to have survived is not told to be unhurt. */
const conditionBy = (word: string): string => (isOneOf(word, "safe|survived") ? word : "unharmed");

/** "emerged unscathed", "was not harmed", "is in good health", "survived an attempt", "escaped from an attack". */
function condition(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, CONDITION_WORDS)) return [];
  const { tokens, verbs } = sentence;
  const found: Fact[] = [];
  const add = (from: number, to: number, value: string, rule: string): void => {
    if (!found.some((other) => rangeOf(sentence, from, to).start < other.span.end))
      found.push(rangeFact(sentence, "person.condition", { from, to }, value, rule));
  };
  for (const [at, token] of tokens.entries()) {
    if (!UNHARMED.has(token.lower)) continue;
    // "is well", not "is well known".
    const adverb =
      token.pos === "ADV" &&
      (tokens[at - 1]?.lemma !== "be" || isOneOf(tokens[at + 1]?.pos, "VERB|ADJ|ADV"));
    if (adverb) continue;
    const verb = verbs.findLast(({ to, from }) => from < at && at - to <= 2);
    // "shaken but unhurt", "shaken but otherwise unharmed".
    let link = at - 1;
    while (tokens[link]?.pos === "ADV") link--;
    const shaken = verb?.passive === true && isOneOf(tokens[link]?.lower, "but|and|yet");
    const whoever = addedTo(sentence, at, link);
    if (whoever !== null) {
      add(whoever.from, at + 1, conditionBy(token.lower), "is unharmed");
      continue;
    }
    const linking =
      verb !== undefined &&
      (shaken || isOneOf(verb.lemma, "be|’m|'m|emerge|escape|remain|survive|feel"));
    // "the space is safe": of people only.
    const vague = isOneOf(token.lower, "safe|fine|well");
    const who = verb === undefined ? null : subjectOf(sentence, verb);
    // "Everyone escaped unhurt": nobody was hurt, and no one person is spoken of.
    if (who !== null && areSeveral(sentence, who)) continue;
    // "the building was unharmed", "the truce survived".
    if (who !== null && !isSomebody(sentence, who)) continue;
    if (vague && (who === null || !isPerson(sentence, who.from, who.to))) continue;
    const title = verb === undefined && at <= 5 && token.lower.startsWith("un");
    if (linking || title)
      add(
        verb === undefined ? 0 : subjectFrom(sentence, verb.from),
        at + 1,
        conditionBy(token.lower),
        "is unharmed",
      );
  }
  lived(sentence, add);
  const health = tokens.findIndex(
    ({ lower }, i) =>
      isOneOf(lower, "good|excellent|perfect|full|fine") && tokens[i + 1]?.lower === "health",
  );
  if (health !== -1) add(Math.max(0, health - 3), health + 2, "unharmed", "good health");
  return found;
}

/** "appeared on television, apparently unhurt": who did; null where it is said of nobody so. */
function addedTo(sentence: ParsedSentence, at: number, comma: number): NounPhrase | null {
  const { tokens, verbs } = sentence;
  if (tokens[comma]?.text !== "," || !isOneOf(tokens[at + 1]?.text ?? ".", "[.,;]")) return null;
  if (!/^un\p{Ll}/u.test(tokens[at]?.lower ?? "")) return null;
  const lead = verbs.findLast(({ to, form }) => to <= comma && form === "finite");
  const who = lead === undefined ? null : subjectOf(sentence, lead);
  const one = who !== null && isPerson(sentence, who.from, who.to) && !areSeveral(sentence, who);
  return one ? who : null;
}

/** "was not harmed", "survived an attempt", "came through an attack". */
function lived(
  sentence: ParsedSentence,
  add: (from: number, to: number, value: string, rule: string) => void,
): void {
  const { tokens, verbs, nouns } = sentence;
  for (const verb of verbs) {
    // "came through an attempt on his life".
    const through =
      verb.lemma === "come" && tokens[verb.to]?.lower === "through" && !verb.negated
        ? startingAt(nouns, verb.to + 1)
        : undefined;
    if (
      through !== undefined &&
      isOneOf(tokens[through.head]?.lemma, "attack|attempt|plot|strike|bombing")
    )
      add(subjectFrom(sentence, verb.from), through.to, "survived", "survived");
    const harm = isOneOf(verb.lemma, "harm|hurt|injure|wound") && verb.negated;
    const subject = endingAt(nouns, verb.from);
    const person = subject !== undefined && isPerson(sentence, subject.from, subject.to);
    if (harm && verb.passive && person) add(subject.from, verb.to, "unharmed", "was not harmed");
    const outlived =
      isOneOf(verb.lemma, "survive|escape") && verb.form === "finite" && !verb.negated;
    if (outlived && !verb.passive) {
      const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 2);
      const danger =
        object !== undefined &&
        isOneOf(tokens[object.head]?.lemma, "attack|attempt|plot|assassination|strike|bombing");
      const whose = subjectOf(sentence, verb);
      // "escaped the attack on his home unhurt".
      const how = tokens.findIndex(
        ({ lower }, i) =>
          i >= verb.to && i < verb.to + HOW_WITHIN && UNHARMED.has(lower) && lower.startsWith("un"),
      );
      // Who escaped it was not hurt, unless it is said how he was.
      const hurt = hasOne(
        tokens.slice(verb.to, verb.to + HOW_WITHIN),
        "injur(?:y|ies|ed)|wounds?|wounded|burns|cuts?|hurt",
      );
      const away = verb.lemma === "escape" && !hurt;
      const value = how === -1 && !away ? "survived" : "unharmed";
      if (danger && (whose === null || isSomebody(sentence, whose)))
        add(
          subjectFrom(sentence, verb.from),
          how === -1 ? object.to : Math.max(object.to, how + 1),
          value,
          "survived",
        );
    }
  }
}

/** Words after "escaped" in which it is said how, at most. */
const HOW_WITHIN = 9;

function subjectFrom({ nouns, tokens }: ParsedSentence, at: number): number {
  const direct = lastUpTo(nouns, at);
  if (direct === undefined) return at;
  // An apposition before it: "X, the prime minister, escaped".
  const before = nouns.find(
    ({ to }) => to === direct.from - 1 && tokens[direct.from - 1]?.text === ",",
  );
  return (tokens[direct.to]?.text === "," && before !== undefined ? before : direct).from;
}

/** Whether a phrase may name a person: a thing does not survive an attack unhurt. */
function isSomebody(sentence: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const noun = sentence.tokens[head];
  return noun?.pos !== "NOUN" || isPersonWord(noun.lemma) || isPerson(sentence, from, to);
}

export function isPerson({ tokens }: ParsedSentence, from: number, to: number): boolean {
  return tokens
    .slice(from, to)
    .some(
      ({ pos, lemma, lower }) =>
        pos === "PROPN" || PEOPLE_OF_RANK.has(lemma) || isOneOf(lower, "he|she|him|i"),
    );
}

/** Without one of these the rule below finds nothing. */
const HOSPITAL: ReadonlySet<string> = new Set(
  "hospital hospitalise hospitalize hospitalised hospitalized".split(" "),
);

/** "had been taken to hospital", and whether the account says that it was a rumour. */
function hospital(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, HOSPITAL)) return [];
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const taken = isOneOf(
      verb.lemma,
      "take|rush|bring|move|transfer|admit|drive|fly|airlift|carry|send|evacuate|transport|hospitalise|hospitalize",
    );
    const at = wordWithin(tokens, verb.to, 3, /^hospital$/);
    if (isUnreal(sentence, verb)) return [];
    const lies = inHospital(sentence, verb);
    if (lies !== null) return [lies];
    if (!taken || (at === -1 && !verb.lemma.startsWith("hospitali")) || !verb.passive) return [];
    const corrected =
      tokens.some(({ lower }) => RUMOUR_WORDS.has(lower)) || isToldFalsely(sentence);
    const to = corrected ? tokens.length : at + 1;
    const subject = subjectOf(sentence, verb);
    // Counted people are injured; one person, by name or office, is spoken of.
    if (
      subject === null ||
      (!corrected && !isPerson(sentence, subject.from, subject.to) && !verb.negated) ||
      hasOne(sentence.tokens.slice(subject.from, subject.to), "bod(?:y|ies)")
    )
      return [];
    const denied = corrected || verb.negated;
    return [
      rangeFact(
        sentence,
        "person.hospitalised",
        {
          from: corrected ? 0 : verb.negated ? verb.from : subjectFrom(sentence, verb.from),
          to: Math.max(to, verb.to),
        },
        denied ? "no" : "yes",
        corrected ? "corrected rumour" : "taken to hospital",
        denied ? "deny" : "affirm",
      ),
    ];
  });
}

/** "reports that he had been moved to hospital are incorrect". */
const isToldFalsely = ({ tokens }: ParsedSentence): boolean =>
  tokens.some(({ lower }) => FALSE_WORDS.has(lower)) &&
  tokens.some(({ lemma }) => RUMOUR_NOUNS.has(lemma));

/** "he is now in a hospital": one person, by name or as "he". */
function inHospital(sentence: ParsedSentence, verb: ParsedSentence["verbs"][number]): Fact | null {
  const { tokens } = sentence;
  if (verb.lemma !== "be" || verb.negated || tokens[verb.from - 1]?.lower === "who") return null;
  const at = wordWithin(tokens, verb.to, 3, /^hospital$/);
  const into = tokens.slice(verb.to, Math.max(at, verb.to)).some(({ lower }) => lower === "in");
  const subject = at === -1 || !into ? null : subjectOf(sentence, verb);
  if (subject === null || subject.to > verb.from || !isPerson(sentence, subject.from, subject.to))
    return null;
  const range = { from: subject.from, to: at + 1 };
  return rangeFact(sentence, "person.hospitalised", range, "yes", "in hospital");
}
