/** Dotted text of the four octets at `at`. */
export const ipv4Text = (bytes: Uint8Array, at: number): string =>
  `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;

/** The sixteen octets at `at` as RFC 5952 writes them: lower case, the longest run of zeros as "::". */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  const words = Array.from(
    { length: 8 },
    (_, i) => bytes[at + 2 * i] * 256 + bytes[at + 2 * i + 1],
  );
  let best = { from: 0, length: 1 };
  let from = 0;
  for (let index = 0; index <= words.length; index++) {
    if (words[index] === 0) continue;
    if (index - from > best.length) best = { from, length: index - from };
    from = index + 1;
  }
  const text = (part: readonly number[]): string => part.map((word) => word.toString(16)).join(":");
  if (best.length < 2) return text(words);
  return `${text(words.slice(0, best.from))}::${text(words.slice(best.from + best.length))}`;
}
