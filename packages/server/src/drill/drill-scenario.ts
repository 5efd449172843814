import { compileSite, type SiteConfig, TocsinError } from "@tocsin/sdk";
import { parseScenario, type Scenario } from "@tocsin/sim";
import { planFlights, type ThreatKind } from "../install/doctor/plan-flights.ts";
import { loadScenario } from "../run/scenario-files.ts";
import { drillSite, sensorModels } from "./drill-site.ts";

const THREATS: readonly string[] = ["rocket", "drone"] satisfies readonly ThreatKind[];

/**
 * What is flown in a drill, over the site that is drilled: its own areas and sensors, whatever site the scenario was written for.
 * What was asked and expected of that one is left out.
 */
export function drillScenario(
  config: SiteConfig,
  { scenario: name, areaId }: { readonly scenario: string; readonly areaId: string | null },
): Scenario {
  if (THREATS.includes(name)) return flightAt(config, name, areaId);
  const { definition, id } = loadScenario(name);
  const result = parseScenario({
    ...definition,
    name: id.replaceAll("/", "-"),
    site_file: drillSite(config),
    sensor_models: sensorModels(config),
    questions: [],
    expected: {},
  });
  if (result.ok) return result.scenario;
  const [problem] = result.problems;
  throw refused(
    `${name} cannot be flown over this site: ${problem?.path.join(".") ?? ""}: ${problem?.message ?? ""}`,
  );
}

function flightAt(config: SiteConfig, threat: string, wanted: string | null): Scenario {
  const area = config.areas.find(({ id, protection }) =>
    wanted === null ? protection !== "none" : id === wanted,
  );
  if (area === undefined) throw refused(`the site has no area ${wanted ?? "that is protected"}`);
  const site = compileSite({ ...config, mode: "drill" }, { terrain: null });
  const planned = planFlights(config, site, area.id).find((flight) => flight.threat === threat);
  if (planned?.scenario === null || planned === undefined)
    throw refused(`no sensor of the site sees a ${threat} come to ${area.id}, from any direction`);
  return planned.scenario;
}

const refused = (detail: string): TocsinError => new TocsinError("DRILL_REFUSED", { detail });
