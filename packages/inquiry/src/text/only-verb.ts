import type { Token } from "./tokens.ts";
import { isOneOf } from "./one-of.ts";

/** Past forms that the tagger takes for nouns, with their verbs. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ["shot", "shoot"],
  ["split", "split"],
  ["burst", "burst"],
  ["lit", "light"],
  ["cost", "cost"],
  ["costs", "cost"],
  ["spoke", "speak"],
  ["hit", "hit"],
  ["bear", "bear"],
  ["bore", "bear"],
  ["fell", "fall"],
  ["struck", "strike"],
  ["broke", "break"],
  ["tore", "tear"],
  ["shook", "shake"],
  ["woke", "wake"],
  ["sank", "sink"],
  ["rang", "ring"],
  ["lay", "lie"],
  ["lies", "lie"],
  ["stuck", "stick"],
  ["spread", "spread"],
  ["cut", "cut"],
  ["blew", "blow"],
  ["drove", "drive"],
  ["left", "leave"],
  ["saw", "see"],
  ["felt", "feel"],
  ["report", "report"],
  ["reports", "report"],
  ["records", "record"],
  ["estimates", "estimate"],
  ["claims", "claim"],
  ["talks", "talk"],
  ["lists", "list"],
  ["counts", "count"],
  ["names", "name"],
  ["quotes", "quote"],
  ["houses", "house"],
  ["patrol", "patrol"],
]);

const REGULAR = /^\p{Ll}{3,}ed$/u;
/** States that follow a number in lists: "13 wounded" is no deed. */
const STATES = "wounded|injured|dead|hurt|killed|unharmed|damaged|destroyed";

/**
 * "Guards shot down a drone.", "A silo split open.": a sentence that has no verb has one that the tagger took for a noun, or for an adjective. The
 * first that can be it, between who does it and what follows; a line that ends with no stop is a heading and may have none.
 */
export function withItsVerb(tokens: readonly Token[]): readonly Token[] {
  if (tokens.some(({ pos }) => pos === "VERB" || pos === "AUX")) return tokens;
  if (!isOneOf(tokens.at(-1)?.text, "[.!?]")) return tokens;
  const at = tokens.findIndex((_, i) => canBeIt(tokens, i));
  const token = tokens[at];
  if (token === undefined) return tokens;
  const lemma = FORMS.get(token.lower) ?? token.lower.replace(/(?<=[^e])ed$|d$/, "");
  return tokens.with(at, { ...token, pos: "VERB", lemma });
}

function canBeIt(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token === undefined || before === undefined || after === undefined) return false;
  if (!isOneOf(token.pos, "NOUN|ADJ") || !isOneOf(before.pos, "NOUN|PROPN|PRON|NUM|ADJ"))
    return false;
  if (FORMS.has(token.lower)) return before.pos !== "ADJ" || after.pos !== "NOUN";
  return (
    REGULAR.test(token.lower) &&
    !isOneOf(token.lower, STATES) &&
    token.pos === "ADJ" &&
    isOneOf(before.pos, "NOUN|PROPN") &&
    isOneOf(after.pos, "NUM|DET|PRON")
  );
}
