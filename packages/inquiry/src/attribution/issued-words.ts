import { sifted } from "../text/sifted.ts";

/** What offices, companies and aid organisations issue, as its own heading has it. */
const DOCUMENT = sifted(
  "(?:statement|bulletin|announcement|sitrep|release|report|update|alert|message|note|notice|brief|briefing|review|circular|order|service|department|cent(?:er|re)|office|unit|desk|communique)s?|communiqu|advisory|advisories|summary|information|to|directorates?",
  new RegExp(
    String.raw`\b(?:statement|communiqu[eé]|bulletin|announcement|advisory|sitrep|` +
      String.raw`(?:press|news|media|customer|passenger|shareholder|information|daily|weekly|security|operational|situation|spot|flash|incident|field|morning|evening|status|progress|interim|public|service|regulatory|briefing|press and information) ` +
      String.raw`(?:bulletin|release|report|update|alert|message|summary|note|notice|brief|briefing|review|statement|announcement)s?\b|(?:customer|passenger|shareholder) information|` +
      String.raw`(?:report|release|update|notice|summary|circular|order) (?:no|nr|number|#|\d)|notice to|notice\b|` +
      String.raw`(?:first|second|third|fourth|fifth|latest) update|^update\b|` +
      String.raw`information (?:for|to|note|no)|to (?:all )?(?:residents|customers|staff|parents|shareholders|citizens|the public|our)|` +
      String.raw`(?:press|information|media|communications?) (?:and (?:press|information|media) )?(?:directorate|service|department|centre|center|office|unit|desk)s?\b)`,
    "i",
  ),
);

/** Whether a heading says what is issued: "Statement No. 114", "Information for the press", "Notice to mariners". */
export const isDocument = (words: string): boolean => DOCUMENT.test(words);
