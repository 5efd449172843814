import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { partitiveOf, type Undergoer } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { countOf, ONE } from "../count.ts";
import { isKin } from "../kin.ts";
import { PEOPLE_OF_RANK, POPULATIONS } from "../lexicon.ts";
import { togetherIn, withoutExplanation } from "../pairs.ts";
import { isPersonWord, peopleOf, type Who } from "../people.ts";
import { BODY } from "../rules/casualties-by-care.ts";
import { areSeveral } from "../rules/casualties-by-fate.ts";
import { isPerson } from "../rules/effects.ts";
import { type ArgumentReader, type Filled, filled } from "./argument.ts";
import { hasOne } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";

/** "{people}": who is a person by the words; each of a list, or all of it together. */
export const people: ArgumentReader = (sentence, _scene, who) => peopleIn(sentence, who, "listed");

/** "{anyone}": whoever it names, where the trigger is said of the living only. */
export const anyone: ArgumentReader = (sentence, _scene, who) => peopleIn(sentence, who, "anyone");

/** "{counted}": people who are counted; of one by name or office it is asked how that person is. */
export const counted: ArgumentReader = (sentence, _scene, who) =>
  peopleOf(sentence, who.phrase, "listed")?.one === true ||
  // Patients are in hospital, whatever for.
  sentence.tokens[who.phrase.head]?.lemma === "patient"
    ? []
    : peopleIn(sentence, who, "listed");

/** "{number}": a number alone, of whom the trigger says. */
export const number: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  // "numbered seventeen", which may be tagged as a noun.
  const alone = tokens[phrase.head]?.pos === "NUM" || phrase.to - phrase.from === 1;
  const ends = isOneOf(tokens[phrase.to]?.pos ?? "PUNCT", "PUNCT|CCONJ");
  const count = alone && ends ? countOf(tokens, phrase.from, phrase.to, phrase.head) : null;
  return count === null ? [] : [filled(phrase, "people", { count })];
};

/** "{several}": more than one person, of whom something is said of all. */
export const several: ArgumentReader = (sentence, _scene, { phrase }) =>
  areSeveral(sentence, phrase) ? [filled(phrase, "people")] : [];

/** "{one}": one person by name, office or as "he", of whom it is asked how that person is. */
export const one: ArgumentReader = (sentence, _scene, { phrase }) =>
  (isPerson(sentence, phrase.from, phrase.to) || isHead(sentence, phrase)) &&
  !areSeveral(sentence, phrase)
    ? [filled(phrase, "")]
    : [];

/** "the head of government", "the chief of the Iraqi cabinet". */
const isHead = ({ tokens }: ParsedSentence, { head, to }: NounPhrase): boolean =>
  isOneOf(tokens[head]?.lower, "excellency|premier|pm") ||
  (isOneOf(tokens[head]?.lower, "head|chief|leader|chairman") &&
    tokens[to]?.lower === "of" &&
    hasOne(
      tokens.slice(to + 1, to + 4),
      "government|state|cabinet|staff|executive|regime|country|nation|ministers|armed",
    ));

function peopleIn(sentence: ParsedSentence, who: Undergoer, first: Who): readonly Filled[] {
  const all = withoutExplanation(sentence, coordinatedWith(sentence, who));
  const together = togetherIn(sentence, all);
  // "the injured, his wife and their daughter, were taken there": more than those two.
  if (together !== null && sentence.tokens[together.from - 1]?.text === ",") return [];
  if (together !== null) return [filled(together, "people", { count: together.count })];
  const isFirst = who.phrase === all[0] && peopleOf(sentence, who.phrase, first) !== null;
  return all.flatMap((phrase, i) => {
    const found = peopleOf(sentence, phrase, i === 0 ? first : "listed");
    if (found === null) return [];
    // "the remains of two aircraft, one more than before": one of those.
    if (!isFirst && i > 0 && sentence.tokens[phrase.head]?.pos === "NUM") return [];
    const { count, population, to } = found;
    // "maimed guerrillas": more than one, and nobody's number.
    if (count.weak && count.min > 1) return [];
    const range = { from: phrase.from, to: Math.max(to, phrase.to) };
    return [filled(range, population ?? "people", { count, population })];
  });
}

/** "{numbered}": people who are counted one by one: "three with burns", and not "some with burns". */
export const numbered: ArgumentReader = (sentence, scene, who) =>
  counted(sentence, scene, who).filter(
    ({ count }) => count !== null && (count.max === count.min || count.approximate),
  );

/** "{all}": everybody of several: "all twenty passengers", "both guards", "everyone". */
export const all: ArgumentReader = (sentence, _scene, { phrase }) =>
  (phrase.to - phrase.from === 1 && sentence.tokens[phrase.from]?.lower === "all") ||
  (isOneOf(sentence.tokens[phrase.from]?.lower, "all|both|everyone|everybody|every") &&
    areSeveral(sentence, phrase))
    ? [filled(phrase, "people")]
    : [];

/** "{limb}": a part of one person's body, by whose it is: "the caretaker's thigh". */
export const limb: ArgumentReader = ({ tokens }, _scene, { phrase }) => {
  const at = tokens.findIndex(
    ({ lower }, i) => i > phrase.from && i < phrase.head && isOneOf(lower, "['’]s"),
  );
  const owner = tokens[at - 1];
  if (at === -1 || owner === undefined || !isOneOf(tokens[phrase.head]?.lower, BODY)) return [];
  return owner.pos === "PROPN" || isPersonWord(owner.lemma) || POPULATIONS.has(owner.lemma)
    ? [filled(phrase, "people", { count: ONE })]
    : [];
};

/** "{folk}": people who are counted, or one by what he or she is ("the driver", "my brother"), of no rank: of a minister it is asked how that person is. */
export const folk: ArgumentReader = (sentence, _scene, who) => {
  const { tokens } = sentence;
  const { from, to, head } = who.phrase;
  const single = peopleOf(sentence, who.phrase, "listed")?.one === true;
  const ranked = tokens.slice(from, to).some(({ lemma }) => PEOPLE_OF_RANK.has(lemma));
  // "one of them": who knows of what.
  if (tokens[partitiveOf(sentence, who.phrase)?.head ?? -1]?.pos === "PRON") return [];
  return single && (ranked || tokens[head]?.pos !== "NOUN")
    ? []
    : peopleIn(sentence, who, "listed");
};

/** "{kin}": whom somebody has lost: "her father and her grandmother". */
export const kin: ArgumentReader = (sentence, _scene, who) =>
  isKin(sentence.tokens, who.phrase) ? peopleIn(sentence, who, "listed") : [];

/** "{fighters}": of a force, of whom it is said that they are no more as it is of weapons. */
export const fighters: ArgumentReader = (sentence, scene, who) =>
  counted(sentence, scene, who).filter(({ population }) =>
    isOneOf(population, "soldiers|guards|fighters"),
  );

/** "{own-state}": how one person is by whose it is: "the governor's condition". */
export const ownState: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) => i > phrase.from && i < phrase.head && isOneOf(lower, "['’]s"),
  );
  // "his state of health", "my condition".
  const own = isOneOf(tokens[phrase.from]?.lower, "his|her|my");
  return isOneOf(tokens[phrase.head]?.lower, "condition|state|health") &&
    (own || (at !== -1 && isPerson(sentence, phrase.from, at)))
    ? [filled(phrase, "")]
    : [];
};

/** "{somebody}": the same, or one by name, where it is said what he or she suffers. */
export const somebody: ArgumentReader = (sentence, scene, who) => {
  const { tokens } = sentence;
  const { from, to, head } = who.phrase;
  const ranked = tokens.slice(from, to).some(({ lemma }) => PEOPLE_OF_RANK.has(lemma));
  const name = tokens[head]?.pos === "PROPN" && !ranked && tokens[from]?.pos === "PROPN";
  return name ? [filled(who.phrase, "people", { count: ONE })] : folk(sentence, scene, who);
};

/** "{self}": who speaks, of what befell him or her: "I". */
export const self: ArgumentReader = ({ tokens }, _scene, { phrase }) =>
  phrase.to - phrase.from === 1 && tokens[phrase.from]?.lower === "i"
    ? [filled(phrase, "people", { count: ONE })]
    : [];

/** "{own-limb}": one of somebody who was told of before: "his left foot". */
export const ownLimb: ArgumentReader = ({ tokens }, _scene, { phrase }) =>
  isOneOf(tokens[phrase.from]?.lower, "his|her|my") && isOneOf(tokens[phrase.head]?.lower, BODY)
    ? [filled(phrase, "people", { count: ONE })]
    : [];

/** "{ruler}": whom the attack was aimed at: by rank, or by a name or as "he" where it was told that a ruler was attacked. */
export const ruler: ArgumentReader = (sentence, scene, who) => {
  const words = sentence.tokens.slice(who.phrase.from, who.phrase.to);
  const ranked =
    isHead(sentence, who.phrase) || words.some(({ lemma }) => PEOPLE_OF_RANK.has(lemma));
  const named = scene.ruler && words.every(({ pos, lower }) => pos === "PROPN" || lower === "he");
  return ranked || named ? one(sentence, scene, who) : [];
};

/** "{one-limb}": a part of the body of one of whom it is asked how he or she is: "the premier's cheek". */
export const oneLimb: ArgumentReader = (sentence, _scene, { phrase }) =>
  isOneOf(sentence.tokens[phrase.head]?.lower, BODY) && isOfOnePerson(sentence, phrase)
    ? [filled(phrase, "")]
    : [];

/** "{life}": whose life it is that is in no danger: "the premier's life". */
export const life: ArgumentReader = (sentence, _scene, { phrase }) =>
  sentence.tokens[phrase.head]?.lower === "life" && isOfOnePerson(sentence, phrase)
    ? [filled(phrase, "")]
    : [];

/** "{own-head}": "the minister's head", "his head", where it is said that not a hair of it was touched. */
export const ownHead: ArgumentReader = (sentence, _scene, { phrase }) =>
  sentence.tokens[phrase.head]?.lower === "head" &&
  (isOneOf(sentence.tokens[phrase.from]?.lower, "his|her|my") || isOfOnePerson(sentence, phrase))
    ? [filled(phrase, "")]
    : [];

/** "the premier's", "Sarraf's", of one who has a rank or a name. */
function isOfOnePerson(sentence: ParsedSentence, { from, head }: NounPhrase): boolean {
  const at = sentence.tokens.findIndex(
    ({ lower }, i) => i > from && i < head && isOneOf(lower, "['’]s"),
  );
  return at !== -1 && isPerson(sentence, from, at);
}

/** "<medic>": who takes care of those who are hurt, or where. */
export const medic: ArgumentReader = ({ tokens }, _scene, { phrase }) =>
  isOneOf(
    tokens[phrase.head]?.lemma,
    "hospital|clinic|infirmary|ward|unit|centre|center|doctor|surgeon|medic|paramedic|nurse|ambulance|rescuer|crew|post|team|staff|department",
  )
    ? [filled(phrase, "")]
    : [];
