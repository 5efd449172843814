import { hasWord, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import type { Span } from "../text/span.ts";
import type { Attribution } from "./attribution.ts";
import { speakerKindOf } from "./speaker.ts";
import { isOneOf } from "../text/one-of.ts";
import { sifted, type Sifted } from "../text/sifted.ts";

/** One of these stands in each of the wordings below; most sentences have none. */
const TRIGGERS: ReadonlySet<string> = new Set(
  "its their his her from hear tell diary message letter post statement video what kept keeps citing quoting reference referring effect so going judging relying on if figure number toll count tally total word news list lists listed knows knew gives gave counts counted told".split(
    " ",
  ),
);

const REPORTS = "(?:reports?|reported|says?|said|writes?|wrote|adds?|added)";
const CITING = "citing|quoting|reference|referring";
const CITES = "(?:citing|quoting|with reference to|referring to|in reference to)";
const WHO = '(?<who>[^,;:“”"]{2,80}?)';
const HAVING = "lists?|listed|knows|knew|gives?|gave|counts?|counted|recorded|registered";
const HAVE = "(?:lists?|listed|knows? of|knew of|gives?|gave|counts?|counted|recorded|registered)";

/** Who tells it by the words alone, where taggers take a verb for a noun: of each, who it is and what. */
const CITINGS = [
  // "Norwire reports, with reference to the ministry, that …", "The agency Norwire, citing the ministry, reports that …".
  sifted(
    CITING,
    new RegExp(
      `^[^,]{2,60}(?:, ${CITES} ${WHO}, ${REPORTS}|,? ${REPORTS},? ${CITES} ${WHO.replace("who", "who2")},?) (?:that )?(?<what>.+)$`,
      "d",
    ),
  ),
  // "…, Norwire reported with reference to the ministry".
  sifted(CITING, new RegExp(`^(?<what>.+), [^,]{2,60} ${REPORTS},? ${CITES} ${WHO}[.]?$`, "d")),
];
const WORDINGS = [
  // "Norwire quotes Ove Teck, a councillor, to the effect that …", "Ove Teck is quoted to the effect that …".
  sifted(
    "effect",
    /^(?:[^,]{2,40} quot(?:es|ed) )?(?<who>(?:\S+ ){0,5}?[^\s,]+)(?:, [^,]{2,60},)?(?: (?:is|was) quoted)? to the effect that (?<what>.+)$/d,
  ),
  // "On the ministry's figures, …", "Going by the ministry's list, …".
  sifted(
    "figures?|lists?|counts?|numbers|tally|data|books|version|account|word|reckoning",
    /^(?:[Oo]n|[Gg]oing by|[Tt]o go by|[Jj]udging by|[Rr]elying on|[Bb]ased on) (?<who>[^,]{2,60}?)['’]s? (?:figures?|lists?|counts?|numbers|tally|data|books|version|account|word|reckoning), (?<what>.+)$/d,
  ),
  // "If one believes the ministry, …".
  sifted(
    "if",
    /^[Ii]f (?:one|you|we) (?:believes?|trusts?|(?:is|are) to believe|goes? by) (?<who>[^,]{2,60}?), (?<what>.+)$/d,
  ),
  // "… – so the ministry", "…, or so the ministry says".
  sifted(
    "so",
    /^(?<what>.+?)(?: [–—-]+|,) (?:or )?so (?:says |said |claims )?(?<who>(?:the |[A-Z])[^,;:“”"]{2,50}?)(?: says?| said| claims?| insists?| has it)?[.]?$/d,
  ),
  // "The figure of nine killed comes from the ministry", "the figure is the ministry's".
  sifted(
    "figures?|number|toll|count|tally|total",
    /^(?<what>.*\b(?:figures?|number|toll|count|tally|total)\b.*?),? (?:comes?|came|stems?|stemmed) from (?<who>[^,;:“”"]{2,60}?)[.]?$/d,
  ),
  sifted(
    "figures?|number|toll|count|tally|total",
    /^(?<what>.*\b(?:figures?|number|toll|count|tally|total)\b.*?) (?:is|was|are) (?<who>(?:the |[A-Z])[^,;:“”"]{2,50}?)['’]s[.]?$/d,
  ),
  // "Word reached us from the council that …".
  sifted(
    "word|news",
    /^(?:[Ww]ord|[Nn]ews) (?:has |had )?(?:reached|came to|comes to|got to) (?:us|me|\S+ \S+|\S+) from (?<who>[^,;:“”"]{2,60}?) that (?<what>.+)$/d,
  ),
  // "The ministry lists nine dead", "Its spokesman, in a voice message, gave nine dead".
  sifted(
    HAVING,
    new RegExp(
      `^(?:(?:On|In|At|By|Since|Until) [A-Z]\\w+ )?(?<who>(?!(?:On|In|At|By|Since|Until) )(?:[Tt]he|[Aa]|[Ii]ts|[A-Z])[^,;:“”"]{2,60}?)(?:, (?:in|on|via) [^,]{2,40},)? ${HAVE} (?<what>(?:at least |up to |only |some |about |as many as )?(?:\\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|dozens|scores)\\b.+)$`,
      "d",
    ),
  ),
  // "Its latest word is that …", "Their line is that …".
  sifted(
    "word|figure|line|version|account|count|story|position|tally",
    /^(?<who>Its|Their|His|Her) (?:(?:latest|first|last|own|only|final|official) )*(?:word|figure|line|version|account|count|story|position|tally) (?:is|was) that (?<what>.+)$/d,
  ),
  // "From the embassy we hear that …", "A neighbour heard from the army that …", "My sister had it from the hospital that …".
  sifted(
    "hear|heard|learn|learned|learnt|understand|know|gather",
    /^From (?<who>[^,;:“”"]{2,60}?) (?:we|I) (?:hear|heard|learn|learned|learnt|understand|know|gather) that (?<what>.+)$/d,
  ),
  sifted(
    "hears?|heard|learn(?:s|ed|t)?|ha[sd]|have|told",
    /\b(?:hears?|heard|learn(?:s|ed|t)?|ha[sd] it|have it|was told|were told|been told) (?:it )?(?:from|by) (?<who>[^,;:“”"]{2,60}?) that (?<what>.+)$/d,
  ),
  // "… – this from Ira Vance, who keeps the register".
  sifted(
    "from",
    /^(?<what>.+?)(?: [–—-]+|,|;) (?:all )?(?:this|that) from (?<who>[^,;:“”"]{2,60}?)(?:, [^,]+)?[.]?$/d,
  ),
  // "To hear Ira Vance tell it, …".
  sifted("hear", /^To hear (?<who>[^,;:“”"]{2,60}?) tell it, (?<what>.+)$/d),
  // "In her diary Ira Vance wrote that …", "In a message posted an hour ago the Southern Column said its fighters …".
  sifted(
    "in",
    /^In (?:a|an|her|his|their|its|the) [^,;:“”"]{3,50}? (?<who>(?:the [A-Z]|[A-Z])[^,;:“”"]{2,50}?) (?:wrote|writes|said|says|claimed|announced|reported|tells?|told (?:us|me|[A-Z]\S+)) (?:that )?(?<what>.+)$/d,
  ),
  // "What survivors describe is this: …".
  sifted(
    "what",
    /^What (?<who>[^,;:“”"]{2,50}?) (?:describes?|described|says?|said|tells?|told|reports?|reported|remembers?) (?:is|was) (?:this: |that )(?<what>.+)$/d,
  ),
  // "…, she kept saying".
  sifted(
    "kept|keeps",
    /^(?<what>[“"].+[”"]),? (?<who>[^,;:“”"]{2,50}?) (?:kept|keeps) (?:on )?(?:saying|repeating|shouting|whispering)\b.*$/d,
  ),
  // "…, I'm told by a doctor who treated them".
  sifted(
    "told",
    /^(?<what>.+), (?:I['’]m|I am|we['’]re|we are|I was|we were|I have been) told,? by (?<who>[^,;:“”"]{2,80}?)[.]?$/d,
  ),
  sifted(
    "told",
    /^(?:I['’]m|I am|We['’]re|We are|I was|We were|I have been) told,? by (?<who>[^,;:“”"]{2,80}?) that (?<what>.+)$/d,
  ),
];

/** Who a sentence says has told it, in one of the wordings above; null where it has none, or nobody who speaks. */
export const byWording = (parsed: ParsedText, sentence: ParsedSentence): Attribution | null =>
  worded(parsed, sentence, WORDINGS);

/** Who is cited by somebody whose own word taggers do not see. */
export const byCiting = (parsed: ParsedText, sentence: ParsedSentence): Attribution | null =>
  worded(parsed, sentence, CITINGS);

function worded(
  { text }: ParsedText,
  sentence: ParsedSentence,
  wordings: readonly Sifted[],
): Attribution | null {
  if (!hasWord(sentence, TRIGGERS)) return null;
  const words = text.slice(sentence.start, sentence.end);
  for (const wording of wordings) {
    const found = wording.exec(words);
    const groups = found?.indices?.groups;
    const who = groups?.["who"] ?? groups?.["who2"];
    const what = groups?.["what"];
    if (who === undefined || what === undefined) continue;
    const source = spanAt(sentence, who);
    const name = text.slice(source.start, source.end);
    const pronoun = /^(?:he|she|they|its|their|his|her)$/i.test(name);
    const kind = pronoun ? "named" : speakerKindOf(name, "say");
    if (!isOneOf(kind, "office|named|collective|anonymous")) continue;
    const content = spanAt(sentence, what);
    // "counts three": the words between are the verb's.
    const between = { start: source.end + 1, end: content.start - 1 };
    const cue = between.end > between.start ? between : source;
    return { source, cue, contents: [content], lemma: "say" };
  }
  return null;
}

const spanAt = ({ start }: ParsedSentence, [from, to]: readonly [number, number]): Span => ({
  start: start + from,
  end: start + to,
});
