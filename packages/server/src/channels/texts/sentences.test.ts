import { LANGUAGES } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { placesOf } from "./fill.ts";
import { SENTENCES } from "./language-sentences.ts";

/** Every sentence by its path; words for counts by their own. */
function flat(node: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof node === "string") return [[path, node]];
  return Object.entries(node as object).flatMap(([key, value]) => flat(value, `${path}/${key}`));
}
const CATEGORY = /\/(zero|one|two|few|many|other)$/;
const sentencesOf = (language: keyof typeof SENTENCES): ReadonlyMap<string, string> =>
  new Map(flat(SENTENCES[language]).filter(([path]) => path !== "/direction"));

const ENGLISH = sentencesOf("en");
const SCRIPT = { en: /\p{Script=Latin}/u, ar: /\p{Script=Arabic}/u, uk: /\p{Script=Cyrillic}/u };

describe.each(LANGUAGES)("the sentences in %s", (language) => {
  const own = sentencesOf(language);

  test("are all there, and no other", () => {
    const names = (all: ReadonlyMap<string, string>): ReadonlySet<string> =>
      new Set([...all.keys()].filter((path) => !CATEGORY.test(path) || path.endsWith("/other")));
    expect(names(own)).toEqual(names(ENGLISH));
  });

  test("have the same places as in English", () => {
    for (const [path, sentence] of own) {
      // "Two minutes" is one word in Arabic.
      if (CATEGORY.test(path) && !path.endsWith("/other")) continue;
      expect([path, placesOf(sentence).toSorted()]).toEqual([
        path,
        placesOf(ENGLISH.get(path) ?? "").toSorted(),
      ]);
    }
  });

  test("have a word for every count of the language", () => {
    const categories = new Set(
      Array.from({ length: 200 }, (_, n) => new Intl.PluralRules(language).select(n + 1)),
    );
    for (const path of ["/alert/objects", "/time/minutes"])
      for (const category of categories)
        expect(own.has(`${path}/${category}`) || own.has(`${path}/other`)).toBe(true);
  });

  test("are in its own letters, tidy, and end as sentences do", () => {
    const wrong = [...own].filter(([path, sentence]) => {
      const letters = sentence.replaceAll(/\{\w+\}|UTC/g, "");
      const isForeign = /\p{L}/u.test(letters) && !SCRIPT[language].test(letters);
      const isUntidy = sentence !== sentence.trim().replaceAll(/\s+/g, " ");
      const isWhole = /^\/(headline|act|also|window|holdsUntil|issued)/.test(path);
      return isForeign || isUntidy || (isWhole && !sentence.endsWith("."));
    });
    expect(wrong).toEqual([]);
  });

  test("differ where they mean different things", () => {
    for (const group of ["headline", "act", "mode"] as const) {
      const said = Object.values(SENTENCES[language][group]);
      expect(new Set(said).size).toBe(said.length);
    }
  });
});
