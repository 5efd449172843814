import { SAYING } from "../../attribution/cue-lexicon.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { factOf } from "../fact.ts";
import type { Scene } from "../scene.ts";
import type { Filled } from "./argument.ts";
import { party } from "./party-arguments.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";
import { sifted } from "../../text/sifted.ts";

const OWN: ReadonlySet<string> = new Set(["we", "us", "our", "ours"]);
/** Who speaks for others by rank or office: of whom he speaks stands elsewhere. */
const OF_RANK =
  /^(?:colonel|general|major|captain|lieutenant|sheikh|minister|president|governor|mayor|mr|mrs|ms|dr|brigadier|admiral|commander|spokes\w+)\b/i;

/** "We did not do this", "It was not us", "We had nothing to do with it". */
const NOT_WE = sifted(
  "did|didn|have|had|were|are|never",
  /\bwe (?:(?:did|have|had|were|are)(?: not|n['’]t| never| nothing)?(?: \w+)? (?:not|n['’]t|never|nothing|no)(?: \w+)? (?:do|done|fire|fired|launch|launched|carry|carried|attack|attacked|strike|struck|send|sent|behind|involved|responsible|to do with|part in|hand in|role in)|(?:never|did not|did n['’]t|didn['’]t) (?:do|did|fire|fired|launch|launched|carry|carried|attack|attacked|strike|struck|send|sent))\b/,
);
const NOT_OURS = sifted(
  "us|ours|our",
  /\b(?:it|this|that) (?:was|were|is) (?:not|n['’]t) (?:us|ours|our \w+)\b/,
);
/** "We did it", "It was us", "It was our men who did it". */
const US = sifted(
  "did|carried|was",
  /\b(?:we did (?:it|this|that)|we carried it out|(?:it|this|that) was (?:us|ours|our (?:men|fighters|brothers|heroes|work|doing)))\b/,
);

/** What a party says of itself in its own words, between marks: that it did it, or that it did not. */
export function ownWords(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, OWN)) return [];
  const { tokens, verbs, nouns } = sentence;
  const marks = tokens.flatMap(({ text }, at) => (isOneOf(text, '["“”]') ? [at] : []));
  const [open, close] = [marks[0], marks.at(-1)];
  if (open === undefined || close === undefined || close <= open) return [];
  const words = tokens.slice(open + 1, close).map(({ lower }) => lower);
  const said = words.join(" ");
  const denies = NOT_WE.test(said) || NOT_OURS.test(said);
  if (!denies && !US.test(said)) return [];
  const [name] = verbs.flatMap((verb) => {
    if (!SAYING.has(verb.lemma) || verb.passive || (verb.from > open && verb.from < close))
      return [];
    return nouns
      .filter(({ from, to }) => to === verb.from || from === verb.to)
      .flatMap((phrase) => party(sentence, scene, { phrase, side: "before", negated: false }));
  });
  const who = speaksFor(sentence, scene, open, close) ?? name ?? besideWords(sentence, scene, open);
  return who === undefined || OF_RANK.test(who.value)
    ? []
    : [
        factOf(sentence, {
          predicate: denies ? "responsibility.accused" : "responsibility.claimed",
          from: open + 1,
          to: close,
          value: who.value,
          polarity: denies ? "deny" : "affirm",
          rule: "everyday words: what a party says of itself",
        }),
      ];
}

/** "“…,” a spokesman for the League, Yusuf Anand, said", "“…,” said Ilir Ban, who speaks for the Front": for whom he speaks, and not he himself. */
function speaksFor(
  sentence: ParsedSentence,
  scene: Scene,
  open: number,
  close: number,
): Filled | undefined {
  const { tokens, nouns } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      (i < open || i > close) &&
      isOneOf(lower, SPEAKERS) &&
      isOneOf(tokens[i + 1]?.lower, "for|of"),
  );
  const phrase = at === -1 ? undefined : startingAt(nouns, at + 2);
  return phrase === undefined
    ? undefined
    : party(sentence, scene, { phrase, side: "before", negated: false })[0];
}
const SPEAKERS =
  "spokes(?:man|woman|person)|representative|envoy|speaks|spoke|speaking|commander|leader|head";

/** "A spokesman for the League, Yusuf Anand, told us: “…”", "Tarsk's embassy: “…”": for whom somebody speaks before a quotation. */
function besideWords(sentence: ParsedSentence, scene: Scene, open: number): Filled | undefined {
  const { tokens, nouns } = sentence;
  const speaks = nouns.filter(
    ({ to, head }) =>
      to < open &&
      (/^(?:spokes|represent)/.test(tokens[head]?.lower ?? "") ||
        (tokens[to]?.text === ":" && to + 1 === open)),
  );
  return speaks.flatMap((phrase) =>
    party(sentence, scene, { phrase, side: "before", negated: false }),
  )[0];
}
