import { isOneOf } from "../text/one-of.ts";
import { lettered } from "../text/letters.ts";
import { speakerKindOf } from "./speaker.ts";

/** What is issued, and tells. */
const PAPERS =
  "findings?|reports?|statements?|figures?|data|accounts?|announcements?|assessments?|versions?|communiqu[eé]s?|bulletins?|counts?|tall(?:y|ies)|records?|information|estimates?|testimon(?:y|ies)|investigations?|inquir(?:y|ies)|releases?|claims?|lists?|documents?|summar(?:y|ies)|tweets?|posts?|messages?|broadcasts?|analys[ie]s|reviews?|surveys?|calculations?|briefings?|remarks|comments";
const OPENS = "the|an?|its|their|this|that|these|those|some|two|several|all";
/** Words between the first and what is issued, at most. */
const PAPER_WITHIN = 3;
const ISSUED =
  "given|issued|released|published|made|provided|compiled|collected|gathered|sent|posted|circulated|prepared|signed";
const ONLY_LETTERS = lettered(String.raw`^[\p{L}-]+$`);
const ONE_NAME = lettered(String.raw`^\p{Lu}[\p{L}'’-]+$`, "u");

/** Who issued what a phrase names; null where it names nothing that is issued, or nobody who speaks. */
export function issuerOfPaper(phrase: string): string | null {
  const issuer = behindPaper(phrase);
  if (issuer === null) return null;
  const kind = speakerKindOf(issuer, "say");
  // "reports from Ardal": where they come from.
  if (kind === "unresolved" || kind === "imagery" || ONE_NAME.test(issuer)) return null;
  // "A statement by the ministry" is an office's by its own words, and keeps them.
  return kind === speakerKindOf(phrase, "say") ? null : issuer;
}

/** "the preliminary findings of the National Police", "a report by the mission", "accounts given by residents": by whom, of whom or from whom. */
function behindPaper(phrase: string): string | null {
  const words = phrase.split(" ");
  const least = isOneOf(words[0]?.toLowerCase(), OPENS) ? 1 : 0;
  for (let at = least; at <= least + PAPER_WITHIN; at++) {
    const issuer = isPaper(words[at]) ? issuerFrom(words, at + 1) : null;
    if (issuer !== null) return issuer;
    if (!ONLY_LETTERS.test(words[at] ?? "")) return null;
  }
  return null;
}

const isPaper = (word: string | undefined): boolean =>
  isOneOf(word?.toLowerCase().replace(/,$/, ""), PAPERS);

/** "by …", "issued by …", "put out on behalf of …", from `at` on. */
function issuerFrom(words: readonly string[], at: number): string | null {
  const small = words.slice(at, at + LINK_WITHIN).map((word) => word.toLowerCase());
  const [first = "", second = ""] = small;
  const parted = isOneOf(`${first} ${second}`, "put out|drawn up");
  const past = parted ? 2 : isOneOf(first, ISSUED) ? 1 : 0;
  const behalf = small.slice(past, past + 3).join(" ") === "on behalf of";
  if (!behalf && !isOneOf(small[past], "by|of|from")) return null;
  const issuer = words.slice(at + past + (behalf ? 3 : 1)).join(" ");
  return issuer === "" || /[\n\r\u2028\u2029]/.test(issuer) ? null : issuer;
}

/** Words in which it is said that somebody issued it, at most. */
const LINK_WITHIN = 5;
