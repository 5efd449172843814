import { wordsOf } from "../clause-facts.ts";
import { WEAPONS } from "../lexicon.ts";
import { MAKES } from "../rules/weapon-types.ts";
import { type ArgumentReader, filled } from "./argument.ts";
import { isOneOf } from "../../text/one-of.ts";

/** "{kind}": a weapon by what it is, where that is what is told: "caused by a rocket", "under missile attack". */
export const kind: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const from = tokens[phrase.from]?.pos === "DET" ? phrase.from + 1 : phrase.from;
  const at = tokens.findIndex(
    ({ lemma, lower }, i) =>
      i >= from && i < phrase.to && (WEAPONS.has(lemma) || WEAPONS.has(lower)),
  );
  return at === -1 ? [] : [filled(phrase, wordsOf({ tokens }, from, at + 1))];
};

/** Kinds of weapons that have a word of their own. */
const KINDS_ALONE =
  "(?:quadcopter|hexacopter|octocopter|multicopter|katyusha|kamikaze|howitzer|grenade|landmine|icbm)s?";

/** "{make}": a make or a kind of weapon by its own name: "they were Grads", "a toy quadcopter". */
export const make: ArgumentReader = ({ tokens }, _scene, { phrase }) => {
  const from = tokens[phrase.from]?.pos === "DET" ? phrase.from + 1 : phrase.from;
  const is = tokens.slice(from, phrase.to).some(({ lower, text }) => {
    const name = lower.replace(/(?<=\p{L}{3})s$/u, "");
    return (
      isOneOf(lower, KINDS_ALONE) ||
      (/^\p{Lu}/u.test(text) &&
        (isOneOf(lower, MAKES) ||
          isOneOf(name, MAKES) ||
          isOneOf(lower.replace(/-?\d+\w?$/, ""), MAKES)))
    );
  });
  return is ? [filled(phrase, wordsOf({ tokens }, from, phrase.to))] : [];
};
