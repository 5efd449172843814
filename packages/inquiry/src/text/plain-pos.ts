import type { Token } from "./tokens.ts";

/** The part of speech of words that the tagger takes for another beside a number, an article or a person; null where it may be right. */
export function plainPos(tokens: readonly Token[], i: number): string | null {
  const [before, token, after] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  if (token === undefined) return null;
  // "the other three hit storage tanks": a number that stands for a noun.
  const among =
    before?.pos === "NUM" &&
    /^(?:hit|struck)$/.test(token.lower) &&
    /^(?:other|remaining|last|first)$/.test(tokens[i - 2]?.lower ?? "") &&
    /^(?:NOUN|PROPN|ADJ|NUM)$/.test(after?.pos ?? "");
  if (token.pos === "NOUN" && among) return "VERB";
  // "two storage tanks burning", "the locomotive shed": by what stands beside them.
  const burns =
    token.pos === "NOUN" &&
    /^(?:burning|smouldering|smoldering|blazing)$/.test(token.lower) &&
    before?.pos === "NOUN" &&
    before.lower !== before.lemma &&
    /^(?:PUNCT|ADP|ADV|CCONJ)$/.test(after?.pos ?? "PUNCT");
  if (burns) return "VERB";
  const shed =
    token.lower === "shed" &&
    token.pos === "VERB" &&
    before?.pos === "NOUN" &&
    /^(?:DET|ADJ|NUM|PRON|NOUN)$/.test(tokens[i - 2]?.pos ?? "") &&
    /^(?:PUNCT|ADP|AUX|VERB|CCONJ)$/.test(after?.pos ?? "PUNCT");
  if (shed) return "NOUN";
  // "debris of the drones bearing markings".
  const bears =
    token.lower === "bearing" &&
    token.pos === "NOUN" &&
    before?.pos === "NOUN" &&
    before.lower.endsWith("s") &&
    /^(?:NOUN|DET|ADJ|NUM)$/.test(after?.pos ?? "");
  if (bears) return "VERB";
  // "One man drowned after": what befell those before it.
  const befell =
    token.pos === "ADJ" &&
    /^(?:drowned|perished|collapsed|exploded|crashed|burned|vanished|disappeared|landed|suffocated)$/.test(
      token.lower,
    ) &&
    /^(?:NOUN|PROPN|NUM)$/.test(before?.pos ?? "") &&
    /^(?:ADP|SCONJ|PUNCT|ADV|CCONJ)$/.test(after?.pos ?? "PUNCT");
  if (befell) return "VERB";
  // "the premier lived", "Iraqi premier escapes".
  if (
    token.lower === "premier" &&
    token.pos === "ADJ" &&
    /^(?:VERB|AUX|NOUN|PUNCT)$/.test(after?.pos ?? "PUNCT") &&
    !/^(?:league|club|division|site|brand)$/.test(after?.lower ?? "")
  )
    return "NOUN";
  // "a collapsed shed and": what follows an article and a participle.
  const described =
    token.pos === "VERB" &&
    token.lower === token.lemma &&
    before?.pos === "VERB" &&
    /(?:ed|ing|en)$/.test(before.lower) &&
    tokens[i - 2]?.pos === "DET" &&
    !/^(?:NOUN|PROPN|ADJ|NUM|DET)$/.test(after?.pos ?? "PUNCT");
  if (described) return "NOUN";
  return null;
}
