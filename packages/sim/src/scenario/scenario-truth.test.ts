import { describe, expect, test } from "vitest";
import { scenarioOf } from "../testing/scenario-files.ts";
import { run } from "../testing/run-simulation.ts";

/** Per object: how it ends, and which areas hold the place where it comes down. */
function truthOf(id: string): Readonly<Record<string, string>> {
  const { objects } = run(scenarioOf(id)).simulation.truth;
  return Object.fromEntries(
    objects
      .filter((object) => object.kind !== "bird")
      .map(({ id: objectId, end, impact }) => [
        objectId,
        [end, ...(impact?.areaIds ?? [])].join(" "),
      ]),
  );
}

const DRONES = {
  "drone-1": "intercepted residence",
  "drone-2": "intercepted residence",
  "drone-3": "impact residence",
};

describe("what really happens in each scenario", () => {
  test.each([
    ["baghdad-2021-11/out-of-range", DRONES],
    ["baghdad-2021-11/below-horizon", DRONES],
    ["baghdad-2021-11/below-terrain", DRONES],
    ["baghdad-2021-11/not-protected", DRONES],
    ["baghdad-2021-11/inhibited", DRONES],
    ["baghdad-2021-11/nothing-airborne", {}],
    [
      "green-zone-2021-02",
      { "rocket-1": "impact ministry", "rocket-2": "impact ministry", "rocket-3": "impact houses" },
    ],
    [
      "salvo",
      {
        "rocket-1": "impact embassy",
        "rocket-2": "impact embassy",
        "rocket-3": "impact hospital",
        "rocket-4": "impact",
        "rocket-5": "impact",
        "mortar-1": "impact camp",
        "mortar-2": "impact airport",
        "mortar-3": "impact",
        airliner: "scenario-end",
        "survey-drone": "left",
      },
    ],
    ["sensor-down", { "rocket-1": "impact town" }],
    ["all-silent", { "rocket-1": "impact town" }],
    ["automation-off", { "rocket-1": "impact town" }],
    ["late-and-shuffled", { "mortar-1": "impact town", "mortar-2": "impact town" }],
    ["broken-track", { "drone-1": "impact town" }],
    ["clutter-only", {}],
    ["friendly-and-unknown", { "own-drone": "left", "unknown-drone": "impact quarters" }],
    ["many-at-once", { "drone-1": "impact house" }],
    [
      "japan-2010",
      { "mortar-north": "impact north-village", "mortar-south": "impact south-village" },
    ],
    ["los-angeles-2025", { "rocket-1": "impact canyon" }],
    ["dallas-2017", { "rocket-1": "impact town" }],
    ["ridgecrest-2019", { "rocket-1": "impact" }],
    ["observers-only", { "rumour-1": "left", "rumour-2": "left" }],
  ])("%s", (id, truth) => {
    expect(truthOf(id)).toEqual(truth);
  });
});

const detectionsOf = (id: string): number =>
  run(scenarioOf(id)).detections.filter((known) => known.cause !== "clutter").length;

test("in Baghdad, three variants let the radar see nothing of the drones, and two everything", () => {
  expect(detectionsOf("baghdad-2021-11/out-of-range")).toBe(0);
  expect(detectionsOf("baghdad-2021-11/below-horizon")).toBe(0);
  expect(detectionsOf("baghdad-2021-11/below-terrain")).toBe(0);
  expect(detectionsOf("baghdad-2021-11/not-protected")).toBeGreaterThan(900);
  expect(detectionsOf("baghdad-2021-11/inhibited")).toBeGreaterThan(900);
});

test("in Baghdad, the drones that fly too low are well within range", () => {
  const { simulation } = run(scenarioOf("baghdad-2021-11/below-horizon"));
  const [radar] = simulation.site.sensors;
  expect(radar?.coverage.rangeMaxM).toBe(80_000);
  const heights = simulation.truth.objects.map(
    (object) => object.stateAt(object.startUs)?.upM ?? 0,
  );
  // The tangent plane lies 8 m above the ground 10 km from its origin.
  for (const heightM of heights) expect(Math.abs(heightM - 14)).toBeLessThan(8);
});

test("before the rockets come, the failed sensors are silent", () => {
  expect(detectionsOf("sensor-down")).toBe(0);
  expect(detectionsOf("all-silent")).toBe(0);
});

test("what nobody could see, and what only some report", () => {
  expect(detectionsOf("many-at-once")).toBe(0);
  const reporters = (id: string) =>
    new Set(
      run(scenarioOf(id))
        .detections.filter((known) => known.cause !== "clutter")
        .map((known) => known.look.sensorId.replace(/-\d$/, "")),
    );
  expect(reporters("observers-only")).toEqual(new Set(["observer"]));
});

test("the drone of the broken track is seen by one radar, by none, and by the other", () => {
  const { detections, simulation } = run(scenarioOf("broken-track"));
  const seen = detections.filter((known) => known.cause === "drone-1");
  const timesOf = (sensor: string): readonly number[] =>
    seen
      .filter((known) => known.look.sensorId === sensor)
      .map((known) => (known.detection.sensedUs - simulation.startUs) / 1e6);
  const [lastEast, firstWest] = [
    Math.max(...timesOf("radar-east")),
    Math.min(...timesOf("radar-west")),
  ];
  expect(firstWest - lastEast).toBeGreaterThan(25);
  expect(firstWest - lastEast).toBeLessThan(45);
});
