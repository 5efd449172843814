/** Numbers that look random and are the same for one seed: a linear congruence of 32 bits (Numerical Recipes), its upper bits. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

const PIECES: readonly (readonly string[])[] = [
  // What rules wait for.
  "three drones rockets hit killed wounded injured the ministry said according to officials told Reuters nobody at least most of and or who which was were not never explosion residence Baghdad Sunday hospital radar because siren accused claimed responsibility intercepted shot down two dozen 14 1,200 70-year-old including leaving dead".split(
    " ",
  ),
  // Marks, matched and not.
  [
    "“",
    "”",
    '"',
    "'",
    "’s",
    "«",
    "»",
    "„",
    ".",
    ",",
    ";",
    ":",
    "?!",
    "…",
    "—",
    "-",
    "(",
    ")",
    "[",
    "]",
    ".",
  ],
  // White space and what looks like it.
  [" ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u00A0", "\u2028", "\u200B", "-\n", "\u00AD"],
  // Right to left, with marks of direction.
  ["قال", "المتحدث", "طائرات", "מסוק", "\u202Bنص\u202C", "\u200Fعربي\u200E", "\u2067x\u2069"],
  // Outside the basic plane, joined, and halves of pairs.
  [
    "😀",
    "👩‍👩‍👧‍👦",
    "🇺🇦",
    "👍🏽",
    "𝔇𝔯𝔬𝔫𝔢",
    "\uD83D",
    "\uDE00",
    "e\u0301\u0302\u0303",
    "ﬁ",
    "İ",
    "ẞ",
  ],
  // Text in the wrong encoding.
  ["â€œ", "â€™s", "Ã©", "\uFFFD", "\u0000", "\u0085", "\u0007", "ÐšÐ¸ÑЂв"],
  // Pages that nobody closed.
  [
    "<p>",
    "</p>",
    "<div class='",
    "<b>",
    "&amp;",
    "&#x1F600;",
    "<script>",
    "<!--",
    "]]>",
    "<td",
    "<html>",
  ],
  // Other scripts.
  ["Дрони", "над", "містом", "无人机", "ドローン", "드론", "Ελλάδα", "हमला"],
  // Capitals, fused words, addresses, long ones.
  [
    "THE ATTACK KILLED TWO SOLDIERS IN THE NORTH",
    "NightThe",
    "attack.However",
    "http://x.y/z?q=1&r=2",
    "a".repeat(300),
    "1".repeat(40),
  ],
];

const WORDS_MAX = 120;

/** A text of up to 120 pieces, most of them of what rules wait for. */
export function randomText(seed: number): string {
  const random = randomFrom(Math.imul(seed, 2_654_435_761));
  const length = 1 + random(WORDS_MAX);
  let text = "";
  for (let i = 0; i < length; i++) {
    const pieces = PIECES[random(2) === 0 ? 0 : random(PIECES.length)] ?? [];
    text += (pieces[random(pieces.length)] ?? "") + (random(5) === 0 ? "" : " ");
  }
  return text;
}
