import type { Attribution } from "../attribution/attribution.ts";
import type { Placed } from "../attribution/attributions-touching.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { lettered } from "../text/letters.ts";
import { contains, type Span } from "../text/span.ts";
import { sifted } from "../text/sifted.ts";

const TEXT =
  "(?:version|edition|entry|post|tweet|thread|message|report|article|story|headline|update|alert|dispatch|despatch|bulletin|item|caption|page|notice|newsletter|broadcast|statement)s?";
/**
 * "An earlier version of this article", "a previous entry", "our first report". Earlier reports and statements are other people's, and so is what is from
 * somebody or by somebody.
 */
const EARLIER = lettered(
  String.raw`^(?:(?:an?|the|this) (?:[\p{Ll}-]+ ){0,2}?(?:earlier|previous|prior|original|initial|first|preceding|deleted|withdrawn) (?:version|edition|entry|post|tweet|article|story|headline|caption|page|item)|(?:our|my) (?:[\p{Ll}-]+ ){0,2}?(?:earlier|previous|prior|original|initial|first|preceding|deleted|withdrawn) ${TEXT})\b(?! (?:from|by|in|on the|of (?!this|our|my|the (?:article|story|report|page|post))))`,
  "iu",
);
/** What a paper that puts something right says of its own: "an article published on Monday", "our report", "we". */
const OWN = lettered(
  String.raw`^(?:we|i|(?:an?|the|our|this|that|my) (?:[\p{L}-]+ ){0,3}?${TEXT}\b)`,
  "iu",
);
/** "Neither is correct.", "That was wrong: …", "This is not so." */
const RETRACTS = sifted(
  "neither|none|both|that|this|it|these|those|either",
  /^(?:(?:neither|none of (?:this|that|it|these)|not all of (?:this|that)) (?:claim |statement |figure |is |was |are |were |of these )*(?:correct|true|accurate|right|so|the case)\b|(?:both|that|this|it|these|those|all of (?:this|that))(?: (?:claims?|statements?|figures?|numbers?|reports?|information|details?))? (?:is|was|are|were|has proved|proved|turned out to be) (?:not (?:correct|true|accurate|right|so|the case)|incorrect|wrong|false|untrue|inaccurate|mistaken|erroneous|an error|errors|a mistake|mistakes|our mistake)\b)/i,
);

/**
 * Whether the account tells what a fact stands in as its own earlier words, and takes them back: "an earlier version of this article said that six were
 * killed", "we reported that nine drones came. This was incorrect."
 */
export function isTakenBack(
  { text, sentences }: ParsedText,
  index: number,
  near: readonly Placed[],
  { span }: { readonly span: Span },
): boolean {
  const holds = near.filter(({ attribution: { contents } }) =>
    contents.some((content) => contains(content, span)),
  );
  if (holds.some(({ attribution }) => isSourceLike(text, attribution, EARLIER) === true))
    return true;
  const [own, next] = [sentences[index], sentences[index + 1]];
  if (own === undefined || next === undefined || next.paragraph !== own.paragraph) return false;
  // In somebody's quotation it is that one who puts it right.
  if (!RETRACTS.test(text.slice(next.start, next.end))) return false;
  return near.every(({ attribution }) => isSourceLike(text, attribution, OWN) !== false);
}

/** Null where nobody is named. */
const isSourceLike = (
  text: string,
  { source }: Attribution,
  like: Pick<RegExp, "test">,
): boolean | null => (source === null ? null : like.test(text.slice(source.start, source.end)));
