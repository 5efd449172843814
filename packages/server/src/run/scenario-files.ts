import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { listScenarioIds, parseScenarioText, type Scenario } from "@tocsin/sim";
import { TocsinError } from "@tocsin/sdk";
import { parse } from "yaml";

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

/** What a story is called and about, and the reports of it; a scenario with variants is one story. */
export interface StoryFile {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly accounts: Scenario["definition"]["accounts"];
}

/** The story of a scenario, in the words of its file; a variant has a title and a summary of its own. */
export function loadStory(scenario: Scenario): StoryFile {
  const [id] = scenario.id.split("/", 1);
  const root: unknown = parse(readFileSync(locate(scenario.id).path, "utf8"));
  const text = (key: "title" | "summary"): string => {
    const value: unknown = typeof root === "object" && root !== null ? Reflect.get(root, key) : "";
    return typeof value === "string" ? value : scenario[key];
  };
  const { accounts } = scenario.definition;
  return { id, title: text("title"), summary: text("summary"), accounts };
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
