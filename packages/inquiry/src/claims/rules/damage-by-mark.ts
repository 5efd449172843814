import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, subjectOf } from "../clause-facts.ts";
import { isHull } from "../weapon-in.ts";
import type { Harmed } from "./damage-by-fire.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

/** What is damaged, told by what is seen of it afterwards: marks, what is left of it, what came off it, how it was found. */
export function markedThings(sentence: ParsedSentence): readonly Harmed[] {
  return [
    ...sentence.verbs.flatMap((verb) => [
      ...affected(sentence, verb),
      ...struck(sentence, verb),
      ...cameOff(sentence, verb),
      ...foundSo(sentence, verb),
    ]),
    ...sentence.nouns.flatMap((phrase) => [
      ...marksOn(sentence, phrase),
      ...leftOf(sentence, phrase),
    ]),
  ];
}

const FORCE =
  "heat|fire|fires|blast|blasts|flames?|smoke|shock|shockwave|shrapnel|debris|fragments?|splinters?|explosions?|wave|water|bullets?|gunfire|rubble";

/** "a pipe rack was affected by heat", "two flats were hit by debris", "the gate was struck by shrapnel". */
function affected(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "affect|hit|strike|catch|engulf|scar|rock|sweep|consume")) return [];
  if (!verb.passive || verb.negated || isUnreal(sentence, verb)) return [];
  const by = isOneOf(tokens[verb.to]?.lower, "by|in") ? startingAt(nouns, verb.to + 1) : undefined;
  const subject = subjectOf(sentence, verb);
  if (by === undefined || subject === null || subject.to > verb.from) return [];
  const force = isOneOf(tokens[by.head]?.lower, FORCE);
  if (!force || tokens[subject.head]?.pos !== "NOUN") return [];
  return [{ phrase: subject, from: subject.from, to: by.to, denied: false, rule: "affected by" }];
}

/** "a substation had also been struck": a thing on the ground, where nobody says by what. */
function struck(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens, verbs } = sentence;
  if (!isOneOf(verb.lemma, "hit|strike") || !verb.passive || verb.negated) return [];
  if (isUnreal(sentence, verb) || verbs.some(({ lemma }) => isOneOf(lemma, REJECTS))) return [];
  const ahead = tokens.slice(verb.to, verb.to + BY_WITHIN);
  if (ahead.some(({ lower }) => isOneOf(lower, "by|with|hard|off"))) return [];
  const subject = subjectOf(sentence, verb);
  const noun = tokens[subject?.head ?? -1]?.lemma ?? "";
  if (subject === null || subject.to > verb.from) return [];
  if (isOneOf(tokens[subject.from]?.lower, "no|any|not|neither")) return [];
  // Whatever it is: what is nobody and nothing in words only is told apart where things are named.
  const thing = tokens[subject.head]?.pos === "NOUN" && !isOneOf(noun, GROUND);
  if (!thing && !isOneOf(noun, CONCRETE)) return [];
  return [{ phrase: subject, from: subject.from, to: verb.to, denied: false, rule: "struck" }];
}

/** Where people live and fight: told as where it was. */
const GROUND =
  "town|city|village|district|region|province|area|quarter|suburb|country|place|position|object|facility|chancery|convoy|column|train|target|base|airbase|airport|airfield|home|house|residence|embassy|outskirts|outpost|camp";

const REJECTS = "deny|reject|dismiss|refute";
/** Words after "was struck" within which it is said by what. */
const BY_WITHIN = 11;

const FIXED =
  "doors?|windows?|roofs?|shutters?|ceilings?|tiles?|plaster|frames?|glass|panes?|gates?|fences?|blinds?|balcon(?:y|ies)|cladding|panels?|bricks?|chimneys?|walls?";

/** "our door came off", "the windows flew into the room", "the ceiling fell in", "all the glass went". */
function cameOff(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens, nouns } = sentence;
  if (verb.passive || verb.negated || isUnreal(sentence, verb)) return [];
  const subject = subjectOf(sentence, verb);
  if (subject === null || subject.to > verb.from) return [];
  if (!isOneOf(tokens[subject.head]?.lower, FIXED)) return [];
  // "blew in.": the tagger takes the word and its stop for an abbreviation.
  const word = (tokens[verb.to]?.lower ?? "").replace(/(?<=.)\.$/, "");
  const off =
    (isOneOf(verb.lemma, "come|fall|fly|blow|drop") && isOneOf(word, "off|in|out|away|loose")) ||
    (isOneOf(verb.lemma, "fly|blow|fall|crash") && isOneOf(word, "into|onto|across|on|open")) ||
    (verb.lemma === "go" &&
      isOneOf(word, "(?:[.,;]|and|too|first)?") &&
      isGlass(tokens[subject.head]?.lower));
  if (!off) return [];
  const where = startingAt(nouns, verb.to + 1);
  const to = where !== undefined && isOneOf(word, "into|onto|across|on") ? where.to : verb.to + 1;
  return [{ phrase: subject, from: subject.from, to, denied: false, rule: "came off" }];
}

const isGlass = (word: string | undefined): boolean => isOneOf(word, "windows?|glass|panes?");

const STATE = "ablaze|alight|aflame";

/** "found a storage tank and a pump house ablaze", "saw the depot on fire", "left the bakery in ruins". */
function foundSo(sentence: ParsedSentence, verb: VerbGroup): readonly Harmed[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "find|see|watch|show|leave|discover") || verb.passive) return [];
  if (verb.negated || isUnreal(sentence, verb)) return [];
  const next = sentence.verbs.find(({ from }) => from >= verb.to)?.from ?? tokens.length;
  const state = tokens.findIndex(
    ({ lower }, i) =>
      i > verb.to &&
      i < Math.min(next, verb.to + STATE_WITHIN) &&
      (isOneOf(lower, STATE) ||
        (isOneOf(lower, "fire|flames|ruins|pieces|tatters") &&
          isOneOf(tokens[i - 1]?.lower, "on|in"))),
  );
  if (state === -1) return [];
  const phrase = nouns.findLast(({ from }) => from >= verb.to && from < state);
  const first = nouns.find(({ from }) => from >= verb.to);
  if (phrase === undefined || first === undefined || first.from > verb.to + 1) return [];
  const thing = { ...phrase, to: Math.min(phrase.to, state) };
  return [{ phrase: thing, from: first.from, to: state + 1, denied: false, rule: "found so" }];
}

/** Words between "found" and how something was found, at most. */
const STATE_WITHIN = 12;

const MARKS =
  "marks?|holes?|cracks?|dents?|scars?|scarring|scorching|charring|gouges?|pockmarks?|burns?|stains?|soot";
const OF_BLAST =
  "scorch|burn|blast|impact|shrapnel|fragment|fragmentation|soot|fire|smoke|black|shell|deep|fresh|visible|bullet|large|charred|heavy";

/** "scorch marks on a warehouse roof", "shrapnel holes in the gate", "the wall bore cracks". */
function marksOn({ tokens, nouns, verbs }: ParsedSentence, phrase: NounPhrase): readonly Harmed[] {
  const noun = tokens[phrase.head]?.lower ?? "";
  const kind = hasOne(tokens.slice(phrase.from, phrase.head), OF_BLAST);
  if (!isOneOf(noun, MARKS) || !kind) return [];
  if (isOneOf(tokens[phrase.from]?.lower, "no|any")) return [];
  // "scorch marks could be seen on the hull", "were visible on it".
  const seen = verbs.find(
    ({ from, lemma, negated }) =>
      from === phrase.to && !negated && isOneOf(lemma, "see|find|leave|be|cover"),
  );
  const past = seen?.to ?? phrase.to;
  const at = isOneOf(tokens[past]?.lower, "visible|evident") ? past + 1 : past;
  const thing = isOneOf(tokens[at]?.lower, "on|in|across|along|over|through")
    ? startingAt(nouns, at + 1)
    : undefined;
  const bears = verbs.find(
    ({ to, lemma, negated }) => to === phrase.from && !negated && isOneOf(lemma, "bear|show|have"),
  );
  const owner =
    thing === undefined && bears !== undefined && bears.lemma !== "show"
      ? endingAt(nouns, bears.from)
      : undefined;
  const marked = thing ?? owner;
  if (marked === undefined) return [];
  const from = Math.min(phrase.from, marked.from);
  const to = Math.max(phrase.to, marked.to);
  return [{ phrase: marked, from, to, denied: false, rule: "marks on" }];
}

/** "the burnt shells of cars", "the charred remains of a bus", "the rubble of a post office": what is left of a thing. */
function leftOf({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): readonly Harmed[] {
  const noun = tokens[phrase.head]?.lower ?? "";
  const left =
    isHull(tokens, phrase.head) ||
    isOneOf(noun, "hulks?|carcass(?:es)?|skeletons?|rubble|ruins") ||
    (isOneOf(noun, "remains|wreckage|wrecks?") &&
      hasOne(
        tokens.slice(phrase.from, phrase.head),
        "burnt|burned|charred|smouldering|smoldering|twisted|mangled|scorched|flattened|gutted|blackened|smoking",
      ));
  const thing =
    left && tokens[phrase.to]?.lower === "of" ? startingAt(nouns, phrase.to + 1) : undefined;
  if (thing === undefined || !isOneOf(tokens[thing.head]?.lemma, CONCRETE)) return [];
  return [{ phrase: thing, from: phrase.from, to: thing.to, denied: false, rule: "left of" }];
}

/** Things that burn and fall down. */
const CONCRETE =
  "car|bus|minibus|taxi|lorry|truck|van|tram|train|wagon|carriage|vehicle|tanker|ambulance|pickup|boat|ship|building|house|home|block|flat|apartment|tower|school|kindergarten|hospital|clinic|church|mosque|temple|factory|plant|hotel|office|shop|store|supermarket|bakery|warehouse|market|stall|kiosk|hangar|garage|shed|barn|station|terminal|bridge|wall|roof|hall|theatre|theater|museum|library|university|dormitory|barracks|depot|tank|silo|greenhouse|building|centre|center|cafe|café|restaurant|tent|shelter|hut";
