import { lettered } from "../text/letters.ts";
import { speakerKindOf } from "./speaker.ts";

/** "the preliminary findings of the National Police", "a report by the mission", "accounts given by residents": what is issued, and by whom. */
const PAPER = lettered(
  String.raw`^(?:(?:the|an?|its|their|this|that|these|those|some|two|several|all) )?(?:[\p{L}-]+ ){0,3}?(?:findings?|reports?|statements?|figures?|data|accounts?|announcements?|assessments?|versions?|communiqu[eé]s?|bulletins?|counts?|tall(?:y|ies)|records?|information|estimates?|testimon(?:y|ies)|investigations?|inquir(?:y|ies)|releases?|claims?|lists?|documents?|summar(?:y|ies)|tweets?|posts?|messages?|broadcasts?|analys[ie]s|reviews?|surveys?|calculations?|briefings?|remarks|comments),? (?:(?:given|issued|released|published|put out|made|provided|compiled|collected|gathered|sent|posted|circulated|prepared|drawn up|signed) )?(by|of|from|on behalf of) (.+)$`,
  "iu",
);
const ONE_NAME = lettered(String.raw`^\p{Lu}[\p{L}'’-]+$`, "u");

/** Who issued what a phrase names; null where it names nothing that is issued, or nobody who speaks. */
export function issuerOfPaper(phrase: string): string | null {
  const [, link, issuer] = PAPER.exec(phrase) ?? [];
  if (link === undefined || issuer === undefined) return null;
  const kind = speakerKindOf(issuer, "say");
  // "reports from Ardal": where they come from.
  if (kind === "unresolved" || kind === "imagery" || ONE_NAME.test(issuer)) return null;
  // "A statement by the ministry" is an office's by its own words, and keeps them.
  return kind === speakerKindOf(phrase, "say") ? null : issuer;
}
