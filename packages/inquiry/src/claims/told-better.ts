import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { isOneOf } from "../text/one-of.ts";
import { overlaps } from "../text/span.ts";
import type { Fact } from "./claim.ts";

/** Whether other facts of its sentence say more exactly what a fact does, or show that it is something else. */
export const isToldBetter = (
  sentence: ParsedSentence,
  fact: Fact,
  found: readonly Fact[],
): boolean => isLessExact(fact, found) || isSumOf(sentence, fact, found) || isAtCrowd(fact, found);

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
