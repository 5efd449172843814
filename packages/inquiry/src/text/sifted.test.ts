import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neededBy, sifted } from "./sifted.ts";

describe("a sifted pattern", () => {
  it.each<[RegExp, readonly string[] | null]>([
    [/\b(?:sources?|anonymity|unnamed)\b/i, ["source", "anonymity", "unnamed"]],
    [/^(?:one|a)(?: \w+)? (?:officials?|guards?)$/i, ["official", "guard"]],
    [/^[Tt]he [A-Z]+/, ["the"]],
    [/a|bc/, null],
    [/(?:lists?)?(?:said)/, ["said"]],
    [/neighbou?rs?/, ["neighbo"]],
    [/(?<!not )true (?=story)/, ["true"]],
    [/(?<who>the mayor)\k<who>/, ["the mayor"]],
    [/us{0,2}known/iu, null],
    [/\p{Lu}\u0041\x41\.{3}com/u, ["com"]],
    [/\w+/, null],
  ])("%s", (pattern, needed) => {
    expect(neededBy(pattern)?.map((run) => run.trim()) ?? null).toEqual(needed);
  });

  const letters = fc.constantFrom(
    "a",
    "b",
    "ab",
    "bba",
    " ",
    "A",
    "\\.",
    ".",
    "s",
    "ss",
    "k",
    "\\x61",
    "\\u0062",
  );
  const classes = fc.constantFrom("[ab]", "[Aa]", "[^a]", "\\w", "\\s");
  const edges = fc.constantFrom("\\b", "^", "$", "(?=a)", "(?!b)", "(?<=a)", "(?<!ab)");
  const often = fc.constantFrom("", "", "", "?", "+", "{0,1}", "{2}", "{1,2}", "??");
  /** The source of a pattern over few letters, so that many texts over the same match it. */
  const flat = patternsOf(
    fc.oneof(
      letters,
      classes.chain((part) => often.map((count) => part + count)),
      edges,
    ),
  );
  const source = patternsOf(
    fc.oneof(
      letters,
      edges,
      fc
        .tuple(fc.constantFrom("(?:", "("), flat, often)
        .map(([open, inner, count]) => `${open}${inner})${count}`),
      fc.tuple(fc.constantFrom("a", "b", "s"), often).map((part) => part.join("")),
    ),
  );

  function patternsOf(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
    const sequence = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
    return fc.array(sequence, { minLength: 1, maxLength: 3 }).map((all) => all.join("|"));
  }

  it("finds just what the pattern finds", () => {
    fc.assert(
      fc.property(
        source,
        fc.constantFrom("", "i", "u", "iu", "v", "s"),
        fc.array(
          fc.string({
            unit: fc.constantFrom("a", "b", "A", "B", " ", ".", "s", "ſ", "k", "\n"),
            maxLength: 8,
          }),
          { maxLength: 6 },
        ),
        (written, flags, texts) => {
          const pattern = new RegExp(written, flags);
          const sieve = sifted(pattern);
          for (const text of texts) {
            expect(sieve.exec(text)?.[0]).toBe(pattern.exec(text)?.[0]);
            expect(sieve.test(text)).toBe(pattern.test(text));
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
