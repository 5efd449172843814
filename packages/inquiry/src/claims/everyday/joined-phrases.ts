import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isOneOf } from "../../text/one-of.ts";

const LINK = ",|and|or|as|well|plus|also|both|in|at|near|the";
const JOINT = "and|or|plus|well";

/**
 * The phrases that a list adds to one of its own: behind it, or before it where `side` is "before". Only where "and" or its like joins some of them, and none
 * has a verb of its own; `isSubject`: the list itself has one.
 */
export function joinedPhrases(
  { tokens, nouns, verbs }: ParsedSentence,
  phrase: NounPhrase,
  side: "before" | "after",
  isSubject = false,
): readonly NounPhrase[] {
  const found: NounPhrase[] = [];
  let joined = false;
  for (let edge = phrase; found.length < LIST_MAX; ) {
    let at = side === "after" ? edge.to : edge.from - 1;
    const step = side === "after" ? 1 : -1;
    const start = at;
    const between: string[] = [];
    while (isOneOf(tokens[at]?.lower, LINK)) {
      between.push(tokens[at]?.lower ?? "");
      at += step;
    }
    const first = side === "after" ? between[0] : between.at(-1);
    const next =
      at === start || !isOneOf(first, ",|and|or|plus|as")
        ? undefined
        : nouns.find(({ from, to }) =>
            side === "after" ? from <= at && at < to && from >= start : to === at + 1,
          );
    if (next === undefined) break;
    // "hit a mill, and a barn burned": it has a verb of its own.
    const own =
      side === "after" &&
      !isSubject &&
      verbs.some(({ from, form }) => from === next.to && form === "finite");
    if (own) break;
    joined ||= between.some((word) => isOneOf(word, JOINT));
    found.push(next);
    edge = next;
  }
  return joined ? found : [];
}

/** Phrases of a list, at most. */
const LIST_MAX = 8;
