import { describe, expect, test } from "vitest";
import { atS, circle, radar, straight } from "../engine/engine.test-support.ts";
import { radians } from "../units/angle.ts";
import { automation, during, expectSound, type Story, tell } from "./explain.test-support.ts";
import { explainPlace } from "./explain-place.ts";
import type { HypothesisedObject } from "./hypothesised-object.ts";
import type { WhyReport } from "./why-report.ts";

const ORIGIN = { latitudeRad: radians(35), longitudeRad: radians(33), heightM: 0 };
/** Said to have come over the north of the camp from the east at 150 s. */
const SAID: HypothesisedObject = {
  place: { ...ORIGIN, latitudeRad: radians(35) + 200 / 6_367_000 },
  atUs: atS(150),
  heightM: 150,
  speedMps: 30,
  withinS: 20,
  fromBearingRad: radians(90),
};
/** Metres north of the origin, as a latitude. */
const north = (m: number) => ({ ...ORIGIN, heightM: 10, latitudeRad: radians(35) + m / 6_367_000 });

function why(story: Story, said: Partial<HypothesisedObject> = {}): WhyReport {
  const told = tell({ site: { sensors: [radar("radar-a")] }, seconds: 170, ...story });
  return expectSound(explainPlace(told.record, { ...SAID, ...said }), told);
}
const sensor = (report: WhyReport) => report.links.find((link) => link.stage === "sensor");

describe("why nothing was done about an object that is said to have been there", () => {
  test("NO_OBJECT: a radar that would have seen it did not", () => {
    const report = why({});
    expect(report.prevented).toEqual(["NO_OBJECT"]);
    expect(report.answer).toContain("the record speaks against one");
    const detection = report.links.find((link) => link.stage === "detection");
    expect(detection?.margin?.value).toBeGreaterThan(0.999);
    expect(sensor(report)?.margin?.value).toBeGreaterThan(90);
  });

  test("OUT_OF_COVERAGE: it flew beyond the range, by how much", () => {
    const short = radar("radar-a", { position: north(30_000) });
    const report = why({ site: { sensors: [short] } });
    expect(report.prevented).toEqual(["OUT_OF_COVERAGE"]);
    expect(report.answer).toMatch(/^The system could not have known of it\. /);
    expect(sensor(report)?.margin?.value).toBeLessThan(-9_700);
    expect(sensor(report)?.margin?.value).toBeGreaterThan(-9_900);
  });

  test("BELOW_HORIZON: within range and too low to be seen from there", () => {
    const distant = radar("radar-a", {
      position: north(45_000),
      coverage: { ...radar("x").coverage, rangeMaxM: 60_000 },
    });
    const report = why({ site: { sensors: [distant] } }, { heightM: 20 });
    expect(report.prevented).toEqual(["BELOW_HORIZON"]);
    // √(2·4/3·R)·(√10 + √20) = 31.5 km of horizon against 45 km.
    expect(sensor(report)?.margin?.value).toBeLessThan(-13_000);
    expect(sensor(report)?.margin?.value).toBeGreaterThan(-14_500);
    expect(why({ site: { sensors: [distant] } }, { heightM: 400 }).prevented).toEqual([
      "NO_OBJECT",
    ]);
  });

  test("SENSOR_DOWN: silent at the time", () => {
    const report = why({ looker: (s) => (s < 20 ? "radar-a" : null) });
    expect(report.prevented).toEqual(["SENSOR_DOWN"]);
    expect(report.answer).toContain("silent for more than 5 s");
  });

  test("NO_DETECTION: it might have been seen, by a sensor that rarely sees", () => {
    const poor = radar("radar-a", { detectionProbability: 0.03 });
    const report = why({ site: { sensors: [poor] } });
    expect(report.prevented).toEqual(["NO_DETECTION"]);
    const [detection] = report.links.filter((link) => link.stage === "detection");
    expect(detection.margin?.value).toBeGreaterThan(0.9);
    expect(detection.statement).toMatch(
      /though it would have been tracked with a probability of [5-8]\d %/,
    );
  });

  test("nothing decides it: neither sensor nor record prevented anything for sure", () => {
    const blind = radar("radar-a", { detectionProbability: 0.0005 });
    const report = why({ site: { sensors: [blind] } });
    expect(report.links.some((link) => link.code === "NO_DETECTION")).toBe(true);
    expect(report.prevented).not.toContain("NO_OBJECT");
  });

  test("NOT_CONFIRMED: a few detections at the place, of a sensor that rarely sees", () => {
    const poor = radar("radar-a", { detectionProbability: 0.05 });
    const seen = straight([0, 0, 150], [0, 0, 0]);
    const flights = [during(140, 140, seen), during(155, 155, seen)];
    const report = why({ site: { sensors: [poor] }, flights });
    expect(report.prevented).toEqual(["NOT_CONFIRMED"]);
    expect(report.answer).toMatch(/^2 detections lie near the place/);
  });

  test("several at once are each named", () => {
    const site = {
      sensors: [radar("radar-a", { position: north(30_000) })],
      areas: [{ ...circle("camp", 0, 0, 300), protection: "none" as const }],
    };
    const report = why({ site, events: [automation(1, false)] });
    expect(report.prevented).toEqual(["OUT_OF_COVERAGE", "NOT_A_PROTECTED_AREA", "AUTOMATION_OFF"]);
    expect(report.answer).toContain("Each of these alone would have been enough.");
  });

  test("two sensors, each with its own reason", () => {
    const sensors = [radar("radar-a", { position: north(30_000) }), radar("radar-b")];
    const report = why({ site: { sensors }, looker: () => "radar-a" });
    expect(report.prevented).toEqual(["OUT_OF_COVERAGE", "SENSOR_DOWN"]);
  });

  test("one sensor that was out of range and down as well: both", () => {
    const sensors = [radar("radar-a", { position: north(30_000) })];
    const report = why({ site: { sensors }, looker: () => null });
    expect(report.prevented).toEqual(["OUT_OF_COVERAGE", "SENSOR_DOWN"]);
  });

  test("a place in no area of the site", () => {
    const report = why({}, { place: north(3000) });
    expect(report.prevented).toEqual(["NO_OBJECT", "NOT_A_PROTECTED_AREA"]);
    expect(report.question).toContain("the people at that place");
  });

  test("nobody says where it came from: it is looked for at the place itself", () => {
    const report = why({}, { fromBearingRad: null });
    expect(report.question).not.toContain("coming from");
    expect(report.prevented).toEqual(["NO_OBJECT"]);
  });

  test("a track that passed there is explained instead, also when people were warned of it", () => {
    const inbound = during(0, 160, straight([4500, 0, 150], [-30, 0, 0]));
    const report = why({ flights: [inbound], seconds: 200 });
    expect(report.outcome).toBe("warned");
    expect(report.question).toMatch(/^Were the people of Camp \(owner\) warned of an object/);
    expect(report.prevented).toEqual([]);
    const switchedOff = why({
      flights: [inbound],
      site: { sensors: [radar("radar-a")], automation: false },
    });
    expect(switchedOff.prevented).toEqual(["AUTOMATION_OFF"]);
    expect(switchedOff.question).toMatch(/^Why were the people of Camp \(owner\) not warned/);
  });

  test("a track that passed at another time, or elsewhere, is not taken for it", () => {
    const early = during(0, 60, straight([1800, 0, 150], [-30, 0, 0]));
    expect(why({ flights: [early] }).prevented).toEqual(["NO_OBJECT"]);
    const beside = straight([4500, 3000, 150], [-30, 0, 0]);
    expect(why({ flights: [beside] }).prevented).toEqual(["NO_OBJECT"]);
  });
});
