import { expect, test } from "vitest";
import { accountOf } from "../account/account.ts";
import { claimsOf } from "../claims/claims-of.ts";
import { furnitureOf } from "../account/furniture.ts";
import { mailIn } from "./mail.ts";
import { messagesIn } from "./messages.ts";

const said = (text: string): readonly string[] =>
  claimsOf("A", text, furnitureOf(text)).flatMap(({ predicate, span, speaker }) =>
    /^(?:casualties|weapon\.hit)/.test(predicate)
      ? [`${speaker.name} (${speaker.kind}): ${text.slice(span.start, span.end)}`]
      : [],
  );

const MAIL = `From: Mira Holt <m.holt@works.example>
To: Claims desk <claims@insurer.example>
Date: Fri, 8 May 2026 11:12:40 +0200
Subject: Re: Ardal works

Six rockets struck the works. One of our fitters was killed.

On Thu, 7 May 2026 at 18:30, Claims desk <claims@insurer.example> wrote:
> We have to know by Friday whether what we have been told by the
> broker is so. Ten rockets struck the works at noon, and twelve
> guards were injured. Can you confirm this, and tell us whether the
> gate was open?
>
>> On 7 May 2026, at 17:02, Mira Holt wrote:
>> I hear that four people are dead.
`;

test("what is quoted in a mail is of whoever wrote it, however deep, and to the character", () => {
  expect(said(MAIL)).toEqual([
    "Mira Holt (named): Six rockets struck the works",
    "Mira Holt (named): One of our fitters was killed",
    expect.stringMatching(/: Ten rockets struck the works$/),
    expect.stringMatching(/: twelve\n> guards were injured$/),
    "Mira Holt (named): four people are dead",
  ]);
  expect(said(MAIL).slice(2, 4).join()).not.toContain("Mira Holt");
});

test("its subject is its title, and its field gives the day", () => {
  const account = accountOf({
    id: "A",
    sha256: "0".repeat(64),
    source: "mail.txt",
    text: MAIL,
    title: null,
    published: null,
  });
  expect([account.title, account.published]).toEqual(["Re: Ardal works", "2026-05-08"]);
});

test("whoever answers between the lines of another is told apart", () => {
  const text =
    "On Mon, May 4, 2026 at 9:41 AM Rolf Anders <rolf@works.example> wrote:\n\n> Ten rockets struck the works.\n\nThree rockets struck the works.\n\n> Two guards were killed.\n\nOne guard was killed.\n";
  expect(said(text)).toEqual([
    "Rolf Anders (named): Ten rockets struck the works",
    "(the account) (narrator): Three rockets struck the works",
    "Rolf Anders (named): Two guards were killed",
    "(the account) (narrator): One guard was killed",
  ]);
});

test("an article that says what somebody wrote is no mail", () => {
  const text =
    "The mayor is angry.\nOn Monday at 9, Ola Mera wrote:\nTen rockets struck the works.\nNobody answered.";
  expect(messagesIn(text)).toEqual([]);
});

test("a line that is no head costs no more for being long", () => {
  const blanks = " ".repeat(8_000);
  for (const line of [`From: ${blanks}x`, `On 5${blanks}Nov, Mira${blanks}Holt${blanks}x`])
    expect(mailIn(`${line}\nHe said what she wrote:\n> Nothing came.\n`)).toEqual([]);
});
