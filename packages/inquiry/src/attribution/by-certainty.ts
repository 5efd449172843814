import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Attribution } from "./attribution.ts";
import { type Reach, subjectBefore } from "./clause-edges.ts";
import { pastLinks, subjectOf } from "./clause-subject.ts";
import { contentEnd } from "./complement.ts";
import { reachSpan, spanOf } from "./spans.ts";

/** "has made clear that …", "let it be known that …", "gave to know that …", "…, the ministry made known": what somebody lets others know. */
export function byMakingKnown(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens } = sentence;
  if (verb.passive || verb.negated || !isOneOf(verb.lemma, "make|let|give|bring|draw")) return null;
  const at = pastKnown(sentence, verb.to, verb.lemma);
  if (at === -1) return null;
  return tokens[at]?.lower === "that"
    ? told(sentence, subjectOf(sentence, verb), { from: verb.from, to: at }, at)
    : toldBefore(sentence, subjectBefore(sentence, verb), { from: verb.from, to: at });
}

/** Past "clear", "it known", "it be known", "to know", "to understand": -1 where it is something else that is made or let. */
function pastKnown({ tokens }: ParsedSentence, from: number, lemma: string): number {
  const words = (at: number): string => tokens[at]?.lower ?? "";
  let at = from;
  if (lemma === "bring")
    return words(at) === "to" && isOneOf(words(at + 1), "notice|attention|light") ? at + 2 : -1;
  // "drew attention to the fact that".
  if (lemma === "draw")
    return words(at) === "attention" && words(at + 1) === "to" && words(at + 3) === "fact"
      ? at + 4
      : -1;
  if (lemma === "give")
    return words(at) === "to" && isOneOf(words(at + 1), "know|understand") ? at + 2 : -1;
  if (words(at) === "it") at++;
  if (words(at) === "be") at++;
  if (isOneOf(words(at), "quite|very|perfectly|abundantly")) at++;
  return isOneOf(words(at), "clear|plain|known|public|understood") ? at + 1 : -1;
}

/** "is certain that …", "is in no doubt that …", "has no doubt that …", "is of the opinion that …": what somebody holds to be so. */
export function byCertainty(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens } = sentence;
  if (verb.passive || verb.form !== "finite" || !isOneOf(verb.lemma, "be|remain|feel|have|take"))
    return null;
  const that = tokens.findIndex(
    ({ lower }, i) => i > verb.from && i <= verb.to + CERTAIN_WITHIN && lower === "that",
  );
  if (that === -1) return null;
  // A negated one holds nothing to be so: "is not certain that".
  const between = tokens.slice(verb.from, that).map(({ lower }) => lower);
  const negated = between.some((word) => isOneOf(word, "not|n['’]t|never"));
  const none = between.some((word) => isOneOf(word, "no|little|without"));
  const head = between.at(-1) ?? "";
  const sure = isOneOf(verb.lemma, "be|remain|feel") && !none && isOneOf(head, CERTAIN);
  const undoubting = isOneOf(head, "doubts?") && none;
  const view = isOneOf(head, "opinion|view|belief|impression|conviction|position") && !none;
  if (negated || (!sure && !undoubting && !view)) return null;
  const subject = subjectOf(sentence, verb);
  // "It is certain that", "What is clear is that": nobody's.
  const [first] = subject === null ? [] : tokens.slice(subject.from, subject.to);
  if (first === undefined || isOneOf(first.lower, "it|this|that|what|which|there")) return null;
  if (!isOneOf(tokens[(subject?.to ?? 1) - 1]?.pos, "NOUN|PROPN|PRON|PUNCT|NUM")) return null;
  return told(sentence, subject, { from: verb.from, to: that }, that);
}

/** Words between the verb and "that", at most. */
const CERTAIN_WITHIN = 4;

const CERTAIN =
  "certain|sure|convinced|adamant|positive|confident|categorical|emphatic|insistent|unequivocal|satisfied|persuaded|aware|firm|clear|unanimous";

function told(
  sentence: ParsedSentence,
  subject: Reach | null,
  cue: Reach,
  from: number,
): Attribution | null {
  const source = reachSpan(sentence, subject);
  const how = spanOf(sentence, cue.from, cue.to);
  const content = spanOf(sentence, from, contentEnd(sentence, sentence.tokens.length));
  return source === null || how === null || content === null
    ? null
    : { source, cue: how, contents: [content], lemma: "say" };
}

/** "Nine people were killed, the ministry let it be known." */
function toldBefore(
  sentence: ParsedSentence,
  subject: Reach | null,
  cue: Reach,
): Attribution | null {
  const { tokens } = sentence;
  if (subject === null || tokens[subject.from - 1]?.text !== ",") return null;
  if (!isOneOf(tokens[cue.to]?.text ?? ".", "[,.;]|and|in|on|to")) return null;
  const source = reachSpan(sentence, subject);
  const how = spanOf(sentence, cue.from, cue.to);
  const content = spanOf(sentence, pastLinks(sentence), subject.from, ",");
  return source === null || how === null || content === null
    ? null
    : { source, cue: how, contents: [content], lemma: "say" };
}
