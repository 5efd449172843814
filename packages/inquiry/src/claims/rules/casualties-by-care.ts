import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, type Undergoer, undergoerOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { factOf } from "../fact.ts";
import { CARE_VERBS } from "../lexicon.ts";
import { togetherIn, withoutExplanation } from "../pairs.ts";
import { peopleOf } from "../people.ts";
import { woundEnd } from "./casualty-parts.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

/** Parts of a body. */
export const BODY =
  "head|forehead|face|neck|chest|back|stomach|arms?|hands?|legs?|foot|feet|shoulder|eyes?|knee|thigh|skull|wrist|ankle|hip|ribs?|fingers?|jaw|nose|pelvis|collarbone|lungs?|spine|abdomen|ears?|elbow|heel|toes?|eardrums?|tendons?|throat|cheek|chin|calf|shin|forearm|spleen|liver|kidney|limbs?|hearing|sight|eyesight";

/** What people suffer who are hurt. */
const HURTS =
  "injur(?:y|ies)|wounds?|burns?|fractures?|cuts?|bruises?|concussions?|scratch(?:es)?|contusions?|trauma|shock|lacerations?|inhalation|poisoning|amputations?|abrasions?|sprains?|stress|haemorrhages?|grazes?|hypothermia|hemorrhages?|bleeding";

/** "15 were taken to hospital", "two firefighters were treated for smoke inhalation": counted people who need care are injured. */
export function casualtiesByCare(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    const care = isCare(sentence, verb);
    const suffers = isSuffering(sentence, verb);
    const treats =
      (care || takesIn(sentence, verb)) &&
      !verb.passive &&
      isOneOf(verb.lemma, "treat|admit|receive");
    const cared = care && (verb.passive || isOfCounted(sentence, verb));
    if (!cared && !suffers && !treats && !isNeed(sentence, verb)) return [];
    if (isUnreal(sentence, verb)) return [];
    const object = treats ? startingAt(sentence.nouns, verb.to) : undefined;
    if (treats && object === undefined) return [];
    const found: Undergoer | null =
      object === undefined
        ? undergoerOf(sentence, verb, true)
        : { phrase: object, side: "after", negated: verb.negated };
    return found === null || found.negated ? [] : whom(sentence, verb, found, suffers, treats);
  });
}

/** "Four hospitalised after", "six treated for burns": a participle behind a number. */
function isOfCounted({ tokens, nouns }: ParsedSentence, verb: VerbGroup): boolean {
  const counted = endingAt(nouns, verb.from);
  const next = tokens[verb.to];
  return (
    verb.from === verb.main &&
    isOneOf(verb.lemma, "treat|hospitali[sz]e|admit|airlift|evacuate") &&
    counted !== undefined &&
    tokens.slice(counted.from, counted.to).some(({ pos }) => pos === "NUM") &&
    (next === undefined || isOneOf(next.pos, "ADP|PUNCT|CCONJ|ADV|SCONJ"))
  );
}

function whom(
  sentence: ParsedSentence,
  verb: VerbGroup,
  found: Undergoer,
  suffers: boolean,
  treats: boolean,
): readonly Fact[] {
  const { tokens } = sentence;
  const all = withoutExplanation(sentence, coordinatedWith(sentence, found));
  const forHurt =
    isOneOf(tokens[verb.to]?.lower, "for|with") && woundEnd(sentence, verb.to + 1) !== null;
  // "two nurses and a driver were treated": among several there may be one. "One man, a driver," are not two.
  const joined =
    all.length > 1 &&
    tokens
      .slice(Math.min(...all.map(({ from }) => from)), Math.max(...all.map(({ to }) => to)))
      .some(({ pos }) => pos === "CCONJ");
  // "The injured, identified as A, his wife and their daughter, were rushed": who the injured are.
  const named = tokens
    .slice(0, Math.min(...all.map(({ from }) => from)))
    .some(({ lower }, i) => isOneOf(lower, "identified|named") && tokens[i + 1]?.lower === "as");
  if (named) return [];
  const anybody = suffers || (forHurt && (joined || all.length === 1));
  const together = joined ? togetherIn(sentence, all) : null;
  if (together !== null)
    return [
      factOf(sentence, {
        predicate: "casualties.injured",
        from: Math.min(together.from, verb.from),
        to: Math.max(together.to, suffers ? verb.to + 1 : verb.to),
        value: "people",
        count: together.count,
        rule: "casualties by care",
        hedgesWithin: 4,
      }),
    ];
  return all.flatMap((phrase) => {
    const people =
      peopleOf(sentence, phrase, anybody ? "listed" : "numbered") ??
      (joined ? peopleOf(sentence, phrase, "listed") : null);
    const wound = isOneOf(tokens[phrase.head]?.lemma, HURTS);
    // "are treating patients": whatever for.
    const anyPatients = people?.count.weak === true && tokens[phrase.head]?.lemma === "patient";
    if (people === null || wound || anyPatients) return [];
    // "suffered no injuries" is read by its noun; "none suffered serious injuries" leaves others.
    const none = suffers && tokens[verb.to]?.lower === "no";
    const badly = hasOne(tokens.slice(verb.to, verb.to + 4), "serious|severe|major|lasting|grave");
    if (none || (people.count.max === 0 && badly)) return [];
    const { count, population } = people;
    const to = suffers ? verb.to + 1 : verb.to;
    // "received two bodies and seven wounded".
    const dead = isOneOf(tokens[phrase.head]?.lower, "bod(?:y|ies)|corpses?|dead");
    // "suffered fatal injuries".
    const fatal = suffers && hasOne(tokens.slice(verb.to, verb.to + 3), FATAL);
    return [
      factOf(sentence, {
        predicate: fatal || dead ? "casualties.killed" : "casualties.injured",
        from: Math.min(phrase.from, verb.from),
        to: Math.max(people.to, phrase.to, treats ? people.to : to),
        value: population ?? "people",
        count,
        population,
        rule: "casualties by care",
        hedgesWithin: 4,
      }),
    ];
  });
}

const ILLNESS =
  "flu|influenza|cholera|malaria|measles|covid|covid-19|malnutrition|diarrhoea|diarrhea|fever|diseases?|cancer|infections?|pneumonia|tuberculosis|diabetes";

const FATAL = "fatal|mortal";

/** What is done for those who are hurt: taken to hospital, treated, examined for wounds. */
function isCare(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const { tokens } = sentence;
  // "of the injured, three were airlifted to the capital".
  const moved =
    isOneOf(verb.lemma, "airlift|evacuate|transfer|fly") &&
    hasOne(tokens.slice(0, verb.from), "injured|wounded|patients");
  const examined =
    isOneOf(verb.lemma, "evaluate|examine|assess") &&
    tokens[verb.to]?.lower === "for" &&
    woundEnd(sentence, verb.to + 1) !== null;
  const medically = tokens.slice(verb.from, verb.to).some(({ lower }) => lower === "medically");
  const hospital = hasOne(tokens.slice(verb.to, verb.to + 4), "hospitals?|clinics?|infirmary");
  // "treated for flu".
  const ill =
    tokens[verb.to]?.lower === "for" && hasOne(tokens.slice(verb.to + 1, verb.to + 4), ILLNESS);
  // "treated to tea".
  const feasted = verb.lemma === "treat" && tokens[verb.to]?.lower === "to";
  const cares = CARE_VERBS.has(verb.lemma) && !ill && !feasted;
  // "had been admitted with leg injuries".
  const wounded =
    isOneOf(verb.lemma, "admit|bring|hospitali[sz]e|diagnose") &&
    tokens[verb.to]?.lower === "with" &&
    woundEnd(sentence, verb.to + 1) !== null;
  // "The hospital's director said ten people had been brought in".
  const broughtIn =
    isOneOf(verb.lemma, "bring|take|carry") &&
    isOneOf(tokens[verb.to]?.lower, "in|here") &&
    isOneOf(
      tokens[verb.to + 1]?.lower ?? ".",
      "[.,;]|and|but|overnight|so|since|during|with|on|after|yesterday|today",
    ) &&
    !isOneOf(
      tokens[verb.from - 1]?.lower,
      "(?:surgeon|doctor|nurse|medic|volunteer|expert|engineer|soldier|troop)s?",
    ) &&
    hasOne(tokens, "hospital|clinic|ward|doctors?|surgeon|medics?");
  return (
    broughtIn ||
    wounded ||
    moved ||
    medically ||
    examined ||
    (cares && (isOneOf(verb.lemma, "hospitali[sz]e|treat") || hospital))
  );
}

/** "suffered burns", "broke a wrist", "lost a leg". */
function isSuffering({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  const maimed =
    isOneOf(verb.lemma, "break|lose|fracture|sprain|dislocate") &&
    !verb.passive &&
    !verb.negated &&
    !(tokens[verb.main]?.lower ?? "").endsWith("ing") &&
    isOneOf(tokens[verb.to]?.lower, "an?|his|her|their|both|one|two") &&
    hasOne(tokens.slice(verb.to + 1, verb.to + 3), BODY);
  const words = tokens.slice(verb.to, verb.to + 4);
  return (
    maimed ||
    (isOneOf(verb.lemma, "suffer|sustain|receive") &&
      words.some(({ lemma, lower }) => isOneOf(lemma, HURTS) || isOneOf(lower, "broken|fractured")))
  );
}

/** "we have received 17 patients", "has admitted 15 casualties". */
function takesIn({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  return (
    isOneOf(verb.lemma, "receive|admit|treat") &&
    hasOne(tokens.slice(verb.to, verb.to + 5), "patients|casualties|wounded|injured")
  );
}

/** Words of "none of them" before a verb, at most. */
const NONE_WITHIN = 3;

/** "received treatment for smoke inhalation", "were given first aid", "are undergoing surgery", "needed stitches", "have sought medical help". */
function isNeed({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  const given = verb.lemma === "give" && verb.passive;
  // "none needed hospital care": of those who were hurt.
  const none =
    isOneOf(verb.lemma, "need|require") &&
    hasOne(tokens.slice(Math.max(0, verb.from - NONE_WITHIN), verb.from), "none|neither|nobody");
  if (none) return false;
  return (
    (given || isOneOf(verb.lemma, "need|require|seek|receive|undergo|get|await")) &&
    !verb.negated &&
    tokens
      .slice(verb.to, verb.to + 4)
      .some(
        ({ lower }, i, words) =>
          (lower === "aid" && words[i - 1]?.lower === "first") ||
          isOneOf(lower, "treatment|surgery|stitches|hospitali[sz]ation") ||
          (isOneOf(lower, "help|care|attention|assistance") &&
            isOneOf(words[i - 1]?.lower, "medical|hospital|intensive")),
      )
  );
}
