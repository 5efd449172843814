import type { ListedObservation } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { countsText, recordText, verdictText, whatText, whereText } from "./report-words.ts";
import { isRecent, reportsAt } from "./shown-reports.ts";

const ORIGIN = [48, 31] as const;
const REPORT: ListedObservation = {
  id: "1",
  sequence: 7,
  observer: { kind: "account", id: "u-1", name: "eve" },
  report: {
    id: "1",
    kind: "drone",
    count: 1,
    sense: "seen",
    ageS: 1,
    from: { latitudeDeg: 48.01, longitudeDeg: 31, accuracyM: 12 },
    direction: null,
    place: null,
    headingDeg: null,
    lacking: [],
  },
  extent: {
    shape: "sector",
    latitudeDeg: 48.01,
    longitudeDeg: 31,
    azimuthDeg: 43,
    halfWidthDeg: 20,
    reachM: 2_000,
  },
  outcome: { receivedUs: 1_000, use: "tracked", because: null, afterAlarm: false, weight: 0.8 },
  withdrawnUs: null,
  verdict: null,
};
const outcome = (changes: Partial<ListedObservation["outcome"]>): ListedObservation => ({
  ...REPORT,
  outcome: { ...REPORT.outcome, ...changes },
});

test("what and where are said as surely as they are known", () => {
  expect(whatText(REPORT)).toBe("Drone, seen");
  expect(whatText({ ...REPORT, report: { ...REPORT.report, count: 3, sense: "heard" } })).toBe(
    "3 × drone, heard",
  );
  expect(whereText(REPORT, ORIGIN)).toBe(
    "Towards NE, 43° ± 20°, from 1.1 km N of the site's middle",
  );
  const circle = { shape: "circle", latitudeDeg: 48, longitudeDeg: 31, radiusM: 245 } as const;
  expect(whereText({ ...REPORT, extent: circle }, ORIGIN)).toBe(
    "No direction: anywhere within 245 m of the site's middle",
  );
  const place = { latitudeDeg: 48, longitudeDeg: 31, accuracyM: 100 };
  expect(
    whereText({ ...REPORT, extent: circle, report: { ...REPORT.report, place } }, ORIGIN),
  ).toBe("Within 245 m of a marked place, the site's middle");
  expect(whereText({ ...REPORT, extent: null }, ORIGIN)).toBe("Where it was is not known");
});

test("what counts less says why", () => {
  expect(countsText(REPORT)).toBe("Counts 80 %");
  expect(countsText(outcome({ afterAlarm: true, weight: 0.4 }))).toBe(
    "Counts 40 %: the warning was public by then and may have prompted it",
  );
  expect(countsText(outcome({ afterAlarm: true, ownBefore: 1, weight: 0.2 }))).toBe(
    "Counts 20 %: the warning was public by then and may have prompted it, and the same person had reported within a minute before",
  );
  expect(countsText({ ...REPORT, withdrawnUs: 2_000 })).toBe("Counted 80 %");
  expect(countsText(outcome({ use: "recorded", because: "no-place" }))).toBe(
    "Moves no track: kept for the inquiry: nobody knows where it was",
  );
});

test("what sensors said of it is told only where they were asked", () => {
  expect(verdictText(REPORT)).toBe("Being compared with what sensors see");
  expect(verdictText({ ...REPORT, verdict: "disagreed" })).toMatch(/did not$/);
  expect(verdictText({ ...REPORT, withdrawnUs: 2_000 })).toBeNull();
  expect(verdictText(outcome({ use: "recorded", because: "too-old" }))).toBeNull();
});

test("an observer's record, and that there is none yet", () => {
  const none = { agreed: 0, disagreed: 0, undecided: 0, from: 0, to: 1, weight: 0.8 };
  expect(recordText(none)).toBe("New: nothing to compare with yet");
  expect(recordText({ ...none, agreed: 7, disagreed: 1, undecided: 2, from: 0.53, to: 0.98 })).toBe(
    "Sensors agreed with 7 of 8; in the long run that may be 53 % to 98 %; of 2 more no sensor could have told",
  );
});

test("the past shows what was there then, and what was not yet taken back", () => {
  const back = { ...REPORT, withdrawnUs: 2_000 };
  expect(reportsAt([back], 999)).toEqual([]);
  expect(reportsAt([back], 1_500)).toEqual([REPORT]);
  expect(reportsAt([back], 2_000)).toEqual([back]);
  expect(isRecent(REPORT, 600_001_000)).toBe(true);
  expect(isRecent(REPORT, 600_001_001)).toBe(false);
  expect(isRecent(back, 2_000)).toBe(false);
});
