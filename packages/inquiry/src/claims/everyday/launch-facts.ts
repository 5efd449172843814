import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import type { Filled } from "./argument.ts";
import { flier } from "./deed-arguments.ts";
import { origin } from "./place-arguments.ts";
import { isOneOf } from "../../text/one-of.ts";
import { lastUpTo, startingAt } from "../../grammar/places.ts";

/** Verbs after which "from" says from where a weapon came, and those of them after which "in" or "near" does, too. */
const MOVES =
  "come|arrive|fly|rise|cross|send|launch|fire|release|originate|put|start|take|set|lift|depart|emerge|approach|enter|shoot|lob|direct|steer|drop|discharge|loose|make|let|throw|hurl|flow|pour|rain|streak|hail|begin";
const SENT = "launch|fire|release|originate|start|send|discharge|begin|fly";
const FROM = "from|off";
/** What leads to what was fired at. */
const TOWARDS = "at|on|against|towards?|into|over|onto";
const AT = "in|at|near|behind|outside|inside|on|over|above|beside|beyond|around";

/** After these "on" and "to" tell what a launcher is fixed to. */
const FASTENS = "mount|bolt|lash|prop|weld|strap|wire|rig";

/** What launches, or who does, and what is said of where it is. */
const GEAR =
  "launchers?|launchpads?|mortars?|batter(?:y|ies)|howitzers?|rails|tubes|ramps?|pilots?|operators?|crews?|gunners|artillery|platform|rig";
const STANDS =
  "stand|park|position|place|hide|set|sit|station|conceal|find|discover|recover|seize|locate|abandon|leave|be|take|spot|dig|install|deploy|operate|camouflage|bolt|lash|prop|mount|weld|strap|wire|rig|site|situate|crouch|kneel|lie|camp|wait";

/** From where a weapon came, by a place that follows what sent it: where nothing else says so in the sentence. */
export function launchPlaceFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (told.some(({ predicate }) => predicate === "launch.place")) return [];
  for (const verb of sentence.verbs) {
    if (verb.negated || isUnreal(sentence, verb)) continue;
    const found = sentFrom(sentence, scene, verb) ?? gearAt(sentence, scene, verb);
    if (found !== null) return [factFrom(sentence, found)];
  }
  const site = isSite(sentence, scene);
  return site === null ? [] : [factFrom(sentence, site)];
}

interface Found {
  readonly from: number;
  readonly place: Filled;
}

const factFrom = (sentence: ParsedSentence, { from, place }: Found): Fact =>
  factOf(sentence, {
    predicate: "launch.place",
    from: Math.min(from, place.from),
    to: Math.max(place.to, from + 1),
    value: place.value,
    rule: "everyday words: a place beside what was sent",
    hedgesWithin: HEDGES_WITHIN,
  });

/** Words before it that are asked for hedges. */
const HEDGES_WITHIN = 8;

/** "nine of them were sent across from enemy territory", "from the valley somebody fired six rockets". */
function sentFrom(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): Found | null {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, MOVES)) return null;
  const subject = lastUpTo(nouns, verb.from);
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
  const own = [subject, object].filter((each) => each !== undefined);
  // A pronoun may be anybody who fires: what flies must be named, or have been sent.
  const flies = own.some((each) => isFlier(sentence, scene, each, verb));
  if (!flies) return null;
  const fronted =
    isOneOf(tokens[0]?.lower, FROM) && subject !== undefined && subject.from > 1
      ? placeAt(sentence, scene, 1)
      : null;
  if (fronted !== null) return { from: 0, place: fronted };
  // "made from lengths of pipe": of what they are.
  const shots = own.some(({ head }) => isOneOf(tokens[head]?.lower, "shots|launches|firings"));
  if (verb.lemma === "make" && !shots) return null;
  const still = isOneOf(verb.lemma, SENT) && (verb.passive || verb.lemma === "originate");
  const place = placeAfter(sentence, scene, verb.to, still ? "sent" : "moved");
  return place === null ? null : { from: subject?.from ?? verb.from, place };
}

function isFlier(
  sentence: ParsedSentence,
  scene: Scene,
  phrase: NounPhrase,
  verb: VerbGroup,
): boolean {
  if (weaponIn(sentence, phrase) !== null) return true;
  const word = sentence.tokens[phrase.head]?.lower ?? "";
  if (
    isOneOf(word, "swarm|barrage|salvo|volley|shells?|rounds?|shots?|fire|launch|launches|bombs?")
  )
    return true;
  const sent = verb.passive && isOneOf(verb.lemma, "launch|fire|release|send|fly|discharge");
  return (
    (sent || isOneOf(verb.lemma, "fly|cross|rise|approach")) &&
    flier(sentence, scene, { phrase, side: "before", negated: false }).length > 0
  );
}

/** "the crew had parked the launcher in an orchard", "the mortar was on Hill 402". */
function gearAt(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): Found | null {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, STANDS)) return null;
  const subject = nouns.findLast(({ to }) => to <= verb.from && to >= verb.from - GEAR_WITHIN);
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
  const gear = [subject, object].find(
    (each) =>
      each !== undefined &&
      (isOneOf(tokens[each.head]?.lower, GEAR) || isFiringPoint(sentence, each)) &&
      // "our guns", "the air-defence battery": of who is attacked.
      !tokens
        .slice(each.from, each.head)
        .some(({ lower }) =>
          isOneOf(
            lower,
            "our|air|defen[cs]e|air-defence|patriot|anti-aircraft|rescue|film|tv|fire|interceptor|ambulance|cable|drone",
          ),
        ),
  );
  const people = isOneOf(tokens[gear?.head ?? -1]?.lower, "pilots?|operators?|crews?|gunners");
  if (
    gear === undefined ||
    (people &&
      !isOneOf(
        verb.lemma,
        "take|sit|position|station|set|hide|operate|stand|crouch|kneel|lie|wait|camp",
      ))
  )
    return null;
  const place = placeAfter(
    sentence,
    scene,
    Math.max(verb.to, object === gear ? gear.to : 0),
    isOneOf(verb.lemma, FASTENS) ? "fastened" : "stands",
  );
  return place === null ? null : { from: Math.min(gear.from, verb.from), place };
}

/** Words between what launches and its verb, at most. */
const GEAR_WITHIN = 4;

const isFiringPoint = ({ tokens }: ParsedSentence, { head }: NounPhrase): boolean =>
  isOneOf(tokens[head]?.lower, "(?:position|point|site|spot|platform|pad|place)s?") &&
  isOneOf(tokens[head - 1]?.lower, "launch|launching|firing|mortar|rocket");

/** "the Kestrel training ground was given as the launch site", "positions on Mount Sor were used for the launches". */
function isSite(sentence: ParsedSentence, scene: Scene): Found | null {
  const { tokens, nouns, verbs } = sentence;
  const site = nouns.find((phrase) => isFiringPoint(sentence, phrase));
  const launches = nouns.find(({ head }) => isOneOf(tokens[head]?.lower, "launch(?:es)?"));
  const what = site ?? launches;
  const verb = verbs.findLast(({ to }) => what !== undefined && to <= what.from);
  if (what === undefined || verb === undefined || verb.negated || isUnreal(sentence, verb))
    return null;
  const words = tokens.slice(verb.to, what.from).map(({ lower }) => lower);
  const link = words.some((word) => isOneOf(word, "as|for")) && words.length <= SITE_WITHIN;
  if (!link || !isOneOf(verb.lemma, "give|use|serve|name|identify|see|describe|seem")) return null;
  const first = verbs[0];
  const subject = nouns.find(({ to }) => first !== undefined && to <= first.from);
  if (subject === undefined) return null;
  const inside = placeAt(sentence, scene, subject.to + 1);
  const own = isOneOf(tokens[subject.to]?.lower, AT)
    ? inside
    : placeAt(sentence, scene, subject.from);
  return own === null ? null : { from: subject.from, place: own };
}

/** Words between "used" and the launches, at most. */
const SITE_WITHIN = 4;

/** The first place after a token that "from" leads to, or any preposition of place, in the same clause. */
function placeAfter(
  sentence: ParsedSentence,
  scene: Scene,
  start: number,
  how: "moved" | "sent" | "stands" | "fastened",
): Filled | null {
  const { tokens, verbs } = sentence;
  for (let at = start; at < Math.min(tokens.length, start + PLACE_WITHIN); at++) {
    const token = tokens[at];
    if (token === undefined || isOneOf(token.text, "[.;:!?()]")) return null;
    if (verbs.some(({ from, form }) => from === at && form === "finite")) return null;
    if (
      isOneOf(token.lower, "that|which|who|when|after|before|and|but|towards?|against|into|to|by")
    )
      if (!isOneOf(token.lower, "to|by|and")) return null;
    const out = token.lower === "of" && tokens[at - 1]?.lower === "out";
    if (how === "sent" && isOneOf(token.lower, TOWARDS)) return null;
    if (!isOneOf(token.lower, FROM) && !out && !(how !== "moved" && isOneOf(token.lower, AT)))
      continue;
    // "mounted on a small truck, in an abandoned brick factory": where that stands.
    if (how === "fastened" && isOneOf(token.lower, "on|over|above")) continue;
    const place = placeAt(sentence, scene, at + 1);
    if (place !== null) return place;
  }
  return null;
}

/** Words between what was sent and from where, at most. */
const PLACE_WITHIN = 12;

const BEARINGS =
  "beyond|behind|over|across|inside|within|near|around|under|above|outside|off|along";

function placeAt(sentence: ParsedSentence, scene: Scene, at: number): Filled | null {
  // "from beyond the border", "from over the sea".
  const bearing = isOneOf(sentence.tokens[at]?.lower, BEARINGS) ? 1 : 0;
  const phrase = startingAt(sentence.nouns, at + bearing);
  if (phrase === undefined) return null;
  const [found] = origin(sentence, scene, { phrase, side: "after", negated: false });
  return found ?? null;
}
