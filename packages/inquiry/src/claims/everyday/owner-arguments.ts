import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Scene } from "../scene.ts";
import { type ArgumentReader, filled } from "./argument.ts";
import { party, speaker } from "./party-arguments.ts";
import { byWords, withOf } from "./phrase-words.ts";
import { startingAt } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";

const WORK =
  "doing|work|handiwork|deed|fault|responsibility|hands?|signature|fingerprints|handwriting|crime|plot|provocation|stamp|imprint|hallmarks?|marks?";
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

/** "{backer}": of whose part in it somebody speaks: "Norland's involvement", "Norlandic complicity", "the involvement of Norland". */
export const backer: ArgumentReader = (sentence, scene, { phrase, side, negated }) => {
  const { tokens, nouns } = sentence;
  if (!isOneOf(tokens[phrase.head]?.lower, PART)) return [];
  const of = tokens[phrase.to]?.lower === "of" ? startingAt(nouns, phrase.to + 1) : undefined;
  const lead = tokens[phrase.head - 1];
  const adjective =
    phrase.head > phrase.from && lead?.pos === "ADJ" && /^\p{Lu}/u.test(lead.text) ? lead : null;
  if (adjective !== null) return [filled(phrase, adjective.text)];
  const mark = tokens.findIndex(
    ({ lower }, i) => i > phrase.from && i < phrase.head && isOneOf(lower, "['’]s?"),
  );
  const who =
    of ??
    (mark !== -1
      ? { from: phrase.from, to: mark, head: mark - 1 }
      : phrase.head > phrase.from
        ? { from: phrase.head - 1, to: phrase.head, head: phrase.head - 1 }
        : null);
  return who === null ? [] : party(sentence, scene, { phrase: who, side, negated });
};

const PART =
  "involvement|participation|complicity|role|hand|part|responsibility|meddling|interference|backing|authorship";

/** "{factions}": groups that many belong to, of which it was one. */
export const factions: ArgumentReader = ({ tokens }, _scene, { phrase }) =>
  isOneOf(
    tokens[phrase.head]?.lower,
    "factions|militias|groups|brigades|gangs|parties|movements|organisations|organizations",
  )
    ? [filled(phrase, tokens[phrase.head]?.lower ?? "")]
    : [];

/** "{setback}": what somebody lost or suffered that a deed may answer. */
export const setback: ArgumentReader = (sentence, _scene, { phrase }) =>
  isOneOf(
    sentence.tokens[phrase.head]?.lower,
    "loss|losses|defeat|defeats|seats|elections?|vote|polls?|ballot|results?|outcome|showing|deaths?|killings?|clashes|sanctions|setback|rout",
  )
    ? [byWords(sentence, withOf(sentence, phrase))]
    : [];

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
