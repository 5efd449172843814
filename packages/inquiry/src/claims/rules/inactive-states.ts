import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, subjectOf, wordsOf } from "../clause-facts.ts";
import { plainFact } from "../fact.ts";
import { HIT_VERBS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasLemma, hasOne, startingAt } from "../../grammar/places.ts";

/** In what state a defence or a warning device was: being repaired, without power, silent; or that its guns opened up. */
export function stateFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!scene.about && !scene.attack && scene.kinds.length === 0) return [];
  return [
    ...sentence.verbs.flatMap((verb) => [
      ...unfit(sentence, verb, scene),
      ...notIssued(sentence, verb),
      ...opened(sentence, verb, scene),
      ...received(sentence, verb),
    ]),
    ...without(sentence),
    ...nothing(sentence, scene),
  ];
}

/** What watches, warns or defends by itself. */
const DEVICE =
  "sirens?|alarms?|radars?|sensors?|detectors?|jammers?|loudspeakers?|tannoy|c-ram|patriots?";
/** What is a device only where the words before it say of what. */
const OF_DEFENCE =
  "warning|alarm|early-warning|detection|radar|defen[cs]es?|protection|air-raid|jamming|alert|siren|anti-drone|counter-drone|air";

/** Whether a phrase is a device, or "the automatic one", "it" where one is named before it. */
function isDevice(sentence: ParsedSentence, phrase: NounPhrase, scene: Scene): boolean {
  const { tokens } = sentence;
  const head = tokens[phrase.head]?.lower ?? "";
  if (isOneOf(head, DEVICE)) return true;
  if (
    isOneOf(
      head,
      "systems?|network|app|speakers?|units?|equipment|link|mast|batter(?:y|ies)|launchers?",
    )
  )
    return hasOne(tokens.slice(phrase.from, phrase.head), OF_DEFENCE);
  const refers = isOneOf(head, "one|ones|it|they|which|that|both|system");
  const named = hasOne(tokens.slice(0, phrase.from), DEVICE);
  return refers && (named || (scene.siren && isOneOf(head, "it|they|one|system")));
}

const UPKEEP =
  "maintenance|repairs?|servicing|tests?|testing|overhaul|upgrades?|calibration|recalibration|inspection|works?|modernisation|modernization";
const SUPPLY =
  "power|electricity|fuel|ammunition|interceptors?|missiles|crews?|operators?|signal|connection|link|contact|batter(?:y|ies)|current|network|internet|staff";
const MENDED =
  "repair|service|overhaul|replace|upgrade|dismantle|remove|relocate|steal|loot|modernise|modernize|recalibrate|jam|blind|disconnect|unplug|unman|mothball|decommission";

/** "was undergoing maintenance", "has had no power since autumn", "was being repaired", "had lost its link": why it did nothing, and that it did nothing. */
function unfit(sentence: ParsedSentence, verb: VerbGroup, scene: Scene): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (verb.modal !== null || verb.form === "infinitive" || isUnreal(sentence, verb)) return [];
  const subject = subjectOf(sentence, verb);
  if (subject === null || subject.to > verb.from || !isDevice(sentence, subject, scene)) return [];
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 2);
  const words = tokens.slice(object?.from ?? 0, object?.to ?? 0);
  const noun = tokens[object?.head ?? -1]?.lower ?? "";
  const no = words[0]?.lower === "no";
  const upkeep =
    (isOneOf(verb.lemma, "undergo|await|need|require") && isOneOf(noun, UPKEEP)) ||
    (isOneOf(verb.lemma, "be|come") &&
      isOneOf(tokens[verb.to]?.lower, "in|under|down|out|awaiting") &&
      isOneOf(noun, UPKEEP));
  const empty =
    (verb.lemma === "have" && no && isOneOf(noun, SUPPLY)) ||
    (isOneOf(verb.lemma, "lack|lose") && isOneOf(noun, SUPPLY)) ||
    (verb.lemma === "be" &&
      tokens[verb.to]?.lower === "without" &&
      isOneOf(tokens[startingAt(nouns, verb.to + 1)?.head ?? -1]?.lower, SUPPLY));
  // "had been taken down for servicing".
  const off =
    verb.passive &&
    isOneOf(verb.lemma, "take|shut|switch|turn|power") &&
    isOneOf(tokens[verb.to]?.lower, "off|down|offline") &&
    tokens[verb.to + 1]?.lower === "for" &&
    isOneOf(tokens[startingAt(nouns, verb.to + 2)?.head ?? -1]?.lower, UPKEEP);
  const mended = off || (verb.passive && isOneOf(verb.lemma, MENDED));
  const broke = verb.lemma === "break" && tokens[verb.to]?.lower === "down";
  if (verb.negated || !(upkeep || empty || mended || broke)) return [];
  const to = Math.max(object?.to ?? 0, clauseEnd(sentence, verb.to));
  const reason = wordsOf(sentence, verb.from, to);
  return [
    plainFact(sentence, "defence.activated", { from: subject.from, to: verb.to }, "no", "unfit"),
    plainFact(sentence, "defence.inactive-reason", { from: subject.from, to }, reason, "unfit"),
  ];
}

const NOTICE = "(?:warning|alarm|alert|notification|message)s?";
const ISSUES = "issue|give|raise|sound|send|trigger|broadcast|transmit|emit|release|set";

/** "did not issue an alert", "failed to give a warning". */
function notIssued(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!isOneOf(verb.lemma, ISSUES) || verb.passive || verb.modal !== null) return [];
  const failing = verbs.find(({ to, lemma }) => to === verb.from && lemma === "fail");
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
  const off = verb.lemma !== "set" || tokens[verb.to]?.lower === "off";
  if (object === undefined || !off || !isOneOf(tokens[object.head]?.lower, NOTICE)) return [];
  if (failing === undefined && (!verb.negated || verb.form === "infinitive")) return [];
  const from = failing?.from ?? verb.from;
  return [
    plainFact(sentence, "defence.activated", { from, to: object.to }, "no", "no alert issued"),
  ];
}

/** "residents received an alert on their phones", "we had six minutes' warning", "the system issued an alert": that people were warned. */
function received(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (verb.negated || verb.modal !== null || verb.passive || isUnreal(sentence, verb)) return [];
  const object = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 1);
  const subject = subjectOf(sentence, verb);
  if (object === undefined || subject === null || subject.to > verb.from) return [];
  const notice = isOneOf(tokens[object.head]?.lower, "(?:warning|alert|notice)s?");
  const none = hasOne(
    tokens.slice(object.from, object.to),
    "no|little|any|false|further|new|general|travel",
  );
  const ahead = hasLemma(tokens.slice(object.from, object.to), "minute|second");
  const who = tokens[subject.head]?.lower ?? "";
  const nobody = isOneOf(tokens[subject.from]?.lower, "nobody|none|no");
  const got =
    (isOneOf(verb.lemma, "receive|get") &&
      isOneOf(
        who,
        "residents?|people|we|i|they|staff|crews?|pupils|patients|inhabitants|villagers|everyone|everybody|phones?|workers",
      )) ||
    (isOneOf(verb.lemma, "have|get|give|receive") && ahead) ||
    (isOneOf(verb.lemma, "issue|broadcast|transmit|sound|trigger") &&
      isOneOf(who, "systems?|radars?|network|app|sensors?"));
  if (!notice || none || nobody || !got) return [];
  const range = { from: subject.from, to: object.to };
  return [plainFact(sentence, "defence.activated", range, "yes", "people warned")];
}

/** "it came without any warning": of what came, nobody was warned. */
function without(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs, words } = sentence;
  if (!words.has("without")) return [];
  const came = verbs.some(({ lemma }) => HIT_VERBS.has(lemma) || lemma === "attack");
  return tokens.flatMap(({ lower }, at) => {
    if (lower !== "without" || !came) return [];
    const end = tokens.findIndex(
      ({ lower: word }, i) =>
        i > at && i <= at + 3 && isOneOf(word, "warning|warnings|alert|siren|sirens|alarm"),
    );
    const plain = tokens
      .slice(at + 1, end)
      .every(({ lower: word }) => isOneOf(word, "any|a|prior|advance|single|early"));
    return end !== -1 && plain
      ? [plainFact(sentence, "defence.activated", { from: at, to: end + 1 }, "no", "no warning")]
      : [];
  });
}

const GUNS =
  "guns?|gunners?|flak|batter(?:y|ies)|defen[cs]es?|defenders|interceptors?|patriots?|anti-aircraft|tracers?";
/** What flies in: guns that open up at it defend. */
const AIRBORNE = "drone|missile|rocket|projectile";

/** "the guns on the palace opened up", "air defences went into action", "anti-aircraft fire lit the sky": of those who are attacked. */
function opened(sentence: ParsedSentence, verb: VerbGroup, scene: Scene): readonly Fact[] {
  const { tokens } = sentence;
  if (verb.passive || verb.negated || verb.modal !== null || isUnreal(sentence, verb)) return [];
  const subject = subjectOf(sentence, verb);
  if (subject === null || subject.to > verb.from) return [];
  const words = tokens.slice(subject.from, subject.to).map(({ lower }) => lower);
  const guns = isOneOf(tokens[subject.head]?.lower, GUNS);
  const against = words.some((word) => isOneOf(word, "air|aerial|anti-aircraft|c-ram|aircraft"));
  const hostile = words.some((word) => isOneOf(word, "rebel|enemy|mortar|artillery|their"));
  const next = tokens.slice(verb.to, verb.to + 3).map(({ lower }) => lower);
  const opens = verb.lemma === "open" && isOneOf(next[0], "up|fire");
  const acts =
    (isOneOf(verb.lemma, "go|come|spring") && next[0] === "into" && next[1] === "action") ||
    (verb.lemma === "be" &&
      (next[0] === "active" ||
        (next[0] === "at" && next[1] === "work") ||
        (next[0] === "in" && next[1] === "action")));
  // "opened up on the town": they attack.
  const at = tokens.slice(verb.to, verb.to + 4).some(({ lower }) => lower === "on");
  if (!guns || hostile || !(opens || (acts && against))) return [];
  if (!against && (at || !scene.kinds.some((kind) => isOneOf(kind, AIRBORNE)))) return [];
  const range = { from: subject.from, to: verb.to + 1 };
  return [plainFact(sentence, "defence.activated", range, "yes", "guns opened up")];
}

/** "they tested the siren on Thursday and tonight nothing", "from the sirens, silence": none sounded. */
function nothing({ tokens, ...rest }: ParsedSentence, scene: Scene): readonly Fact[] {
  const sentence = { tokens, ...rest };
  const told = hasOne(tokens, "sirens?|alarms?|alerts?|warnings?");
  if (!told && !scene.siren) return [];
  return tokens.flatMap(({ lower }, at) => {
    if (!isOneOf(lower, "nothing|silence|zilch")) return [];
    const ends = tokens[at + 1] === undefined || tokens[at + 1]?.pos === "PUNCT";
    const when = tokens
      .slice(Math.max(0, at - NOTHING_WITHIN), at)
      .findLast(({ lower: word }) =>
        isOneOf(word, "tonight|today|yesterday|time|night|morning|evening|sirens?|alarms?"),
      );
    const from = when === undefined ? -1 : tokens.indexOf(when);
    const deed = rest.verbs.some((verb) => verb.from >= from && verb.to <= at);
    return ends && from !== -1 && !deed
      ? [plainFact(sentence, "defence.activated", { from, to: at + 1 }, "no", "nothing sounded")]
      : [];
  });
}

/** Words between when it was and that there was nothing, at most. */
const NOTHING_WITHIN = 3;

/** Up to the mark or the joint that ends the clause. */
function clauseEnd({ tokens, verbs }: ParsedSentence, from: number): number {
  const at = tokens.findIndex(
    ({ text, pos }, i) =>
      i >= from &&
      (isOneOf(text, '[,.;:”"]') || (pos === "CCONJ" && verbs.some((verb) => verb.from === i + 1))),
  );
  return at === -1 ? tokens.length : at;
}
