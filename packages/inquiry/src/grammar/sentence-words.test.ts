import fc from "fast-check";
import { expect, it } from "vitest";
import { numberOfList, SentenceWords } from "./sentence-words.ts";

const word = fc.constantFrom(..."a b c d e f g h i j k l m n o p".split(" "));
const words = fc.uniqueArray(word, { maxLength: 6 });

it("says of each list whether a sentence has one of its words, be the list older or newer than the sentence's first question", () => {
  fc.assert(
    fc.property(words, fc.array(words), fc.array(words), (own, older, newer) => {
      const sentence = new SentenceWords(own);
      const meets = (list: readonly string[]): boolean => list.some((each) => own.includes(each));
      const numbered = (lists: readonly (readonly string[])[]): readonly number[] =>
        lists.map((list) => numberOfList(new Set(list)));
      const before = numbered(older);
      expect(before.map((list) => sentence.hasOneOf(list))).toEqual(older.map(meets));
      const after = numbered(newer);
      expect(after.map((list) => sentence.hasOneOf(list))).toEqual(newer.map(meets));
      // What needs a newer list is begun rather than missed.
      const entries = [{ needs: before }, { needs: [] }];
      expect(sentence.among(entries)).toEqual(
        entries.filter(({ needs }) => needs.length === 0 || older.every(meets)),
      );
      expect(sentence.among([{ needs: after }]).length).toBeGreaterThanOrEqual(
        newer.every(meets) ? 1 : 0,
      );
    }),
  );
});

it("gives a list one number", () => {
  const list = new Set(["siren"]);
  expect(numberOfList(list)).toBe(numberOfList(list));
  expect(numberOfList(new Set(["siren"]))).not.toBe(numberOfList(list));
});
