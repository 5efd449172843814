import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { hasLemma, hasOne, startingAt } from "../../grammar/places.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf, listOf } from "../../text/one-of.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf } from "../clause-facts.ts";
import { populationOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { joinedPhrases } from "./joined-phrases.ts";
import { evidenceFacts } from "./evidence-facts.ts";

/** What is done with things that are kept as evidence, by whomever. */
const KEPT =
  "recover|seize|retrieve|collect|gather|confiscate|impound|salvage|lift|secure|extract|defuse|dismantle";
/** What may be done with anything: evidence where those do it who look for it. */
const FOUND = "find|discover|uncover|remove|take|dig|pick|pull|carry|hand|display|show|lay|exhibit";
const FINDS: ReadonlySet<string> = listOf(`${KEPT}|${FOUND}|include`);

/** Who looks for what is left of an attack. */
const SEARCHERS =
  "police|policeman|policewoman|officer|investigator|detective|inspector|constable|sapper|engineer|technician|expert|specialist|soldier|troop|army|force|guard|gendarme|marine|coastguard|patrol|prosecutor|examiner|team|unit|squad|party|diver|customs|military|service|authority|ministry|navy|brigade|crew|gendarmerie|militia|intelligence|security|troops";

/** What is found without being a thing of the weapon: people, what speaks for something, and what stood there before. */
const NO_THING =
  "girl|boy|baby|infant|toddler|teenager|pensioner|guard|worker|nurse|sailor|soldier|officer|mother|father|body|corpse|survivor|victim|dead|remains|casualty|child|man|woman|people|person|evidence|sign|trace|proof|indication|clue|nothing|anything|something|reason|way|cause|information|data|statement|testimony|footage|video|image|picture|photograph|money|fault|fact|result|time|shelter|refuge|point|impact|place|area|site|scene|house|building|home|village|town|road|street|room|cover|position|situation|truth|answer|solution|support|help|part|control|power|measure|step|action|care|view|turn|responsibility|damage|hole|crater|it|them|they|he|she|him|her|who|which|that|what|this|these|those|we|i|you|us|door|window|wall|roof|floor|ground|river|sea|water|report|name|number|list|figure|account|blood|tear|breath|eye|hand|arm|leg|head|foot|passport|order|blame|credit|deal|note|aim|office|charge|stock|list|debris|rubble|glass|down|advantage|look|train|bus|flight|call|risk|bribe|loan|lesson|interest|patient|resident|family|relative|pupil|passenger|prisoner|hostage|suspect|attacker|gunman|militant|fighter|rebel|driver|crime|murder|murders|opportunity|right|territory|city|country|hill|base|bridge|airport|port|ship|vessel|initiative|ammunition|weapons|arms";
/** What those who fire leave behind, besides: these are evidence by whatever is said to have been found. */
const LEFT_BEHIND =
  "tube|crate|van|truck|lorry|pick-up|pickup|car|motorcycle|motorbike|handcart|cart|tripod|stand|rail|frame|drum|canister|timer|cable|wire|battery|detonator|controller|box|trailer|barge|boat|plate|launcher|rack|antenna|phone|transmitter|receiver|goggles|gunpowder|fuse|casing|casings|projectile|cylinder|wiring|generator|laptop|tablet|drone|rocket|mine|grenade|warhead";

/** Things that searchers found, whatever they are, with those of their list, and what is told to be among the remains: as evidence. */
export function thingsFound(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!scene.about && !scene.attack && !scene.story) return [];
  const known = told.filter(({ predicate }) => predicate === "evidence.recovered");
  if (known.length === 0 && !hasWord(sentence, FINDS)) return [];
  const phrases = [
    ...sentence.verbs.flatMap((verb) => foundBy(sentence, verb)),
    ...known.flatMap((fact) => amongThem(sentence, fact)),
  ];
  return evidenceFacts(
    sentence,
    told,
    phrases.filter((phrase) => isThing(sentence, phrase)),
    { as: (name) => name, rule: "everyday words: a thing that searchers found" },
  );
}

/** What a verb says was found, by whoever looks for it. */
function foundBy(sentence: ParsedSentence, verb: VerbGroup): readonly NounPhrase[] {
  const { tokens } = sentence;
  const kept = isOneOf(verb.lemma, KEPT);
  if ((!kept && !isOneOf(verb.lemma, FOUND)) || verb.negated || isUnreal(sentence, verb)) return [];
  // "taken away", "removed from a field": without it these say little.
  const moved = isOneOf(verb.lemma, "take|carry|hand|dig|pick|lay|remove|pull");
  if (moved && !hasOne(tokens.slice(verb.to, verb.to + 2), "away|over|up|from")) return [];
  if (isOneOf(tokens[verb.to]?.lower, STATES)) return [];
  if (verb.passive) {
    const thing = subjectOf(sentence, verb);
    if (thing === null) return [];
    const kind = kept || isOneOf(verb.lemma, "find|discover|uncover");
    const own = kind && isOneOf(tokens[thing.head]?.lemma, LEFT_BEHIND);
    if (!own && !isBySearchers(sentence, verb)) return [];
    return [thing, ...joinedPhrases(sentence, thing, "before"), ...withIt(sentence, verb.to, true)];
  }
  const who = subjectOf(sentence, verb);
  if (who === null || !isSearchers(sentence, who)) return [];
  const object = pastPlaces(sentence, verb.to);
  if (object === undefined || (!kept && !isIndefinite(sentence, object))) return [];
  return [object, ...listedAfter(sentence, object), ...withIt(sentence, object.to)];
}

/** "was found empty", "was found useful": how it is, and not that it is evidence. */
const STATES =
  "intact|empty|missing|broken|dead|guilty|alive|closed|useful|useless|faulty|defective|wanting|working|safe|undamaged|unharmed|locked|open|to";

/** "recovered by sappers". */
function isBySearchers(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const by = sentence.tokens.findIndex(
    ({ lower }, at) => lower === "by" && at >= verb.to && at <= verb.to + BY_WITHIN,
  );
  const doer = by === -1 ? undefined : startingAt(sentence.nouns, by + 1);
  return doer !== undefined && isSearchers(sentence, doer);
}
/** Words between a verb and "by", at most. */
const BY_WITHIN = 6;

const isSearchers = ({ tokens }: ParsedSentence, { from, to }: NounPhrase): boolean =>
  hasLemma(tokens.slice(from, to), SEARCHERS) && !hasOne(tokens.slice(from, to), "no");

/** The object of a verb, past where and when it was found: "recovered from it a steel tube", "discovered there three stands". */
function pastPlaces({ tokens, nouns }: ParsedSentence, from: number): NounPhrase | undefined {
  let at = from;
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const { lower, pos } = tokens[at] ?? { lower: "", pos: "" };
    const own = startingAt(nouns, at);
    if (own !== undefined && !isOneOf(lower, "there|here")) return own;
    if (isOneOf(lower, "from|in|on|at|near|under|beside|behind|inside|by|of")) {
      const place = startingAt(nouns, at + 1);
      if (place === undefined) return undefined;
      at = place.to;
    } else if (pos === "ADV" || isOneOf(lower, "there|here|up|out|away|over")) at++;
    else return undefined;
  }
  return undefined;
}
/** Words and places between a verb and its object, at most. */
const STEPS_MAX = 4;

/** "a soldering iron, a roll of tape and two phones": the list that goes on behind a thing, past what a part of it is of. */
function listedAfter(sentence: ParsedSentence, thing: NounPhrase): readonly NounPhrase[] {
  const found: NounPhrase[] = [];
  let edge = thing;
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const of = sentence.tokens[edge.to]?.lower === "of" ? partitiveOf(sentence, edge) : null;
    const next = nextListed(sentence, of ?? edge);
    if (next === undefined) break;
    found.push(next);
    edge = next;
  }
  return found.some((each) => isLast(sentence, each)) ? found : [];
}

/** ", a roll", "and two phones": the next of a list, where it has no verb of its own. */
function nextListed(
  { tokens, nouns, verbs }: ParsedSentence,
  { to }: NounPhrase,
): NounPhrase | undefined {
  const comma = tokens[to]?.text === "," ? 1 : 0;
  const and = isOneOf(tokens[to + comma]?.lower, "and|plus") ? 1 : 0;
  const next = comma + and === 0 ? undefined : startingAt(nouns, to + comma + and);
  const own = verbs.some(({ from, form }) => from === next?.to && form === "finite");
  return own ? undefined : next;
}

const isLast = ({ tokens }: ParsedSentence, { from }: NounPhrase): boolean =>
  isOneOf(tokens[from - 1]?.lower, "and|plus");

/** "with three unfired rockets", "together with a second rocket": what was found with it. */
function withIt(sentence: ParsedSentence, from: number, together = false): readonly NounPhrase[] {
  const { tokens, nouns } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) => lower === "with" && i >= from && i < from + WITH_WITHIN,
  );
  const phrase = at === -1 ? undefined : startingAt(nouns, at + 1);
  if (phrase === undefined) return [];
  const along = isOneOf(tokens[at - 1]?.lower, "together|along");
  const carried = !together && at === from && weaponIn(sentence, phrase) !== null;
  return along || carried ? [phrase] : [];
}
/** Words between what was found and "together with", at most. */
const WITH_WITHIN = 14;

/** "Fragments … include fuses and a nozzle", "Wreckage, including an engine", "recovered part of a wing and an engine": what goes on from what was found. */
function amongThem(sentence: ParsedSentence, { span }: Fact): readonly NounPhrase[] {
  const { tokens, nouns } = sentence;
  const last = nouns.findLast(
    ({ from, to }) =>
      from < to &&
      (tokens[to - 1]?.end ?? 0) <= span.end &&
      (tokens[from]?.start ?? 0) >= span.start,
  );
  const listed =
    last === undefined ? [] : [...listedAfter(sentence, last), ...withIt(sentence, last.to)];
  const includes = tokens.findIndex(
    ({ lower, start }) =>
      start >= span.start && isOneOf(lower, "includ(?:e|es|ed|ing)|comprise|comprised|namely"),
  );
  const first = includes === -1 ? undefined : startingAt(nouns, includes + 1);
  return first === undefined ? listed : [...listed, first, ...listedAfter(sentence, first)];
}

const isIndefinite = ({ tokens }: ParsedSentence, { from, head }: NounPhrase): boolean => {
  const noun = tokens[head];
  return (
    isOneOf(tokens[from]?.lower, "a|an|some|several|another") ||
    tokens[from]?.pos === "NUM" ||
    isOneOf(noun?.lemma, LEFT_BEHIND) ||
    (noun !== undefined && noun.lower !== noun.lemma && !isOneOf(tokens[from]?.pos, "DET|PRON"))
  );
};

function isThing(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  return (
    head?.pos === "NOUN" &&
    !isOneOf(head.lemma, NO_THING) &&
    !isOneOf(head.lower, NO_THING) &&
    !hasOne(tokens.slice(phrase.from, phrase.head), "no|any|his|her|their|my|our") &&
    populationOf(tokens, phrase) === null
  );
}
