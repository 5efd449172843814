import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { ParsedText } from "../grammar/parse.ts";
import { weaponIn } from "./clause-facts.ts";
import { type Count, countOf } from "./count.ts";
import {
  ATTACK_NOUNS,
  DEATH_NOUNS,
  INJURE_VERBS,
  INJURY_NOUNS,
  KILL_VERBS,
  REMAINS,
  WEAPONS,
} from "./lexicon.ts";

/** What an account has told before a sentence: what "two of them" and "it" may stand for there. */
export interface Scene {
  /** The kind of the weapon that was named last, and how many there were, if anybody said. */
  readonly weapon: string | null;
  readonly weapons: Count | null;
  /** Whom the sentence before told of: the killed or the injured; null where of neither or of both. */
  readonly toll: "casualties.killed" | "casualties.injured" | null;
  /** Whether an attack was spoken of in the last sentences. */
  readonly attack: boolean;
}

/** Before anything is told. */
export const OPENING: Scene = { weapon: null, weapons: null, toll: null, attack: false };

/** Sentences after which nobody means a weapon or an attack any more that was named once. */
const REMEMBERED = 4;

/** The scene before each sentence. */
export function scenesOf({ sentences }: ParsedText): readonly Scene[] {
  const scenes: Scene[] = [];
  let [weapon, weapons, weaponAt, attackAt]: [string | null, Count | null, number, number] = [
    null,
    null,
    -Infinity,
    -Infinity,
  ];
  for (const [i, sentence] of sentences.entries()) {
    const known = i - weaponAt <= REMEMBERED;
    scenes.push({
      weapon: known ? weapon : null,
      weapons: known ? weapons : null,
      toll: tollIn(sentences[i - 1]),
      attack: i - attackAt <= REMEMBERED,
    });
    const named = weaponNamed(sentence);
    if (named !== null) {
      [weapon, weaponAt] = [named.kind, i];
      if (named.count !== null) weapons = named.count;
    }
    if (
      named !== null ||
      sentence.tokens.some(({ lemma, pos }) => pos === "NOUN" && ATTACK_NOUNS.has(lemma))
    )
      attackAt = i;
  }
  return scenes;
}

function tollIn(sentence: ParsedSentence | undefined): Scene["toll"] {
  const has = (words: (lemma: string) => boolean): boolean =>
    sentence?.tokens.some(({ lemma, lower }) => words(lemma) || words(lower)) ?? false;
  const killed = has(
    (word) => KILL_VERBS.has(word) || DEATH_NOUNS.has(word) || /^(?:life|lives|body)$/.test(word),
  );
  const injured = has((word) => INJURE_VERBS.has(word) || INJURY_NOUNS.has(word));
  if (killed === injured) return null;
  return killed ? "casualties.killed" : "casualties.injured";
}

/** The last weapon that a sentence names, and the greatest firm number of such. */
export function weaponNamed(
  sentence: ParsedSentence,
): { readonly kind: string; readonly count: Count | null } | null {
  const { tokens, nouns } = sentence;
  let kind: string | null = null;
  let count: Count | null = null;
  for (const phrase of nouns) {
    const own = weaponIn(sentence, phrase);
    if (own === null || REMAINS.has(tokens[phrase.from - 2]?.lemma ?? "")) continue;
    kind = own;
    const said = countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (said !== null && !said.weak && said.min > (count?.min ?? 0)) count = said;
  }
  if (kind === null) {
    const word = tokens.find(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower));
    kind = word === undefined ? null : (WEAPONS.get(word.lemma) ?? WEAPONS.get(word.lower) ?? null);
  }
  return kind === null ? null : { kind, count };
}
