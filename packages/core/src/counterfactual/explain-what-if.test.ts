import { describe, expect, test } from "vitest";
import { atS, circle, POLICY, START_US, straight } from "../engine/engine.test-support.ts";
import type { EngineEvent } from "../engine/event.ts";
import {
  automation,
  during,
  mostThreatened,
  type Story,
  tell,
} from "../explain/explain.test-support.ts";
import { areaId, sensorId } from "../units/ids.ts";
import { radians } from "../units/angle.ts";
import { explainWhatIf } from "./explain-what-if.ts";
import { type Question, Runs } from "./question.ts";
import type { RecordedIncident } from "./rerun.ts";
import { automationOn, mendSensor } from "./site-changes.ts";
import type { WhatIfReport } from "./what-if-report.ts";

const SECONDS = 105;
/** It comes in from the south at 40 m/s and is over the camp at second 80. */
const DRONE = during(0, 80, straight([0, -3_200, 150], [0, 40, 0]));

function incidentOf(story: Story): RecordedIncident {
  const { record, events } = tell({ seconds: SECONDS, flights: [DRONE], ...story });
  return { record, events, window: { fromUs: START_US, toUs: atS(SECONDS) } };
}
const trackIn = ({ record }: RecordedIncident): Question => ({
  of: "track",
  trackId: mostThreatened(record).trackId,
  areaId: areaId("camp"),
});
const SAID: Question = {
  of: "object",
  object: {
    place: { latitudeRad: radians(35), longitudeRad: radians(33), heightM: 0 },
    atUs: atS(80),
    heightM: 150,
    speedMps: 40,
    withinS: 30,
    fromBearingRad: Math.PI,
    flownS: 70,
  },
};

function ask(story: Story, question?: Question): WhatIfReport {
  const incident = incidentOf(story);
  const report = explainWhatIf(incident, question ?? trackIn(incident));
  if (report === null) throw new Error("there is such a track");
  return report;
}
const linksOf = ({ links }: WhatIfReport) =>
  links.map(({ subject, code, recorded, alone }) => ({ subject, code, recorded, alone }));
const setsOf = ({ sets }: WhatIfReport) => sets.map(({ steps }) => steps.map(({ name }) => name));
const wayOf = (name: string): string => name.slice(0, name.indexOf("="));

const unprotected = { ...circle("camp", 0, 0, 300), protection: "none" } as const;

describe("what if, of a recorded track", () => {
  test("a run in which nothing is changed gives the record's own decisions and warnings", () => {
    const incident = incidentOf({});
    const again = new Runs(incident, trackIn(incident)).ask([]);
    const values = <T>(all: readonly { readonly value: T }[]): readonly T[] =>
      all.map(({ value }) => value);
    expect(values(again.record.decisions)).toEqual(values(incident.record.decisions));
    expect(values(again.record.warnings)).toEqual(values(incident.record.warnings));
    expect(again.acted).toBe(true);
  });

  test("of two links that were broken both are needed, and each alone was enough to prevent it", () => {
    const report = ask({ site: { areas: [unprotected] }, events: [automation(1, false)] });
    expect(linksOf(report)).toEqual([
      { subject: "camp", code: "NOT_A_PROTECTED_AREA", recorded: true, alone: true },
      { subject: "test-site", code: "AUTOMATION_OFF", recorded: true, alone: true },
    ]);
    expect(setsOf(report)).toEqual([["areas.camp.protection=protected", "automation=on"]]);
    expect(report.answer).toContain("each of them alone would have prevented a warning");
  });

  test("what stood behind another link is found when that is mended", () => {
    const policy = { ...POLICY, preAlertReachProbability: 1, overflightHeightM: 20 };
    const report = ask({ site: { policy } });
    expect(linksOf(report).map(({ code, recorded }) => [code, recorded])).toEqual([
      ["BELOW_THRESHOLD", true],
      ["OVERFLIGHT", false],
    ]);
    for (const set of setsOf(report))
      expect(set.map(wayOf)).toContain("areas.camp.overflight_height_m");
  });

  test("a number is turned to the least that is enough, and one step short of it is not", () => {
    const policy = { ...POLICY, overflightHeightM: 20 };
    const { sets } = ask({ site: { policy } });
    expect(sets).toHaveLength(1);
    const [{ nearest, name }] = sets[0].steps;
    expect(name).toBe(`areas.camp.overflight_height_m=${nearest?.value}`);
    expect(nearest?.recorded).toBe(20);
    expect((nearest?.value ?? 0) - (nearest?.shortOf ?? 0)).toBe(10);
  });

  test("what would have mended a decision follows from that on its own track, whatever was decided of another one later", () => {
    const aside = (fromS: number, eastM: number) =>
      during(fromS, fromS + 70, straight([eastM, -3_200, 150], [0, 40, 0]));
    const { record, ...incident } = incidentOf({
      flights: [aside(0, 450), aside(80, 900)],
      seconds: 185,
      site: {
        policy: { ...POLICY, preAlertReachProbability: 0.9, takeCoverReachProbability: 0.95 },
      },
    });
    const camp = areaId("camp");
    const first = record.decisions.find(({ value }) => value.areaId === camp)?.value;
    if (first === undefined) throw new Error("something was decided of the camp");
    const decisions = record.decisions.map(({ sequence, value }) => {
      const rule = value.trackId === first.trackId ? value.rule : "impact-probability";
      return { sequence, value: { ...value, rule } };
    });
    const report = explainWhatIf(
      { ...incident, record: { ...record, decisions } },
      { of: "track", trackId: first.trackId, areaId: camp },
    );
    expect(report?.links.flatMap(({ repairs }) => repairs.map(wayOf))).toEqual([
      "areas.camp.pre_alert_reach_probability",
      "areas.camp.buffer_m",
      "areas.camp.widen_m",
    ]);
  });

  test("of a warning that was given it says what would have kept it from being given", () => {
    const report = ask({});
    expect(report.acted).toBe(true);
    expect(setsOf(report).flat().map(wayOf)).toContain("areas.camp.overflight_height_m");
    for (const { stage } of report.sets) expect(stage).toBe("none");
  });

  test("of two objects it speaks of the warning of that one", () => {
    const second = during(90, 170, straight([0, -6_800, 150], [0, 40, 0]));
    const incident = incidentOf({ flights: [DRONE, second], seconds: 195 });
    const { acted, warnedUs } = new Runs(incident, trackIn(incident)).ask([]);
    expect(acted).toBe(true);
    expect(warnedUs).toBeGreaterThan(atS(90));
  });

  test("a warning that was given only when the object had come nearest warned nobody of it", () => {
    const passing = during(0, 92, straight([0, -3_200, 150], [0, 40, 0]));
    const policy = { ...POLICY, sustainedS: 12, sustainedBelowMps: 1_000 };
    const late = (s: number) => (s > 65 ? "radar-a" : null);
    const report = ask({ flights: [passing], looker: late, site: { policy } });
    expect(report).toMatchObject({ acted: false, late: true, stage: "none" });
    expect(linksOf(report)).toEqual([
      { subject: "test", code: "NOT_SUSTAINED", recorded: true, alone: true },
    ]);
    expect(setsOf(report).flat().map(wayOf)).toEqual(["areas.camp.sustained_s"]);
  });

  test("a channel that had failed before is a link that stood behind", () => {
    const raise: EngineEvent = {
      type: "command",
      receivedUs: atS(1),
      command: { kind: "raise", areaId: "camp", stage: "pre-alert", untilUs: atS(6) },
      by: "operator",
      reason: "test",
      seconded: null,
    };
    const report = ask({
      events: [raise, automation(1, false)],
      receipt: () => ({ outcome: "failed", detail: "no answer" }),
    });
    expect(linksOf(report).map(({ code, recorded }) => [code, recorded])).toEqual([
      ["AUTOMATION_OFF", true],
      ["SENT_NOT_DELIVERED", false],
    ]);
    expect(setsOf(report)).toEqual([["automation=on", "channels.siren=up"]]);
  });
});

describe("what if, of an object that nobody detected", () => {
  const down = (id: string): EngineEvent => ({
    type: "health",
    receivedUs: atS(3),
    sensorId: sensorId(id),
    status: "down",
    reason: "power supply",
  });
  const blind: Story = {
    flights: [],
    looker: (s) => (s < 3 ? "radar-a" : null),
    events: [down("radar-a"), down("radar-b")],
  };

  test("either of two sensors that were down would have done, and neither alone prevented it", () => {
    const report = ask(blind, SAID);
    expect(linksOf(report)).toEqual([
      { subject: "radar-a", code: "SENSOR_DOWN", recorded: true, alone: false },
      { subject: "radar-b", code: "SENSOR_DOWN", recorded: true, alone: false },
    ]);
    expect(setsOf(report)).toEqual([["sensors.radar-a=up"], ["sensors.radar-b=up"]]);
    expect(report.sets.every(({ notional }) => notional)).toBe(true);
    expect(report.answer).toContain("none of which alone would have prevented a warning");
  });

  test("where the record speaks against an object, nothing would have warned of it", () => {
    const report = ask({ flights: [] }, SAID);
    expect(report.sets).toEqual([]);
    expect(report.links).toEqual([]);
    expect(report.answer).toContain("shows no broken link");
  });

  test("a place that lies in no area would have had to be one", () => {
    const { links, sets } = ask(
      { ...blind, site: { areas: [circle("far", 9_000, 0, 200)] } },
      SAID,
    );
    expect(links.map(({ code }) => code)).toContain("NOT_A_PROTECTED_AREA");
    for (const { steps } of sets)
      expect(steps.map(({ name }) => name)).toContain(
        "areas.place-asked-about.protection=protected",
      );
    expect(sets).toHaveLength(2);
  });

  test("of two protected areas that the place lies in, the one is mended that why speaks of", () => {
    const policy = { ...POLICY, preAlertReachProbability: 1 };
    const areas = [circle("camp", 0, 0, 400), circle("ward", 0, 0, 300)];
    const names = setsOf(ask({ ...blind, site: { areas, policy } }, SAID)).flat();
    const ofAreas = names.filter((name) => name.startsWith("areas."));
    expect(ofAreas.length).toBeGreaterThan(0);
    for (const name of ofAreas) expect(name).toMatch(/^areas\.ward\./);
  });

  test("the same changes in another order are one run", () => {
    const incident = incidentOf(blind);
    const runs = new Runs(incident, SAID);
    const changes = [automationOn(), mendSensor(incident.record.site.value.sensors[0])];
    expect(runs.ask(changes)).toBe(runs.ask(changes.toReversed()));
    expect(runs.count).toBe(1);
  });
});
