import type { Placed } from "../attribution/attributions-touching.ts";
import { SAYING, TELLING_NOUNS } from "../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { type Message, messageAt } from "../text/messages.ts";
import { isOneOf } from "../text/one-of.ts";

/** What opens a sentence that goes on with the one before: it stands for something that was told there. */
const TAKES_UP =
  "it|they|this|these|those|he|she|its|their|his|her|both|neither|none|one|two|three|another|others|most|some|all|nobody|instead|nor";
/** Words before it that only link. */
const LINKS = "and|but|so|then|yet|also|,|since|because|still|now|later|only";
/** Sentences back, at most. */
const BACK_MAX = 3;

/** How a sentence goes on from what somebody was said to say just before. */
interface GoneOn {
  /** Whose words it goes on with: the attribution's place. */
  readonly at: number;
  /** Whether nobody else can be meant: a pronoun takes up what was told. */
  readonly surely: boolean;
}

/**
 * "ISHAKU: The governor told me that his officers had asked for a radar. It was delivered in March, but stayed in its box.": what a reporter goes on with, in a
 * turn of a transcript, after somebody else's words is that one's, or may be; the reporter's it is not surely. Null where no turn or nobody else's words stand
 * before.
 */
export function goesOnWith(
  { sentences, text }: ParsedText,
  touching: readonly (readonly Placed[])[],
  messages: readonly Message[],
  index: number,
): GoneOn | null {
  const own = sentences[index];
  if (own === undefined || messages.length === 0) return null;
  const sent = messageAt(messages, own.start);
  const turn = sent === undefined || sent.head.end > own.start + 1 ? undefined : sent;
  if (turn === undefined) return null;
  let surely = opensWith(own);
  if (surely === null || /\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b/.test(text.slice(own.start, own.end)))
    return null;
  for (let at = index - 1; at >= 0 && index - at <= BACK_MAX; at--) {
    const before = sentences[at];
    if (before === undefined || before.start < turn.head.start) return null;
    if (before.paragraph !== own.paragraph) return null;
    const last = (touching[at] ?? []).findLast(
      ({ attribution: { source, contents, lemma } }) =>
        source !== null &&
        (SAYING.has(lemma) || TELLING_NOUNS.has(lemma)) &&
        contents.some(({ start, end }) => start >= before.start && end >= before.end - 2),
    );
    const source = last?.attribution.source ?? null;
    if (last !== undefined && source !== null) {
      const first = /^(?:I|we|you|what I)$/i.test(text.slice(source.start, source.end));
      const said = last.attribution.contents.at(-1);
      const known = surely || isToldThere(own, before, said?.start ?? before.end);
      return first || !known ? null : { at: last.at, surely };
    }
    // Another sentence between, that itself goes on.
    const link = opensWith(before);
    if (link !== true) return null;
    surely &&= link;
  }
  return null;
}

/** Whether a sentence opens with a word that takes up what was told; null where with nothing that may. */
function opensWith({ tokens }: ParsedSentence): boolean | null {
  const first = tokens.find(({ lower }) => !isOneOf(lower, LINKS));
  if (first === undefined) return null;
  if (isOneOf(first.lower, TAKES_UP)) return true;
  return first.lower === "the" ? false : null;
}

/** "The radar was delivered in March": of what was told there. */
function isToldThere(own: ParsedSentence, before: ParsedSentence, from: number): boolean {
  const head = own.tokens[own.nouns.find(({ from: at }) => at <= 1)?.head ?? -1];
  return (
    head !== undefined &&
    before.tokens.some(
      ({ lemma, pos, start }) => start >= from && lemma === head.lemma && pos === head.pos,
    )
  );
}
