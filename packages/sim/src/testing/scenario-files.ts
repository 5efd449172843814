import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { listScenarioIds, parseScenarioText } from "../scenario/parse-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";

const FOLDER = fileURLToPath(new URL("../../scenarios/", import.meta.url));

/** Text of a scenario file of this package. */
export const scenarioText = (name: string): string => readFileSync(`${FOLDER}${name}.yaml`, "utf8");

/** The id of every scenario of this package, variants each. */
export const allScenarioIds = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => listScenarioIds(readFileSync(`${FOLDER}${file}`, "utf8")))
    .toSorted();

/** A scenario of this package; throws with its problems when it does not parse. */
export function scenarioOf(id: string): Scenario {
  const [name = "", variant] = id.split("/");
  return parsed(scenarioText(name), variant);
}

export function parsed(text: string, variant?: string): Scenario {
  const result = parseScenarioText(text, variant);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.scenario;
}
