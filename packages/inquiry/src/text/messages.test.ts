import { expect, test } from "vitest";
import { claimsOf } from "../claims/claims-of.ts";
import { furnitureOf } from "../account/furniture.ts";
import { messageAt, messagesIn } from "./messages.ts";

const said = (text: string): readonly string[] =>
  claimsOf("A", text, furnitureOf(text)).map(
    ({ predicate, value, speaker }) =>
      `${speaker.name} (${speaker.kind})${speaker.via.length === 0 ? "" : ` via ${speaker.via.join(", ")}`}: ${predicate} ${value}`,
  );

test.each([
  ["brackets", "[03/05/2026, 20:44:12] Mira Holt: One\n[03/05/2026, 20:45:01] +47 912 34 567: Two"],
  ["a dash", "3/5/26, 8:44 PM - Mira Holt: One\n3/5/26, 8:45 PM - +47 912 34 567: Two"],
  ["the name first", "Mira Holt, [03.05.2026 20:44]\nOne\n+47 912 34 567, [03.05.2026 20:45]\nTwo"],
  ["brackets behind", "Mira Holt (03.05.26, 20:44): One\n+47 912 34 567 (03.05.26, 20:45): Two"],
  [
    "a year first",
    "[2026-05-03 20:44:12] Mira Holt: One\n\n[2026-05-03 20:45:01] +47 912 34 567: Two",
  ],
  ["a line of its own for relay chats", "[20:44] <Mira Holt> One\n[20:45] <+47 912 34 567> Two"],
])("messages with their senders: %s", (_, text) => {
  const messages = messagesIn(text);
  expect(messages.map(({ name }) => name)).toEqual(["Mira Holt", "+47 912 34 567"]);
  for (const { name, sender } of messages) expect(text.slice(sender.start, sender.end)).toBe(name);
  expect(messages.map(({ head, end }) => text.slice(head.end, end).trim())).toEqual(["One", "Two"]);
});

test("a single head may be quoted: an article is no chat", () => {
  const text = "He wrote:\n[03/05/2026, 20:44:12] Mira Holt: I saw three drones.\nNobody answered.";
  expect(messagesIn(text)).toEqual([]);
});

test("what a message says is its sender's; what it passes on is somebody else's, by way of the sender", () => {
  const text = [
    "[03/05/2026, 20:44:12] Mira Holt: I heard two explosions near the depot",
    "[03/05/2026, 20:45:01] Olav Brand: there were no drones",
    "[03/05/2026, 20:46:30] +47 912 34 567: The ministry said that six guards were injured",
    "[03/05/2026, 20:47:00] Olav Brand: Six guards were injured",
  ].join("\n");
  expect(said(text)).toEqual([
    "Mira Holt (named): witness.sound explosions",
    "Mira Holt (named): explosion.count explosion",
    "Olav Brand (named): weapon.count drone",
    "The ministry (office) via +47 912 34 567: casualties.injured guards",
    "Olav Brand (named): casualties.injured guards",
  ]);
});

test("a number says nothing of who that is", () => {
  const text =
    "[03/05/2026, 20:44:12] +47 912 34 567: Three drones struck the depot\n[03/05/2026, 20:45:01] Mira: Where?";
  expect(said(text)[0]).toBe("+47 912 34 567 (anonymous): weapon.count drone");
});

test("whom a pronoun stands for is not looked for in another's message", () => {
  const text = [
    "[14/10/2026, 02:43:12] Judit P: Oren Mera said he saw three of them near the depot",
    "[14/10/2026, 02:44:30] Ferro: my cousin works there, he says a tank exploded",
    "[14/10/2026, 02:46:30] Judit P: no siren here",
  ].join("\n");
  const tank = claimsOf("A", text, furnitureOf(text)).filter(({ value }) => value === "tank");
  expect(tank.map(({ speaker }) => [speaker.kind, speaker.via])).toEqual([
    ["unresolved", ["Ferro"]],
  ]);
});

test("who speaks in a briefing is the label's, and what a journalist puts is not the office's that heads it", () => {
  const text = [
    "ARDAL ARMED FORCES – PRESS BRIEFING",
    "Colonel Sigrun Haldane, spokesperson",
    "",
    "COL HALDANE: Eight rockets were launched at Ardal. Two of them were shot down.",
    "",
    "Q: The Courier says that a child was killed.",
    "",
    "COL HALDANE: That is false. One railway worker was killed.",
    "",
    "Q: Ten guards were injured, we hear.",
  ].join("\n");
  const killed = claimsOf("A", text, furnitureOf(text)).filter(({ predicate }) =>
    predicate.startsWith("casualties"),
  );
  expect(killed.map(({ count, speaker }) => [count?.min, speaker.name, speaker.via])).toEqual([
    [1, "The Courier", ["Q"]],
    [1, "Col Haldane", []],
    [10, "Q", []],
  ]);
});

test("the message at a place is the one in whose head or words it lies", () => {
  const text = "[03/05/2026, 20:44:12] Mira: I heard it\n[03/05/2026, 20:45:00] Olen: So did I\n";
  const messages = messagesIn(text);
  const at = (words: string): string | undefined => messageAt(messages, text.indexOf(words))?.name;
  expect(["[03", "heard", "Olen:", "did I"].map(at)).toEqual(["Mira", "Mira", "Olen", "Olen"]);
  expect(messageAt(messages, text.length)).toBeUndefined();
  expect(messageAt(messages.slice(1), 0)).toBeUndefined();
  expect(messageAt([], 0)).toBeUndefined();
});

test("a message of a few words is read, and one that is quoted is not whoever answers it says", () => {
  const text = [
    "[2026-05-03 20:44:12] Mira Holt: I heard two explosions near the depot\n",
    "[2026-05-03 20:45:01] Olav Brand: \n> Six guards were injured\n\nThere were no drones\n",
  ].join("\n");
  expect(said(text)).toEqual([
    "Mira Holt (named): witness.sound explosions",
    "Mira Holt (named): explosion.count explosion",
    "Olav Brand (named): weapon.count drone",
  ]);
});

test("entries of a list in few words are no headings, and a scanned hour is no place", () => {
  expect(
    said("Report on the night of 3 May\n\nCasualties\n\nTwo killed\n\nFour injured\n"),
  ).toEqual([
    "(the account) (narrator): casualties.killed people",
    "(the account) (narrator): casualties.injured people",
  ]);
  const hours = said(
    "Summary\n\nTwo rockets struck the depot at O912. At O915 the siren was silent.",
  );
  expect(hours.filter((each) => each.includes("attack.place"))).toEqual([]);
});
