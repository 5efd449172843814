import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Area } from "../policy/area.ts";
import { areaId, siteId, trackId } from "../units/ids.ts";
import type { Warning, WarningStage } from "../warning/warning.ts";
import { AlarmBook } from "./alarm-book.ts";
import { cameTrue, type Forecast } from "./forecast.ts";
import type { Outcome, QuietStretch } from "./outcome.ts";
import { reliabilityOf } from "./reliability.ts";
import { scorecardOf } from "./scorecard.ts";

/** Seconds after this are the times of these tests. */
const T0 = Date.UTC(2026, 10, 30, 23, 50) * 1_000;
const at = (s: number): number => T0 + s * 1e6;
/** The first second of December. */
const DECEMBER_S = 600;

const square = (eastM: number, halfM: number): number[] => [
  eastM - halfM,
  -halfM,
  eastM + halfM,
  -halfM,
  eastM + halfM,
  halfM,
  eastM - halfM,
  halfM,
];
const area = (id: string, eastM: number, changes: Partial<Area> = {}): Area => ({
  id: areaId(id),
  name: id,
  owner: "owner",
  protection: "protected",
  rings: [square(eastM, 100)],
  groundHeightM: 0,
  people: 40,
  shelterS: 15,
  bufferM: 50,
  ...changes,
});
const SCHOOL = area("school", 0);
const MARKET = area("market", 10_000, { people: 900 });

function alarmsOf(
  ...messages: readonly (readonly [number, string, WarningStage, Partial<Warning>?])[]
): AlarmBook {
  const book = new AlarmBook();
  messages.forEach(([s, id, stage, changes], i) =>
    book.add(
      {
        siteId: siteId("site"),
        areaId: areaId(id),
        mode: "live",
        episode: 1,
        version: i + 1,
        stage,
        action: stage === "all-clear" ? "end" : "start",
        issuedUs: at(s),
        expiresUs: at(s + 60),
        arrivalFromUs: null,
        arrivalToUs: null,
        probability: null,
        threats: [],
        decisions: [],
        replaces: null,
        ...changes,
      },
      i + 1,
    ),
  );
  return book;
}
const outcome = (s: number, changes: Partial<Outcome> = {}): Outcome => ({
  id: `at ${s}`,
  kind: "struck",
  atUs: at(s),
  withinS: 0,
  place: { eastM: 0, northM: 0 },
  areas: [],
  passed: [],
  tracks: [],
  source: "operator",
  ...changes,
});
const QUIET: QuietStretch = { fromUs: at(-3_600), toUs: at(86_400), areas: null };

const score = (
  book: AlarmBook,
  outcomes: readonly Outcome[],
  more: { quiet?: readonly QuietStretch[]; forecasts?: readonly Forecast[] } = {},
  month: string | null = null,
) =>
  scorecardOf(
    "live",
    [
      {
        areas: [SCHOOL, MARKET, area("wood", 20_000, { protection: "none" })],
        alarms: book.all(),
        outcomes,
        quiet: [],
        forecasts: [],
        ...more,
      },
    ],
    month,
  );

describe("threats", () => {
  const cover = alarmsOf([0, "school", "pre-alert"], [10, "school", "take-cover"]);
  const one = (book: AlarmBook, struck: Outcome) => score(book, [struck]).events[0].threats[0];

  test("warned, with the lead and whether it was enough", () => {
    expect(one(cover, outcome(40))).toMatchObject({ verdict: "warned", leadS: 30, inTime: true });
    expect(one(cover, outcome(24))).toMatchObject({ verdict: "warned", leadS: 14, inTime: false });
  });

  test("before the order, after it, and after the all-clear", () => {
    expect(one(cover, outcome(5))).toMatchObject({ verdict: "pre-alert", leadS: null });
    expect(one(cover, outcome(71))).toMatchObject({ verdict: "missed" });
    const over = alarmsOf([10, "school", "take-cover"], [30, "school", "all-clear"]);
    expect(one(over, outcome(40))).toMatchObject({ verdict: "missed" });
  });

  test("a time that is not known well enough makes it unclear, and costs lead", () => {
    expect(one(cover, outcome(12, { withinS: 5 }))).toMatchObject({ verdict: "unclear" });
    expect(one(cover, outcome(28, { withinS: 5 }))).toMatchObject({
      verdict: "warned",
      inTime: false,
    });
    expect(one(alarmsOf(), outcome(12, { withinS: 5 }))).toMatchObject({ verdict: "missed" });
  });

  test("cover that was lowered or ran out is none, and cover that was told again counts anew", () => {
    const lowered = alarmsOf([10, "school", "take-cover"], [20, "school", "pre-alert"]);
    expect(one(lowered, outcome(40))).toMatchObject({ verdict: "pre-alert" });
    const again = alarmsOf([0, "school", "take-cover"], [100, "school", "take-cover"]);
    expect(one(again, outcome(80))).toMatchObject({ verdict: "pre-alert" });
    expect(one(again, outcome(120))).toMatchObject({ verdict: "warned", leadS: 20 });
  });

  test("a place that nobody asked to protect is counted apart; an area may be named instead of a place", () => {
    const inWood = outcome(40, { place: { eastM: 20_000, northM: 0 } });
    expect(score(cover, [inWood]).total.threats).toMatchObject({ notProtected: 1, missed: 0 });
    const named = outcome(40, { place: null, areas: [MARKET.id] });
    expect(one(cover, named)).toMatchObject({ areaId: "market", verdict: "missed" });
  });

  test("what was averted has to be told before it was brought down, and leads to when it would have struck", () => {
    const averted = (endS: number) => outcome(60, { kind: "averted", endedUs: at(endS) });
    expect(one(cover, averted(20))).toMatchObject({ verdict: "warned", leadS: 50, averted: true });
    expect(one(cover, averted(9))).toMatchObject({ verdict: "pre-alert" });
  });

  test("arrival outside of what was told first, and last", () => {
    const told = alarmsOf(
      [10, "school", "take-cover", { arrivalFromUs: at(20), arrivalToUs: at(30) }],
      [15, "school", "take-cover", { arrivalFromUs: at(40), arrivalToUs: at(50) }],
    );
    expect(one(told, outcome(37))).toMatchObject({ etaFirstS: 7, etaLastS: -3 });
    expect(one(told, outcome(12))).toMatchObject({ etaFirstS: -8, etaLastS: -8 });
    const { etaFirst, etaLast } = score(told, [outcome(37), outcome(45)]).total;
    expect(etaFirst).toMatchObject({ inside: { count: 0, of: 2 }, missS: { median: 11 } });
    expect(etaLast).toMatchObject({ inside: { count: 1, of: 2 }, missS: { greatest: 3 } });
    expect(one(cover, outcome(40))).toMatchObject({ etaFirstS: null, etaLastS: null });
  });
});

describe("alarms", () => {
  const cover = alarmsOf([10, "school", "take-cover", { threats: [trackId("T1")] }]);
  const takeCovers = (outcomes: readonly Outcome[], quiet: readonly QuietStretch[] = []) =>
    score(cover, outcomes, { quiet }).total.takeCovers;

  test("without a word on what happened nothing is known", () => {
    expect(takeCovers([])).toEqual({ right: 0, false: 0, unknown: 1 });
    expect(score(cover, []).total).toMatchObject({
      people: { rightly: 0, needlessly: 0, unknown: 40 },
      falseShare: { count: 0, of: 0, share: null },
    });
  });

  test("something that struck there, or within the buffer, makes it right; elsewhere does not", () => {
    expect(takeCovers([outcome(300)])).toEqual({ right: 1, false: 0, unknown: 0 });
    const near = outcome(40, { place: { eastM: 149, northM: 0 } });
    expect(takeCovers([near])).toMatchObject({ right: 1 });
    expect(score(cover, [near]).total.threats).toMatchObject({ warned: 0, missed: 0 });
    expect(takeCovers([outcome(40, { place: { eastM: 151, northM: 0 } })])).toMatchObject({
      unknown: 1,
    });
    expect(takeCovers([outcome(40, { kind: "passed", place: null, passed: [SCHOOL.id] })])).toEqual(
      { right: 1, false: 0, unknown: 0 },
    );
  });

  test("long before or after something struck it had no reason", () => {
    expect(takeCovers([outcome(10 + 601)], [QUIET])).toMatchObject({ false: 1 });
    expect(takeCovers([outcome(4)], [QUIET])).toMatchObject({ false: 1 });
    expect(takeCovers([outcome(6)], [QUIET])).toMatchObject({ right: 1 });
    expect(takeCovers([outcome(900, { sinceUs: at(0) })], [QUIET])).toMatchObject({ right: 1 });
  });

  test("false only where somebody vouches for all of it, of this area", () => {
    expect(takeCovers([], [QUIET])).toEqual({ right: 0, false: 1, unknown: 0 });
    expect(takeCovers([], [{ ...QUIET, toUs: at(60) }])).toMatchObject({ unknown: 1 });
    expect(takeCovers([], [{ ...QUIET, areas: [MARKET.id] }])).toMatchObject({ unknown: 1 });
  });

  test("what was brought down who knows where is a reason for the alarm that named it", () => {
    const averted = outcome(40, { kind: "averted", place: null });
    expect(takeCovers([{ ...averted, tracks: [trackId("T1")] }], [QUIET])).toMatchObject({
      right: 1,
    });
    expect(takeCovers([{ ...averted, tracks: [trackId("T2")] }], [QUIET])).toMatchObject({
      false: 1,
    });
    const elsewhere = outcome(40, { place: { eastM: 5_000, northM: 0 }, tracks: [trackId("T1")] });
    expect(takeCovers([elsewhere], [QUIET])).toMatchObject({ false: 1 });
  });

  test("people of the part that was told, and no one for a pre-alert", () => {
    const half = alarmsOf([10, "market", "take-cover", { part: [square(9_950, 50)] }]);
    expect(score(half, [], { quiet: [QUIET] }).total.people.needlessly).toBe(225);
    const early = alarmsOf([10, "market", "pre-alert"]);
    expect(score(early, [], { quiet: [QUIET] }).total).toMatchObject({
      preAlerts: { false: 1 },
      takeCovers: { false: 0 },
      people: { needlessly: 0 },
    });
  });
});

describe("events and months", () => {
  test("what lies within ten minutes is one event, and begins its month", () => {
    const book = alarmsOf([DECEMBER_S - 30, "school", "take-cover"]);
    const salvo = [0, 1, 2].map((i) => outcome(DECEMBER_S + i, { id: `${i}` }));
    const later = outcome(DECEMBER_S + 3_600, { id: "later" });
    const card = score(book, [...salvo, later]);
    expect(card.events.map(({ threats }) => threats.length)).toEqual([3, 1]);
    expect(card.months.map(({ month, events }) => [month, events])).toEqual([
      ["2026-11", 1],
      ["2026-12", 1],
    ]);
    expect(card.total).toMatchObject({
      warnedShare: { count: 3, of: 4, share: 0.75 },
      eventsWarnedShare: { count: 1, of: 2 },
      objects: { struck: 4 },
    });
    expect(score(book, [...salvo, later], {}, "2026-12").total.warnedShare).toMatchObject({
      count: 0,
      of: 1,
    });
  });

  test("journals are scored together, each with its own episodes and areas", () => {
    const record = (book: AlarmBook, halfM: number) => ({
      areas: [area("school", 0, { rings: [square(0, halfM)] })],
      alarms: book.all(),
      outcomes: [outcome(40, { place: { eastM: 80, northM: 0 } })],
      quiet: [],
      forecasts: [],
    });
    const records = [
      record(alarmsOf([10, "school", "take-cover"]), 100),
      record(alarmsOf([50, "school", "take-cover"]), 50),
    ];
    const { total } = scorecardOf("live", records);
    expect(total).toMatchObject({ events: 2, warnedShare: { count: 1, of: 1 } });
    expect(total.takeCovers).toMatchObject({ right: 1, unknown: 1 });
  });

  test("every threat and alarm is counted once, whatever happens", () => {
    const times = fc.integer({ min: 0, max: 5_000 });
    const any = fc.record({
      alarms: fc.array(times, { maxLength: 12 }),
      struck: fc.array(fc.tuple(times, fc.constantFrom(0, 10_000, 20_000, 99_000)), {
        maxLength: 12,
      }),
      isQuiet: fc.boolean(),
    });
    fc.assert(
      fc.property(any, ({ alarms, struck, isQuiet }) => {
        const book = alarmsOf(
          ...alarms.map(
            (s, i) => [s, i % 2 === 0 ? "school" : "market", "take-cover", { episode: i }] as const,
          ),
        );
        const outcomes = struck.map(([s, eastM], i) =>
          outcome(s, { id: `${i}`, place: { eastM, northM: 0 } }),
        );
        const { total, events, months } = score(book, outcomes, { quiet: isQuiet ? [QUIET] : [] });
        const { warned, preAlert, missed, unclear, notProtected } = total.threats;
        const hit = struck.filter(([, eastM]) => eastM < 99_000).length;
        expect(warned + preAlert + missed + unclear + notProtected).toBe(hit);
        const { right, unknown } = total.takeCovers;
        expect(right + total.takeCovers.false + unknown).toBe(alarms.length);
        expect(isQuiet ? unknown : total.takeCovers.false).toBe(0);
        const { rightly, needlessly, unknown: people } = total.people;
        const told = alarms.reduce((sum, _, i) => sum + (i % 2 === 0 ? 40 : 900), 0);
        expect(rightly + needlessly + people).toBe(told);
        for (const list of [events.map(({ tally }) => tally), months])
          expect(list.reduce((sum, tally) => sum + tally.threats.warned, 0)).toBe(warned);
      }),
      { seed: 20_261_129, numRuns: 200 },
    );
  });
});

describe("calibration", () => {
  const forecast = (
    id: string,
    probability: number,
    changes: Partial<Forecast> = {},
  ): Forecast => ({
    trackId: trackId(id),
    areaId: SCHOOL.id,
    atUs: at(0),
    of: "hit",
    probability,
    ...changes,
  });
  const came = (one: Forecast, outcomes: readonly Outcome[], quiet: readonly QuietStretch[] = []) =>
    cameTrue(one, SCHOOL, { outcomes, quiet });
  const T1 = [trackId("T1")];

  test("what came of a track is what is said of it, and else unknown", () => {
    const one = forecast("T1", 0.5);
    expect(came(one, [outcome(20, { tracks: T1 })])).toBe(true);
    const beside = outcome(20, { tracks: T1, place: { eastM: 120, northM: 0 } });
    expect(came(one, [beside])).toBe(false);
    expect(came({ ...one, of: "reach" }, [beside])).toBe(true);
    expect(came(one, [])).toBeNull();
    expect(came(one, [], [QUIET])).toBe(false);
    // Something without a track struck there soon after: it may have been this one.
    expect(came(one, [outcome(20)], [QUIET])).toBeNull();
    expect(came(one, [outcome(601)], [QUIET])).toBe(false);
    expect(came(one, [outcome(20, { tracks: [trackId("T2")] })], [QUIET])).toBe(false);
  });

  test("what was brought down who knows where says nothing; where it is known, it counts", () => {
    const averted = outcome(20, { kind: "averted", tracks: T1 });
    expect(came(forecast("T1", 0.5), [averted])).toBe(true);
    expect(came(forecast("T1", 0.5), [{ ...averted, place: null }], [QUIET])).toBeNull();
  });

  test("Brier score, skill and bins by hand", () => {
    const said = [
      { said: 0.1, came: 0 },
      { said: 0.3, came: 1 },
      { said: 0.6, came: 0 },
      { said: 0.9, came: 1 },
      { said: 0.999, came: 1 },
    ] as const;
    const found = reliabilityOf(said);
    // (0.01 + 0.49 + 0.36 + 0.01 + 1e-6) / 5, and of the unsure over 4 against ½ · ½.
    expect(found.brier).toBeCloseTo(0.870_001 / 5, 12);
    expect(found).toMatchObject({ count: 5, unsure: 4 });
    expect(found.brierSkill).toBeCloseTo(1 - 0.87 / 4 / 0.25, 12);
    expect(found.calibrationError).toBeCloseTo((0.1 + 0.7 + 0.6 + 0.1) / 4, 12);
    expect(reliabilityOf([])).toMatchObject({ brier: null, brierSkill: null, bins: [] });
  });

  test("a forecaster that knows the chances is found calibrated, one that doubts them is not", () => {
    let state = 1;
    const chance = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const draws = Array.from({ length: 20_000 }, () => {
      const p = chance();
      return { p, came: chance() < p ? 1 : 0 } as const;
    });
    const of = (say: (p: number) => number) =>
      reliabilityOf(draws.map(({ p, came: did }) => ({ said: say(p), came: did })));
    expect(of((p) => p).calibrationError).toBeLessThan(0.015);
    // E[p (1 − p)] = 1/6 for p even over 0…1; the skill against ½ is 1 − (1/6)/(1/4).
    expect(of((p) => p).brier).toBeCloseTo(1 / 6, 2);
    expect(of((p) => p).brierSkillAll).toBeCloseTo(1 / 3, 1);
    expect(of((p) => 0.5 + (p - 0.5) / 2).calibrationError).toBeGreaterThan(0.1);
  });

  test("only what is known is scored, and the rest is counted", () => {
    const forecasts = [forecast("T1", 0.7), forecast("T9", 0.2)];
    const { total } = score(alarmsOf(), [outcome(20, { tracks: T1 })], { forecasts });
    expect(total).toMatchObject({ calibration: { count: 1 }, calibrationUnknown: 1 });
    expect(total.calibration.brier).toBeCloseTo(0.09, 12);
  });
});
