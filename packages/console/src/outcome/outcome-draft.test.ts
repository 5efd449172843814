import { describe, expect, test } from "vitest";
import { type OutcomeDraft, statementOf } from "./outcome-draft.ts";

const at = { timeZone: "Europe/Kyiv", nowUs: Date.parse("2026-11-29T12:00:00Z") * 1_000 };
const us = (iso: string): number => Date.parse(iso) * 1_000;
const draft: OutcomeDraft = {
  kind: "struck",
  at: "2026-11-29T10:00:20",
  from: "2026-11-29T10:00:00",
  to: "2026-11-29T13:30:00",
  withinS: 10,
  areas: ["lock"],
  place: "",
  tracks: [],
  source: "fire brigade, report 17",
};

test("what came down, at the site's own hour", () => {
  expect(statementOf(draft, at)).toEqual({
    ok: true,
    statement: {
      kind: "struck",
      atUs: us("2026-11-29T08:00:20Z"),
      withinS: 10,
      place: null,
      areas: ["lock"],
      tracks: [],
      source: "fire brigade, report 17",
    },
  });
});

test("a quiet time is of the areas that are named, or of all", () => {
  const quiet = { ...draft, kind: "quiet" } as const;
  expect(statementOf(quiet, at)).toMatchObject({
    statement: {
      fromUs: us("2026-11-29T08:00:00Z"),
      toUs: us("2026-11-29T11:30:00Z"),
      areas: ["lock"],
    },
  });
  expect(statementOf({ ...quiet, areas: [] }, at)).toMatchObject({ statement: { areas: null } });
});

test.each(["48.0061, 31.0024", " 48.0061 31.0024", "48.0061;31.0024"])("a place: %s", (place) => {
  expect(statementOf({ ...draft, areas: [], place }, at)).toMatchObject({
    statement: { place: { latitudeDeg: 48.0061, longitudeDeg: 31.0024 }, areas: [] },
  });
});

describe("what is missing is said in words", () => {
  const cases: readonly [Partial<OutcomeDraft>, RegExp][] = [
    [{ at: "" }, /Say when/],
    [{ at: "2026-11-29T14:00:01" }, /still to come/],
    [{ source: " a " }, /from where it is known/],
    [{ areas: [] }, /Say where/],
    [{ place: "by the river" }, /latitude and longitude/],
    [{ place: "91, 31" }, /latitude and longitude/],
    [{ kind: "quiet", from: "29 November" }, /Say when/],
    [{ kind: "quiet", to: "" }, /until when/],
    [{ kind: "quiet", to: "2026-11-29T09:00:00" }, /ends before it begins/],
    [{ kind: "quiet", to: "2026-11-29T14:30:00" }, /vouch for what is still to come/],
  ];
  test.each(cases)("%o", (change, words) => {
    expect(statementOf({ ...draft, ...change }, at)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(words) as string,
    });
  });
});
