import { describe, expect, test } from "vitest";
import { parseText } from "../grammar/parse.ts";
import { countOf } from "./count.ts";

function countIn(text: string): unknown {
  const [sentence] = parseText(text).sentences;
  const phrase = sentence?.nouns.find(({ head }) =>
    /^(?:drones?|soldiers?|people|vehicles)$/.test(sentence.tokens[head]?.lower ?? ""),
  );
  if (sentence === undefined || phrase === undefined) return "no phrase";
  const count = countOf(sentence.tokens, phrase.from, phrase.to, phrase.head);
  return count === null ? null : [count.min, count.max, count.approximate, count.weak];
}

describe("counts", () => {
  test.each([
    ["Three drones were seen.", [3, 3, false, false]],
    ["At least twelve soldiers fell.", [12, null, false, false]],
    ["At least four and possibly five drones came.", [4, 5, false, false]],
    ["Up to 20 people left.", [0, 20, false, false]],
    ["More than 1,200 people left.", [1201, null, false, false]],
    ["Fewer than five drones came.", [0, 4, false, false]],
    ["About 50 soldiers left.", [45, 55, true, false]],
    ["Twenty-one soldiers left.", [21, 21, false, false]],
    ["Two hundred people left.", [200, 200, false, false]],
    ["Several drones were seen.", [2, null, false, false]],
    ["Two or more drones were seen.", [2, null, false, false]],
    ["Ten or so drones were seen.", [9, 11, true, false]],
    ["No drones were seen.", [0, 0, false, false]],
    ["A drone was seen.", [1, null, false, true]],
    ["Drones were seen.", [2, null, false, true]],
    ["A third drone was seen.", [1, 1, false, false]],
    ["The drone was seen.", null],
  ])("%s", (text, expected) => {
    expect(countIn(text)).toEqual(expected);
  });
});
