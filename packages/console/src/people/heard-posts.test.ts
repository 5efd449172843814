import { expect, test } from "vitest";
import { connectedText } from "./heard-posts.ts";
import { LANGUAGES } from "./texts.ts";

const { en } = LANGUAGES;
const posts = [
  { name: null, isHeard: false },
  { name: "South", isHeard: true },
];

test("that the others warn is said where one is not heard, and they do", () => {
  expect(connectedText(posts.slice(1), en, true)).toBe("Connected");
  expect(connectedText(posts, en, true)).toBe(
    "Connected to 1 of 2 posts. Not heard: the post that this page is from. The others warn you all the same.",
  );
  expect(connectedText(posts, en, false)).toBe(
    "Connected to 1 of 2 posts. Not heard: the post that this page is from.",
  );
});
