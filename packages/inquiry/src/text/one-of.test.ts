import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isOneOf, wordsOfList } from "./one-of.ts";

describe("a list of words", () => {
  it.each([
    ["hit|struck", ["hit", "struck"]],
    ["reports?|claim", ["report", "reports", "claim"]],
    ["defen[cs]e", ["defence", "defense"]],
    ["(?:mid|to)night", ["midnight", "tonight"]],
    ["(?:kilo)?met(?:er|re)s?", ["kilometer", "kilometers", "kilometre", "kilometres", "meter"]],
    ['[,;:.!?()”"]', [",", ";", ":", ".", "!", "?", "(", ")", "”", '"']],
    ["[-–—]", ["-", "–", "—"]],
    ["has been|have been", ["has been", "have been"]],
  ])("%s stands for its words", (list, words) => {
    for (const word of words) expect(isOneOf(word, list), word).toBe(true);
    for (const word of ["", "hits", "xhit", "hit ", "clai", "defenc", "kilomet"])
      expect(isOneOf(word, list), word).toBe(new RegExp(`^(?:${list})$`).test(word));
  });

  it("holds for no word that is not there", () => {
    expect(isOneOf(undefined, "hit|struck")).toBe(false);
    expect(isOneOf(null, "hit|struck")).toBe(false);
  });

  it.each(["\\d+", "a+", "a*", "a{2}", ".b?", "^a[b]", "a(?:b", "[ab", "a)b?", "[^a]", "(a)"])(
    "%s is none",
    (list) => expect(() => wordsOfList(list)).toThrow("is no list of words"),
  );
});

const SOURCE = join(import.meta.dirname, "..");
const LIST =
  /(?:isOneOf|hasOne|hasOneOf|hasLemma|indexOfOne)\((?:[^"`]|`[^`]*`)*?,\s*("(?:[^"\\\n]|\\.)*")\s*,?\s*\)/g;

describe("each list that the rules ask for", () => {
  const lists = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(join(SOURCE, file), "utf8").matchAll(LIST)])
    .map(([, list]) => JSON.parse(list ?? "") as string);

  it("stands for what the same pattern matches", () => {
    expect(lists.length).toBeGreaterThan(900);
    for (const list of new Set(lists)) {
      const pattern = new RegExp(`^(?:${list})$`);
      const words = wordsOfList(list);
      for (const word of words) {
        expect(pattern.test(word), `${list}: ${word}`).toBe(true);
        // What lies next to a word is either one itself or matched by neither.
        for (const other of [`${word}s`, word.slice(0, -1), word.slice(1), `x${word}`])
          expect(words.has(other), `${list}: ${other}`).toBe(pattern.test(other));
      }
    }
  });
});
