import type { PictureTrack } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { claimNotes, identityText, sourcesText } from "./track-words.ts";

const track = (more: Partial<PictureTrack>): PictureTrack => more as PictureTrack;
const nameOf = (id: string): string => id.toUpperCase();

test("who shares something is named together, and what is proven is said", () => {
  const groups = [
    { sensorIds: ["a", "b"], shared: ["the link mast"] },
    { sensorIds: ["c"], shared: [] },
  ];
  const text = (independent: number, authenticated: number): string =>
    sourcesText(track({ sources: { independent, authenticated, groups } }), nameOf);
  expect(text(2, 1)).toBe(
    "Seen by A with B (they share the link mast), C: two independent sources, one of them proven.",
  );
  expect(text(2, 0)).toContain("two independent sources, none of them proven.");
  expect(text(1, 0)).toContain("one independent source, not proven.");
  expect(text(1, 1)).toContain("one independent source, proven.");
  const none = { independent: 0, authenticated: 0, groups: [] };
  expect(sourcesText(track({ sources: none }), nameOf)).toBe("");
});

test("an emergency is told at once, a doubt when it is more than one odd report", () => {
  expect(claimNotes(track({}))).toEqual([]);
  const doubts = ["jumped farther than it can fly"];
  expect(claimNotes(track({ claim: { spoofScore: 0.2, doubts, emergency: null } }))).toEqual([]);
  expect(
    claimNotes(track({ claim: { spoofScore: 0.75, doubts, emergency: "radio failure" } })),
  ).toEqual([
    "Says: radio failure.",
    "Its word is doubted (75 %): jumped farther than it can fly.",
  ]);
});

test("what speaks against a name follows it", () => {
  expect(identityText(track({ identity: null }))).toBe("It names itself nowhere.");
  expect(identityText(track({ identity: "SWR12A", claimContradictedBy: "place" }))).toBe(
    "It names itself SWR12A, but no sensor sees it there.",
  );
});
