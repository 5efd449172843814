import { describe, expect, test } from "vitest";
import { circle, POLICY, radar, siteOf } from "../engine/engine.test-support.ts";
import { radians } from "../units/angle.ts";
import { failingApproaches } from "./failing-approaches.ts";
import { planOneMoreSensor } from "./one-more-sensor.ts";
import { plannedThreats } from "./planned-threats.ts";
import { isEnough, type PlannedSite, warningTimes } from "./warning-time.ts";

const RANGE_M = 6_000;
const EDGE_M = 300;
const seeing = (id: string, changes: Parameters<typeof radar>[1] = {}) =>
  radar(id, {
    ...changes,
    coverage: {
      ...radar("x").coverage,
      rangeMaxM: RANGE_M,
      elevationMinRad: -1.5,
      ...changes.coverage,
    },
  });
const site = (changes: Parameters<typeof siteOf>[0] = {}): PlannedSite =>
  siteOf({ sensors: [seeing("radar")], areas: [circle("camp", 0, 0, EDGE_M)], ...changes });
const [drone] = plannedThreats({ kinds: ["drone"], heightsM: [300], speedsMps: [40] });
const [fast] = plannedThreats({ kinds: ["drone"], heightsM: [300], speedsMps: [240] });
const BEARINGS = 36;

/** Least looks after which three detections in three to five have come with 90 %, at probability p each. */
function looksForThree(p: number): number {
  let confirmed = 0;
  for (let n = 3; ; n++) {
    // The third detection comes with the n-th look: two among the n − 1 before it, with at most two misses.
    const misses = n - 3;
    if (misses > 2) return n;
    const ways = ((n - 1) * (n - 2)) / 2;
    confirmed += ways * p * p * p * Math.exp(misses * Math.log(1 - p));
    if (confirmed >= 0.9) return n;
  }
}

describe("warning time", () => {
  test("of a sensor that sees alike to its range: the way from there, less the looks that a track takes", () => {
    for (const p of [0.8, 0.9, 0.99]) {
      const sensors = [seeing("radar", { detectionProbability: p })];
      const [time] = warningTimes({
        site: site({ sensors }),
        threats: [drone],
        bearings: BEARINGS,
      });
      const alongM = Math.sqrt(RANGE_M * RANGE_M - 290 * 290) - EDGE_M;
      const toldS = alongM / 40 - looksForThree(p);
      // A first look comes a period after it enters at the latest, and the third detection so many looks on.
      expect(time.trackedS).toBeCloseTo(toldS, 0);
      expect(time.likelyS).toBeGreaterThan(time.trackedS);
      expect(time.likelyS).toBeLessThan(time.trackedS + 5);
      expect(time.seenBy).toEqual(["radar"]);
      expect(time.limitedBy).toBe("range");
    }
  });

  test("is what the policy leaves of it: a slow object has to have threatened for a while, and to be near enough", () => {
    const [slow] = warningTimes({ site: site(), threats: [drone], bearings: BEARINGS });
    expect(slow.trackedS).toBeGreaterThan(POLICY.takeCoverHorizonS + POLICY.sustainedS);
    expect(slow.orderedS).toBe(POLICY.takeCoverHorizonS);
    const [quick] = warningTimes({ site: site(), threats: [fast], bearings: BEARINGS });
    // What is fast is not waited for, but it takes looks until it is sure where it goes.
    expect(quick.orderedS).toBeLessThan(quick.trackedS);
    expect(quick.orderedS).toBeGreaterThan(quick.trackedS - 15);
    const areas = [{ ...circle("camp", 0, 0, EDGE_M), shelterS: 100 }];
    const [waits] = warningTimes({ site: site({ areas }), threats: [drone], bearings: BEARINGS });
    expect(isEnough(waits)).toBe(false);
    expect(waits.limitedBy).toBe("policy");
  });

  test("comes in the order of areas, threats and directions", () => {
    const areas = [circle("a", 0, 0, EDGE_M), circle("b", 2_000, 0, EDGE_M)];
    const times = warningTimes({ site: site({ areas }), threats: [drone, fast], bearings: 4 });
    expect(times.map(({ areaId, threat }) => `${areaId} ${threat.speedMps}`)).toEqual([
      ...Array(4).fill("a 40"),
      ...Array(4).fill("a 240"),
      ...Array(4).fill("b 40"),
      ...Array(4).fill("b 240"),
    ]);
    const [, east] = times.slice(8);
    const [, , , west] = times.slice(8);
    expect(east.bearingRad).toBeCloseTo(radians(90));
    // The area lies east of the radar: from the east it is seen from less far off.
    expect(west.trackedFromM! - east.trackedFromM!).toBeCloseTo(4_000, -2);
  });

  test("never grows by losing a sensor, nor shrinks by one more", () => {
    const both = [seeing("radar"), seeing("other")];
    const [one] = warningTimes({ site: site(), threats: [drone], bearings: BEARINGS });
    const [two] = warningTimes({
      site: site(),
      sensors: both,
      threats: [drone],
      bearings: BEARINGS,
    });
    expect(two.trackedS).toBeGreaterThan(one.trackedS);
    const [none] = warningTimes({
      site: site(),
      sensors: [],
      threats: [drone],
      bearings: BEARINGS,
    });
    expect(none).toMatchObject({
      trackedFromM: null,
      trackedS: 0,
      orderedS: 0,
      limitedBy: "no-sensor",
    });
  });
});

describe("failing approaches", () => {
  const sector = (fromDeg: number, widthDeg: number) =>
    seeing("radar", {
      coverage: {
        ...radar("x").coverage,
        azimuthFromRad: radians(fromDeg),
        azimuthWidthRad: radians(widthDeg),
      },
    });

  test("are the directions without time enough, joined across north", () => {
    const sensors = [sector(45, 270)];
    const times = warningTimes({ site: site({ sensors }), threats: [drone], bearings: BEARINGS });
    const failing = failingApproaches(times);
    expect(failing).toHaveLength(1);
    const [{ fromRad, toRad, worst }] = failing;
    expect((fromRad * 180) / Math.PI).toBeCloseTo(315, -1);
    expect(((toRad - fromRad) * 180) / Math.PI).toBeCloseTo(90, -1);
    expect(worst.trackedFromM).toBeNull();
    expect(worst.limitedBy).toBe("sector");
  });

  test("all round is one, and the worst come first", () => {
    const near = { ...circle("near", 0, 0, EDGE_M), shelterS: 85 };
    const far = { ...circle("far", 40_000, 0, EDGE_M), shelterS: 15 };
    const failing = failingApproaches(
      warningTimes({ site: site({ areas: [near, far] }), threats: [fast], bearings: BEARINGS }),
    );
    expect(failing.map(({ worst }) => worst.areaId)).toEqual(["far", "near"]);
    expect(failing[1].toRad - failing[1].fromRad).toBeCloseTo(2 * Math.PI);
    expect(failing[1].shortS).toBeCloseTo(85 - failing[1].worst.orderedS);
  });

  test("where all is in time, there are none", () => {
    const times = warningTimes({ site: site(), threats: [drone], bearings: BEARINGS });
    expect(failingApproaches(times)).toEqual([]);
  });
});

describe("one more sensor", () => {
  const half = seeing("radar", {
    coverage: { ...radar("x").coverage, azimuthFromRad: 0, azimuthWidthRad: Math.PI },
  });
  const candidate = (kindName: string, placeName: string, cost: number, changes = {}) => ({
    kindName,
    placeName,
    cost,
    sensor: seeing(placeName, changes),
  });

  test("is bought where it closes the gap, and by what it costs", () => {
    const useless = { coverage: { ...half.coverage } };
    const plan = planOneMoreSensor({
      site: site({ sensors: [half] }),
      threats: [drone],
      bearings: BEARINGS,
      candidates: [
        candidate("radar", "same-side", 10, useless),
        candidate("radar", "all-round", 10),
        candidate("mast", "all-round-cheap", 4),
      ],
    });
    expect(plan.inTimeShare).toBeGreaterThan(0.45);
    expect(plan.inTimeShare).toBeLessThan(0.6);
    expect(plan.best.map(({ candidate: { placeName } }) => placeName)).toEqual([
      "all-round-cheap",
      "all-round",
    ]);
    expect(plan.best[0].inTimeShare).toBe(1);
    expect(plan.all[0].shareGained).toBe(0);
  });

  test("counts areas by the people in them", () => {
    const areas = [
      { ...circle("crowd", 0, 0, EDGE_M), people: 900 },
      { ...circle("few", 40_000, 0, EDGE_M), people: 100 },
    ];
    const plan = planOneMoreSensor({
      site: site({ areas }),
      threats: [drone],
      bearings: BEARINGS,
      candidates: [candidate("radar", "here", 1)],
    });
    expect(plan.inTimeShare).toBeCloseTo(0.9);
    expect(plan.all[0].shareGained).toBe(0);
  });
});
