import { expect, test } from "vitest";
import { PASSWORD_LENGTH, passwordProblem } from "./password-rules.ts";

const context = { name: "ada", siteName: "Harbour Hospital" };
const problem = (password: string): string | null => passwordProblem(password, context);

test.each([
  "three quiet owls at noon",
  "correct horse battery staple",
  "пять тихих сов в полдень",
  "🦉".repeat(2) + " over the quiet harbour",
  "harbour hospital, where the owls sleep",
])("%s will do", (password) => expect(problem(password)).toBeNull());

test.each([
  ["too short", "owls at noon"],
  ["long in bytes and short in characters", "🦉🦊🐻🐼🐨🐯🦁"],
  ["one character", "a".repeat(20)],
  ["a short piece again and again", "abcabcabcabcabcabc"],
  ["along the alphabet", "abcdefghijklmnop"],
  ["down the alphabet", "zyxwvutsrqponmlk"],
  ["along the keyboard", "qwertyuiopasdfgh"],
  ["digits in a row", "12345678901234567890"],
  ["the site's name", "Harbour Hospital1!"],
  ["the program's name and little else", "tocsin tocsin 2026"],
])("%s will not: %s", (_why, password) => expect(problem(password)).not.toBeNull());

test("the limits are the limits", () => {
  const words = "owls sleep over the quiet harbour at night; ".repeat(8);
  expect(problem(words.slice(0, PASSWORD_LENGTH.least - 1))).not.toBeNull();
  expect(problem(words.slice(0, PASSWORD_LENGTH.least))).toBeNull();
  expect(problem(words.slice(0, PASSWORD_LENGTH.most))).toBeNull();
  expect(problem(words.slice(0, PASSWORD_LENGTH.most + 1))).not.toBeNull();
});
