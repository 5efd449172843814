import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, partitiveOf, undergoerOf } from "../clause-facts.ts";
import type { Fact } from "../claim.ts";
import { WEAPONS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { joinedPhrases } from "./joined-phrases.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";
import { evidenceFacts } from "./evidence-facts.ts";

/** Pieces that hardly anything but a weapon or an aircraft has. */
const SURE =
  "airframe|fuselage|warhead|tailfin|fin|winglet|seeker|booster|detonator|fuse|fuze|propeller|rotor|gyroscope|servo|actuator|nosecone|sustainer|pusher|submunition|casing|base-plate|baseplate|unburst|aileron|elevon|parachute|stabiliser|stabilizer";
/** The same of two words. */
const SURE_PAIRS =
  "tail section|tail fin|tail unit|tail cone|tail boom|nose cone|seeker head|base plate|rotor arm|rotor blade|propeller blade|steering unit|guidance unit|guidance section|control section|control unit|circuit board|flight controller|rocket motor|rocket engine|jet engine|turbojet engine|piston engine|grenade lever|grenade pin|pin ring|grenade ring|safety lever|data plate|serial plate|motor section|engine block|rocket tube|launch tube|launch rail|firing lever|fishing line|fibre cable|remote control|remote controller|memory card|sim card|power pack|rocket body|motor casing|guidance fin|fuel tank|servo motor|carbon rod|grenade rack|release mechanism";
/** Pieces of machines of any kind: a weapon's where it is told of next to other pieces, or by a verb of finding. */
const FITTED =
  "engine|motor|turbine|rudder|wing|battery|tail|antenna|aerial|camera|board|cable|wiring|wire|tube|cylinder|plate|chip|module|lever|fragment|wreckage|remains|debris|shrapnel|splinter|lens|rib|spool|gearbox|sensor|receiver|transmitter|spring";
const AMOUNT =
  "part|half|piece|section|length|bit|scrap|fragment|chunk|bundle|rest|stump|end|quantity";

/** What is done with what is found. */
const FOUND =
  "find|recover|retrieve|collect|gather|seize|hand|send|dig|pull|haul|fish|lift|raise|salvage|land|bag|pick|bring|secure|remove|examine|photograph|inspect|display|exhibit|present|wash|store|offer|deliver|extract|unearth|recognise|recognize|submit|surrender|confiscate|impound|label|tag|catalogue|dredge|drag|sweep|turn|take|keep|analyse|analyze|study|pluck|trawl|ship|post|donate|discover|uncover|prise|pry";
const LIES = "lie|sit|hang|stick|float|protrude|rest|lodge|poke|jut|wash|stand|bear";

/** "The tail section has been handed to prosecutors", "Seized at the scene: a grenade lever; a length of fishing line": pieces by their names. */
export function piecesFound(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!scene.about && !scene.attack && !scene.story) return [];
  const phrases = [
    ...listedFinds(sentence),
    ...sentence.verbs.flatMap((verb) => findOf(sentence, verb)),
    ...recoveries(sentence),
  ];
  const weapon = scene.weapon ?? scene.kinds.at(-1) ?? "weapon";
  return evidenceFacts(sentence, told, phrases, {
    as: (name) => `remains of ${weapon}: ${name}`,
    rule: "everyday words: a piece of a weapon, found",
  });
}

/** The pieces that a verb of finding is said of, with those of a list. */
function findOf(sentence: ParsedSentence, verb: VerbGroup): readonly NounPhrase[] {
  const lies = isOneOf(verb.lemma, LIES);
  if (!lies && !isOneOf(verb.lemma, FOUND)) return [];
  if (verb.negated || isUnreal(sentence, verb)) return [];
  const who = undergoerOf(sentence, verb, lies);
  if (who === null || who.negated) return [];
  // "picked up circuit boards": past the word that belongs to the verb.
  const picked =
    sentence.tokens[verb.to]?.lower === "up" ? startingAt(sentence.nouns, verb.to + 1) : undefined;
  if (picked !== undefined && !verb.passive) return piecesIn(sentence, picked, "after");
  const own = who.side === "after" ? partOf(sentence, who.phrase) : headOf(sentence, who.phrase);
  return piecesIn(sentence, own, who.side);
}

/** Of a phrase, and of the list that it opens, those that are pieces. */
function piecesIn(
  sentence: ParsedSentence,
  own: NounPhrase,
  side: "before" | "after",
): readonly NounPhrase[] {
  const all = [
    own,
    ...joinedPhrases(sentence, own, side),
    ...withPhrase(sentence, own),
    ...(side === "after" ? pastPlace(sentence, own) : []),
  ];
  const pieces = all.map((phrase) => ({
    phrase,
    sure: isSure(sentence, phrase),
    fitted: isFitted(sentence, phrase),
  }));
  // "wing" and "cable" are a weapon's next to what surely is.
  const some = pieces.some(({ sure }) => sure);
  const many = pieces.filter(({ sure, fitted }) => sure || fitted).length > 1;
  return pieces.flatMap(({ phrase, sure, fitted }) =>
    sure || (fitted && (some || many)) ? [phrase] : [],
  );
}

/** "the recovery of two bomblets from a roof and a rotor blade from a flower bed". */
const recoveries = (sentence: ParsedSentence): readonly NounPhrase[] =>
  sentence.nouns.flatMap(({ head, to }) => {
    const noun = isOneOf(
      sentence.tokens[head]?.lower,
      "recovery|discovery|seizure|retrieval|finding|removal",
    );
    const what =
      noun && sentence.tokens[to]?.lower === "of" ? startingAt(sentence.nouns, to + 1) : undefined;
    return what === undefined ? [] : piecesIn(sentence, what, "after");
  });

/** "Found in the wadi: a tail section", "Seized at the scene: …; …". */
function listedFinds(sentence: ParsedSentence): readonly NounPhrase[] {
  const { tokens, nouns } = sentence;
  const at = tokens.findIndex(({ text }) => text === ":");
  const opens =
    at > 0 &&
    at <= LABEL_WITHIN &&
    tokens
      .slice(0, at)
      .some(
        ({ lemma, lower }) =>
          isOneOf(
            lemma,
            "find|seize|recover|retrieve|collect|secure|exhibit|evidence|recovery|gather",
          ) || isOneOf(lower, "found|seized|recovered|exhibits"),
      );
  return opens
    ? nouns.filter(
        (phrase) => phrase.from > at && (isSure(sentence, phrase) || isFitted(sentence, phrase)),
      )
    : [];
}

/** Words of such a label, at most. */
const LABEL_WITHIN = 8;

/** "a tube of foreign manufacture with its base plate": what the phrase comes with. */
function withPhrase({ tokens, nouns }: ParsedSentence, { to }: NounPhrase): readonly NounPhrase[] {
  const at = tokens.findIndex(
    ({ lower }, i) => i >= to && i <= to + WITH_WITHIN && lower === "with",
  );
  return at === -1 ? [] : nouns.filter(({ from }) => from === at + 1);
}

/** "bomblets from a rooftop and a rotor blade from a flower bed": what a list adds behind where the first was. */
function pastPlace(
  { tokens, nouns, verbs }: ParsedSentence,
  { to }: NounPhrase,
): readonly NounPhrase[] {
  if (!isOneOf(tokens[to]?.lower, "from|off|on|in|at|under|near")) return [];
  const place = startingAt(nouns, to + 1);
  const next =
    place !== undefined && isOneOf(tokens[place.to]?.lower, "and|,")
      ? startingAt(nouns, place.to + 1)
      : undefined;
  const own = next !== undefined && verbs.some(({ from }) => from === next.to);
  return next === undefined || own ? [] : [next];
}

/** Words between a phrase and what it comes with, at most. */
const WITH_WITHIN = 3;

/** "some lengths of cable": the lengths, where the cable was found to be the subject. */
function headOf({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): NounPhrase {
  const of = tokens[phrase.from - 1]?.lower === "of" ? endingAt(nouns, phrase.from - 1) : undefined;
  return of ?? phrase;
}

const partOf = (sentence: ParsedSentence, phrase: NounPhrase): NounPhrase =>
  partitiveOf(sentence, phrase) ?? phrase;

function isSure(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens } = sentence;
  if (isNobodys(sentence, phrase)) return false;
  const amount = isOneOf(tokens[phrase.head]?.lemma, AMOUNT);
  const thing = amount ? partOf(sentence, phrase) : phrase;
  if (isOneOf(tokens[thing.head]?.lemma, SURE)) return true;
  return tokens
    .slice(thing.from, thing.to - 1)
    .some(({ lower }, i) =>
      isOneOf(`${lower} ${tokens[thing.from + i + 1]?.lemma ?? ""}`, SURE_PAIRS),
    );
}

function isFitted(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens } = sentence;
  if (isNobodys(sentence, phrase)) return false;
  const amount = isOneOf(tokens[phrase.head]?.lemma, AMOUNT);
  const thing = amount ? partOf(sentence, phrase) : phrase;
  return isOneOf(tokens[thing.head]?.lemma, FITTED);
}

/** "no fragments", "their camera", "the bus's engine", "the wing of the hospital": nothing of a weapon. */
function isNobodys({ tokens }: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const words = tokens.slice(from, head + 1);
  // "the missile's seeker head".
  const owner = tokens[from + words.findIndex(({ lower }) => isOneOf(lower, "['’]s?")) - 1];
  const owned =
    hasOne(words, "['’]s?") && !WEAPONS.has(owner?.lemma ?? "") && owner?.lemma !== "aircraft";
  return (
    owned ||
    hasOne(
      words,
      "no|his|her|my|our|your|west|east|north|south|left|right|maternity|hospital|surgical|military|political|armed|fire|police|speed|security|cctv",
    ) ||
    (tokens[to]?.lower === "of" &&
      hasOne(
        tokens.slice(to + 1, to + 5),
        "hospital|building|school|house|bus|car|train|ship|vessel|plant|palace|hotel|siren|radar|mast",
      ))
  );
}
