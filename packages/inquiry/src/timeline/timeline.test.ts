import { describe, expect, test } from "vitest";
import type { CaseAction } from "../cases/case-action.ts";
import { replayCase } from "../cases/case-state.ts";
import { namedTimes } from "./named-times.ts";
import { timelineOf } from "./timeline.ts";

const DONE = { by: "ada", at: "2026-05-06T08:00:00Z" };

const said = (text: string, published: string | null, ...actions: readonly CaseAction[]) => {
  const account: CaseAction = {
    kind: "account",
    accountId: "A",
    sha256: "0".repeat(64),
    source: "paper",
    title: null,
    published,
    ...DONE,
  };
  const state = replayCase(
    [{ kind: "case", title: "Depot", ...DONE }, account, ...actions],
    () => text,
  );
  return timelineOf(state).said.map(({ from, to, utc, words }) => ({ from, to, utc, words }));
};

describe("when accounts have it that it was", () => {
  test("a day is a day long, a part of it shorter, an hour shorter yet, and what is vague is half an hour about", () => {
    const told = (when: string) =>
      said(`Three drones attacked the depot ${when}, the ministry said.`, "2026-05-05")[0];
    expect(told("on Sunday")).toMatchObject({ from: "2026-05-03T00:00", to: "2026-05-04T00:00" });
    expect(told("on Sunday night")).toMatchObject({
      from: "2026-05-03T18:00",
      to: "2026-05-04T06:00",
    });
    expect(told("at 8:45 p.m. on Sunday")).toMatchObject({
      from: "2026-05-03T20:45",
      to: "2026-05-03T20:46",
      utc: false,
    });
    expect(told("around 20:45 GMT on Sunday")).toMatchObject({
      from: "2026-05-03T20:15",
      to: "2026-05-03T21:15",
      utc: true,
    });
  });

  test("the words stand in the account, and what cannot be dated is left out", () => {
    const text = "Three drones attacked the depot on Sunday night, the ministry said.";
    const [first] = said(text, "2026-05-05");
    for (const words of first?.words.split(" … ") ?? []) expect(text).toContain(words);
    expect(said(text, null)).toEqual([]);
  });

  test("an hour that stands beside something else of the event is of the account's one day", () => {
    const text =
      "Three drones attacked the depot on Sunday, the ministry said. Residents heard an explosion at 20:47.";
    expect(said(text, "2026-05-05").map(({ from }) => from)).toEqual([
      "2026-05-03T00:00",
      "2026-05-03T20:47",
    ]);
  });

  test("a claim made by hand may give the minute and the zone", () => {
    const claim = (value: string): CaseAction => ({
      kind: "claim",
      accountId: "A",
      span: { start: 0, end: 3 },
      predicate: "attack.date",
      value,
      least: null,
      most: null,
      population: null,
      speaker: "Mira Holt",
      speakerKind: "named",
      reason: "read",
      ...DONE,
    });
    expect(said("هجوم", null, claim("2026-05-03T23:44+03:00"))).toMatchObject([
      { from: "2026-05-03T20:44", to: "2026-05-03T20:45", utc: true },
    ]);
    expect(said("هجوم", null, claim("2026-05-03"))).toMatchObject([
      { from: "2026-05-03T00:00", to: "2026-05-04T00:00", utc: false },
    ]);
  });

  test("a count, a price, a score and a date are no hours", () => {
    for (const text of [
      "12 drones",
      "at 4.50 dollars",
      "it ended 3:2",
      "2026-05-03",
      "in 1945",
      "the Evening Post",
    ])
      expect(namedTimes(text), text).toEqual([]);
    expect(namedTimes("at 2000 hours")[0]).toMatchObject({ fromMinute: 1200 });
    expect(namedTimes("at 12 a.m.")[0]).toMatchObject({ fromMinute: 0 });
  });
});
