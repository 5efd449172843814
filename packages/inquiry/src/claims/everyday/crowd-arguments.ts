import { type ArgumentReader, filled } from "./argument.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne } from "../../grammar/places.ts";

const CROWD =
  "protest[eo]rs?|demonstrators?|crowds?|rioters?|supporters|march|marchers|rally|demonstrations?|procession|manifesters?|manifestants?|mob|youths|youngsters|students";
const GUARD =
  "police|policemen|officers|soldiers|troops|guards|forces|gendarmes|guardsmen|marines|army|militiamen";

/** "{crowd}": who demonstrates; people and men where the sentence or the one before speaks of a protest are not asked. */
export const crowd: ArgumentReader = (sentence, _scene, { phrase }) => {
  const head = sentence.tokens[phrase.head]?.lower ?? "";
  const protest = hasOne(
    sentence.tokens,
    "protest(?:ed|ing|s)?|demonstrat(?:ed|ing|ions?)|rally|march",
  );
  // "a peaceful sit-in", whose last word the tagger takes for a preposition.
  const words = sentence.tokens.slice(phrase.from, phrase.to + 2).map(({ lower }) => lower);
  const gathering = /\b(?:sit ?- ?in|picket|vigil|encampment)s?\b/.test(words.join(" "));
  return isOneOf(head, CROWD) || gathering || (protest && isOneOf(head, "people|men|they"))
    ? [filled(phrase, "protesters")]
    : [];
};

/** "{guard}": who polices a crowd. */
export const guard: ArgumentReader = (sentence, _scene, { phrase }) =>
  isOneOf(sentence.tokens[phrase.head]?.lower, GUARD) ? [filled(phrase, "security forces")] : [];
