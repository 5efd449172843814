import { describe, expect, test } from "vitest";
import { allScenarioIds, scenarioOf } from "./testing/scenario-files.ts";
import { passingDrone, siteWithSensor, smallScenario } from "./testing/small-scenario.ts";
import { run } from "./testing/run-simulation.ts";

const DRONE = passingDrone({ eastM: 2_000, speedMps: 20, lengthM: 4_000, heightM: 300 });
const OTHER = passingDrone({
  id: "other",
  eastM: -3_000,
  speedMps: 30,
  lengthM: 6_000,
  heightM: 200,
});

describe("simulate", () => {
  test("the events begin with the configuration, end with a tick, and never go back in time", () => {
    const scenario = scenarioOf("late-and-shuffled");
    const { events, looks } = run(scenario);
    expect(events[0]).toMatchObject({ type: "configuration", receivedUs: scenario.startUs });
    expect(events.at(-1)).toEqual({ type: "tick", receivedUs: scenario.endUs });
    const times = events.map((event) => event.receivedUs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(looks.every(({ look, receivedUs }) => receivedUs >= look.toUs)).toBe(true);
    const ends = looks.map(({ look }) => look.toUs);
    expect(ends).not.toEqual(ends.toSorted((a, b) => a - b));
  });

  test("the same seed gives the same events bit for bit, another seed others", () => {
    const scenario = scenarioOf("salvo");
    const text = (seed?: number) =>
      JSON.stringify(run(scenario, seed === undefined ? {} : { seed }).events);
    const first = text();
    expect(text()).toBe(first);
    expect(text(9)).not.toBe(first);
  });

  test("events() starts again each time", () => {
    const { simulation, events } = run(scenarioOf("automation-off"));
    expect([...simulation.events()]).toEqual(events);
  });

  test("one more object shifts no detection of the others, nor the clutter", () => {
    const site_file = siteWithSensor({ false_detections_per_sweep: 3 });
    const without = run(smallScenario({ objects: [DRONE], site_file })).detections;
    const withOther = run(smallScenario({ objects: [OTHER, DRONE], site_file })).detections;
    const others = withOther.filter((known) => known.cause === "other");
    expect(others.length).toBeGreaterThan(30);
    const rest = withOther.filter((known) => known.cause !== "other");
    expect(rest.map((known) => known.detection)).toEqual(without.map((known) => known.detection));
  });

  test("the mode is the one asked for, and simulation unless asked", () => {
    expect(run(smallScenario()).simulation.site.mode).toBe("simulation");
    const drill = run(smallScenario(), { mode: "drill" });
    expect(drill.events[0]).toMatchObject({ site: { mode: "drill" } });
  });

  test("what the scenario states comes as events at its times", () => {
    const scenario = smallScenario({
      events: [
        { kind: "automation", at_s: 5, on: false, by: "operator", reason: "repair" },
        { kind: "sensor-outage", sensor: "radar", from_s: 10, to_s: 20, reported: true },
        { kind: "sensor-degraded", sensor: "radar", from_s: 30, detection_factor: 0.1 },
        {
          kind: "engagement",
          at_s: 1,
          reported_at_s: 50,
          defence: "somebody",
          outcome: "missed",
          place: { of: "site", bearing_deg: 90, distance_m: 100 },
          height_m: 40,
          source: "a test",
        },
      ],
    });
    const { events, looks } = run(scenario);
    const stated = events.filter(
      (event) => !["look", "tick", "configuration"].includes(event.type),
    );
    const seconds = stated.map((event) => (event.receivedUs - scenario.startUs) / 1e6);
    expect(seconds).toEqual([5, 10, 20, 30, 50]);
    expect(stated).toMatchObject([
      { type: "command", command: { kind: "automation", on: false }, by: "operator" },
      { type: "health", status: "down" },
      { type: "health", status: "up" },
      { type: "health", status: "degraded" },
      { type: "engagement", outcome: "missed", atUs: scenario.startUs + 1e6 },
    ]);
    const gap = looks.filter(
      ({ look }) => look.toUs > scenario.startUs + 10e6 && look.toUs <= scenario.startUs + 20e6,
    );
    expect(gap).toHaveLength(0);
  });

  test("a degraded sensor sees less, and no later draw is shifted", () => {
    const whole = run(smallScenario({ objects: [DRONE] })).detections;
    const event = {
      kind: "sensor-degraded",
      sensor: "radar",
      from_s: 20,
      to_s: 40,
      detection_factor: 0.2,
    };
    const less = run(smallScenario({ objects: [DRONE], events: [event] })).detections;
    expect(less.length).toBeLessThan(whole.length - 5);
    const all = new Set(whole.map((known) => JSON.stringify(known.detection)));
    expect(less.every((known) => all.has(JSON.stringify(known.detection)))).toBe(true);
  });
});

test("there are scenarios, and each parses and runs", () => {
  const ids = allScenarioIds();
  expect(ids.length).toBeGreaterThanOrEqual(13);
  for (const id of ids) {
    const { events } = run(scenarioOf(id));
    expect({ id, some: events.length > 10 }).toEqual({ id, some: true });
  }
});
