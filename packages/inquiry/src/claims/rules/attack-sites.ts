import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isOneOf } from "../../text/one-of.ts";
import type { Token } from "../../text/tokens.ts";
import { PEOPLE_OF_RANK, WEAPONS } from "../lexicon.ts";

/** "fuel depot", "air base": a place on the ground with the noun that says of what kind; a plural as one. */
export function siteWords(tokens: readonly Token[], at: number, word?: string): string {
  const noun = tokens[at];
  const lead = tokens[at - 1];
  const name = word ?? noun?.lemma ?? "";
  const kind =
    lead?.pos === "NOUN" &&
    /^\p{Ll}+$/u.test(lead.text) &&
    !WEAPONS.has(lead.lemma) &&
    (noun?.start ?? 0) - lead.end === 1;
  return kind ? `${lead.lower} ${name}` : name;
}

/** Places on the ground that are attacked. */
export const SITE =
  "field|hub|station|substation|depot|plant|terminal|warehouse|bridge|dam|pipeline|pipelines|tanker|vessel|mosque|church|clinic|checkpoint|outpost|runway|hangar|consulate|mission|barracks?|airfield|airbase|base|airport|refinery|port|harbou?r|compound|facility|complex|installation|factory|mine|court|prison|tower|hotel|convoy|camp|market|bazaar|headquarters|silo|jetty|quay|hall|warship|frigate|house|post|palace|parliament";

/** Where a ruler lives. */
const HOMES =
  "residences?|homes?|houses?|dwellings?|domicile|villa|mansion|quarters|abode|palace|compound|lodgings?|homestead|habitation";

/**
 * "his official residence", "the premier's dwelling", "the home of Mustafa al-Kadhimi", "home of Iraqi premier": the home of one who rules. Whose home
 * else is hit is told as where it was.
 */
export function isRulersHome({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): boolean {
  const { from, to, head } = phrase;
  if (!isOneOf(tokens[head]?.lower, HOMES)) return false;
  const before = tokens.slice(from, head);
  if (before.some(({ lower }) => isOneOf(lower, "official|presidential|ministerial|royal")))
    return true;
  // "the head of government's home".
  const ofHead =
    tokens[from - 1]?.lower === "of" && isOneOf(tokens[from - 2]?.lower, "head|chief|leader");
  const owned = before.some(({ lower }) => isOneOf(lower, "['’]s?"));
  if (
    owned &&
    before.some(({ lemma, pos }) => PEOPLE_OF_RANK.has(lemma) || pos === "PROPN" || ofHead)
  )
    return true;
  // "PM is alive following drone blow at house": a headline has no room for whose it is.
  const bare = from === head && isOneOf(tokens[head]?.lower, "house|home|residence");
  if (bare && nouns.some(({ head: at }) => PEOPLE_OF_RANK.has(tokens[at]?.lemma ?? "")))
    return true;
  if (isOneOf(tokens[from]?.lower, "his|her")) return true;
  if (tokens[from]?.lower === "my" && tokens[head]?.lower === "residence") return true;
  const of = tokens[to]?.lower === "of" ? nouns.find((each) => each.from === to + 1) : undefined;
  if (of === undefined) return false;
  const whose = tokens.slice(of.from, of.to);
  return (
    whose.filter(({ pos }) => pos === "PROPN").length > 1 ||
    whose.some(({ lemma, lower }) => PEOPLE_OF_RANK.has(lemma) || isOneOf(lower, "head|chief"))
  );
}
