import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import type { Attribution } from "./attribution.ts";
import { reachAfter, subjectBefore } from "./clause-edges.ts";
import { pastLinks, subjectOf } from "./clause-subject.ts";
import { complementEnd, contentEnd } from "./complement.ts";
import { IMAGERY_NOUNS } from "./cue-lexicon.ts";
import { reachSpan, spanOf } from "./spans.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../grammar/places.ts";

/** "was cited as saying that …", "…, a spokesman was cited as saying": whose words others pass on. */
export function byQuotedAs(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, verbs } = sentence;
  if (!verb.passive || !isOneOf(verb.lemma, "quote|cite|report|hear")) return null;
  // "was quoted by Norwire as saying": past who passes it on.
  const as = tokens.findIndex(
    ({ lower }, i) => lower === "as" && i >= verb.to && i <= verb.to + PASSED_ON_WITHIN,
  );
  const by = as === verb.to || tokens[verb.to]?.lower === "by" || tokens[verb.to]?.lower === "in";
  const said = verbs.find(({ from }) => as !== -1 && from === as + 1);
  if (!by || said === undefined) return null;
  if (!isOneOf(said.lemma, "say|tell|speak|put|write|add|claim|give")) return null;
  const subject = subjectBefore(sentence, verb);
  const source = reachSpan(sentence, subject);
  const cue = spanOf(sentence, verb.from, said.to);
  const last = contentEnd(sentence, tokens.length);
  const after = spanOf(sentence, said.to, last);
  const before =
    subject !== null && tokens[subject.from - 1]?.text === ","
      ? spanOf(sentence, pastLinks(sentence), subject.from, ",")
      : null;
  const content = after ?? before;
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "say" };
}

/** Words of who passes on what somebody said, at most. */
const PASSED_ON_WITHIN = 6;

/** "in what the military described as an attempt to kill him": only that is the military's. */
export function byWhatCalled(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, nouns } = sentence;
  if (
    verb.passive ||
    !isOneOf(verb.lemma, "describe|call|term|label|brand|dub|characterise|characterize|say|claim")
  )
    return null;
  const stands = endingAt(nouns, verb.from);
  // "what officials" may be taken for one phrase.
  const whole = stands !== undefined && tokens[stands.from]?.lower === "what";
  const who =
    whole && stands.to - stands.from > 1 ? { from: stands.from + 1, to: stands.to } : stands;
  if (who === undefined || tokens[who.from - 1]?.lower !== "what") return null;
  const at = tokens[verb.to]?.lower === "as" ? verb.to + 1 : verb.to;
  if (tokens[at]?.lower === "to" || nouns.every(({ from }) => from !== at)) {
    if (!isOneOf(tokens[at]?.lower, "was|were|is|are")) return null;
  }
  const mark = tokens.findIndex(({ text }, i) => i > at && isOneOf(text, "[,;.:]"));
  const source = spanOf(sentence, who.from, who.to);
  const cue = spanOf(sentence, verb.from, at);
  const content = spanOf(sentence, at, contentEnd(sentence, mark === -1 ? tokens.length : mark));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "call" };
}

/** "The number of dead was lowered to five by the ministry": whose number it is. */
export function byTollSet(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, nouns } = sentence;
  if (!verb.passive || !isOneOf(verb.lemma, "put|set|raise|lower|revise|give|bring|correct|place"))
    return null;
  const subject = subjectBefore(sentence, verb);
  const counted = hasOne(
    tokens.slice(subject?.from ?? verb.from, verb.from),
    "toll|number|count|figure|tally|dead|deaths|casualties",
  );
  const by = tokens.findIndex(
    ({ lower }, i) => lower === "by" && i >= verb.to && i <= verb.to + AGENT_WITHIN,
  );
  if (!counted || by === -1 || nouns.every(({ from }) => from !== by + 1)) return null;
  const source = reachSpan(sentence, reachAfter(sentence, by + 1));
  const cue = spanOf(sentence, verb.from, verb.to);
  const content = spanOf(sentence, subject?.from ?? verb.from, by);
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "put" };
}

/** Words between a number that is set and by whom, at most. */
const AGENT_WITHIN = 7;

/** "Tehran hinted at an American hand". */
export function byHint(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  if (verb.lemma !== "hint" || verb.passive || sentence.tokens[verb.to]?.lower !== "at")
    return null;
  const source = reachSpan(sentence, subjectOf(sentence, verb));
  const cue = spanOf(sentence, verb.from, verb.to + 1);
  const content = spanOf(sentence, verb.to + 1, contentEnd(sentence, sentence.tokens.length));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "suggest" };
}

/** "raised questions as to why …", "raised the possibility of …", "put the toll at four", "images show damage". */
export function byIdiom(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, nouns } = sentence;
  const object = startingAt(nouns, verb.to);
  const head = tokens[object?.head ?? -1]?.lower ?? "";
  if (object === undefined || verb.passive) return null;
  const subject = subjectOf(sentence, verb);
  const source = reachSpan(sentence, subject);
  if (source === null) return null;
  const last = contentEnd(sentence, tokens.length);
  if (verb.lemma === "raise" && isOneOf(head, "questions?|possibility|doubts?|concerns?|alarm")) {
    const content = spanOf(sentence, object.to, last);
    const cue = spanOf(sentence, verb.from, object.to);
    return content === null || cue === null
      ? null
      : { source, cue, contents: [content], lemma: "raise" };
  }
  const toll =
    verb.lemma === "put" &&
    tokens
      .slice(object.from, object.to + 3)
      .some(
        ({ lower }, i, words) =>
          isOneOf(
            lower,
            "toll|number|count|figure|dead|deaths|casualties|injured|wounded|losses|fatalities",
          ) ||
          (isOneOf(lower, "site|point") && (words[i - 1]?.lower ?? "").startsWith("launch")),
      );
  // "had earlier given a figure of 11".
  const figure =
    isOneOf(verb.lemma, "give|release|issue|publish") &&
    isOneOf(head, "toll|number|count|figure|tally") &&
    isOneOf(tokens[object.to]?.lower, "of|as|at");
  const images =
    isOneOf(verb.lemma, "show|reveal|depict") &&
    tokens
      .slice(subject?.from ?? 0, subject?.to ?? 0)
      .some(({ lower }) => IMAGERY_NOUNS.has(lower));
  // "residents heard two blasts", "witnesses counted five".
  const witnessed =
    isOneOf(verb.lemma, "hear|count|record|register|log|corroborate|verify|note") &&
    !verb.passive &&
    verb.form === "finite" &&
    !verb.negated &&
    tokens
      .slice(object.from, object.to + (verb.lemma === "hear" ? 1 : WITNESSED_WITHIN))
      .some(({ lower }) => isOneOf(lower, SOUND) || isOneOf(lower, TOLL));
  // "pointed the finger at the rebels", "laid the blame on them".
  const blames =
    (isOneOf(head, "fingers?") && verb.lemma === "point") ||
    (head === "blame" && isOneOf(verb.lemma, "lay|put|place|pin|heap|shift"));
  // "the ministry has it that …".
  const hasIt =
    verb.lemma === "have" &&
    tokens[verb.to]?.lower === "it" &&
    tokens[verb.to + 1]?.lower === "that" &&
    verb.form === "finite";
  // "his ministry makes it three": a number that somebody gives.
  const makesIt =
    isOneOf(verb.lemma, "make|put") &&
    tokens[verb.to]?.lower === "it" &&
    tokens.slice(verb.to + 1, verb.to + 3).some(({ pos }) => pos === "NUM");
  if (!toll && !figure && !images && !witnessed && !blames && !hasIt && !makesIt) return null;
  const content = spanOf(sentence, verb.to, complementEnd(sentence, verb, { at: verb.to }));
  const cue = spanOf(sentence, verb.from, verb.to);
  return content === null || cue === null
    ? null
    : {
        source,
        cue,
        contents: [content],
        lemma: blames ? "blame" : hasIt ? "have it" : makesIt ? "put" : verb.lemma,
      };
}

/** "The ministry insists on three drones", "swears to a third", "sticks to its figure of two", "has consistently referred to one". */
export function byInsisting(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens } = sentence;
  // "the ministry counts three": a number alone.
  const only = isOneOf(tokens[verb.to]?.lower, "only|just") ? 1 : 0;
  const at = verb.to + only;
  const alone =
    isOneOf(verb.lemma, "count|mention|list") &&
    ((tokens[at]?.pos === "NUM" && isOneOf(tokens[at + 1]?.text ?? ".", "[,.;]|and|but|in")) ||
      // "mentioned a single drone".
      (verb.lemma === "mention" &&
        (tokens[at]?.pos === "NUM" || isOneOf(tokens[at + 1]?.lower, "single|lone|second|third"))));
  const on =
    isOneOf(verb.lemma, "insist|swear|stick|keep|hold|settle|refer|vouch|admit|own|attest") &&
    isOneOf(tokens[verb.to]?.lower, "on|upon|to|for|by");
  if (verb.passive || verb.negated || (!on && !alone)) return null;
  const counts = tokens
    .slice(alone ? verb.to : verb.to + 1, verb.to + 6)
    .some(
      ({ pos, lower }) => pos === "NUM" || isOneOf(lower, "an?|third|fourth|second|figure|number"),
    );
  const source = reachSpan(sentence, subjectOf(sentence, verb));
  const cue = spanOf(sentence, verb.from, alone ? verb.to : verb.to + 1);
  const content = spanOf(
    sentence,
    alone ? verb.to : verb.to + 1,
    alone && tokens[at]?.pos === "NUM" && isOneOf(tokens[at + 1]?.text ?? ".", "[,.;]|and|but|in")
      ? at + 1
      : contentEnd(sentence, tokens.length),
  );
  return !counts || source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "say" };
}

/** "The colonel offered another explanation: …", "has a simpler answer: …": what follows the colon. */
export function byOffering(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, nouns } = sentence;
  const object = startingAt(nouns, verb.to);
  const offers =
    object !== undefined &&
    !verb.passive &&
    tokens[object.to]?.text === ":" &&
    isOneOf(verb.lemma, "offer|have|give|put|add|present|suggest|propose|provide") &&
    isOneOf(
      tokens[object.head]?.lower,
      "explanation|version|account|reason|detail|reading|theory|view|picture|story|answer|thought",
    );
  if (!offers) return null;
  const source = reachSpan(sentence, subjectOf(sentence, verb));
  const cue = spanOf(sentence, verb.from, object.to + 1);
  const content = spanOf(sentence, object.to + 1, contentEnd(sentence, tokens.length));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "say" };
}

/** Words between pictures and what they show, at most. */
const PICTURED_WITHIN = 12;

/** "satellite pictures released by the firm Hexaview, which show two craters": the pictures. */
export function byPictures(sentence: ParsedSentence, verb: VerbGroup): Attribution | null {
  const { tokens, nouns } = sentence;
  const which =
    isOneOf(verb.lemma, "show|reveal|depict") &&
    isOneOf(tokens[verb.from - 1]?.lower, "which|that");
  const pictures = which
    ? nouns.findLast(
        ({ from, head }) =>
          from < verb.from &&
          from > verb.from - PICTURED_WITHIN &&
          IMAGERY_NOUNS.has(tokens[head]?.lower ?? ""),
      )
    : undefined;
  if (pictures === undefined) return null;
  const source = spanOf(sentence, pictures.from, pictures.to);
  const cue = spanOf(sentence, verb.from, verb.to);
  const content = spanOf(sentence, verb.to, contentEnd(sentence, tokens.length));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: verb.lemma };
}

/** Words after what is counted or recorded in which the dead and injured are looked for. */
const WITNESSED_WITHIN = 5;

/** What is counted of people. */
const TOLL = "dead|deaths?|fatalities|killed|injured|wounded|bodies|casualties";

const SOUND =
  "explosions?|blasts?|bangs?|booms?|detonations?|thuds?|thumps?|cracks?|crash(?:es)?|rumble|rumbling|hum|humming|hiss|howl|shriek|noise|firing|shots?|gunfire|shooting|sirens?|buzz(?:ing)?|whine|roar|whistle";
