import { type ArgumentReader, filled } from "./argument.ts";

const CROWD =
  /^(?:protest[eo]rs?|demonstrators?|crowds?|rioters?|supporters|marchers|mob|youths|youngsters|students)$/;
const GUARD =
  /^(?:police|policemen|officers|soldiers|troops|guards|forces|gendarmes|guardsmen|marines|army|militiamen)$/;

/** "{crowd}": who demonstrates; people and men where the sentence or the one before speaks of a protest are not asked. */
export const crowd: ArgumentReader = (sentence, _scene, { phrase }) => {
  const head = sentence.tokens[phrase.head]?.lower ?? "";
  const protest = sentence.tokens.some(({ lower }) =>
    /^(?:protest(?:ed|ing|s)?|demonstrat(?:ed|ing|ions?)|rally|march)$/.test(lower),
  );
  return CROWD.test(head) || (protest && /^(?:people|men|they)$/.test(head))
    ? [filled(phrase, "protesters")]
    : [];
};

/** "{guard}": who polices a crowd. */
export const guard: ArgumentReader = (sentence, _scene, { phrase }) =>
  GUARD.test(sentence.tokens[phrase.head]?.lower ?? "") ? [filled(phrase, "security forces")] : [];
