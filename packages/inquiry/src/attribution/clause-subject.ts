import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { type Reach, subjectBefore } from "./clause-edges.ts";
import { CUE_FRAMES, SAYING } from "./cue-lexicon.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt } from "../grammar/places.ts";

/** Where a verb shares its subject with one before it, that one's. */
export function subjectOf(sentence: ParsedSentence, verb: VerbGroup): Reach | null {
  const found = subjectBefore(sentence, verb);
  // "told us that its guns were silent and suggested that the others had fired": who told.
  if (verb.form === "finite" && sentence.tokens[verb.from - 1]?.pos === "CCONJ") {
    const teller = sentence.verbs.find(
      ({ lemma, form, passive, to }) =>
        to < verb.from && form === "finite" && !passive && SAYING.has(lemma),
    );
    const who =
      teller === undefined || teller.to + 1 >= verb.from ? null : subjectBefore(sentence, teller);
    if (teller !== undefined && who !== null && tellsThat(sentence, teller, verb))
      return pastWhose(sentence, who);
  }
  // "does not know our figures and maintained": what stands before "and" is the other verb's.
  const joint = found === null ? undefined : sentence.tokens[found.to - 1];
  const own = joint?.pos === "CCONJ" ? null : found;
  if (own !== null && verb.form === "finite") return own;
  const before = sentence.verbs.filter(({ to, form }) => to <= verb.from && form === "finite");
  // "Versions differ, the ministry later claiming that …": whoever stands right before it.
  const beside = verb.form === "gerund" ? absoluteBefore(sentence, verb) : null;
  if (beside !== null) return beside;
  // "The source said that …, noting that …": whoever said the first.
  const trails = verb.form === "gerund" && sentence.tokens[verb.from - 1]?.text === ",";
  const first = trails ? before.find(({ lemma }) => CUE_FRAMES.has(lemma)) : undefined;
  // "denied what was circulated and affirmed that …": who denied.
  const main = before.findLast(
    ({ from }) => !/^(?:what|which|that|who)$/.test(sentence.tokens[from - 1]?.lower ?? ""),
  );
  // "While the office says one came, the ministry counts three, insisting that …": the ministry.
  const aside = /^(?:while|whereas|although)$/.test(sentence.tokens[0]?.lower ?? "");
  const earlier = (aside ? main : (first ?? main)) ?? before.at(-1);
  // "put the number of injured at nine and said": who put it, where a participle looks like a verb between.
  const teller = before.findLast(
    ({ lemma, from }) =>
      (CUE_FRAMES.has(lemma) || lemma === "put") &&
      !isOneOf(sentence.tokens[from - 1]?.lower, "what|which|that|who"),
  );
  const shared =
    (earlier === undefined ? null : subjectBefore(sentence, earlier)) ??
    (teller === undefined || sentence.tokens[verb.from - 1]?.pos !== "CCONJ"
      ? null
      : subjectBefore(sentence, teller));
  return shared === null ? own : pastWhose(sentence, shared);
}

/** Whether both verbs lead to a "that". */
function tellsThat({ tokens }: ParsedSentence, first: VerbGroup, second: VerbGroup): boolean {
  const that = tokens.findIndex(({ lower }, i) => i >= first.to && lower === "that");
  const instead = tokens.slice(second.to, second.to + 3).some(({ lower }) => lower === "that");
  return that !== -1 && that < first.to + THAT_WITHIN && instead;
}

/** Words between a verb and the "that" it leads to, at most. */
const THAT_WITHIN = 6;

function absoluteBefore({ tokens, nouns }: ParsedSentence, verb: VerbGroup): Reach | null {
  let to = verb.from;
  while (tokens[to - 1]?.pos === "ADV") to--;
  let phrase = nouns.find((each) => each.to === to);
  let start = phrase?.from ?? 0;
  // "the first statement from his office mentioning one".
  while (phrase !== undefined && isOneOf(tokens[start - 1]?.lower, "of|from|by|for")) {
    phrase = nouns.find((each) => each.to === start - 1);
    start = phrase?.from ?? start;
  }
  return phrase !== undefined && isOneOf(tokens[start - 1]?.text, "[,:;]")
    ? { from: start, to }
    : null;
}

/** "Anna Reis, whose brother was killed, said": Anna Reis. */
function pastWhose({ tokens, nouns }: ParsedSentence, reach: Reach): Reach | null {
  if (tokens[reach.from]?.lower !== "whose") return reach;
  const comma = tokens[reach.from - 1]?.text === ",";
  return endingAt(nouns, reach.from - (comma ? 1 : 0)) ?? null;
}

/** Past a word that only links the sentence to the one before it. */
export function pastLinks({ tokens }: ParsedSentence): number {
  let at = 0;
  while (isOneOf(tokens[at]?.lower, "however|but|and|so|meanwhile|still|yet|,")) at++;
  return at;
}
