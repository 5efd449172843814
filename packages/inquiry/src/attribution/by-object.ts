import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { hasOne, startingAt } from "../grammar/places.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import type { Attribution } from "./attribution.ts";
import { pastLinks, subjectOf } from "./clause-subject.ts";
import { complementEnd } from "./complement.ts";
import { reachAfter, subjectBefore } from "./clause-edges.ts";
import { IMAGERY_NOUNS, TELLS_BY_LINK, TELLS_OF } from "./cue-lexicon.ts";
import { reachSpan, spanOf } from "./spans.ts";

/** Who points somewhere, or hints at it, says that it may be so. */
const SUGGESTING = "point|hint|allude";
/** Who fears a number, or expects it, does not know it. */
const SUPPOSING = "fear|expect|assume|suspect|posit";
/** Verbs that say it only of people: "gave three drones away" tells of none. */
const OF_TOLL = `give|know|${SUPPOSING}`;
const TOLL =
  "dead|deaths?|fatalities|killed|injured|wounded|hurt|bodies|casualties|victims|missing";

/** Verbs that say who did it, or what was, of what stands before: "was blamed by the ministry on the rebels". */
const OF_SUBJECT =
  "blame|describe|characterise|characterize|recall|recount|mention|record|report|confirm|acknowledge";

/** "The first statement mentioned a single drone", "warned of a third party", "pointed at the rebels", "told reporters of nine dead". */
export function byObject(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, nouns } = sentence;
  if (verb.passive) return byAgent(sentence, verb);
  if (verb.negated || verb.form === "infinitive") return null;
  const told = isOneOf(verb.lemma, "tell|inform|notify|advise|warn")
    ? startingAt(nouns, verb.to)
    : undefined;
  const at = told?.to ?? verb.to;
  const linked = isOneOf(verb.lemma, TELLS_BY_LINK[tokens[at]?.lower ?? ""] ?? "");
  const from = linked ? at + 1 : verb.to;
  const people =
    isOneOf(verb.lemma, OF_TOLL) && hasOne(tokens.slice(verb.to, verb.to + COUNTED_WITHIN), TOLL);
  const direct = isOneOf(verb.lemma, TELLS_OF) || people;
  if (!linked && !(direct && isCounted(sentence, verb.to))) return null;
  if (startingAt(nouns, from) === undefined && !isCounted(sentence, from)) return null;
  const subject = subjectOf(sentence, verb);
  // "Pictures point to …" show it.
  const shown =
    subject !== null &&
    tokens.slice(subject.from, subject.to).some(({ lower }) => IMAGERY_NOUNS.has(lower));
  const source = reachSpan(sentence, subject);
  const cue = spanOf(sentence, verb.from, linked ? from : verb.to);
  const content = spanOf(sentence, from, complementEnd(sentence, verb, { at: from, narrow: true }));
  return source === null || cue === null || content === null || shown
    ? null
    : {
        source,
        cue,
        contents: [content],
        lemma: isOneOf(verb.lemma, SUGGESTING) ? "suggest" : lemmaOf(verb),
      };
}

/** Words before a number that bound it, and words from a verb to its number, at most. */
const BOUNDS =
  "at|least|only|just|some|about|around|nearly|almost|up|to|more|than|over|a|further|another|as|many|exactly|possibly|the|single|total|of";
const COUNTED_WITHIN = 5;

/** Whether a number of something follows: "nine dead", "a single drone", "at least two". */
function isCounted({ tokens }: ParsedSentence, from: number): boolean {
  for (let at = from; at < from + COUNTED_WITHIN; at++) {
    const token = tokens[at];
    if (token?.pos === "NUM" && !/^(?:19|20)\d\d$/.test(token.text)) return true;
    if (isOneOf(token?.lower, "single|dozens?|hundreds|scores|several")) return true;
    if (!isOneOf(token?.lower, BOUNDS)) return false;
  }
  return false;
}

/** What is told with such a verb is said; who estimates does not know. */
const lemmaOf = ({ lemma }: VerbGroup): string =>
  isOneOf(lemma, SUPPOSING)
    ? "suspect"
    : isOneOf(lemma, "estimate|warn|report|claim")
      ? lemma
      : "speak";

/** "The raid was blamed by the ministry on the rebels": what is said of what stands before. */
function byAgent(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens } = sentence;
  if (verb.negated || !isOneOf(verb.lemma, OF_SUBJECT) || tokens[verb.to]?.lower !== "by")
    return null;
  const agent = reachAfter(sentence, verb.to + 1);
  const subject = subjectBefore(sentence, verb);
  const source = reachSpan(sentence, agent);
  const cue = spanOf(sentence, verb.from, verb.to);
  if (agent === null || subject === null || source === null || cue === null) return null;
  // "It was first reported by the paper on Monday that …": what follows.
  const that = tokens.findIndex(
    ({ lower }, i) => i >= agent.to && i <= agent.to + THAT_WITHIN && lower === "that",
  );
  if (subject.to - subject.from === 1 && tokens[subject.from]?.lower === "it" && that !== -1) {
    const content = spanOf(sentence, that, complementEnd(sentence, verb, { at: that }));
    return content === null ? null : { source, cue, contents: [content], lemma: verb.lemma };
  }
  const before = spanOf(sentence, Math.max(subject.from, pastLinks(sentence)), verb.to);
  const rest =
    tokens[agent.to]?.pos === "ADP"
      ? spanOf(sentence, agent.to, complementEnd(sentence, verb, { at: agent.to, narrow: true }))
      : null;
  const contents = [before, rest].filter((content) => content !== null);
  return { source, cue, contents, lemma: verb.lemma === "blame" ? "blame" : "describe" };
}

/** Words between who reported it and "that", at most: "on Monday". */
const THAT_WITHIN = 4;
