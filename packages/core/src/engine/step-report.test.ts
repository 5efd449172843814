import { expect, test } from "vitest";
import { sensorId } from "../units/ids.ts";
import { atS, siteOf } from "./engine.test-support.ts";
import { StepReport } from "./step-report.ts";

const RADAR = sensorId("radar");

/** What is said each second when it is told so in each. */
function toldIn(report: StepReport, seconds: readonly number[], tell: (s: number) => void) {
  return seconds.flatMap((s) => {
    report.begin(atS(s));
    tell(s);
    return report
      .take()
      .flatMap((effect) => (effect.type === "fault" ? [`${s}: ${effect.fault.detail}`] : []));
  });
}
const upTo = (to: number): readonly number[] => Array.from({ length: to }, (_, i) => i);

test("that a sensor's times are moved is said while it is so, through a restart, and that they are no more", () => {
  let report = new StepReport();
  const said = toldIn(report, upTo(40), (s) => report.clock(RADAR, 2_500_000, s === 3));
  const moved = "its times are moved by 2.500 s";
  expect(said).toEqual([`0: ${moved}`, `3: ${moved}`, `33: ${moved}`]);
  const state = JSON.parse(JSON.stringify(report.snapshot()));
  report = new StepReport();
  report.restore(state);
  expect(toldIn(report, [50, 64], () => report.clock(RADAR, 2_500_000, false))).toEqual([
    `64: ${moved}`,
  ]);
  expect(toldIn(report, [65, 66], () => report.clock(RADAR, 0, true))).toEqual([
    "65: over: its times are used as they are",
  ]);
});

test("a full table of tracks is said at each doubling, and again while more do not fit in", () => {
  const report = new StepReport();
  const site = siteOf();
  const over = (s: number): number => (s < 2 ? 0 : s < 60 ? 100 + s : 160);
  const said = toldIn(report, upTo(200), (s) =>
    report.trackLimit({ site, tracker: { counters: () => ({ tracksOverLimit: over(s) }) } }),
  );
  expect(said.map((text) => text.slice(0, text.indexOf(" tracks")))).toEqual([
    "2: 102",
    "32: 132",
    "62: 160",
  ]);
});
