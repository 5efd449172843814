import type { ParsedSentence } from "../grammar/parsed-sentence.ts";

const STOP: ReadonlySet<string> = new Set(
  "the a an of in to and for on that with by at from as is was were be been have has had it its his her he she they their which who not but or this these those will would could also say said".split(
    " ",
  ),
);

/** Letters of a word that are compared: enough to tell words apart, few enough that their endings do not. */
const STEM = 5;

/** One form for words that copies exchange for each other; empty for one that adds nothing. */
const SAME: ReadonlyMap<string, string> = new Map([
  ["personnel", "guard"],
  ["spokesperson", "spokesman"],
  ["spokeswoman", "spokesman"],
  ["uav", "drone"],
  ["protestor", "protester"],
  ["demonstrator", "protester"],
  ["premier", "minister"],
  ["pm", "minister"],
  ["home", "residence"],
  ["house", "residence"],
  ["murder", "assassination"],
  ["plot", "attempt"],
  ["inquiry", "investigation"],
  ["probe", "investigation"],
  ["operative", "official"],
  ["u.s.", "us"],
  ["united", "us"],
  ["states", ""],
  ["chief", "commander"],
  ["footage", "video"],
  ["image", "video"],
  ["chairperson", "chair"],
  ["committee", "investigation"],
  ["stable", "good"],
  ["hurt", "injure"],
  ["wound", "injure"],
]);

/** The words that tell a range of a sentence apart, in one form for what copies exchange. */
export function wordsOf(
  { tokens }: ParsedSentence,
  from = 0,
  to = tokens.length,
): readonly string[] {
  return tokens.slice(from, to).flatMap(({ lemma, lower, pos }) => {
    if (pos === "PUNCT" || STOP.has(lower) || !/[\p{L}\p{N}]/u.test(lower)) return [];
    const plain = lemma.replace(/^al-/, "").replace(/['’]s$/, "");
    const same = SAME.get(plain) ?? SAME.get(lower) ?? (pos === "PROPN" ? spelt(plain) : plain);
    return same === "" ? [] : [same.slice(0, STEM)];
  });
}

/** A name as every way of writing it out of another script has it: "Khadimi" and "Kadhimi" are one. */
function spelt(name: string): string {
  const plain = name
    .replace(/h/g, "")
    .replace(/(.)\1+/g, "$1")
    .replace(/[ey]/g, "i");
  return plain.length < 3 ? name : plain;
}
