import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { isOneOf } from "../text/one-of.ts";

const KIN =
  "mother|father|parent|son|daughter|child|baby|infant|toddler|boy|girl|wife|husband|spouse|partner|fianc[eé]e?|brother|sister|sibling|twin|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|grandson|granddaughter|grandchild|grandparent|grandma|grandpa|stepson|stepdaughter|stepfather|stepmother|(?:mother|father|son|daughter|brother|sister)-in-law|relative|colleague|friend|neighbou?r|companion|bodyguard|driver|assistant|passenger|girlfriend|boyfriend|comrade|classmate|apprentice|co-?worker|lodger";

/** Who belongs to somebody: one by "brother", several by "brothers". */
export const KIN_WORD = new RegExp(`^(?:${KIN})s?$|^(?:children|babies|wives|grandchildren)$`);
const KIN_ONE = new RegExp(`^(?:${KIN})$`);
const OWN = "his|her|its|their|my|our";

/** "her grandson", "his colleague Lia Brand", "his 9-year-old daughter": one person by whose they are. */
export function isKin(
  tokens: ParsedSentence["tokens"],
  { from, to }: Pick<NounPhrase, "from" | "to">,
): boolean {
  const words = tokens.slice(from, to);
  return isOneOf(words[0]?.lower, OWN) && words.some(({ lower }) => KIN_ONE.test(lower));
}

/** "her mother and brother": the brother is hers, too. */
export const isBareKin = (
  tokens: ParsedSentence["tokens"],
  { from, to }: Pick<NounPhrase, "from" | "to">,
): boolean => to - from === 1 && KIN_ONE.test(tokens[from]?.lower ?? "");
