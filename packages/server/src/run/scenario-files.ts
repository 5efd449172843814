import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { listScenarioIds, parseScenarioText, type Scenario } from "@tocsin/sim";
import { type ConfigProblem, TocsinError } from "@tocsin/sdk";
import { parse } from "yaml";
import { problemText } from "../config/locate-problem.ts";
import { readYaml } from "../config/read-yaml.ts";

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
  const text = readFileSync(path, "utf8");
  const result = parseScenarioText(text, variant);
  if (result.ok) return result.scenario;
  const problems = problemLines({ text, path, variant }, result.problems);
  throw new TocsinError("SCENARIO_INVALID", {
    name,
    count: problems.length,
    problems: problems.map((problem) => `  ${problem}`).join("\n"),
  });
}

/** Each with the line that it is in; what a variant changes stands elsewhere than what it takes the place of, so that none is named. */
function problemLines(
  { text, path, variant }: { text: string; path: string; variant: string | undefined },
  problems: readonly ConfigProblem[],
): readonly string[] {
  const read = readYaml(text, "scenario");
  if (read.ok && variant !== undefined)
    return problems.map(({ message, remedy }) => `${path}#${variant}: ${message}\n      ${remedy}`);
  const located = read.ok ? read.locate(problems) : read.problems;
  return located.map((problem) => problemText(problem, path));
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

function locate(name: string): { path: string; variant: string | undefined } {
  const [file, hash] = name.split("#", 2);
  if (/\.ya?ml$/.test(file) && existsSync(file)) return { path: file, variant: hash };
  const [base, variant] = name.split("/", 2);
  const path = `${directory}/${base}.yaml`;
  if (/^[\w.-]+$/.test(base) && existsSync(path)) return { path, variant };
  throw new TocsinError("SCENARIO_NOT_FOUND", { name, known: builtInScenarios().join(", ") });
}
