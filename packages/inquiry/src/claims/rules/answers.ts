import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { plainFact } from "../fact.ts";
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

const NO = "no|none|nothing|nobody|never|not";
const YES = "yes|yeah";

/** "None.", "No one.", "They did, eleven minutes ahead.", "It stayed mute.", where it was asked whether people were warned. */
export function answerFacts(sentence: ParsedSentence, { question }: Scene): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const from = tokens.findIndex(({ pos }) => pos !== "PUNCT");
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
