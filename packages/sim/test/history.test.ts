import { expect, test } from "vitest";
import { parseScenarioText } from "../src/index.ts";
import { scenarioOf, scenarioText } from "../src/testing/scenario-files.ts";
import { askQuestion } from "./ask-question.ts";
import { runScenario } from "./run-scenario.ts";

const CANYON = "circle: { latitude_deg: 34.1, longitude_deg: -118.6, radius_m: 500 }";

test.each([
  ["no outline", "", /has no outline, and without one nobody could be warned/],
  ["an outline as large as the county", CANYON.replace("500", "40000"), /is 5031 km² large/],
])("Los Angeles 2025: an area with %s is refused", (_, outline, words) => {
  const text = scenarioText("los-angeles-2025");
  expect(text).toContain(CANYON);
  const result = parseScenarioText(text.replace(CANYON, outline));
  expect(result.ok ? "" : JSON.stringify(result.problems)).toMatch(words);
});

test("Japan 2010: two at the same second are two threats, each to its own people", () => {
  const { steps } = runScenario(scenarioOf("japan-2010"));
  const starts = steps.flatMap(({ effects }) =>
    effects.flatMap((effect) =>
      effect.type === "warning" && effect.warning.action === "start" ? [effect.warning] : [],
    ),
  );
  expect(starts.map(({ areaId }) => areaId).toSorted()).toEqual(["north-village", "south-village"]);
  const threats = starts.flatMap((warning) => warning.threats);
  expect(threats).toHaveLength(2);
  expect(new Set(threats).size).toBe(2);
});

test("Ridgecrest 2019: whoever got no alert is told in plain words why", () => {
  const scenario = scenarioOf("ridgecrest-2019");
  const [question] = scenario.definition.questions;
  const { answer } = askQuestion(runScenario(scenario), question);
  expect(answer).toBe(
    "A rocket was tracked and projected to come down 542 m outside the area's edge (0.5 standard deviations). " +
      "The people of Mill Lane (Town) were not warned: the probability that the area is hit was 1.7 %, " +
      "below the 10 % at which the policy acts.",
  );
});
