/** Words as the source of a pattern that matches just them, whatever marks they have. */
export const literalPattern = (words: string): string =>
  words.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
