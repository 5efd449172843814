import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { hasOne } from "../../grammar/places.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isOneOf, listOf } from "../../text/one-of.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, subjectOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";

const DEVICES =
  "sirens?|alarms?|warnings?|alerts?|interceptors?|interceptions?|defen[cs]es?|jammers?|jamming|countermeasures|loudspeakers?";
const WATCHES = "radars?|sensors?|system|systems|scanners?|microphones?|cameras?|lookouts?";
const POSTS = "posts?|lookout|watchtower|tower|battery|batteries|radar|station|position|positions";
const GUNS = "guns|batter(?:y|ies)|artillery|mortars|cannons?|gunners";
/** Without one of these nothing is found. */
const WORDS: ReadonlySet<string> = listOf(
  `${DEVICES}|${WATCHES}|${POSTS}|${GUNS}|engage|fire|hear|none|shoot|bring|down|destroy|stop|suppress|knock|disable|force`,
);
const NONE = "none|nil|no|nothing|silent|inactive|failed|absent";
const ACTED = "sounded|active|activated|engaged|fired|yes|given|issued|working|operational";

/** Whether a defence acted, by the clause that tells it and not by what it is: "did not engage either missile", "Air defence: none". */
export function defenceByClause(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (!hasWord(sentence, WORDS)) return [];
  if (told.some(({ predicate }) => predicate === "defence.activated")) return [];
  const labelled = labelledDefence(sentence, scene);
  if (labelled !== null) return [labelled];
  for (const verb of sentence.verbs) {
    if (isUnreal(sentence, verb)) continue;
    const fact =
      leftAlone(sentence, verb) ??
      unanswered(sentence, verb) ??
      unmanned(sentence, verb) ??
      sawNothing(sentence, verb) ??
      heardByNobody(sentence, scene, verb) ??
      stopped(sentence, verb, told) ??
      wasOn(sentence, verb);
    if (fact !== null) return [fact];
  }
  return [];
}

function acted(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  value: "yes" | "no",
): Fact {
  return factOf(sentence, {
    predicate: "defence.activated",
    ...range,
    value,
    polarity: value === "no" ? "deny" : "affirm",
    rule: "everyday words: a defence by its clause",
  });
}

/** "Air defence: None.", "Interception: not attempted", "Warning. None." */
function labelledDefence(sentence: ParsedSentence, scene: Scene): Fact | null {
  const { tokens } = sentence;
  // The label is a sentence of its own.
  const alone = tokens.length <= ALONE_MAX && tokens[0]?.lower === "none" && scene.siren;
  if (alone) return acted(sentence, { from: 0, to: 1 }, "no");
  const mark = tokens.findIndex(({ text }) => isOneOf(text, "[:–—]"));
  const label = tokens.slice(0, Math.max(mark, 0));
  if (label.length === 0 || label.length > LABEL_MAX || !hasOne(label, DEVICES)) return null;
  const said = tokens[mark + 1]?.lower;
  const not = said === "not" || isOneOf(said, NONE);
  if (!not && !isOneOf(said, ACTED)) return null;
  const to = Math.min(tokens.length, mark + (said === "not" ? 3 : 2));
  return acted(sentence, { from: 0, to }, not ? "no" : "yes");
}

/** Tokens of "None given.", and of a label, at most. */
const ALONE_MAX = 3;
const LABEL_MAX = 4;

/** "the frigate did not engage either missile", "it did not fire on the drone". */
function leftAlone(sentence: ParsedSentence, verb: VerbGroup): Fact | null {
  if (!verb.negated || !isOneOf(verb.lemma, "engage|fire|shoot|intercept")) return null;
  const aimed = isOneOf(sentence.tokens[verb.to]?.lower, "on|at") ? 1 : 0;
  if (verb.lemma === "fire" && aimed === 0) return null;
  // "either missile".
  const object = sentence.nouns.find(
    ({ from }) => from >= verb.to + aimed && from <= verb.to + aimed + 1,
  );
  if (object === undefined || weaponIn(sentence, object) === null) return null;
  return acted(sentence, { from: verb.from, to: object.to }, "no");
}

/** "our own guns did not answer". */
function unanswered(sentence: ParsedSentence, verb: VerbGroup): Fact | null {
  if (!verb.negated || !isOneOf(verb.lemma, "answer|reply|respond")) return null;
  const subject = subjectOf(sentence, verb);
  return subject !== null && isOneOf(sentence.tokens[subject.head]?.lower, GUNS)
    ? acted(sentence, { from: subject.from, to: verb.to }, "no")
    : null;
}

/** "its post at the pass was unmanned". */
function unmanned(sentence: ParsedSentence, verb: VerbGroup): Fact | null {
  const { tokens } = sentence;
  const at = verb.passive ? verb.main : verb.to;
  const empty = isOneOf(tokens[at]?.lower, "unmanned|unstaffed|unoccupied|deserted");
  if (!empty || verb.negated || !isOneOf(tokens[verb.from]?.lemma, "be|stand|lie")) return null;
  const subject = subjectOf(sentence, verb);
  const words = subject === null ? [] : tokens.slice(0, verb.from);
  return subject !== null && hasOne(words, POSTS)
    ? acted(sentence, { from: subject.from, to: at + 1 }, "no")
    : null;
}

/** "the radar had tracked nothing". */
function sawNothing(sentence: ParsedSentence, verb: VerbGroup): Fact | null {
  const { tokens } = sentence;
  if (!isOneOf(verb.lemma, "track|see|detect|register|show|record|pick|spot")) return null;
  const past = isOneOf(tokens[verb.to]?.lower, "up") ? verb.to + 1 : verb.to;
  const subject = subjectOf(sentence, verb);
  return subject !== null &&
    tokens[past]?.lower === "nothing" &&
    isOneOf(tokens[subject.head]?.lower, WATCHES)
    ? acted(sentence, { from: subject.from, to: past + 1 }, "no")
    : null;
}

/** "I have not met one person who heard it": nobody did. */
function heardByNobody(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): Fact | null {
  const { tokens, verbs } = sentence;
  if (!verb.negated || !isOneOf(verb.lemma, "find|meet|know|speak")) return null;
  const heard = verbs.find(
    ({ from, lemma, negated }) =>
      from > verb.to && from <= verb.to + HEARD_WITHIN && lemma === "hear" && !negated,
  );
  if (heard === undefined) return null;
  const what = tokens.slice(heard.to, heard.to + 3);
  const siren = hasOne(what, DEVICES) || (scene.siren && hasOne(what, "it|them|one"));
  return siren ? acted(sentence, { from: verb.from, to: heard.to + 1 }, "no") : null;
}

/** Words between whom nobody met and that he heard it, at most. */
const HEARD_WITHIN = 5;

/** "gunners on the tug brought one down": who stopped a weapon acted. */
function stopped(sentence: ParsedSentence, verb: VerbGroup, told: readonly Fact[]): Fact | null {
  if (verb.passive || verb.negated || verb.form !== "finite") return null;
  if (!isOneOf(verb.lemma, "down|shoot|bring|destroy|stop|intercept|suppress|knock|disable|force"))
    return null;
  const subject = subjectOf(sentence, verb);
  // By who stands there, past where: "marines aboard the ferry".
  if (subject === null || !hasOne(sentence.tokens.slice(subject.from, subject.to), DEFENDERS))
    return null;
  const { end } = sentence.tokens[verb.main] ?? { end: 0 };
  const some = told.some(
    ({ predicate, count, polarity, span }) =>
      predicate === "weapon.intercepted" &&
      polarity === "affirm" &&
      (count?.min ?? 1) > 0 &&
      span.start <= end &&
      span.end >= end,
  );
  return some ? acted(sentence, { from: subject.from, to: verb.to }, "yes") : null;
}

const DEFENDERS = `${GUNS}|defen[cs]es?|interceptors|jammers|marines|soldiers|guards|troops|crews?|sailors|airmen|militiamen|policemen|officers|volunteers|teams?|groups?|boys|men|women|frigate|destroyer|corvette|jets?|helicopters?|fighters`;

/** "the jamming system was running at the time". */
function wasOn(sentence: ParsedSentence, verb: VerbGroup): Fact | null {
  const { tokens } = sentence;
  const subject = subjectOf(sentence, verb);
  const words = subject === null ? [] : tokens.slice(subject.from, subject.to);
  if (subject === null || verb.negated || !hasOne(words, "jammers?|jamming|countermeasures"))
    return null;
  const on =
    verb.lemma === "run" ||
    (verb.lemma === "be" && isOneOf(tokens[verb.to]?.lower, "on|active|running|operational"));
  return on ? acted(sentence, { from: subject.from, to: verb.to + 1 }, "yes") : null;
}
