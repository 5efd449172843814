import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Scene } from "../scene.ts";
import { type ArgumentReader, filled } from "./argument.ts";
import { party, speaker } from "./party-arguments.ts";
import { isOneOf } from "../../text/one-of.ts";

const WORK =
  "doing|work|handiwork|deed|fault|responsibility|hands?|signature|fingerprints|handwriting|crime|plot|provocation";
/** What somebody has sent, where the name has the mark of an owner: "Shahed drones" are nobody's. */
const ARMS = "drones?|rockets?|missiles?|shells?|artillery|gunners|guns|jets|mortars";

/** Whose something is: "Norland's drones", "an American hand": the phrase up to its owner's mark, or the name before the noun. */
function ownerOf({ tokens }: ParsedSentence, phrase: NounPhrase): NounPhrase | null {
  const mark = tokens.findIndex(
    ({ lower }, i) => i > phrase.from && i < phrase.head && isOneOf(lower, "['’]s?"),
  );
  if (mark !== -1) return { from: phrase.from, to: mark, head: mark - 1 };
  const name = tokens[phrase.head - 1];
  const capital =
    name !== undefined && isOneOf(name.pos, "PROPN|ADJ") && /^\p{Lu}/u.test(name.text);
  const work = isOneOf(tokens[phrase.head]?.lower, WORK);
  return capital && work && phrase.head > phrase.from
    ? { from: phrase.head - 1, to: phrase.head, head: phrase.head - 1 }
    : null;
}

/** "{owner}": whose work, hand or weapons it was. */
export const owner: ArgumentReader = (sentence, scene, { phrase, side, negated }) => {
  const { tokens } = sentence;
  const head = tokens[phrase.head]?.lower ?? "";
  if (!isOneOf(head, WORK) && !isOneOf(head, ARMS)) return [];
  const who = ownerOf(sentence, phrase);
  if (who === null) return [];
  const [named] = party(sentence, scene, { phrase: who, side, negated });
  if (named !== undefined) return [{ ...named, to: phrase.to }];
  // "an American hand".
  const adjective = tokens[who.head];
  return adjective?.pos === "ADJ" && /^\p{Lu}/u.test(adjective.text)
    ? [filled(phrase, adjective.text)]
    : [];
};

/** "{voice}": whose outrage or condemnation it is. */
export const voice: ArgumentReader = (
  sentence: ParsedSentence,
  scene: Scene,
  { phrase, side, negated },
) => {
  if (!isOneOf(sentence.tokens[phrase.head]?.lower, "condemnations?|outrage|indignation|revulsion"))
    return [];
  const who = ownerOf(sentence, phrase);
  return who === null ? [] : speaker(sentence, scene, { phrase: who, side, negated });
};
