import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { listScenarioIds, parseScenarioText, type Scenario } from "@tocsin/sim";
import { TocsinError } from "@tocsin/sdk";

const directory = dirname(fileURLToPath(import.meta.resolve("@tocsin/sim/scenarios/salvo.yaml")));

/** Ids of the scenarios that come with Tocsin; a file with variants has one for each: `file/variant`. */
export function builtInScenarios(): readonly string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .flatMap((name) => listScenarioIds(readFileSync(`${directory}/${name}`, "utf8")));
}

/** Loads a scenario by its id, or from a YAML file (`path.yaml` or `path.yaml#variant`). */
export function loadScenario(name: string): Scenario {
  const { path, variant } = locate(name);
  const result = parseScenarioText(readFileSync(path, "utf8"), variant);
  if (result.ok) return result.scenario;
  throw new TocsinError("SCENARIO_INVALID", {
    name,
    count: result.problems.length,
    problems: result.problems.map((problem) => `  ${describe(problem)}`).join("\n"),
  });
}

const describe = (problem: unknown): string =>
  typeof problem === "string" ? problem : JSON.stringify(problem);

function locate(name: string): { path: string; variant: string | undefined } {
  const [file, hash] = name.split("#", 2);
  if (/\.ya?ml$/.test(file) && existsSync(file)) return { path: file, variant: hash };
  const [base, variant] = name.split("/", 2);
  const path = `${directory}/${base}.yaml`;
  if (/^[\w.-]+$/.test(base) && existsSync(path)) return { path, variant };
  throw new TocsinError("SCENARIO_NOT_FOUND", { name, known: builtInScenarios().join(", ") });
}
