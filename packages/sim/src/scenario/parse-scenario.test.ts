import { describe, expect, test } from "vitest";
import { smallScenario, smallValue } from "../testing/small-scenario.ts";
import { listScenarioIds, parseScenario, parseScenarioText } from "./parse-scenario.ts";

const problemsOf = (changes: Record<string, unknown>, variant?: string): readonly string[] => {
  const result = parseScenario(smallValue(changes), variant);
  return result.ok ? [] : result.problems.map((p) => `${p.path.join(".")}: ${p.message}`);
};

describe("parseScenario", () => {
  test("gives a scenario with its times and its site", () => {
    const scenario = smallScenario();
    expect(scenario.id).toBe("small");
    expect(scenario.endUs - scenario.startUs).toBe(60e6);
    expect(scenario.startUs).toBe(1_767_225_600_000_000);
    expect(scenario.site).toMatchObject({ id: "site", mode: "simulation" });
  });

  test("says where something is wrong, in the site too", () => {
    expect(problemsOf({ notional: false })).toHaveLength(1);
    expect(problemsOf({ colour: 1 })).toEqual(["colour: unknown key `colour` at the top level"]);
    expect(problemsOf({ site_file: {} }).join()).toContain("site_file.areas");
    expect(problemsOf({ start: "yesterday" })[0]).toMatch(/^start: /);
  });

  test("refuses names that the site does not have", () => {
    expect(problemsOf({ sensor_models: [{ id: "rader" }] })).toEqual([
      "sensor_models.0.id: the site has no sensor `rader`; did you mean `radar`?",
    ]);
    const lost = { id: "b", kind: "bird", place: { of: "nowhere" } };
    expect(problemsOf({ objects: [lost] })).toEqual([
      "objects.0.place: the site has nothing of that name",
    ]);
    const outage = { kind: "sensor-outage", sensor: "sonar", from_s: 1 };
    expect(problemsOf({ events: [outage] })[0]).toMatch(/^events.0.sensor: /);
    const bird = { id: "b", kind: "bird", place: { of: "site" } };
    expect(problemsOf({ objects: [bird, bird] })).toEqual([
      "objects.1.id: `b` stands twice in objects",
    ]);
    expect(problemsOf({ expected: { warned: ["areas"] } })[0]).toMatch(/^expected.warned.0: /);
  });

  test("refuses a flight that cannot come down where it should", () => {
    const far = {
      id: "r",
      kind: "ballistic",
      class: "rocket",
      launch: { of: "site", bearing_deg: 0, distance_m: 90_000 },
      aim: { of: "site" },
      elevation_deg: 45,
      drag: { k_m2_per_kg: 0.01 },
    };
    expect(problemsOf({ objects: [far] })[0]).toMatch(/^objects.0.aim: no flight/);
  });

  test("a file with variants needs one, and each merges its changes", () => {
    const variants = [
      { name: "short", title: "Short", summary: "Shorter.", changes: { duration_s: 5 } },
      { name: "same", title: "Same", summary: "As it is." },
    ];
    expect(problemsOf({ variants })).toEqual(["variants: a variant has to be chosen"]);
    expect(problemsOf({ variants }, "long")).toEqual(["variants: there is no variant long"]);
    expect(problemsOf({}, "short")).toEqual(["variants: this scenario has no variants"]);
    const result = parseScenario(smallValue({ variants }), "short");
    expect(result.ok && result.scenario).toMatchObject({
      id: "small/short",
      title: "Short",
      definition: { duration_s: 5 },
    });
  });
});

test("broken YAML is a problem, not an exception", () => {
  expect(parseScenarioText("a: [1").ok).toBe(false);
  expect(parseScenarioText("7").ok).toBe(false);
  expect(listScenarioIds("a: [1")).toEqual([]);
  expect(listScenarioIds("name: x")).toEqual(["x"]);
});
