import type { DeskAccount, DeskCase, DeskSaidTime, DeskStretch } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { axisOf, durationText, ticksOf, timelineGroups, whenText } from "./timeline-rows.ts";

const account = (id: string, published: string | null): DeskAccount => ({
  id,
  title: id,
  source: "paper",
  published,
  language: "en",
  read: true,
  characters: 1,
  furniture: [],
});
const said = (accountId: string, from: string, to: string, utc = false): DeskSaidTime => ({
  claimId: `${accountId}:1`,
  accountId,
  speaker: "(the account)",
  words: "at night",
  from,
  to,
  utc,
  hedged: false,
});
const stretch: DeskStretch = {
  recordingId: "R1",
  name: "post",
  notional: false,
  place: "depot",
  from: "2026-05-03T20:42:00Z",
  to: "2026-05-03T20:46:00Z",
  event: { from: "2026-05-03T20:43:00Z", to: "2026-05-03T20:44:00Z" },
  sunHours: 1,
};
const shown = (times: readonly DeskSaidTime[], stretches: readonly DeskStretch[]): DeskCase => ({
  title: "Depot",
  by: "ada",
  accounts: [account("A", "2026-05-03"), account("B", null)],
  claims: [],
  facts: [],
  origins: [],
  copies: [],
  originDecisions: [],
  lifted: [],
  sourceGrades: [],
  timeline: { said: times, stretches, recorded: [] },
  hypotheses: [],
  things: [],
  exhibits: [],
  recordings: [],
  publication: { caseId: "", asking: [], members: [], versions: [], void: [], approvalsNeeded: 2 },
  linked: [],
  mainEvent: "attack",
  questions: [],
  speakerKinds: [],
  lastDone: null,
  minutes: [],
});
const beside = (of: DeskCase, zoneHours = 0): readonly (readonly string[])[] =>
  timelineGroups(of, zoneHours)
    .flatMap(({ rows }) => rows)
    .map((row) => row.beside.map(({ text, differs }) => `${differs ? "! " : ""}${text}`));

describe("what is said of the time, beside what was recorded", () => {
  test("it fits where both can be so, and differs by so much where not; the zone decides", () => {
    const hour = said("A", "2026-05-03T21:40", "2026-05-03T21:45");
    const of = shown([hour], [stretch]);
    expect(beside(of, 1)[0]).toEqual(["fits R1"]);
    expect(beside(of, 0)[0]).toEqual(["! 56 min after R1"]);
    expect(beside(of, 2)[0]).toEqual(["! 58 min before R1"]);
    expect(beside(shown([{ ...hour, utc: true }], [stretch]), 2)[0]).toEqual(["! 56 min after R1"]);
    expect(beside(shown([hour], [{ ...stretch, event: null }]))[0]).toEqual([
      "R1 tracked nothing there",
    ]);
  });

  test("accounts whose times exclude each other say so of each other, without any record too", () => {
    const of = shown(
      [
        said("A", "2026-05-02T00:00", "2026-05-03T00:00"),
        said("B", "2026-05-03T20:00", "2026-05-03T20:30"),
      ],
      [],
    );
    expect(beside(of)).toEqual([["! cannot be the time of B"], [], ["! cannot be the time of A"]]);
  });

  test("an account from before the event was recorded stands out", () => {
    const early = { ...shown([], [stretch]), accounts: [account("A", "2026-05-01")] };
    expect(beside(early)).toEqual([["! published before what R1 recorded"]]);
  });

  test("the axis reaches as far as is asked, and its ticks are round", () => {
    const of = shown([said("A", "2026-05-01T00:00", "2026-05-02T00:00")], [stretch]);
    const rows = timelineGroups(of, 0).flatMap((group) => group.rows);
    const recorded = axisOf(rows, [stretch], "recorded");
    expect(recorded.toMs - recorded.fromMs).toBeLessThan(10 * 60_000);
    expect(axisOf(rows, [stretch], "said").fromMs).toBeLessThan(Date.parse("2026-05-01"));
    for (const tick of ticksOf(recorded, 8)) expect(tick % 60_000).toBe(0);
    expect(axisOf([], [], "said")).toEqual({ fromMs: 0, toMs: 86_400_000 });
  });

  test("times and durations are said as people say them", () => {
    expect(durationText(72 * 60_000)).toBe("1 h 12 min");
    expect(durationText(3 * 86_400_000)).toBe("3 days");
    const fromMs = Date.parse("2026-05-03T20:41:03Z");
    expect(whenText({ fromMs, toMs: fromMs })).toBe("3 May, 20:41:03");
    expect(whenText({ fromMs, toMs: fromMs + 8_000 })).toBe("3 May, 20:41:03 – 20:41:11");
  });
});
