import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { Attribution } from "./attribution.ts";
import { reachAfter } from "./clause-edges.ts";
import { contentEnd } from "./complement.ts";
import { spanOf } from "./spans.ts";

/** "In the words of the manager, “…”", "As the colonel put it, “…”", "Per the ministry, …": who says it stands before a comma at the beginning. */
export function byOpening(sentence: ParsedSentence): Attribution | null {
  const { tokens, nouns, verbs } = sentence;
  const words = tokens.slice(0, 4).map(({ lower }) => lower);
  const from = words[0] === "per" ? 1 : words.join(" ") === "in the words of" ? 4 : -1;
  const put = words[0] === "as" ? nouns.find((each) => each.from === 1) : undefined;
  const verb = verbs.find((each) => put !== undefined && each.from === put.to);
  const said = verb?.lemma === "put" && tokens[verb.to]?.lower === "it" ? verb : undefined;
  const reach =
    from !== -1
      ? reachAfter(sentence, from)
      : said !== undefined && put !== undefined
        ? { from: put.from, to: put.to }
        : null;
  if (reach === null) return null;
  const comma = said === undefined ? reach.to : said.to + 1;
  if (tokens[comma]?.text !== ",") return null;
  const source = spanOf(sentence, reach.from, reach.to);
  const cue = spanOf(sentence, said?.from ?? 0, said?.to ?? from);
  const content = spanOf(sentence, comma + 1, contentEnd(sentence, tokens.length));
  return source === null || cue === null || content === null
    ? null
    : { source, cue, contents: [content], lemma: "say" };
}
