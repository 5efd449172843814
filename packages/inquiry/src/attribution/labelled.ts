import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { startingAt } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Attribution } from "./attribution.ts";
import { contentEnd } from "./complement.ts";
import { speakerKindOf } from "./speaker.ts";
import { spanOf } from "./spans.ts";

/** Words before "from" where a byline or a live page passes on what somebody sends: "More from", "Just in from", "A message from". */
const LEADS =
  "more|this|that|now|new|news|word|just|in|latest|update|here|and|also|a|message|note|dispatch|statement|post|breaking|the";
/** What a name has done before a colon, as posts and bylines have it; taggers take most of them for nouns. */
const SENDS = "tweets?|tweeted|posts?|posted|writes|wrote|says|reports|texts|messages|adds|emails";
/** Words before "from", and of a label, at most. */
const LEAD_WITHIN = 4;
const LABEL_WITHIN = 14;

/** "From our reporter Ola Mera on the hill: “…”", "Mera tweets: “…”", "The embassy in Ardal: “…”", "Just in from the ministry: …": who stands before a colon, with no verb. */
export function byLabel(
  { text, sentences }: ParsedText,
  sentence: ParsedSentence,
  first: number,
): readonly Attribution[] {
  const { tokens, nouns, verbs } = sentence;
  const at = tokens.findIndex(({ text: word }, i) => i > first && word === ":");
  if (at < first + 1 || at > first + LABEL_WITHIN) return [];
  const quoted = isOneOf(tokens[at + 1]?.text, '["“«]');
  const from = tokens.findIndex(({ lower }, i) => i >= first && lower === "from");
  const led =
    from !== -1 &&
    from <= first + LEAD_WITHIN &&
    tokens.slice(first, from).every(({ lower }) => isOneOf(lower, LEADS));
  const start = led ? from + 1 : first;
  const sends = tokens.findIndex(({ lower }, i) => i > start && i < at && isOneOf(lower, SENDS));
  const end = sends === -1 ? at : sends;
  // A clause, or words of somebody else.
  const told = verbs.some(
    ({ from: verb, form }) => form === "finite" && verb >= first && verb < end,
  );
  if (told || (!quoted && !led && sends === -1)) return [];
  if (tokens.slice(first, at).some(({ text: word }) => isOneOf(word, '["“”«»;]'))) return [];
  const phrase = startingAt(nouns, start);
  const whole = spanOf(sentence, start, end);
  const opening = phrase === undefined ? null : spanOf(sentence, start, Math.min(phrase.to, end));
  for (const source of [opening, whole]) {
    if (source === null) continue;
    const name = text.slice(source.start, source.end);
    const kind = speakerKindOf(name, "say");
    if (!isOneOf(kind, "named|office|anonymous|collective")) continue;
    // "Headline: “…”", "From Ardal: …": one word is a name only where somebody sends, or who is named again.
    const again = sends !== -1 || text.split(name).length > 2 + Number(sentences.length < 2);
    if (kind === "named" && !name.includes(" ") && (led || !again)) return [];
    const cue = spanOf(sentence, at, at + 1);
    const content = spanOf(sentence, at + 1, contentEnd(sentence, tokens.length));
    return cue === null || content === null
      ? []
      : [{ source, cue, contents: [content], lemma: "say" }];
  }
  return [];
}
