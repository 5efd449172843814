import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasOneOf, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { lastUpTo, startingAt } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";
import type { Fact } from "../claim.ts";
import { wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { weaponIn } from "../weapon-in.ts";

const MADE = "made|built|manufactured|produced|assembled|designed";
const MAKE = "make|manufacture|origin|design|production|construction";

/** Where a weapon was built: "Norlandic-made drones", "the drones were made in Norland", "rockets of Norlandic make". */
export function weaponOrigins(sentence: ParsedSentence): readonly Fact[] {
  if (!hasOneOf(sentence, MADE) && !hasOneOf(sentence, MAKE)) return [];
  return sentence.tokens.flatMap(({ lower }, at) => {
    const origin = isOneOf(lower, MADE)
      ? (hyphened(sentence, at) ?? builtIn(sentence, at))
      : isOneOf(lower, MAKE)
        ? ofMake(sentence, at)
        : null;
    if (origin === null) return [];
    const weapon = weaponBeside(sentence, origin.from, origin.to);
    if (weapon === null) return [];
    const range = {
      from: Math.min(weapon.phrase.from, origin.from),
      to: Math.max(weapon.phrase.to, origin.to),
    };
    const value = `${wordsOf(sentence, origin.from, origin.to)} ${weapon.kind}`;
    return [
      factOf(sentence, { predicate: "weapon.type", ...range, value, rule: "weapon's origin" }),
    ];
  });
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const isName = ({ tokens }: ParsedSentence, at: number): boolean =>
  /^\p{Lu}/u.test(tokens[at]?.text ?? "") && isOneOf(tokens[at]?.pos, "PROPN|ADJ|NOUN");

/** "Norlandic-made". */
function hyphened(sentence: ParsedSentence, at: number): Range | null {
  const joined = sentence.tokens[at - 1]?.text === "-" && isName(sentence, at - 2);
  return joined ? { from: at - 2, to: at + 1 } : null;
}

/** "made in Norland", "built by Norland". */
function builtIn(sentence: ParsedSentence, at: number): Range | null {
  const place = isOneOf(sentence.tokens[at + 1]?.lower, "in|by")
    ? startingAt(sentence.nouns, at + 2)
    : undefined;
  return place !== undefined && isName(sentence, place.head) ? { from: at, to: place.to } : null;
}

/** "of Norlandic make". */
function ofMake(sentence: ParsedSentence, at: number): Range | null {
  const of = isOneOf(sentence.tokens[at - 2]?.lower, "of") && isName(sentence, at - 1);
  return of ? { from: at - 1, to: at + 1 } : null;
}

/** The weapon that the words describe: the phrase that holds them or follows, or the nearest before them. */
function weaponBeside(
  sentence: ParsedSentence,
  from: number,
  to: number,
): { readonly phrase: NounPhrase; readonly kind: string } | null {
  const own = sentence.nouns.find(
    (phrase) => phrase.to > to - 1 && phrase.from <= to && phrase.head >= to,
  );
  const before = lastUpTo(
    sentence.nouns.filter((phrase) => weaponIn(sentence, phrase) !== null),
    from,
  );
  for (const phrase of [own, before]) {
    const kind = phrase === undefined ? null : weaponIn(sentence, phrase);
    if (phrase !== undefined && kind !== null && isNear(sentence, phrase, from))
      return { phrase, kind };
  }
  return null;
}

/** Words between a weapon and what it is said to be made in, at most. */
const WITHIN = 6;

const isNear = ({ tokens }: ParsedSentence, { to }: NounPhrase, from: number): boolean =>
  from - to <= WITHIN && !tokens.slice(to, from).some(({ text }) => isOneOf(text, "[.;:?!]"));
