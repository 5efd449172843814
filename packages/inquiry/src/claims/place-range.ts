import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { startingAt } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Fact } from "./claim.ts";

/** What leads from a place on to where that is. */
const WITHIN =
  "in|inside|of|near|beyond|behind|outside|beside|across|along|above|below|under|off|between";
const SIDES =
  "north|south|east|west|north-east|north-west|south-east|south-west|upstream|downstream|just";
/** How what stands somewhere is said to stand there. */
const STANDING =
  "parked|hidden|held|standing|stationed|located|moored|anchored|concealed|set|dug|positioned|placed|controlled|occupied|lying|sited|mounted";
/** What carries a launcher, or whoever fires: after it "on" and "at" tell where that is, and after any other place what was fired at. */
const MOVABLE =
  "lorry|truck|boat|barge|ship|vessel|trailer|launcher|launchers|position|positions|battery|submarine|pickup|van|car|mortar|platform|ramp|post|posts|rebels|militia|fighters|forces|army|units|troops";

/**
 * A place of launch with where that is: "a lorry parked beyond the Lomi river", "positions held by the rebels at Rusozi", "a walled orchard in the Bab
 * Nour quarter". The value stays what was said first.
 */
export function withWhereItIs(sentence: ParsedSentence, fact: Fact): Fact {
  if (fact.predicate !== "launch.place") return fact;
  const { tokens, nouns } = sentence;
  let at = tokens.findIndex(({ end }) => end === fact.span.end) + 1;
  if (at === 0) return fact;
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const standing = isOneOf(tokens[at]?.lower, STANDING);
    let lead = standing ? at + 1 : at;
    if (isOneOf(tokens[lead]?.lower, SIDES)) lead++;
    const carried = standing || isOneOf(tokens[at - 1]?.lower, MOVABLE);
    const leads =
      isOneOf(tokens[lead]?.lower, WITHIN) ||
      (carried && isOneOf(tokens[lead]?.lower, "on|at|aboard")) ||
      (standing && tokens[lead]?.lower === "by");
    const next = leads ? startingAt(nouns, lead + 1) : undefined;
    if (next === undefined) break;
    at = next.to;
  }
  const end = tokens[at - 1]?.end ?? fact.span.end;
  return end > fact.span.end ? { ...fact, span: { ...fact.span, end } } : fact;
}

/** Steps from one place to the next, at most. */
const STEPS_MAX = 4;
