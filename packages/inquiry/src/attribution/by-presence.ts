import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { lettered } from "../text/letters.ts";
import { literalPattern } from "../text/literal-pattern.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { contentEnd } from "./complement.ts";
import { speakerKindOf } from "./speaker.ts";
import { spanOf } from "./spans.ts";
import { isOneOf } from "../text/one-of.ts";
import { startingAt } from "../grammar/places.ts";

/** Words before a colon after which somebody says it, though no verb of saying stands there: "puts it this way:", "is in no doubt:". */
const POSITION =
  /\b(?:broke|breaks|had|went|goes|adds?|added|puts? it|sums? (?:it|this|things) up|remembers?|remembered|recalls?|recalled|is|was|were|are|has|have|had|revised?|corrected|updated|gives?|gave|offers?|offered|tells?|told|answers?|answered|goes on|went on|agrees?|agreed|insists?|said|says|wrote|writes)\b/;
const STANCE =
  /\b(?:silence|this way|like this|differently|simply|bluntly|well|clearly|exactly|doubt|certain|sure|clear|blunt|categorical|adamant|emphatic|firm|convinced|cautious|careful|specific|precise|unequivocal|candid|frank|direct|angry|bitter|version|account|explanation|answer|reply|view|story|statement|post|message|picture|terms|words|figure|figures|toll|count|tally|number|blunter|plainer|harsher|further|on|brief|terse|curt|grim|theory|this|something|detail|reason|guess)\b/;

/** Who opens the sentence before a colon, and what follows it: "Ola Mera puts it this way: “…”", "Witnesses are in no doubt: nine were killed". */
export function byStance(parsed: ParsedText, sentence: ParsedSentence): Attribution | null {
  const { tokens, nouns, verbs } = sentence;
  const colon = tokens.findIndex(({ text }) => text === ":");
  if (colon < 2) return null;
  const quoted = isOneOf(tokens[colon + 1]?.text, '["“«]');
  const verb = verbs.findLast(({ to, form }) => to <= colon && form === "finite");
  const subject = nouns.findLast(({ to }) => verb !== undefined && to <= verb.from);
  if (verb === undefined || subject === undefined) return null;
  const first = startingAt(nouns, 0) ?? subject;
  const before = spanOf(sentence, verb.from, colon);
  const words = before === null ? "" : parsed.text.slice(before.start, before.end);
  // "Ove Teck, a doctor, counted: …".
  const counts =
    verb.to === colon && isOneOf(verb.lemma, "count|report|note|record|estimate|reckon|say");
  // "The civil guard rang at midnight: …".
  const calls =
    isOneOf(
      verb.lemma,
      "ring|call|phone|telephone|radio|wire|cable|text|message|post|issue|publish|hold|differ|shrug|nod",
    ) && colon - verb.to <= CALLED_WITHIN;
  const stands = POSITION.test(words) && STANCE.test(words);
  const told = quoted || counts || calls || stands;
  // "was blunt", which taggers take for a passive.
  if (!told || (verb.passive && !stands)) return null;
  const source = spanOf(sentence, first.from, first.to);
  const cue = spanOf(sentence, verb.from, colon);
  const content = spanOf(sentence, colon + 1, contentEnd(sentence, tokens.length));
  if (source === null || cue === null || content === null) return null;
  const kind = speakerKindOf(parsed.text.slice(source.start, source.end), "say");
  const speaks = isOneOf(kind, "named|office|collective|anonymous");
  return speaks ? { source, cue, contents: [content], lemma: "say" } : null;
}

/** Words between who called and a colon, at most. */
const CALLED_WITHIN = 4;

/**
 * "“I counted them.” Ola Mera points at the crater. “Nine people were killed.”": who alone is seen in a paragraph beside whole quotations that nobody else
 * is said to speak. Null where another person, or nobody, is seen there.
 */
export function byPresence(
  parsed: ParsedText,
  paragraph: readonly ParsedSentence[],
  found: readonly Attribution[],
): readonly Attribution[] {
  const { quotations, text } = parsed;
  const isWhole = ({ start, end }: Span): boolean =>
    quotations.some((quote) => quote.start <= start + 1 && quote.end >= end - 1);
  const free = paragraph.filter(
    (sentence) =>
      isWhole(sentence) &&
      !found.some(
        ({ cue, contents }) =>
          overlaps(cue, sentence) || contents.some((content) => overlaps(content, sentence)),
      ),
  );
  if (free.length === 0) return [];
  const seen = paragraph.filter((each) => !isWhole(each)).map((each) => opener(text, each));
  const people = seen.filter((each) => each !== null);
  const names = new Set(people.map(({ start, end }) => text.slice(start, end)));
  const [who] = people;
  // Somebody else's words in the paragraph leave it open whose the others are.
  const others = found.some(
    ({ source, cue }) =>
      paragraph.some((sentence) => overlaps(cue, sentence)) &&
      (source === null || !names.has(text.slice(source.start, source.end))),
  );
  if (who === undefined || names.size !== 1 || others) return [];
  return free.map((sentence) => ({
    source: who,
    cue: who,
    contents: [{ start: sentence.start, end: sentence.end }],
    lemma: "say",
  }));
}

/** A person by name who does something at the head of a sentence; by the last name alone where the text has the whole one, too. */
function opener(text: string, { start, end, verbs }: ParsedSentence): Span | null {
  const name = NAME_OPENS.exec(text.slice(start, end))?.[1];
  const verb = verbs.find(({ form }) => form === "finite");
  if (name === undefined || verb?.passive === true || speakerKindOf(name, "say") !== "named")
    return null;
  const whole =
    name.includes(" ") || new RegExp(`\\p{Lu}\\p{Ll}+ ${literalPattern(name)}\\b`, "u").test(text);
  return whole ? { start, end: start + name.length } : null;
}

const NAME_OPENS = lettered(
  String.raw`^((?:(?:Mr|Mrs|Ms|Dr)\.? )?\p{Lu}\p{Ll}[\p{L}'’-]*(?: (?:(?:al|el|de|van|von|bin)[- ])?\p{Lu}[\p{L}'’-]+){0,3})(?:,| \(| \p{Ll}+)`,
);
