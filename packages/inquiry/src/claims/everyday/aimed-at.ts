import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf, listOf } from "../../text/one-of.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact, Polarity } from "../claim.ts";
import { isUnreal, objectOf, rangeOf, subjectOf, wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { isPersonWord, populationOf } from "../people.ts";
import { damaged } from "../rules/damage.ts";
import { isAttackPhrase } from "../rules/weapons.ts";
import { isRulersHome } from "../rules/attack-sites.ts";
import { weaponIn } from "../weapon-in.ts";
import { MEANT, meant } from "./aims-meant.ts";
import { TIME } from "./phrase-words.ts";

const AIMS: ReadonlySet<string> = listOf(
  "aim|target|attack|fire|launch|direct|lob|objective|attacks|strike|raid|assault|bombing|bombardment|shelling|barrage|airstrike",
);
const FIRES = "fire|launch|direct|lob|shoot|discharge|hurl";
/** What only those do who have weapons of war. */
const SHELLS = "shell|bombard|target|attack";
/** Deeds that are said with "of" what they were done to. */
const OF = "shelling|bombing|bombardment|targeting";

/**
 * What was aimed at, fired at or attacked, whatever it is: the object of the verb, what follows "attack … on" past by whom and when, and what is, or is
 * not, called the target. `told`: what rules by the kind of thing found.
 */
export function aimedAt(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  if (!hasWord(sentence, AIMS) && !hasWord(sentence, MEANT)) return [];
  const known = told.filter(({ predicate }) => /^(?:attack\.target|clash)/.test(predicate));
  const found: Fact[] = [];
  const aims = [
    ...sentence.nouns.flatMap((phrase) => ofDeed(sentence, phrase)),
    ...sentence.verbs.flatMap((verb) => ofVerb(sentence, verb)),
    ...sentence.verbs.flatMap((verb) => calledTarget(sentence, verb)),
    ...sentence.verbs.flatMap((verb) => meant(sentence, verb)),
  ];
  for (const { thing: named, from, to, polarity } of aims) {
    // "the locomotive works": the tagger takes them for a verb.
    const works = sentence.tokens[named.to]?.lower === "works" ? 1 : 0;
    const thing = { ...named, to: named.to + works };
    const own = rangeOf(sentence, thing.from, thing.to);
    if (!isThing(sentence, thing)) continue;
    if ([...known, ...found].some(({ span }) => overlaps(span, own))) continue;
    found.push(
      factOf(sentence, {
        predicate: "attack.target",
        from: Math.min(from, thing.from),
        to: Math.max(to, thing.to),
        value: wordsOf(sentence, thing.from, thing.to).replace(
          /^(?:the|an?|its|our|their|his|her) /i,
          "",
        ),
        polarity,
        rule: "everyday words: what was aimed at",
      }),
    );
  }
  return found;
}

interface Aim {
  readonly thing: NounPhrase;
  readonly from: number;
  readonly to: number;
  readonly polarity: Polarity;
}

/** "a rocket attack by unknown persons on the bus terminal", "the shelling of the cattle fair". */
function ofDeed(sentence: ParsedSentence, deed: NounPhrase): readonly Aim[] {
  const { tokens, nouns } = sentence;
  if (!isAttackPhrase(sentence, deed) || isOneOf(tokens[deed.head]?.lemma, VAGUE)) return [];
  const noun = tokens[deed.head];
  const several = noun !== undefined && noun.lower !== noun.lemma && noun.lower.endsWith("s");
  if (several || hasOne(tokens.slice(deed.from, deed.head), "no|any|his|her|deadliest|worst"))
    return [];
  if (isOneOf(noun?.lemma, OF) && tokens[deed.to]?.lower === "of")
    return aimOf(deed, startingAt(nouns, deed.to + 1));
  let at = deed.to;
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const { lower } = tokens[at] ?? { lower: "" };
    if (isOneOf(lower, "on|against|upon")) {
      const thing = startingAt(nouns, at + 1);
      if (thing !== undefined && !TIME.test(tokens[thing.head]?.lower ?? ""))
        return aimOf(deed, thing);
    }
    const beside = isOneOf(lower, "by|with|on|in|at") ? startingAt(nouns, at + 1) : undefined;
    if (beside !== undefined) at = beside.to;
    else if (isOneOf(lower, PAST)) at++;
    else {
      const time = startingAt(nouns, at);
      if (time === undefined || !TIME.test(tokens[time.head]?.lower ?? "")) return [];
      at = time.to;
    }
  }
  return [];
}
/** What happens on anything, or is only planned. */
const VAGUE = "incident|hit|operation|attempt|plot|blast|salvo|volley";
/** Phrases between an attack and what it was on, at most. */
const STEPS_MAX = 6;
const PAST =
  ",|carried|made|launched|mounted|staged|conducted|committed|perpetrated|out|yesterday|today|overnight|early|late|earlier";

const aimOf = (deed: NounPhrase, thing: NounPhrase | undefined): readonly Aim[] =>
  thing === undefined ? [] : [{ thing, from: deed.from, to: thing.to, polarity: "affirm" }];

/** "was aimed at the works", "fired 40 shells at the villages", "we did not target the ferry", "our town was shelled". */
function ofVerb(sentence: ParsedSentence, verb: VerbGroup): readonly Aim[] {
  const { tokens, nouns } = sentence;
  if (isUnreal(sentence, verb) && verb.modal !== null) return [];
  const polarity = verb.negated ? "deny" : "affirm";
  const aim = (thing: NounPhrase | null | undefined): readonly Aim[] =>
    thing === null || thing === undefined
      ? []
      : [{ thing, from: verb.from, to: verb.to, polarity }];
  if (verb.lemma === "aim" || isOneOf(verb.lemma, FIRES)) {
    const next = sentence.verbs.find(({ from }) => from >= verb.to)?.from ?? tokens.length;
    const at = tokens.findIndex(
      ({ lower }, i) =>
        i >= verb.to &&
        i < Math.min(next, verb.to + AT_WITHIN) &&
        isOneOf(lower, "at|towards?|against") &&
        !isOneOf(tokens[i + 1]?.lower, "least|most|about|around|dawn|noon|night|midnight"),
    );
    const armed =
      verb.lemma === "aim" ||
      nouns.some(
        (each) =>
          each.to <= at && weaponIn(sentence, each) !== null && each.to > verb.from - ARMED_WITHIN,
      );
    return at === -1 || !armed || isOfWords(sentence, verb)
      ? []
      : aim(startingAt(nouns, isOneOf(tokens[at + 1]?.text, '["“]') ? at + 2 : at + 1));
  }
  // "did not target the ferry": what somebody says was not; what he says was is found by its kind.
  const habit = hasOne(tokens.slice(verb.from, verb.main), "do|does");
  const denied = verb.negated && !verb.passive && !habit && verb.form === "finite";
  return denied && isOneOf(verb.lemma, SHELLS) ? aim(objectOf(sentence, verb)) : [];
}
/** "The investigation was aimed at the managers": neither a weapon nor an attack, nor what stands for one. */
function isOfWords(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const subject = verb.lemma === "aim" && verb.passive ? subjectOf(sentence, verb) : null;
  return (
    subject !== null &&
    sentence.tokens[subject.head]?.pos === "NOUN" &&
    weaponIn(sentence, subject) === null &&
    !isAttackPhrase(sentence, subject) &&
    !isOneOf(sentence.tokens[subject.head]?.lemma, "fifth|fourth|third|second|first|other|rest|gun")
  );
}

/** Words between "fired" and "at", and between a weapon and "fired", at most. */
const AT_WITHIN = 9;
const ARMED_WITHIN = 6;

/** "the real aim was the barracks", "the school was not the target", "a ferry was never the target". */
function calledTarget(sentence: ParsedSentence, verb: VerbGroup): readonly Aim[] {
  const { tokens, nouns } = sentence;
  if (verb.lemma !== "be" || isUnreal(sentence, verb)) return [];
  const subject = endingAt(nouns, verb.from) ?? subjectOf(sentence, verb);
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 2);
  if (subject === null || object === undefined) return [];
  const denied = verb.negated || tokens[verb.to]?.lower === "never";
  const polarity = denied ? "deny" : "affirm";
  const range = { from: subject.from, to: object.to, polarity } as const;
  if (isTarget(sentence, subject)) return [{ thing: object, ...range }];
  return isTarget(sentence, object) && tokens[object.from]?.lower !== "a"
    ? [{ thing: subject, ...range }]
    : [];
}

const isTarget = ({ tokens }: ParsedSentence, { from, head }: NounPhrase): boolean =>
  isOneOf(tokens[head]?.lower, "targets?") ||
  (isOneOf(tokens[head]?.lower, "aim|objective|object") &&
    hasOne(tokens.slice(from, head), "real|intended|actual|true|main"));

/** What is told as where it was. */
const GROUND =
  "town|village|district|area|neighbou?rhood|territory|region|sector|front|zone|quarter|km|kilomet(?:er|re)|country|homeland|land|soil|province|state|republic|settlement|suburb|outskirts";

const NO_THING =
  "radio|television|tv|news|phone|telephone|internet|web|channel|front|movement|party|sovereignty|freedom|liberty|dignity|peace|stability|security|faith|nation|defenceless|defenseless|innocent|weak|target|aim|goal|objective|morning|evening|night|afternoon|day|time|scale|order|one|idea|life|government|press|media|decision|plan|proposal|critic|opponent|problem|issue|question|truce|ceasefire|president|premier|minister|audience|sanction|account|website|network|drone|rocket|missile|height|speed|range|distance|altitude|random|will|angle|rate|step|end|moment|least|call|call|statement|side|other|each|both|all|none|wave|response|case|others|way|people|sky|air";

function isThing(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  if (head === undefined || weaponIn(sentence, phrase) !== null) return false;
  if (
    TIME.test(head.lower) ||
    isOneOf(head.lemma, NO_THING) ||
    isOneOf(head.lemma, GROUND) ||
    isRulersHome(sentence, phrase)
  )
    return false;
  const named =
    head.pos === "PROPN" &&
    tokens.slice(phrase.from, phrase.head).every(({ pos }) => pos === "PROPN" || pos === "DET");
  const person = isPersonWord(head.lemma) && populationOf(tokens, phrase) === null;
  return (
    isOneOf(head.pos, "NOUN|PROPN") &&
    !named &&
    // "the police station": of people by its first word only.
    (person || isOneOf(head.lower, OFFICES) || damaged(sentence, phrase) !== null)
  );
}

const OFFICES = "stations?|posts?|checkpoints?|barracks|headquarters|academy|depot|college|school";
