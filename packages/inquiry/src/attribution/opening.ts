import { hasOneOf, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { Attribution } from "./attribution.ts";
import { SAYING } from "./cue-lexicon.ts";
import { reachAfter } from "./clause-edges.ts";
import { contentEnd } from "./complement.ts";
import { spanOf } from "./spans.ts";
import { isOneOf } from "../text/one-of.ts";

/** "In the words of the manager, “…”", "As the colonel put it, “…”", "Per the ministry, …": who says it stands before a comma at the beginning. */
export function byOpening(sentence: ParsedSentence): Attribution | null {
  const { tokens, nouns, verbs } = sentence;
  const words = tokens.slice(0, 4).map(({ lower }) => lower);
  const opening = words.join(" ");
  const from =
    words[0] === "per"
      ? 1
      : isOneOf(opening, "(?:in the words|by the account|in the account|in the view) of")
        ? 4
        : -1;
  const put = words[0] === "as" ? nouns.find((each) => each.from === 1) : undefined;
  const verb = verbs.find((each) => put !== undefined && each.from === put.to);
  // "As the colonel has it", "as he tells it".
  const putIt =
    isOneOf(verb?.lemma, "put|have|tell|describe|see") && tokens[verb?.to ?? -1]?.lower === "it";
  // "As the mayor told reporters at the gate, nine people were killed."
  const told = verb !== undefined && SAYING.has(verb.lemma) && verb.form === "finite";
  const said = putIt || told ? verb : undefined;
  const counted = byCountOf(sentence);
  if (counted !== null) return counted;
  const trailing =
    from === -1 && said === undefined ? (inHisView(sentence) ?? byTrailing(sentence)) : null;
  if (trailing !== null) return trailing;
  const reach =
    from !== -1
      ? reachAfter(sentence, from)
      : said !== undefined && put !== undefined
        ? { from: put.from, to: put.to }
        : null;
  if (reach === null) return null;
  const mark = tokens.findIndex(({ text }, i) => i >= (said?.to ?? 0) && text === ",");
  const comma = said === undefined ? reach.to : putIt ? said.to + 1 : mark;
  if (tokens[comma]?.text !== ",") return null;
  const source = spanOf(sentence, reach.from, reach.to);
  const cue = spanOf(sentence, said?.from ?? 0, said?.to ?? from);
  const content = spanOf(sentence, comma + 1, contentEnd(sentence, tokens.length));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "say" };
}

/** "…, in which, by the count of the head surgeon, nine people died": whose count it is. */
function byCountOf(sentence: ParsedSentence): Attribution | null {
  const { tokens } = sentence;
  if (!hasOneOf(sentence, "by")) return null;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      lower === "by" &&
      (i === 0 || tokens[i - 1]?.text === ",") &&
      isOneOf(tokens[i + 2]?.lower, "count|account|reckoning|tally|estimate") &&
      tokens[i + 3]?.lower === "of",
  );
  const reach = at === -1 ? null : reachAfter(sentence, at + 4);
  if (reach === null || tokens[reach.to]?.text !== ",") return null;
  const source = spanOf(sentence, reach.from, reach.to);
  const cue = spanOf(sentence, at, at + 4);
  const content = spanOf(sentence, reach.to + 1, contentEnd(sentence, tokens.length));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "say" };
}

/** "In his view the drone came from the south": it is whose view it is. */
function inHisView(sentence: ParsedSentence): Attribution | null {
  const { tokens } = sentence;
  const [first, whose, view] = [0, 1, 2].map((at) => tokens[at]?.lower ?? "");
  const [pronoun, noun] = [tokens[1], tokens[2]];
  if (
    first !== "in" ||
    !isOneOf(whose, "his|her|their|its") ||
    !isOneOf(view, "view|opinion|words|account|telling|judgement")
  )
    return null;
  const comma = tokens[3]?.text === "," ? 1 : 0;
  const content = spanOf(sentence, 3 + comma, contentEnd(sentence, tokens.length));
  return content === null || pronoun === undefined || noun === undefined
    ? null
    : { source: pronoun, cue: noun, contents: [content], lemma: "say" };
}

/** "Nine people were killed, as the mayor told reporters at the gate.": what stands before is what was said. */
function byTrailing(sentence: ParsedSentence): Attribution | null {
  const { tokens, nouns, verbs } = sentence;
  if (!hasOneOf(sentence, "as")) return null;
  const at = tokens.findLastIndex(
    ({ lower }, i) => lower === "as" && i > 2 && tokens[i - 1]?.text === ",",
  );
  const who = nouns.find(({ from }) => at !== -1 && from === at + 1);
  const verb = verbs.find(({ from }) => who !== undefined && from === who.to);
  if (who === undefined || verb === undefined || verbs.some(({ from }) => from >= verb.to))
    return null;
  const hasIt = isOneOf(verb.lemma, "have|see|describe") && tokens[verb.to]?.lower === "it";
  if (!hasIt && !isOneOf(verb.lemma, "say|tell|put|report|announce|confirm|write")) return null;
  if (verb.passive) return null;
  const source = spanOf(sentence, who.from, who.to);
  const cue = spanOf(sentence, verb.from, verb.to);
  const content = spanOf(sentence, 0, at - 1);
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "say" };
}
