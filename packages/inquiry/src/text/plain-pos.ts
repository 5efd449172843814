import type { Token } from "./tokens.ts";
import { isOneOf } from "./one-of.ts";

/** The part of speech of words that the tagger takes for another beside a number, an article or a person; null where it may be right. */
export function plainPos(tokens: readonly Token[], i: number): string | null {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token === undefined) return null;
  // "the other three hit storage tanks": a number that stands for a noun.
  const among =
    before?.pos === "NUM" &&
    isOneOf(token.lower, "hit|struck") &&
    isOneOf(tokens[i - 2]?.lower, "other|remaining|last|first") &&
    isOneOf(after?.pos, "NOUN|PROPN|ADJ|NUM");
  if (token.pos === "NOUN" && among) return "VERB";
  // "two storage tanks burning", "the locomotive shed": by what stands beside them.
  const burns =
    token.pos === "NOUN" &&
    isOneOf(token.lower, "burning|smouldering|smoldering|blazing") &&
    before?.pos === "NOUN" &&
    before.lower !== before.lemma &&
    isOneOf(after?.pos ?? "PUNCT", "PUNCT|ADP|ADV|CCONJ");
  if (burns) return "VERB";
  const shed =
    token.lower === "shed" &&
    token.pos === "VERB" &&
    before?.pos === "NOUN" &&
    isOneOf(tokens[i - 2]?.pos, "DET|ADJ|NUM|PRON|NOUN") &&
    isOneOf(after?.pos ?? "PUNCT", "PUNCT|ADP|AUX|VERB|CCONJ");
  if (shed || isGround(tokens, i)) return "NOUN";
  // "debris of the drones bearing markings".
  const bears =
    token.lower === "bearing" &&
    token.pos === "NOUN" &&
    before?.pos === "NOUN" &&
    before.lower.endsWith("s") &&
    isOneOf(after?.pos, "NOUN|DET|ADJ|NUM");
  if (bears) return "VERB";
  // "One man drowned after": what befell those before it.
  const befell =
    token.pos === "ADJ" &&
    isOneOf(
      token.lower,
      "drowned|perished|collapsed|exploded|crashed|burned|vanished|disappeared|landed|suffocated",
    ) &&
    isOneOf(before?.pos, "NOUN|PROPN|NUM") &&
    isOneOf(after?.pos ?? "PUNCT", "ADP|SCONJ|PUNCT|ADV|CCONJ");
  if (befell) return "VERB";
  // "the premier lived", "Iraqi premier escapes".
  if (
    token.lower === "premier" &&
    token.pos === "ADJ" &&
    isOneOf(after?.pos ?? "PUNCT", "VERB|AUX|NOUN|PUNCT") &&
    !isOneOf(after?.lower, "league|club|division|site|brand")
  )
    return "NOUN";
  // "a collapsed shed and": what follows an article and a participle.
  const described =
    token.pos === "VERB" &&
    token.lower === token.lemma &&
    before?.pos === "VERB" &&
    /(?:ed|ing|en)$/.test(before.lower) &&
    tokens[i - 2]?.pos === "DET" &&
    !isOneOf(after?.pos ?? "PUNCT", "NOUN|PROPN|ADJ|NUM|DET");
  if (described) return "NOUN";
  return hyphened(tokens, i);
}

/** Words that the tagger takes for another because of a hyphen behind them, or of their ending. */
function hyphened(tokens: readonly Token[], i: number): string | null {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token === undefined) return null;
  // "A cleaner in Pier B was cut": who cleans.
  const cleans =
    token.lower === "cleaner" &&
    token.pos === "ADJ" &&
    isOneOf(before?.pos, "DET|NUM|ADJ|NOUN|PRON") &&
    !isOneOf(after?.pos ?? "PUNCT", "NOUN|PROPN|ADJ") &&
    after?.lower !== "than";
  if (cleans) return "NOUN";
  // "the water main on the embankment", "the only water tower".
  const main =
    token.lower === "main" &&
    token.pos === "ADJ" &&
    isOneOf(before?.lower, "water|gas|sewage|steam|power|supply") &&
    !isOneOf(after?.pos ?? "PUNCT", "NOUN|PROPN|ADJ");
  const water =
    isOneOf(token.lower, "water|fuel|power|market|storage") &&
    token.pos === "VERB" &&
    isOneOf(before?.lower, "the|a|only|main|old|new|second|last|one|two|three") &&
    after?.pos === "NOUN";
  if (main || water) return "NOUN";
  // "admitted to general wards".
  if (token.lower === "general" && token.pos === "VERB") return "ADJ";
  // "destroyed pick-up trucks", "an off-road vehicle": one word with its hyphen.
  if (after?.text === "-" && after.start === token.end && after.end === tokens[i + 2]?.start) {
    const next = tokens[i + 2];
    if (token.pos === "VERB" && isOneOf(next?.lower, "up|in|out|off|down|by"))
      return isOneOf(before?.pos, "DET|ADJ|NUM|VERB|NOUN") && !token.lower.endsWith("ed")
        ? "NOUN"
        : null;
    if (token.pos === "ADP" && next?.pos === "NOUN" && before?.pos !== "PUNCT") return "ADJ";
  }
  return null;
}

/** "behind the salt works", "into a nine-storey block of flats", "on the Haddon river crossing": what a preposition leads to ends in a noun. */
function isGround(tokens: readonly Token[], i: number): boolean {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  const may =
    token?.pos === "VERB" &&
    isOneOf(token.lower, "block|works|crossing|plant|store|dump|post|bank|dock|ford|wing|stand") &&
    isOneOf(before?.pos, "NOUN|PROPN") &&
    isOneOf(after?.pos ?? "PUNCT", "PUNCT|ADP|CCONJ|AUX|VERB|SCONJ");
  if (!may) return false;
  let start = i - 1;
  while (isOneOf(tokens[start]?.pos, "NOUN|PROPN|ADJ|DET|NUM") || tokens[start]?.text === "-")
    start--;
  return tokens[start]?.pos === "ADP";
}
