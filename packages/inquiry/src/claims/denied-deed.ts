import { hasOne, endingAt } from "../grammar/places.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import { overlaps } from "../text/span.ts";
import { rangeOf } from "./clause-facts.ts";
import type { Fact } from "./claim.ts";

/** What is done in an attack. */
const DEEDS =
  "fire|launch|carry|conduct|stage|mount|shell|bomb|attack|strike|hit|target|send|fly|order|open|do|have|play|be";
const NOTHING = "no|nothing|nobody|none|neither|no-one|not";

/**
 * "its forces had fired nothing", "it had carried out no strikes": whoever says so claims nothing, and denies that it was he. Others as they are.
 */
export function asDenied(sentence: ParsedSentence, fact: Fact): Fact {
  const claims =
    fact.predicate === "responsibility.claimed" &&
    fact.polarity !== "unknown" &&
    !isOneOf(fact.value.toLowerCase().split(" ")[0], "|no|none|nobody|neither");
  if (!claims) return fact;
  const denied = sentence.verbs.some(
    (verb) =>
      isOneOf(verb.lemma, DEEDS) && isNear(sentence, verb, fact) && isDenied(sentence, verb),
  );
  return denied ? { ...fact, predicate: "responsibility.accused", polarity: "deny" } : fact;
}

function isNear(sentence: ParsedSentence, verb: VerbGroup, { span }: Fact): boolean {
  const own = rangeOf(sentence, verb.from, verb.to);
  return overlaps(own, span);
}

/** "had not fired", "fired nothing", "none of its guns fired". */
function isDenied({ tokens, nouns }: ParsedSentence, verb: VerbGroup): boolean {
  if (verb.negated || hasOne(tokens.slice(verb.to, verb.to + OBJECT_WITHIN), NOTHING)) return true;
  const doer = endingAt(nouns, verb.from);
  const whole =
    doer !== undefined && tokens[doer.from - 1]?.lower === "of"
      ? endingAt(nouns, doer.from - 1)
      : doer;
  return isOneOf(tokens[whole?.from ?? -1]?.lower, NOTHING);
}

/** Words between a deed and its object, at most: "carried out no strikes". */
const OBJECT_WITHIN = 2;
