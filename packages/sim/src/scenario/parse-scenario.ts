import { addSeconds, type SiteModel, terrainOf } from "@tocsin/core";
import {
  type ConfigPath,
  type ConfigProblem,
  compileSite,
  explainIssue,
  parseSiteConfig,
} from "@tocsin/sdk";
import { parse } from "yaml";
import type { z } from "zod";
import { ballisticAir, buildFlight, PLACE_REMEDY } from "../truth/build-flight.ts";
import type { Flight } from "../truth/flight.ts";
import { createPlaces, type Places } from "../truth/places.ts";
import { checkNames } from "./check-names.ts";
import type { ScenarioResult } from "./scenario.ts";
import { type ScenarioDefinition, scenarioSchema, variantsSchema } from "./scenario-schema.ts";
import { applyChanges } from "./variant.ts";

/** Most problems of one file that are told at once. */
const PROBLEMS_MAX = 50;
const REFERENCE = "docs/reference/scenario.md has every key.";

const refuse = (...problems: readonly ConfigProblem[]): ScenarioResult => ({
  ok: false,
  problems: problems.slice(0, PROBLEMS_MAX),
});

const problemAt = (path: ConfigPath, message: string, remedy = REFERENCE): ConfigProblem => ({
  path,
  at: "value",
  message,
  remedy,
});

/** The text of a scenario file, and which of its variants; see {@link parseScenario}. */
export function parseScenarioText(text: string, variant?: string): ScenarioResult {
  const read = readYaml(text);
  return read.ok ? parseScenario(read.value, variant) : refuse(read.problem);
}

/** The ids that a scenario file offers: its name, or one for each variant. Empty when it cannot be read. */
export function listScenarioIds(text: string): readonly string[] {
  const read = readYaml(text);
  if (!read.ok || !isRecord(read.value)) return [];
  const { name, variants } = read.value;
  if (typeof name !== "string") return [];
  if (variants === undefined) return [name];
  const parsed = variantsSchema.safeParse(variants);
  return parsed.success ? parsed.data.map((variant) => `${name}/${variant.name}`) : [];
}

/**
 * A scenario that was read into plain data, checked, with its site compiled and its flights worked out: or as many
 * of its problems as were found, each with its place. A file with variants needs the name of one.
 */
export function parseScenario(value: unknown, variant?: string): ScenarioResult {
  if (!isRecord(value)) return refuse(problemAt([], "a scenario file is a group of keys"));
  const chosen = chooseVariant(value, variant);
  if (!chosen.ok) return refuse(chosen.problem);
  const parsed = scenarioSchema.safeParse(chosen.value);
  if (!parsed.success)
    return refuse(
      ...parsed.error.issues.flatMap((issue) =>
        explainIssue(issue, scenarioSchema, chosen.value, REFERENCE),
      ),
    );
  const definition = parsed.data;
  const siteResult = parseSiteConfig(definition.site_file);
  if (!siteResult.ok) {
    return refuse(
      ...siteResult.problems.map((found) => ({ ...found, path: ["site_file", ...found.path] })),
    );
  }
  const site = compileSite(siteResult.config, { mode: "simulation" });
  const names = checkNames(definition, siteResult.config);
  if (names.length > 0) return refuse(...names);
  const built = buildFlights(definition, site);
  if (built.problems.length > 0) return refuse(...built.problems);
  const startUs = Date.parse(definition.start) * 1000;
  return {
    ok: true,
    scenario: {
      id: variant === undefined ? definition.name : `${definition.name}/${variant}`,
      title: definition.title,
      summary: definition.summary,
      startUs,
      endUs: addSeconds(startUs, definition.duration_s),
      definition,
      siteConfig: siteResult.config,
      site,
      flights: built.flights,
    },
  };
}

type YamlResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: ConfigProblem };

function readYaml(text: string): YamlResult {
  try {
    return { ok: true, value: parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: problemAt([], message, "Correct the YAML there.") };
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function chooseVariant(value: Readonly<Record<string, unknown>>, variant?: string): YamlResult {
  const { variants, ...base } = value;
  if (variants === undefined) {
    return variant === undefined
      ? { ok: true, value: base }
      : {
          ok: false,
          problem: problemAt(
            ["variants"],
            "this scenario has no variants",
            "Leave the variant out.",
          ),
        };
  }
  const parsed = variantsSchema.safeParse(variants);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return { ok: false, problem: problemAt(["variants", ...pathOf(first)], first.message) };
  }
  const chosen = parsed.data.find((entry) => entry.name === variant);
  if (chosen === undefined) {
    const names = parsed.data.map((entry) => entry.name);
    const remedy = `Choose one of: ${names.join(", ")}. Write it behind the scenario: NAME/${names[0]}, or FILE.yaml#${names[0]}.`;
    const message =
      variant === undefined ? "a variant has to be chosen" : `there is no variant ${variant}`;
    return { ok: false, problem: problemAt(["variants"], message, remedy) };
  }
  const { title, summary } = chosen;
  return { ok: true, value: applyChanges(base, { title, summary, ...chosen.changes }) };
}

const pathOf = (issue: z.core.$ZodIssue): ConfigPath =>
  issue.path.filter((part) => typeof part !== "symbol");

function buildFlights(
  definition: ScenarioDefinition,
  site: SiteModel,
): { flights: Map<string, Flight>; problems: readonly ConfigProblem[] } {
  const places = createPlaces(site);
  const air = ballisticAir(definition, site, places);
  const terrain = terrainOf(site.terrain);
  const flights = new Map<string, Flight>();
  const problems: ConfigProblem[] = [...checkEventPlaces(definition, places)];
  for (const [i, object] of definition.objects.entries()) {
    if (object.kind === "bird") {
      if (places.position(object.place, 0) !== null) continue;
      const message = "the site has nothing of that name";
      problems.push(problemAt(["objects", i, "place"], message, PLACE_REMEDY));
      continue;
    }
    const built = buildFlight(object, ["objects", i], places, air, terrain);
    if (built.ok) flights.set(object.id, built.flight);
    else problems.push(built.problem);
  }
  return { flights, problems };
}

const checkEventPlaces = (
  definition: ScenarioDefinition,
  places: Places,
): readonly ConfigProblem[] =>
  definition.events.flatMap((event, i) =>
    event.kind === "engagement" &&
    event.place !== null &&
    places.position(event.place, event.height_m) === null
      ? [problemAt(["events", i, "place"], "the site has nothing of that name", PLACE_REMEDY)]
      : [],
  );
