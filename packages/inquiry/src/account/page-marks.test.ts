import { expect, test } from "vitest";
import { sentencesOf } from "../text/sentences.ts";
import { accountOf } from "./account.ts";
import { pageMarksOf } from "./page-marks.ts";
import { readableText } from "./readable-text.ts";

const page = (number: number, body: string): string =>
  `ARDAL POST        Monday, 4 May 2026\n\n${body}\n\n        ${number}\n\f`;
const TEXT =
  page(1, "Drones strike the depot\n\nThree drones struck the depot, and six guards were wounded") +
  page(2, "seriously, the hospital said. Nobody was killed.") +
  page(3, "The army denied it. It had 44\nmen there.");

const words = (text: string): readonly string[] =>
  pageMarksOf(text).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, " "));

test("page numbers and running heads are marks of the page; what a page says is not", () => {
  expect(words(TEXT)).toEqual(
    ["1", "2", "3"].flatMap((number) => ["ARDAL POST Monday, 4 May 2026", number]),
  );
});

test("a sentence goes on over the page, and the account's date and title are found", () => {
  const account = accountOf({
    id: "A",
    sha256: "0".repeat(64),
    source: "test",
    text: TEXT,
    title: null,
    published: null,
  });
  expect(account).toMatchObject({ title: "Drones strike the depot", published: "2026-05-04" });
  const readable = readableText(TEXT, account.furniture);
  const sentences = sentencesOf(readable).map(({ start, end }) =>
    readable.slice(start, end).replace(/\s+/g, " "),
  );
  expect(sentences[1]).toBe(
    "Three drones struck the depot, and six guards were wounded seriously, the hospital said.",
  );
});

test.each([
  ["no pages", "ARDAL POST\n1\nARDAL POST\n2"],
  ["one page", "ARDAL POST\n\nThree drones struck the depot.\n\f"],
  ["pages with nothing in common", "One.\n\fTwo.\n\fThree.\n"],
])("there are none: %s", (_, text) => {
  expect(words(text)).toEqual([]);
});

test.each(["Page 2 of 3", "- 2 -", "2/3", "p. 2"])("%s is a page number", (number) => {
  expect(words(`One thing.\n\n${number}\n\fAnother thing.`)).toEqual([number]);
});
