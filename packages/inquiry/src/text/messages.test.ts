import { expect, test } from "vitest";
import { claimsOf } from "../claims/claims-of.ts";
import { furnitureOf } from "../account/furniture.ts";
import { messagesIn } from "./messages.ts";

const said = (text: string): readonly string[] =>
  claimsOf("A", text, furnitureOf(text)).map(
    ({ predicate, value, speaker }) =>
      `${speaker.name} (${speaker.kind})${speaker.via.length === 0 ? "" : ` via ${speaker.via.join(", ")}`}: ${predicate} ${value}`,
  );

test.each([
  ["brackets", "[03/05/2026, 20:44:12] Mira Holt: One\n[03/05/2026, 20:45:01] +47 912 34 567: Two"],
  ["a dash", "3/5/26, 8:44 PM - Mira Holt: One\n3/5/26, 8:45 PM - +47 912 34 567: Two"],
  ["the name first", "Mira Holt, [03.05.2026 20:44]\nOne\n+47 912 34 567, [03.05.2026 20:45]\nTwo"],
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
