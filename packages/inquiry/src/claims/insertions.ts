import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../grammar/verb-groups.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt } from "../grammar/places.ts";

/** The subject of a verb from which commas, dashes or brackets part it; null where nothing stands between them. */
export function interruptedSubject(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  return (
    explained(sentence, verb) ?? beforeInsertion(sentence, verb) ?? beforeBracket(sentence, verb)
  );
}

/** "Two people – a man and a woman – were killed", "six dockers (two of them boys) died", "Two people, a man and a woman, were killed": the number. */
function beforeBracket(
  { tokens, nouns, verbs }: ParsedSentence,
  verb: VerbGroup,
): NounPhrase | null {
  const close = tokens[verb.from - 1]?.text ?? "";
  const comma = close === ",";
  const open = close === ")" ? /^\($/ : isOneOf(close, "[-–—]") ? /^[-–—]$/ : comma ? /^,$/ : null;
  if (open === null) return null;
  const phrase = nouns.find(
    ({ from, to }) =>
      to < verb.from - 1 &&
      open.test(tokens[to]?.text ?? "") &&
      isMany(tokens, from, to) &&
      // "Juan Lopez, 45, a former mayor, was killed": an age.
      tokens[to - 1]?.pos !== "NUM" &&
      (!comma || isOneOf(tokens[to + 1]?.lower, OPENS_EXPLANATION)),
  );
  const between = verbs.some(
    ({ from, form }) =>
      phrase !== undefined && from >= phrase.to && from < verb.from && form === "finite",
  );
  return phrase === undefined || between ? null : phrase;
}

const OPENS_EXPLANATION = "an?|one|his|her|their|the|brothers|sisters";

/** A number of two or more. */
const isMany = (tokens: ParsedSentence["tokens"], from: number, to: number): boolean =>
  tokens
    .slice(from, to)
    .some(({ pos, lower }) => (pos === "NUM" && !isOneOf(lower, "one|1")) || lower === "several");

/** "Juan Lopez, mayor of the town, was killed": the name that what stands between commas explains. */
function explained({ tokens, nouns, verbs }: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  if (tokens[verb.from - 1]?.text !== ",") return null;
  return (
    nouns.findLast(
      ({ head, to }) =>
        to < verb.from - 1 &&
        tokens[to]?.text === "," &&
        tokens[head]?.pos === "PROPN" &&
        // "an attack on Wad Jaru, in which six people, …, died".
        !isOneOf(tokens[to + 2]?.lower, "which|whom") &&
        !verbs.some(
          (each) =>
            each.from > to &&
            each.to < verb.from &&
            each.form === "finite" &&
            !isOneOf(tokens[to + 1]?.lower, "who|which|whose"),
        ),
    ) ?? null
  );
}

/** "Four people, two of whom were children, died": whom the commas interrupt. */
function beforeInsertion({ tokens, nouns }: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  if (tokens[verb.from - 1]?.text !== ",") return null;
  const opens = (at: number): boolean => {
    const [first, second, third] = [1, 2, 3].map((ahead) => tokens[at + ahead]);
    if (
      isOneOf(
        first?.lower,
        "who|whose|which|including|among|mostly|mainly|many|most|largely|both|all|aged|presumed|believed|thought|said|apparently|possibly",
      )
    )
      return true;
    return second?.lower === "of" && isOneOf(third?.lower, "whom|them|which|these");
  };
  const at = tokens.findLastIndex(({ text }, i) => i < verb.from - 1 && text === "," && opens(i));
  const phrase = at === -1 ? undefined : endingAt(nouns, at);
  // "Three members of a family, including a girl, were hurt": the three.
  const whole =
    phrase !== undefined && tokens[phrase.from - 1]?.lower === "of"
      ? nouns.find(({ from, to }) => to === phrase.from - 1 && isCounted(tokens, from, to))
      : undefined;
  return whole ?? phrase ?? ofTheHurt({ tokens, nouns }, verb);
}

const isCounted = (tokens: ParsedSentence["tokens"], from: number, to: number): boolean =>
  tokens
    .slice(from, to)
    .some(({ pos, lower }) => pos === "NUM" || isOneOf(lower, "dozens|several"));

/** "One of the wounded, a conscript of 19, died": the one. */
function ofTheHurt(
  { tokens, nouns }: Pick<ParsedSentence, "tokens" | "nouns">,
  verb: VerbGroup,
): NounPhrase | null {
  const hurt = nouns.find(
    ({ to, from }) =>
      to < verb.from - 1 &&
      tokens[to]?.text === "," &&
      tokens[from - 1]?.lower === "of" &&
      isOneOf(tokens[to - 1]?.lower, "wounded|injured|patients|survivors|crew"),
  );
  const one = hurt === undefined ? undefined : endingAt(nouns, hurt.from - 1);
  return one !== undefined && tokens[one.from]?.pos === "NUM" ? one : null;
}
