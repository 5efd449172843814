import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordsOf } from "../clause-facts.ts";
import { WEAPONS } from "../lexicon.ts";
import { isRulersHome, SITE } from "../rules/attack-sites.ts";
import { isInPassing } from "../rules/attack-targets.ts";
import { weaponIn } from "../weapon-in.ts";
import { type ArgumentReader, filled } from "./argument.ts";
import { joinedPhrases } from "./joined-phrases.ts";
import { NOBODY, PLAIN, TIME, byWords, isNone, withOf } from "./phrase-words.ts";
import { isOneOf } from "../../text/one-of.ts";
import { lastUpTo, startingAt } from "../../grammar/places.ts";

/** What nobody fires from, though it may follow "from". */
const NO_ORIGIN =
  "sky|air|skies|sides?|quarters?|launchers?|howitzers?|guns?|mortars?|tubes?|cannons?|artillery|systems?|impact|blast|explosion|attack|strike|fire|shelling|smoke|injuries|wounds|burns|sources?|reports?|residents?|officials?|radars?|duty|service|view|use|action|office|hospital|others?|parts?|debris|fragments?|wreckage|line|course|power|control|work|job|school|range|reach|order|place|sight|investigators|ministry|statement|information|data|footage|video|witnesses|flood|start|metres|meters|people|effects?|kind|type|wave|low|habit|fear|need|anger|spite|anywhere|somewhere|elsewhere|nowhere|everywhere";

/** "{origin}": a place or a direction, from which something can come. */
export const origin: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  if (head === undefined || !isOneOf(head.pos, "NOUN|PROPN|ADJ|ADV")) return [];
  const whole = isOneOf(head.lower, VAGUE_SPOT)
    ? withBearing(sentence, withOf(sentence, phrase))
    : withOf(sentence, phrase);
  const range = fromCompass(sentence, whole);
  const counted =
    tokens[phrase.from]?.pos === "NUM" && !isOneOf(head.lower, "km|kilometres?|kilometers?|miles?");
  const unfit =
    counted ||
    TIME.test(head.lower) ||
    isOneOf(head.lower, NO_ORIGIN) ||
    isOneOf(head.lower, PLAIN) ||
    isOneOf(tokens[phrase.from]?.lower, NOBODY) ||
    weaponIn(sentence, phrase) !== null;
  if (unfit) return [];
  // "from the test range and from the area of the town of Isker".
  const link = tokens[range.to]?.lower === "and" ? range.to + 1 : -1;
  const more =
    link !== -1 && isOneOf(tokens[link]?.lower, "from|in|at|near")
      ? startingAt(sentence.nouns, link + 1)
      : undefined;
  const second =
    more === undefined || TIME.test(tokens[more.head]?.lower ?? "")
      ? []
      : [{ ...byWords(sentence, withOf(sentence, more)), from: link }];
  return [byWords(sentence, range), ...second];
};

/** What says little of where without what follows: "an area north-east of the capital", "a location near to the bridge". */
const VAGUE_SPOT = "area|location|place|site|point|spot|position|zone";
const BEARING =
  "near|close|to|of|in|at|the|about|some|around|north|south|east|west|north-east|north-west|south-east|south-west|northeast|northwest|southeast|southwest|-";

function withBearing(
  { tokens, nouns }: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number } {
  let at = to;
  while (at < to + BEARING_WITHIN && isOneOf(tokens[at]?.lower, BEARING)) at++;
  const named = nouns.find((each) => each.from <= at && at < each.to && each.to > to);
  return at > to && named !== undefined ? { from, to: named.to } : { from, to };
}

/** Words between such a spot and what it is near, at most. */
const BEARING_WITHIN = 6;

/** "south-east of Baghdad": the tagger parts it, and the phrase would begin with its end. */
function fromCompass(
  { tokens }: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly from: number; readonly to: number } {
  const parted =
    tokens[from - 1]?.text === "-" && isOneOf(tokens[from - 2]?.lower, "north|south|east|west");
  return { from: parted ? from - 2 : from, to };
}

/** "{site}": a place on the ground, a ship or a vehicle that is attacked, with those that "and" joins to it. */
export const site: ArgumentReader = (sentence, scene, who) => {
  const own = siteAlone(sentence, scene, who);
  return own.length === 0
    ? own
    : [
        ...own,
        ...joinedPhrases(sentence, who.phrase, who.side).flatMap((phrase) =>
          siteAlone(sentence, scene, { ...who, phrase }).map((each) => ({ ...each, apart: true })),
        ),
      ];
};

const siteAlone: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const whole =
    isSite(sentence, phrase) &&
    !tokens
      .slice(phrase.from, phrase.to)
      .some(({ lower, lemma }) => lower === "own" || WEAPONS.has(lemma) || WEAPONS.has(lower));
  const none = isNone(sentence, phrase);
  const single = tokens[phrase.head];
  return whole && single !== undefined
    ? [filled(phrase, siteName(sentence, phrase), { none })]
    : [];
};

const isSite = ({ tokens }: ParsedSentence, { head }: NounPhrase): boolean => {
  const { lemma, lower } = tokens[head] ?? { lemma: "", lower: "" };
  // "Kottar city": where it was.
  if (isOneOf(lemma, "city|town|village|district|quarter") && tokens[head - 1]?.pos === "PROPN")
    return false;
  // Somebody's house is told as where it was.
  if (isOneOf(lemma, "residence|house|home|palace")) return false;
  // "a bus stop", "the naval yard".
  const lead = tokens[head - 1]?.lower ?? "";
  if (isOneOf(lemma, "stop|yard")) return isOneOf(lead, "bus|tram|naval|rail|goods|coal|repair");
  return isOneOf(lemma, SITE) || isOneOf(lemma, SITES) || isOneOf(lower, SITES);
};
const SITES =
  "convoy|column|dormitory|hangars?|dam|headquarters|substations?|warehouses?|bunkers?|building|school|hospital|clinic|ship|boat|train|bus|railway|garrison|storage|battery|centre|center|office|embassy|block|flats|kindergarten|university|shop|mall|plant|works|position|positions|club|bakery|kitchen|shelter|ferry|vehicle|vehicles|car|truck|ambulance|substation|airbase|airfield|oilfield|cruiser|destroyer|trawler|freighter|patrol|post|line|tank|tanks|housing|assembly|jetty|reservoir|granary|elevator|museum|theatre|stadium|station|fair|store|dump|stockpile|arsenal|crossing|pier|guesthouse|inn|lodge|hostel|ward|laundry|rally|procession|parade|farm|mill|prison|jail|perimeter|waterworks|refinery|monastery|cathedral|college|academy|playground|garage|restaurant|café|cafe|pumping|generator|transformer";

/** What of a place that was struck is said to be attacked: a site, a home, a gathering; neither open ground nor a town's name alone. */
export function isPlaceOfAttack(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  const lead = tokens[phrase.head - 1];
  if (head === undefined || weaponIn(sentence, phrase) !== null || isNone(sentence, phrase))
    return false;
  const words = tokens.slice(phrase.from, phrase.to);
  if (words.some(({ lower }) => lower === "own" || isOneOf(lower, "some|any|every|nearby|next")))
    return false;
  // A ruler's residence is told as where it was.
  if (isOneOf(head.lemma, "residence|palace")) return false;
  // "a field": nobody aims at one, but at a gas field.
  if (head.lemma === "field") return isOneOf(lead?.lower, "gas|oil");
  return (
    isOneOf(head.lemma, SITE) ||
    isOneOf(head.lemma, SITES) ||
    isOneOf(head.lower, SITES) ||
    isOneOf(head.lemma, STRUCK) ||
    isOneOf(head.lower, STRUCK)
  );
}

/** What is struck besides: homes, where people live, work and gather, and what they ride in. */
const STRUCK =
  "home|house|dormitory|villa|apartment|cottage|farm|farmhouse|barn|mill|sawmill|workshop|garage|cinema|restaurant|caf[eé]|hostel|pier|dock|berth|wharf|lock|pumping|generator|transformer|reactor|radar|village|town|city|district|suburb|quarter|neighbou?rhood|settlement|crossing|playground|park|wedding|party|funeral|procession|crowd|queue|patrol|convoy|column|lorry|van|minibus|tram|tractor|boat|tug|carrier|tanker|monastery|temple|shrine|cemetery|laboratory|library|college|supermarket|store|bakery|brewery|dairy|greenhouse|arsenal|dump|stockpile|garrison|academy|complex|premises|flyover|viaduct|crane|antenna|mast|greenhouses|fuel|waterworks|cathedral|chapel|synagogue|orphanage|prison|jail|courthouse|tunnel|ward|theatre|gym";

export function siteName({ tokens }: ParsedSentence, { from, head }: NounPhrase): string {
  const start = isOneOf(tokens[from]?.pos, "DET|NUM") && head > from ? from + 1 : from;
  return wordsOf({ tokens }, start, head + 1);
}

/** "{aim}": whatever an attack can be meant for, by its words. */
export const aim: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  if (head === undefined || TIME.test(head.lower)) return [];
  // "revenge for one of its commanders".
  const partly = head.pos === "NUM" && tokens[phrase.to]?.lower === "of";
  if (!partly && !isOneOf(head.pos, "NOUN|PROPN")) return [];
  return weaponIn(sentence, phrase) !== null ? [] : [byWords(sentence, withOf(sentence, phrase))];
};

/** "{home}": somebody's house or residence, where it is said what was aimed at. */
export const home: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const words = tokens.slice(phrase.from, phrase.to);
  const owned =
    words.some(({ lower }) => isOneOf(lower, "['’]s?|his|her|their")) ||
    (tokens[phrase.to]?.lower === "of" && tokens[phrase.from]?.pos === "DET") ||
    /^in which$|^where /.test(`${tokens[phrase.to]?.lower} ${tokens[phrase.to + 1]?.lower}`);
  return owned && isOneOf(tokens[phrase.head]?.lower, "residence|house|home|palace|villa|compound")
    ? [
        filled(
          phrase,
          isRulersHome(sentence, phrase) ? "residence" : (tokens[phrase.head]?.lower ?? "home"),
        ),
      ]
    : [];
};

/** "{residence}": a ruler's, where it is not told in passing what was aimed at. */
export const residence: ArgumentReader = (sentence, scene, { phrase }) => {
  const verb = lastUpTo(sentence.verbs, phrase.from);
  const passing = verb !== undefined && isInPassing(sentence, verb);
  // "the residence", where a ruler's was told of.
  const again =
    scene.ruler &&
    phrase.head === phrase.from + 1 &&
    isOneOf(sentence.tokens[phrase.from]?.lower, "the|this|that") &&
    isOneOf(sentence.tokens[phrase.head]?.lower, "residence|house|home|villa|compound|mansion");
  return (again || isRulersHome(sentence, phrase)) && !passing ? [filled(phrase, "residence")] : [];
};

/** "{vessel}": a ship or a vehicle from which something can be launched. */
export const vessel: ArgumentReader = (sentence, _scene, { phrase }) =>
  isOneOf(
    sentence.tokens[phrase.head]?.lower,
    "ships?|boats?|vessels?|frigates?|corvettes?|submarines?|trawlers?|barges?|freighters?|lorr(?:y|ies)|trucks?|pickups?|vans?|helicopters?|bombers?|warships?|gunboats?|dhows?",
  )
    ? [byWords(sentence, phrase)]
    : [];
