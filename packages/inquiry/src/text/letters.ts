/**
 * Bodies of character classes for the letters of the Latin, Greek and Cyrillic alphabets. Where capitals and small letters alternate both are in both:
 * in an English text such a letter opens a name.
 */
const CAPITALS = "A-ZÀ-ÖØ-ÞĀ-ɏΑ-ΫЀ-Я";
const SMALLS = "a-zß-öø-ÿĀ-ɏά-ώа-џ";
const LETTERS = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿḀ-ỿ";

const BODIES: ReadonlyMap<string, string> = new Map([
  ["L", LETTERS],
  ["Lu", CAPITALS],
  ["Ll", SMALLS],
]);

/**
 * A pattern in which `\p{L}`, `\p{Lu}` and `\p{Ll}` stand for the letters above. Unicode's own classes have hundreds of ranges, and a pattern with
 * several of them takes longer to compile than a whole account to read.
 */
export function lettered(source: string, flags = ""): RegExp {
  let inside = false;
  const plain = source.replace(/\\p\{(Lu|Ll|L)\}|\\.|[[\]]/gs, (part: string, kind?: string) => {
    if (part === "[") inside = true;
    else if (part === "]") inside = false;
    if (kind === undefined) return part;
    const body = BODIES.get(kind) ?? LETTERS;
    return inside ? body : `[${body}]`;
  });
  return new RegExp(plain, flags);
}

const LETTER = /\p{L}/u;
/** The first code beyond ASCII. */
const ASCII_END = 0x80;

/** How many letters of any script a text has. */
export function letterCount(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ASCII_END) {
      if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) count++;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? code);
    if (LETTER.test(character)) count++;
    at += character.length - 1;
  }
  return count;
}

/** Whether a text has no character beyond ASCII and the marks that newspapers set. */
export function isPlain(text: string): boolean {
  return !/[^\0-\u024F\u2000-\u206F\u20A0-\u20BF]/.test(text);
}

/** Whether a word begins with one of the ten digits. */
export function opensWithDigit(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
