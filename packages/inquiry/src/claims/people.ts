import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { partitiveOf } from "./clause-facts.ts";
import { weaponIn } from "./weapon-in.ts";
import { type Count, countOf, NONE, ONE } from "./count.ts";
import { ATTACK_NOUNS, PEOPLE_OF_RANK, POPULATIONS } from "./lexicon.ts";
import { isOneOf } from "../text/one-of.ts";
import { hasOne, startingAt } from "../grammar/places.ts";

/** Whom a phrase counts. */
export interface People {
  readonly count: Count;
  readonly population: string | null;
  /** One person, by name or as "the mayor". */
  readonly one: boolean;
  /** The token after the last. */
  readonly to: number;
}

/**
 * Who may be meant by a phrase. `anyone`: whatever it names, because the verb is said of the living only. `listed`: who is a person by the words.
 * `numbered`: who is counted, with or without a noun.
 */
export type Who = "anyone" | "listed" | "numbered";

/** Endings of words for people, and words that end so and are none. */
const AGENT = /(?:[^aeiou]er|or|ist|ian|ant|eer|ee|man|woman|men|women|kid|boy|girl)s?$/;
const THINGS =
  "(?:t?ower|power|water|river|tanker|helicopter|launcher|container|shelter|bunker|sector|border|motor|reactor|trailer|cruiser|order|number|matter|center|quarter|door|floor|corridor|harbor|interceptor|transformer|freighter|ferry|plant|restaurant|remnant|committee|interior|error|terror|rumor|weather|tractor|harvester|compressor|elevator|conveyor|excavator|bulldozer|digger|scooter|loader|sensor|monitor|projector|radiator|boiler|cooler|freezer|computer|printer|router|server|mower|mixer|burner|pier|timber|chamber|theat(?:er|re)|cellar|tier|counter|ladder|shutter|gutter|rafter|girder|pillar|altar|anchor|mirror|cylinder|generator|detector|incinerator|heater|washer|dryer|bumper|grinder|crusher|crater|poster|banner|trawler|cutter|lighter|steamer|destroyer|minesweeper|hopper|filter|meter|register|folder|letter|paper|newspaper|chapter|layer|finger|shoulder|hammer|timber|lumber|cover|lever|vector|factor|meteor|sprinkler|distributor|separator|rotor|indicator|simulator|watchtower|pager|locker|silencer|thruster|carrier|liner|bomber|exterior|calculator|accelerator|refrigerator|escalator|semiconductor|degree|headquarter|member state|september|october|november|december)s?";
/** Words after a number that stand for people whom nobody names. */
const OTHERS =
  "others?|dozens?|scores|hundreds|thousands|several|some|many|more|another|both|all|rest";
const NOBODY = "nobody|none|no";
/** Words for people that end like none. */
const PEOPLE_WORDS =
  "(?:judge|justice|magistrate|priest|nun|monk|bishop|archbishop|monsignor|candidate|hopeful|deputy|attorney|nurse|midwife|coach|chef|cook|clerk|father|mother|son|daughter|wife|husband|brother|sister|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|relative|infant|baby|toddler|teenager|youth|minor|newborn|guest|host|pilot|crew member|captain|sergeant|corporal|private|guard|scout|shopkeeper|stallholder|householder|colleague|neighbou?r|friend|hostage|refugee|migrant|shepherd|deckhand|sentry|sentrie|occupant|passer-by|passer|bystander|pensioner|conscript|cadet|recruit|patient|citizen|local|national|native|mourner|client|minor|relative|adolescent|teen|grandparent|parent|sibling|pedestrian|retiree|marine|commando|gunman|lady|ladie|gentleman|gentlemen|guy|bloke|chap|fella|lad|lass|combatant|peasant|docker|stevedore|farmhand|academic|official|envoy|consul|delegate|lawyer|postal worker|courier|chauffeur|steward|stewardess|believer|rabbi|elder|islander|juvenile|staffer|serviceman|servicemen|servicewoman|operative|detective|executive|intern|spouse|girlfriend|boyfriend|companion|mate|poet|housewife|housewive|bride|groom|bridegroom|footballer|goalkeeper|seaman|airman|crewman|militiaman|watchman|imam|cleric|technician|mechanic|cashier|adult|expert|diplomat|orphan|twin|widow|postman|herdsman|schoolchild|grandson|granddaughter|grandchild|grandchildren|stepson|stepdaughter|godson|goddaughter|godfather|fiancé|fiancée|roommate|flatmate|classmate|schoolmate|workmate|teammate|housemate|shipmate|constable|sexton|vicar|warden|chaplain|deacon|curate|sheikh|sheik|mullah|guide|vet|surgeon|mason|blacksmith|locksmith|apprentice|novice|athlete|beggar|captive|convict|boss|bosse|aide|correspondent|superintendent|waitress|seamstress|cabbie|bosun|maid|nanny|nannie|governess|headmistress|actress|orderly|orderlie|goatherd|cowherd|secretary|secretarie|notary|notarie|bailiff|colonel|lifeguard|bodyguard|guardian|protector|escort man|landlord|landlady|landladie|nomad|abbot|bridesmaid|foundling|veteran|jockey|lookout|dependant|dependent|auxiliary|auxiliarie|parishioner|paramedic|medic|rescuer|staff member)s?";

const DAYS =
  "january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|day|week|month|year|hour|time|campaign|match|game";

/** What is so many years old and nobody. */
const AGED = "building|house|church|war|conflict|bridge|truce|ceasefire|ship|tree|car|system";

/** Groups that are one word and more than one person. */
const GROUPS = "family|couple|group|crew|team|patrol|unit|squad|community|household|column|convoy";

/** What is said to be killed and hurt as people are, and is nobody. */
const ANIMALS =
  "(?:animal|cow|cattle|bull|ox|oxen|calf|calves|buffalo|buffaloe|sheep|ewe|lamb|goat|horse|mare|foal|pony|donkey|mule|camel|llama|yak|pig|hog|sow|piglet|dog|puppy|cat|kitten|hen|chicken|chick|rooster|turkey|duck|goose|geese|bird|pigeon|poultry|livestock|herd|flock|pet|reindeer|deer|elephant|rabbit|fish|beast|fox|wolf|wolves|bear|rat|monkey|tree|tank|vehicle|crop|job|bacteria|engine|hope|bill|law|plan|project|proposal|motion|amendment|merger|reform|budget|bid|deal|talk|truce|power|battery|batterie|phone|line|signal|chance|dream|pride|mood|fire|noise|sound|storm|missile|rocket|drone|radar|siren|radio|computer|screen|network|internet|motor|receiver|transmitter|set)s?";

/** Whether a phrase, or whom it counts of, is of animals: "three cows", "hundreds of chickens". */
function isOfAnimals(
  { tokens }: ParsedSentence,
  ...phrases: readonly (NounPhrase | null)[]
): boolean {
  return phrases.some((phrase) => isOneOf(tokens[phrase?.head ?? -1]?.lower, ANIMALS));
}

const PRONOUN =
  "i|me|he|him|she|her|it|we|us|they|them|you|who|whom|which|that|this|these|those|what|himself|themselves|one another|today|yesterday|tonight|tomorrow";

/** The people of a phrase; null where there are none, or nobody says how many. */
export function peopleOf(sentence: ParsedSentence, phrase: NounPhrase, who: Who): People | null {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  const first = tokens[phrase.from];
  if (head === undefined || first === undefined) return null;
  // "two of which were knocked down": of things.
  if (tokens[phrase.to]?.lower === "of" && tokens[phrase.to + 1]?.lower === "which") return null;
  const part = partitiveOf(sentence, phrase);
  // "a third of its people": nobody says how many.
  if (part !== null && isOneOf(head.lower, "thirds?|quarters?|half|fifth|tenth|percent"))
    return null;
  if (isOfAnimals(sentence, phrase, part)) return null;
  const to = part?.to ?? phrase.to;
  const group = part === null ? null : populationOf(tokens, part);
  const own = populationOf(tokens, phrase);
  const population = group ?? own;
  if (isOneOf(first.lower, NOBODY))
    return { count: NONE, population: population ?? ownOnes(sentence, to), one: false, to };
  // "one was killed, the other badly hurt".
  const other = head.lower === "other" && isOneOf(first.lower, "the|an");
  const count = other ? ONE : countOf(tokens, phrase.from, phrase.to, phrase.head);
  // "killed the fishermen", "wounded soldiers": more than one, and nobody says how many.
  const bare =
    (head.pos === "NUM" || isNext(tokens, phrase) || isOneOf(head.lower, OTHERS)) &&
    !isUnit(tokens[phrase.to]?.lower ?? "");
  const single = isOneOf(head.lower, "him|he|she") && phrase.to - phrase.from === 1;
  if (single && who === "anyone") return { count: ONE, population: null, one: true, to: phrase.to };
  // "a total of five people": as many as they are.
  if (isOneOf(head.lemma, "total|sum") && part !== null) return peopleOf(sentence, part, who);
  if (isOneOf(head.lower, PRONOUN) || weaponIn(sentence, phrase) !== null) return null;
  // "a massacre of an evening"; "two missionaries last night" are two.
  const time =
    isOneOf(head.lower, "evening|night|morning|afternoon") && (count === null || count.weak);
  if (time || isOneOf(head.lower, DAYS) || ATTACK_NOUNS.has(head.lemma)) return null;
  const some =
    head.lower === "number" &&
    part !== null &&
    isOneOf(first.lower, "an?") &&
    phrase.head === phrase.from + 1;
  if (!some && isOneOf(head.lower, "number|figure|toll|count|total|tally")) return null;
  // "Couple killed": two.
  if (head.lower === "couple" && tokens[phrase.to]?.lower !== "of" && who !== "numbered")
    return { count: { ...ONE, min: 2, max: 2 }, population: null, one: false, to };
  if (isOneOf(head.lemma, GROUPS) && group === null && (count === null || count.weak)) {
    // "a family of five".
    const size = part === null ? null : countOf(tokens, part.from, part.to, part.head);
    const whole = size !== null && !size.weak && part !== null && part.to - part.from === 1;
    return whole ? { count: size, population: null, one: false, to } : null;
  }
  if (isAged(sentence, phrase)) return { count: ONE, population, one: false, to: phrase.to };
  // "the rest", "the others": as many as nobody says here.
  if (count === null && isOneOf(head.lower, OTHERS)) return null;
  const listed = population !== null || isPersonWord(head.lemma);
  if (count !== null && !(count.weak && count.min === 1)) {
    if (count.weak && !listed) return null;
    if (bare || listed || who !== "listed") return { count, population, one: false, to };
    return null;
  }
  if (who === "numbered") return null;
  const name = head.pos === "PROPN" && !head.lower.endsWith("s");
  const words = tokens.slice(phrase.from, phrase.to);
  const named =
    name &&
    (words.filter(({ pos }) => pos === "PROPN").length > 1 ||
      words.some(({ lemma }) => lemma !== head.lemma && isPersonWord(lemma)));
  if (
    !isSingular(head) ||
    (count === null && !name && !isDetermined(first) && !isPersonWord(head.lemma))
  )
    return null;
  if (who === "listed" && !listed && !named) return null;
  if (count !== null) return { count: ONE, population, one: false, to };
  return {
    count: ONE,
    population: population ?? nameOf(sentence, phrase),
    one: true,
    to: phrase.to,
  };
}

/** "a 29-year-old". */
function isAged({ tokens }: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const aged = tokens
    .slice(from, to)
    .some(
      ({ lower }, i, words) =>
        /^(?:\d+-years?-olds?)$/.test(lower) || (lower === "old" && words[i - 1]?.text === "-"),
    );
  return aged && isOneOf(tokens[from]?.lower, "an?|the") && !isOneOf(tokens[head]?.lemma, AGED);
}

/** "a third was hurt": after two of whom it was told. */
const isNext = (tokens: ParsedSentence["tokens"], { from, to }: NounPhrase): boolean =>
  to - from === 2 &&
  tokens[from]?.lower === "a" &&
  isOneOf(tokens[from + 1]?.lower, "second|third|fourth|fifth|sixth");

/** "nobody in her block": those of whom somebody speaks as their own, who are not all. */
function ownOnes({ tokens, nouns }: ParsedSentence, to: number): string | null {
  const place = startingAt(nouns, to + 1);
  const own =
    place !== undefined &&
    isOneOf(tokens[to]?.lower, "in|on|at|inside|from") &&
    isOneOf(tokens[place.from]?.lower, "my|his|her|our|their");
  return own
    ? `people ${tokens
        .slice(to, place.to)
        .map(({ lower }) => lower)
        .join(" ")}`
    : null;
}

const isUnit = (word: string): boolean =>
  /^(?:percent|%|km|kilomet|met(?:er|re)s|years?|minutes?|hours?)/.test(word);

/** Whether a word is one for somebody by what they are or do. */
export function isPersonWord(lemma: string): boolean {
  return (
    PEOPLE_OF_RANK.has(lemma) ||
    isOneOf(lemma, PEOPLE_WORDS) ||
    (AGENT.test(lemma) && !isOneOf(lemma, THINGS))
  );
}

function isSingular({ lower, lemma, pos }: ParsedSentence["tokens"][number]): boolean {
  if (/(?:(?:^|[^u])men|people|police|children|clergy|troops|personnel|staff)$/.test(lower))
    return false;
  // "a civilian", which the tagger has for an adjective.
  const described =
    pos === "ADJ" && (POPULATIONS.has(lower) || isPersonWord(lower) || /..(?:wo)?man$/.test(lower));
  return pos === "PROPN" || pos === "NOUN" || described
    ? lower === lemma || !lower.endsWith("s")
    : false;
}

function isDetermined({ pos, lower }: ParsedSentence["tokens"][number]): boolean {
  return pos === "DET" || isOneOf(lower, "the|his|her|its|their|our|my") || pos === "PROPN";
}

/** A person as the phrase has it, without its article. */
function nameOf({ tokens }: ParsedSentence, { from, to }: NounPhrase): string {
  return tokens
    .slice(from, to)
    .filter(({ pos }) => pos !== "DET")
    .map(({ text }) => text)
    .join(" ");
}

const NO_GUARDS =
  "family|families|household|crew|staff|team|party|council|board|community|congregation|cast|union|club|public";

export function populationOf(
  tokens: ParsedSentence["tokens"],
  { from, to }: NounPhrase,
): string | null {
  for (let at = to - 1; at >= from; at--) {
    const token = tokens[at];
    // "three service members"; members of a family or a crew are no guards.
    const of = token?.lemma === "member" ? (tokens[at - 1]?.lower ?? "") : "";
    if (of === "service" && at > from) return "soldiers";
    if (isOneOf(of, NO_GUARDS)) continue;
    // "no member of the armed forces".
    if (token?.lemma === "force" && tokens[at - 1]?.lower === "armed") return "soldiers";
    // "three members of a family".
    const led = token?.lemma === "member" && tokens[at + 1]?.lower === "of";
    if (led && hasOne(tokens.slice(at + 2, at + 5), NO_GUARDS)) continue;
    const known =
      token === undefined
        ? undefined
        : (POPULATIONS.get(token.lemma) ?? POPULATIONS.get(token.lower));
    if (known !== undefined) return known;
  }
  return null;
}
