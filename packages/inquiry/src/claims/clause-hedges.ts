import { hasOneOf, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import { overlaps, type Span } from "../text/span.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Fact, Predicate } from "./claim.ts";

/** What weakens a clause, and the part of the sentence that it weakens. */
interface Hedge extends Span {
  readonly word: string;
}

/** Whoever says that something is not known weakens nothing by it. */
const ABOUT_KNOWING: ReadonlySet<Predicate> = new Set([
  "responsibility.known",
  "launch.determined",
  "reaction.condemned",
  "attack.intent",
]);

const HELD =
  "believe|think|suspect|presume|fear|assume|suppose|reckon|rumou?r|allege|understand|consider|surmise|guess";
const VIEWS =
  "assessment|judg(?:e)?ment|guess|suspicion|belief|assumption|theory|hypothesis|impression|view|inference|feeling|hunch|reading|likelihood|probability|possibility|working assumption";
const UNCERTAIN =
  "believed|thought|suspected|presumed|feared|assumed|supposed|reckoned|rumoured|rumored|alleged|understood|considered|surmised|guessed|may|might|could|appears?|seems?|appeared|seemed|suspects?|suspicions?|confirmed|unconfirmed|unverified|verified|assessments?|judgements?|judgments?|guess|belief|assumption|theory|hypothesis|impression|view|inference|feeling|hunch|reading|likelihood|probability|possibility|possibly|probably|perhaps|maybe|conceivably|likely|supposedly|purportedly|ostensibly|evidently|arguably";
const DOUBTFUL =
  "possibly|probably|perhaps|maybe|conceivably|supposedly|purportedly|ostensibly|arguably";

const FOUND = new WeakMap<ParsedSentence, readonly Hedge[]>();

/** The words that weaken a fact by the clause that it stands in, wherever they stand there. */
export function clauseHedges(
  sentence: ParsedSentence,
  { span, predicate }: Fact,
): readonly string[] {
  if (ABOUT_KNOWING.has(predicate) || !hasOneOf(sentence, UNCERTAIN)) return [];
  const known = FOUND.get(sentence) ?? hedgesOf(sentence);
  FOUND.set(sentence, known);
  return known.flatMap((hedge) =>
    overlaps(hedge, span) && hedge.end >= span.end ? [hedge.word] : [],
  );
}

function hedgesOf(sentence: ParsedSentence): readonly Hedge[] {
  return [...byVerbs(sentence), ...byViews(sentence), ...byAdverbs(sentence), ...byMark(sentence)];
}

/** "is believed to have been hit", "may simply not have fired", "appears to have come". */
function byVerbs(sentence: ParsedSentence): readonly Hedge[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap(({ from, to, main, lemma, passive, modal, negated }) => {
    const next = tokens[to]?.lower ?? "";
    const held = passive && !negated && isOneOf(lemma, HELD);
    const seems = isOneOf(lemma, "appear|seem") && next === "to";
    const perhaps =
      isOneOf(modal, "may|might|could") &&
      tokens.slice(from, main).some(({ lower }) => lower === "have" || lower === "be");
    const word = perhaps ? (modal ?? lemma) : (tokens[main]?.lower ?? lemma);
    if (held && next === "that") return [scope(sentence, to, clauseEnd(sentence, to), word)];
    if (!((held && next === "to") || seems || perhaps)) return [];
    // "What is believed to have been a missile struck the ferry": that it struck is not in doubt.
    const relative = isOneOf(tokens[from - 1]?.lower, "what|which|who");
    const after = verbs.find((other) => other.from > to + 1 && other.form === "finite");
    const end = Math.min(clauseEnd(sentence, to), relative ? (after?.from ?? Infinity) : Infinity);
    return [scope(sentence, clauseStart(sentence, from), end, word)];
  });
}

/** "Our assessment is that the Front was behind it", "suspicion falls on", "is the suspect whom everyone names". */
function byViews(sentence: ParsedSentence): readonly Hedge[] {
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const next = tokens[at + 1]?.lower ?? "";
    const view =
      isOneOf(lower, VIEWS) &&
      (next === "that" ||
        (isOneOf(next, "is|was|remains") && isOneOf(tokens[at + 2]?.lower, "that")));
    const fallen =
      isOneOf(lower, "suspicions?") &&
      isOneOf(next, "falls?|fell|has|have|points?|pointed|rests?|rested|lies|lay|turned|turns");
    const suspect =
      isOneOf(lower, "suspects?") &&
      tokens
        .slice(Math.max(0, at - SUSPECT_WITHIN), at)
        .some((word) =>
          isOneOf(word.lower, "is|are|was|were|remains?|the|prime|main|chief|likely|obvious"),
        );
    if (view) return [scope(sentence, at + 1, clauseEnd(sentence, at + 3), lower)];
    if (!fallen && !suspect) return [];
    return [scope(sentence, clauseStart(sentence, at), clauseEnd(sentence, at + 1), lower)];
  });
}

/** Words between "is" and "suspect", at most. */
const SUSPECT_WITHIN = 4;

/** "possibly two of them from a boat": what stands behind it, up to the end of its clause. */
const byAdverbs = (sentence: ParsedSentence): readonly Hedge[] =>
  sentence.tokens.flatMap(({ lower }, at) =>
    isOneOf(lower, DOUBTFUL) ? [scope(sentence, at, clauseEnd(sentence, at), lower)] : [],
  );

/** "glide bomb or cruise missile; not confirmed", "four dead (unconfirmed)": what stands before it. */
function byMark(sentence: ParsedSentence): readonly Hedge[] {
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const not = isOneOf(tokens[at - 1]?.lower, "not|yet|un|to|be");
    const first = not ? at - 1 - (tokens[at - 2]?.lower === "not" ? 1 : 0) : at;
    const open =
      isOneOf(lower, "unconfirmed|unverified") || (not && isOneOf(lower, "confirmed|verified"));
    const mark = tokens[first - 1]?.text ?? "";
    const last = tokens[at + 1]?.text ?? ".";
    const ends = /^[.);,\]]$/.test(last);
    if (!open || !/^[;,([–—-]$/.test(mark) || !ends) return [];
    return [
      scope(sentence, clauseStart(sentence, first - 1), first, not ? "not confirmed" : lower),
    ];
  });
}

function scope({ tokens }: ParsedSentence, from: number, to: number, word: string): Hedge {
  const [first, last] = [tokens[Math.max(0, from)], tokens[Math.min(tokens.length, to) - 1]];
  return { start: first?.start ?? 0, end: Math.max(last?.end ?? 0, first?.start ?? 0), word };
}

/** The first token of the clause around a place. */
function clauseStart(sentence: ParsedSentence, at: number): number {
  for (let i = at - 1; i >= 0; i--) if (isEdge(sentence, i)) return i + 1;
  return 0;
}

/** The token after the last of the clause around a place. */
function clauseEnd(sentence: ParsedSentence, at: number): number {
  for (let i = at + 1; i < sentence.tokens.length; i++) if (isEdge(sentence, i)) return i;
  return sentence.tokens.length;
}

/** A mark, or a word of one clause to the next, at which what weakens a clause ends. */
function isEdge({ tokens, verbs }: ParsedSentence, at: number): boolean {
  const text = tokens[at]?.text ?? "";
  if (/^[;:()[\]–—“”"]$/.test(text)) return true;
  if (isOneOf(text, "while|whereas|although|though|but|because|whom?|that")) return true;
  const next = tokens[at + 1]?.lower;
  if (text === ",")
    return (
      isOneOf(next, "and|but|or|so|which|who|while|whereas|although|though|according|with") ||
      verbs.some(({ from, form }) => from > at && from <= at + CLAUSE_OPENS && form === "finite")
    );
  return (
    text === "and" &&
    verbs.some(({ from, form }) => from > at && from <= at + CLAUSE_OPENS && form === "finite")
  );
}

/** Words before the verb of a clause that a comma or "and" opens, at most. */
const CLAUSE_OPENS = 4;
