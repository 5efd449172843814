import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { hasOne } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";
import { contains, overlaps } from "../text/span.ts";
import type { Fact } from "./claim.ts";
import { isWhyUnnamed } from "./everyday/reason-range.ts";

/** Whether other facts of its sentence say more exactly what a fact does, or show that it is something else. */
export const isToldBetter = (
  sentence: ParsedSentence,
  fact: Fact,
  found: readonly Fact[],
): boolean =>
  isLessExact(fact, found) ||
  isSumOf(sentence, fact, found) ||
  isAtCrowd(fact, found) ||
  isWithinReason(fact, found) ||
  isOfNamelessness(sentence, fact) ||
  isBareWithin(fact, found) ||
  isThatClaimed(sentence, fact) ||
  isAnswered(sentence, fact, found);

/** "because its radar was down", and within it "its radar was down": one reason. */
const isWithinReason = (fact: Fact, found: readonly Fact[]): boolean =>
  fact.predicate === "defence.inactive-reason" &&
  found.some(
    (other) =>
      other !== fact &&
      other.predicate === fact.predicate &&
      contains(other.span, fact.span) &&
      (other.span.start < fact.span.start ||
        other.span.end > fact.span.end ||
        found.indexOf(other) < found.indexOf(fact)),
  );

/** "An official asked not to be named because he may not speak": why nobody is named, and not why a defence did nothing. */
const isOfNamelessness = (sentence: ParsedSentence, { predicate, span }: Fact): boolean =>
  predicate === "defence.inactive-reason" &&
  sentence.tokens.some(
    ({ lower, start, end }, at) =>
      lower === "because" && start >= span.start && end <= span.end && isWhyUnnamed(sentence, at),
  );

/** "put the number of drones at seven": the drones within are these. */
const isBareWithin = (fact: Fact, found: readonly Fact[]): boolean =>
  fact.predicate === "weapon.count" &&
  fact.count?.weak === true &&
  found.some(
    (other) =>
      other.predicate === fact.predicate &&
      other.count?.weak === false &&
      other.value === fact.value &&
      contains(other.span, fact.span),
  );

/** "It was claimed by the army that …": said, and no deed. */
function isThatClaimed({ tokens }: ParsedSentence, { predicate, span }: Fact): boolean {
  if (predicate !== "responsibility.claimed") return false;
  const first = tokens.findIndex(({ start }) => start >= span.start);
  const next = tokens.findIndex(({ start }) => start >= span.end);
  const said = next !== -1 && hasOne(tokens.slice(next, next + THAT_WITHIN), "that");
  return said && tokens[first - 1]?.lower === "it" && hasOne(tokens.slice(first, next), "claimed");
}

/** Words between who claims something and "that", at most: "on Monday". */
const THAT_WITHIN = 4;

/** "in response to the shelling of Hollen village": what is answered was another attack. */
const isAnswered = (
  { tokens }: ParsedSentence,
  { predicate, span }: Fact,
  found: readonly Fact[],
): boolean =>
  /^(?:attack\.(?:place|target|date)|weapon\.)/.test(predicate) &&
  found.some(
    (other) =>
      other.predicate === "attack.motive" &&
      contains(other.span, span) &&
      tokens.some(
        ({ lower, start, end }) =>
          start >= other.span.start &&
          end <= span.start &&
          isOneOf(lower, "response|retaliation|revenge|reprisals?|answer|reply|avenge"),
      ),
  );

/** "police opened fire on the march": no defence against what flies. */
const isAtCrowd = ({ predicate, span }: Fact, found: readonly Fact[]): boolean =>
  predicate === "defence.activated" &&
  found.some((other) => other.predicate === "clash.initiator" && overlaps(span, other.span));

/** "78 casualties: 21 killed and 57 injured": no 78 injured. */
const isSumOf = (
  { tokens }: ParsedSentence,
  { predicate, span, count }: Fact,
  found: readonly Fact[],
): boolean =>
  predicate === "casualties.injured" &&
  tokens.some(
    ({ lemma, start }) => lemma === "casualty" && start >= span.start && start < span.end,
  ) &&
  found.some(
    (other) =>
      other.predicate === "casualties.killed" &&
      other.span.start > span.start &&
      (other.count?.min ?? 0) > 0 &&
      (other.count?.min ?? 0) <= (count?.min ?? 0),
  );

/** "survived the attempt and was unharmed": that somebody is unhurt says both. */
const isLessExact = (
  { predicate, value, count, population, span }: Fact,
  found: readonly Fact[],
): boolean =>
  found.some(
    (other) =>
      other.predicate === "person.condition" &&
      other.value === "unharmed" &&
      ((predicate === "person.condition" && isOneOf(value, "survived|safe|alive")) ||
        // "escaped without injury": of one person, and not that nobody was hurt.
        (predicate === "casualties.injured" &&
          count?.max === 0 &&
          population === null &&
          overlaps(span, other.span))),
  );
