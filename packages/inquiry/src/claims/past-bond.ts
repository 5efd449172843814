import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { isOneOf } from "../text/one-of.ts";

/** "militias close to Tehran", "a faction aligned with Iran", "the Sons of the Marsh": who is meant, where a clause shows the last name alone. */
export function pastBond({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): NounPhrase {
  const link = tokens[phrase.from - 1]?.lower ?? "";
  const bond = tokens[phrase.from - 2]?.lower ?? "";
  const named = (at: number): boolean => tokens[at]?.pos === "PROPN";
  if (link === "of" && named(phrase.head)) {
    const whole = nouns.find(({ to, head }) => to === phrase.from - 1 && named(head));
    return whole === undefined ? phrase : { ...whole, to: phrase.to };
  }
  if (!isOneOf(link, "to|with|by") || !isOneOf(bond, BOND)) return phrase;
  const at = phrase.from - 2;
  return (
    nouns.find(
      ({ from, to, head }) =>
        from < at && (to === at || to === at + 1) && isOneOf(tokens[head]?.lower, GROUP),
    ) ?? phrase
  );
}

const GROUP =
  "militias?|militiam[ae]n|factions?|groups?|forces?|units?|rebels?|fighters|militants?|cells?|parties|party|movements?|organi[sz]ations?|brigades?|gunmen|men|elements|tribes?|clans?";

const BOND =
  "close|loyal|aligned|allied|linked|tied|affiliated|connected|sympathetic|beholden|backed|supported|armed|funded|trained|sponsored|financed";
