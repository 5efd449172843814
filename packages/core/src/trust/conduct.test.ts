import { describe, expect, test } from "vitest";
import { sensorId, trackId } from "../units/ids.ts";
import { judgeCells } from "./judge-cells.ts";
import { conductText, judgeConduct } from "./judge-conduct.ts";
import { OBJECTS_MAX, ObjectBook } from "./object-book.ts";
import { ObservedCells } from "./observed-cells.ts";
import { shareOf } from "./share.ts";

const FACTS = {
  sensorId: sensorId("radar"),
  clockOffsetUs: 0,
  delayS: 0.1,
  objects: { seen: 0, unseen: 0 },
  apart: { count: 0, meanSquare: 0 },
  strays: { looks: 0, count: 0, claimed: 0 },
  claims: { count: 0, doubted: 0 },
  cells: [],
};

test("a share's interval is Wilson's", () => {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I: 81 of 263, and 0 of 20.
  expect(shareOf(81, 263).least).toBeCloseTo(0.2553, 4);
  expect(shareOf(81, 263).greatest).toBeCloseTo(0.3662, 4);
  expect(shareOf(0, 20).greatest).toBeCloseTo(0.1611, 4);
  expect(shareOf(0, 0)).toEqual({ share: 0, least: 0, greatest: 1 });
});

describe("what a sensor has earned", () => {
  test("is nothing before it was compared, and soundness when others saw what it did", () => {
    expect(judgeConduct(FACTS)).toEqual({ standing: "unproven", reasons: [] });
    expect(judgeConduct({ ...FACTS, objects: { seen: 1, unseen: 0 } }).standing).toBe("sound");
    expect(judgeConduct({ ...FACTS, apart: { count: 20, meanSquare: 1 } }).standing).toBe("sound");
  });

  test("is lost by objects that nobody else sees, and not by one among many", () => {
    const standing = (seen: number, unseen: number) =>
      judgeConduct({ ...FACTS, objects: { seen, unseen } }).standing;
    expect([standing(0, 1), standing(10, 1), standing(10, 4)]).toEqual([
      "doubtful",
      "sound",
      "doubtful",
    ]);
  });

  test("is lost by lying farther off than stated, by strays, and by doubted claims", () => {
    const reasons = (facts: object) => judgeConduct({ ...FACTS, ...facts }).reasons;
    expect(reasons({ apart: { count: 20, meanSquare: 4.1 } })).toEqual(["APART"]);
    expect(reasons({ strays: { looks: 20, count: 121, claimed: 20 } })).toEqual(["STRAYS"]);
    expect(reasons({ strays: { looks: 20, count: 120, claimed: 20 } })).toEqual([]);
    expect(reasons({ claims: { count: 10, doubted: 5 } })).toEqual(["CLAIMS_DOUBTED"]);
  });

  test("is not touched by a wrong clock or late reports, which are told", () => {
    const late = { ...FACTS, delayS: 2.6 };
    const verdict = judgeConduct(late);
    expect(verdict).toEqual({ standing: "unproven", reasons: ["LATE"] });
    expect(conductText({ ...late, ...verdict })).toEqual([
      "What it says is 2.6 s old when it comes.",
    ]);
    expect(judgeConduct({ ...late, clockOffsetUs: -3.6e9 }).reasons).toEqual(["CLOCK"]);
  });
});

describe("the book of objects", () => {
  const sizes = [0.25, 0.75];
  const missed = { found: false, chances: [0.8, 0.8], sizes };
  const found = { found: true, chances: [0.9, 0.9], sizes };
  const [ghost, real] = [trackId("ghost"), trackId("real")];

  test("settles an object when it must have been seen and was not, or was seen twice", () => {
    const book = new ObjectBook();
    for (let look = 1; look <= 8; look++) expect(book.asked(ghost, missed, ["a"])).toEqual([]);
    expect(book.asked(ghost, missed, ["a"])).toEqual([{ sensorId: "a", seen: 0, unseen: 1 }]);
    expect(book.asked(real, found, ["a", "b"])).toEqual([]);
    expect(book.asked(real, found, ["b"])).toHaveLength(2);
    // One that was found later after all is taken back.
    expect(book.asked(ghost, found, ["a"])).toEqual([]);
    expect(book.asked(ghost, found, ["a"])).toEqual([{ sensorId: "a", seen: 1, unseen: -1 }]);
    // Who reports it later is told of it too.
    expect(book.asked(ghost, missed, ["c"])).toEqual([{ sensorId: "c", seen: 1, unseen: 0 }]);
  });

  test("holds an object to be small that every look misses, and not to be made up", () => {
    const book = new ObjectBook();
    const smallOrLarge = { found: false, chances: [0.1, 0.95], sizes };
    for (let look = 0; look < 50; look++) expect(book.asked(real, smallOrLarge, ["a"])).toEqual([]);
    // By the mean over its sizes in each look, 0.74, it would have been missed by chance once in a million after the eleventh.
    const [[, entry]] = book.snapshot();
    expect(entry.sizes[0]).toBeCloseTo(1, 9);
    expect(entry.missedLog).toBeCloseTo(Math.log(0.25) + 50 * Math.log(0.9), 6);
  });

  test("is bounded", () => {
    const book = new ObjectBook();
    for (let i = 0; i < OBJECTS_MAX + 5; i++) book.asked(trackId(`t${i}`), missed, ["a"]);
    expect(book.snapshot()).toHaveLength(OBJECTS_MAX);
    expect(book.snapshot()[0][0]).toBe("t5");
  });
});

describe("observed cells", () => {
  const at = (rangeM: number, aboveGroundM: number) => ({ azimuthRad: 0.1, rangeM, aboveGroundM });
  const flight = (i: number) => trackId(`t${i}`);

  test("say less than claimed, as claimed, or that too little flew there", () => {
    const judged = (asked: number, found: number, flights: number, claimed = 0.9) => {
      const azimuths = { azimuthFromRad: 0, azimuthToRad: 1, rangeFromM: 0, rangeToM: 1 };
      return judgeCells([{ ...azimuths, asked, found, claimed, flights }]);
    };
    expect(judged(400, 120, 20)).toMatchObject({ verdict: "less", share: 0.3, claimed: 0.9 });
    expect(judged(400, 360, 20).verdict).toBe("as-claimed");
    // However often it was looked at, one flight is one.
    expect(judged(400, 0, 4).verdict).toBe("too-few");
    expect(judged(400, 0, 5).verdict).toBe("less");
    // Half of five flights neither refutes the claim of 0.8 nor bears it out.
    expect(judged(400, 240, 5, 0.8).verdict).toBe("too-few");
    // The interval is that of 20 flights, not of 400 looks (Newcombe, as above: 0 of 20).
    expect(judged(400, 0, 20).greatest).toBeCloseTo(0.1611, 4);
  });

  test("count by direction and distance, and lower what is expected where nothing was found", () => {
    const cells = new ObservedCells(10_000);
    for (let i = 0; i < 40; i++) cells.add(at(4_000, 100), flight(i % 4), 0.9, false);
    cells.add(at(9_000, 100), flight(0), 0.9, true);
    expect(cells.list()).toMatchObject([
      { rangeFromM: 2_500, rangeToM: 5_000, asked: 40, found: 0, claimed: expect.closeTo(0.9, 9) },
      { rangeFromM: 7_500, asked: 1, found: 1 },
    ]);
    expect(cells.list().map(({ flights }) => flights)).toEqual([4, 1]);
    expect(cells.expected(at(9_000, 100), 0.9)).toBe(0.9);
    expect(cells.expected(at(4_000, 100), 0.9)).toBeLessThan(0.2);
    const again = new ObservedCells(10_000);
    again.restore(JSON.parse(JSON.stringify(cells.snapshot())) as never, cells.asked);
    expect(again.list()).toEqual(cells.list());
  });

  test("tell what flies low from what flies high: airliners say nothing of drones", () => {
    const cells = new ObservedCells(10_000);
    for (let i = 0; i < 40; i++) cells.add(at(4_000, 9_000), flight(i), 0.9, true);
    for (let i = 0; i < 40; i++) cells.add(at(4_000, 80), flight(40 + i), 0.9, false);
    expect(cells.list()).toMatchObject([
      { heightFromM: 0, heightToM: 300, found: 0 },
      { heightFromM: 1_500, heightToM: null, found: 40 },
    ]);
  });

  test("stay bounded: what was asked very often counts half", () => {
    const cells = new ObservedCells(10_000);
    for (let i = 0; i < 10_000; i++) cells.add(at(4_000, 100), flight(i), 0.9, true);
    expect(cells.list()[0].asked).toBeLessThanOrEqual(4_096);
    expect(cells.list()[0].found).toBe(cells.list()[0].asked);
  });
});
