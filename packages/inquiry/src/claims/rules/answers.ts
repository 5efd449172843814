import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { plainFact, rangeFact } from "../fact.ts";
import type { Scene } from "../scene.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne } from "../../grammar/places.ts";

const WARNS = "warnings?|warned|warn|alarms?|alerts?|alerted|sirens?";
/** What the question asks after: something that is, or was done. */
const ASKS = "was|were|did|is|has|had|have|and|any|were|the";

/** Whether a sentence asks if people were warned: "Was there a warning?", "Did the sirens work?", "And the siren, bought in spring?". */
export function asksOfWarning({ tokens }: ParsedSentence): boolean {
  const first = tokens.find(({ pos }) => pos !== "PUNCT")?.lower ?? "";
  return tokens.at(-1)?.text === "?" && isOneOf(first, ASKS) && hasOne(tokens, WARNS);
}

const DOES =
  "behind|responsible|did|done|sent|send|fired|fire|launched|launch|ordered|attacked|attack|carried|flew|blame|culprits?|perpetrators?|attackers?|authors?|it|them|this";
/** Words of "So who?" and "But who then?", at most. */
const BARE = 3;

/** "Who is behind it?", "So who?": who did it; "Where did they come from?": from where it came; null where neither is asked. */
export function askedOf({ tokens }: ParsedSentence): "who" | "where" | null {
  if (tokens.at(-1)?.text !== "?") return null;
  const who = tokens.findIndex(({ lower }) => isOneOf(lower, "who|whom|whose|whodunit"));
  if (who !== -1) return tokens.length <= BARE || hasOne(tokens.slice(who), DOES) ? "who" : null;
  const where = tokens.findIndex(({ lower }) => isOneOf(lower, "where|whence"));
  const from = tokens.slice(where);
  return where !== -1 && hasOne(from, "come|came|from|launched|fired|take|took|start|started")
    ? "where"
    : null;
}

const OPEN = "unclear|unknown|open|uncertain|unsolved|disputed|unanswered|mystery|anyone['’]s";
const SURE = "clear|known|established|determined|certain|settled|public|confirmed|identified";
const TELLS = "know|knows|say|says|tell|tells|knew";

/** "That is unclear.", "Nobody knows.", "No one can say.", where it was asked who did it or from where it came. */
function leftOpen({ tokens }: ParsedSentence, { asks }: Scene, from: number): number {
  const words = tokens.slice(from, from + OPEN_WITHIN);
  const first = words[0]?.lower;
  // "We don't know" alone is told by its own words, of who did it.
  const told = asks === "who" && isOneOf(first, "we|i|they");
  const nobody = isOneOf(first, "nobody|no-one|no|none") && hasOne(words, TELLS);
  const not =
    isOneOf(first, "we|i|they") && !told && hasOne(words, "not|n['’]t") && hasOne(words, TELLS);
  const unclear = isOneOf(first, `that|this|it|still|as|${OPEN}`);
  const open = unclear ? words.findIndex(({ lower }) => isOneOf(lower, OPEN)) : -1;
  const denied = hasOne(words, "not|no|n['’]t|longer");
  if (open !== -1) return denied ? -1 : from + open + 1;
  // "It is not clear.", "That has not been established."
  const clear = isOneOf(first, "that|this|it|not")
    ? words.findIndex(({ lower }) => isOneOf(lower, SURE))
    : -1;
  if (clear !== -1 && denied) return from + clear + 1;
  if (!nobody && !not) return -1;
  return from + words.findIndex(({ lower }) => isOneOf(lower, TELLS)) + 1;
}

/** Words of such an answer, at most. */
const OPEN_WITHIN = 6;

const NO = "no|none|nothing|nobody|never|not";
const YES = "yes|yeah";

/** "None.", "No one.", "They did, eleven minutes ahead.", "It stayed mute.", where it was asked whether people were warned. */
export function answerFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const { question } = scene;
  const from = tokens.findIndex(({ pos }) => pos !== "PUNCT");
  const open = scene.asks === null ? -1 : leftOpen(sentence, scene, from);
  if (open !== -1) {
    const predicate = scene.asks === "who" ? "responsibility.known" : "launch.determined";
    return [rangeFact(sentence, predicate, { from, to: open }, "no", "answer", "unknown")];
  }
  const first = tokens[from];
  if (!question || first === undefined || tokens.at(-1)?.text === "?") return [];
  const say = (value: "no" | "yes", to: number): readonly Fact[] => [
    plainFact(sentence, "defence.activated", { from, to }, value, "answer"),
  ];
  const told = hasOne(tokens.slice(from + 1), WARNS);
  // "No, the sirens did not sound" is told by itself.
  if (told) return [];
  if (isOneOf(first.lower, NO)) return say("no", Math.min(tokens.length, from + 2));
  if (isOneOf(first.lower, YES)) return say("yes", from + 1);
  const [verb] = verbs;
  if (!isOneOf(first.lower, "it|they|that|there") || verb?.from !== from + 1) return [];
  const words = tokens.slice(verb.to, verb.to + 2).map(({ lower }) => lower);
  const mute = words.some((word) => isOneOf(word, "mute|silent|off|quiet|dead"));
  if (mute && isOneOf(verb.lemma, "stay|remain|be|keep|fall")) return say("no", verb.to + 1);
  const short = isOneOf(verb.lemma, "do|be|have") && verb.to - verb.from <= 2;
  const ends = isOneOf(tokens[verb.to]?.text ?? ".", "[.,;!]");
  return short && ends ? say(verb.negated ? "no" : "yes", verb.to) : [];
}
