/** The one number that stands in words, in figures of any script; empty where there is none, or several. */
export function numberIn(words: string): string {
  const [first, second] = words.match(/\p{Nd}+/gu) ?? [];
  if (first === undefined || second !== undefined || first.length > 9) return "";
  const digits = Array.from(first, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // The ten figures of a script stand in a row, and the first one's place in it tells which it is.
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
    return code - zero;
  });
  return digits.join("");
}
