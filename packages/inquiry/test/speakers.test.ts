import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { furnitureOf } from "../src/account/furniture.ts";
import { claimsOf } from "../src/claims/claims-of.ts";

/** What a sentence stands behind that is no text of its own; a headline stands before it. */
const OPENING = "A drone attack hit Ardal on Sunday.";

/** Short texts, a line each: the kind of speaker, a word of the name, and what is said, of nine people killed; "¶" parts paragraphs. */
const TABLES = [
  // Written before the rules were mended for them.
  { file: "everyday/speakers", lines: 45, read: 39 },
  // Speakers who go on after a pause, who are owners of a view or of a statement, who stand in a clause of their own, and companies that tell of themselves.
  { file: "complex/speakers", lines: 39, read: 38 },
  // Offices and companies that head what they issue, labels, nouns that stand for what is told ("word from the ministry"), colons, brackets and gestures;
  // the last seven are the account's own. Before the rules were mended for them 59 of 115 were read.
  { file: "complex/who-says-it", lines: 113, read: 99 },
  // 36 were read before anything was changed for them.
  { file: "complex/who-says-it-2", lines: 54, read: 46 },
  // Bodies and people who are seen before they speak, figures that are somebody's, threads and interviews: 56 of 115 before anything was changed for them.
  { file: "complex/who-says-it-3", lines: 112, read: 102 },
  // Written after that: 36 of 65 before anything was changed for them.
  { file: "complex/who-says-it-4", lines: 65, read: 56 },
  // Ways to pass on somebody's words: 68 of 128 before anything was changed for them.
  { file: "complex/who-says-it-5", lines: 128, read: 105 },
  // How agencies, offices, live pages and papers pass words on: 67 of 102 before anything was changed for them.
  { file: "complex/who-says-it-6", lines: 102, read: 93 },
  // Labels, bylines and posts, counts that somebody gives, names of companies, who takes up what another said: 190 before anything was changed for them.
  { file: "complex/who-says-it-7", lines: 297, read: 273 },
] as const;

test.each(TABLES)("of $lines speakers at least $read are read: $file", ({ file, lines, read }) => {
  const all = readFileSync(new URL(`${file}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  const missed = all.filter((line) => !isRead(line));
  expect(all.length).toBe(lines);
  expect(all.length - missed.length, missed.join("\n")).toBeGreaterThanOrEqual(read);
});

function isRead(line: string): boolean {
  const [kind = "", name = "", ...rest] = line.split(" | ");
  const text = textOf(rest.join(" | "));
  return claimsOf("A", text, furnitureOf(text)).some(
    ({ predicate, count, speaker }) =>
      predicate === "casualties.killed" &&
      count?.min === 9 &&
      speaker.kind === kind &&
      speaker.name.toLowerCase().includes(name.toLowerCase()),
  );
}

function textOf(said: string): string {
  if (said.includes(" ¶ ")) return said.replaceAll(" ¶ ", "\n\n");
  return /[.”]$/.test(said) ? `${OPENING}\n\n${said}` : `${said}\n\n${OPENING}`;
}
