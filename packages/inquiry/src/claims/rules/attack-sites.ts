import type { Token } from "../../text/tokens.ts";
import { WEAPONS } from "../lexicon.ts";

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
