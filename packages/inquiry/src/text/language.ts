import { isPlain, letterCount } from "./letters.ts";

/** The words of a text in small letters. */
function wordsOf(text: string): readonly string[] {
  const small = text.toLowerCase();
  return small.match(isPlain(small) ? /[a-zß-ɏ]+/g : /\p{L}+/gu) ?? [];
}

/** What an account is written in: only what can be read is read further. */
export interface LanguageFinding {
  /** BCP 47; `und` where it cannot be told. */
  readonly language: string;
  readonly supported: boolean;
}

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/gu, "ar"],
  [/\p{Script=Hebrew}/gu, "he"],
  [/\p{Script=Cyrillic}/gu, "uk"],
  [/\p{Script=Greek}/gu, "el"],
  [/\p{Script=Han}/gu, "zh"],
  [/\p{Script=Hangul}/gu, "ko"],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  [/\p{Script=Devanagari}/gu, "hi"],
];

/** The commonest short words of some languages in Latin letters. */
const COMMON: readonly (readonly [string, ReadonlySet<string>])[] = [
  [
    "en",
    new Set("the of and to in that was is for on with by as were at from said has".split(" ")),
  ],
  [
    "de",
    new Set("der die das und in zu den mit von auf ist wurde nicht im ein eine dass".split(" ")),
  ],
  ["fr", new Set("le la les des et en un une du que est dans pour qui sur par au".split(" "))],
  ["es", new Set("el la los de y en un una que es por con para las del se al".split(" "))],
  ["tr", new Set("ve bir bu da de için ile olarak olan dedi gibi daha çok".split(" "))],
];

function countIn(words: readonly string[], common: ReadonlySet<string>): number {
  let count = 0;
  for (let i = 0; i < words.length; i++) if (common.has(words[i] ?? "")) count++;
  return count;
}

const ENGLISH_LEAST = 0.08;

/** Told by script first, then by the commonest words. A text too short for either is taken as English if its letters are Latin. */
export function languageOf(text: string): LanguageFinding {
  const sample = text.slice(0, 20_000);
  const letters = letterCount(sample);
  if (letters === 0) return { language: "und", supported: false };
  for (const [script, language] of isPlain(sample) ? [] : SCRIPTS) {
    if ((sample.match(script)?.length ?? 0) > letters / 2)
      return {
        language: language === "uk" && !/[іїєґ]/iu.test(sample) ? "ru" : language,
        supported: false,
      };
  }
  const words = wordsOf(sample);
  const shares = COMMON.map(([language, common]) => ({
    language,
    share: countIn(words, common) / words.length,
  }));
  const best = shares.reduce((a, b) => (b.share > a.share ? b : a));
  if (words.length < 12) return { language: "en", supported: true };
  if (best.share < ENGLISH_LEAST) return { language: "und", supported: false };
  return { language: best.language, supported: best.language === "en" };
}

/** Words of a passage from which on a language in Latin letters is told from English. */
const WORDS_LEAST = 12;

/** Share of the commonest English words in a passage from which on no other language has more. */
const SURELY_ENGLISH = 0.2;

/** Whether a passage of an English account is surely not English: no rule reads it, and nobody may think that one did. */
export function isForeign(passage: string): boolean {
  const latin = (): number => passage.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (!isPlain(passage) && latin() < letterCount(passage) / 2) return true;
  const words = wordsOf(passage);
  if (words.length < WORDS_LEAST) return false;
  // Surely English, without a look at the others.
  const [, english] = COMMON[0] ?? ["", new Set<string>()];
  if (countIn(words, english) >= words.length * SURELY_ENGLISH) return false;
  const { language } = languageOf(passage);
  return language !== "en" && language !== "und";
}
