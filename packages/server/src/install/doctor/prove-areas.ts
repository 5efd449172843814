import { loadTerrain } from "../../terrain/load-terrain.ts";
import { compileSite, type Clock, type SiteConfig } from "@tocsin/sdk";
import { type Finding, findingsOf } from "./finding.ts";
import type { FlightProof } from "./flight-watch.ts";
import { flyThreat } from "./fly-threat.ts";
import { planFlights, type ThreatKind } from "./plan-flights.ts";

export interface AreaProof {
  readonly areaId: string;
  readonly name: string;
  /** How long its people need to reach shelter. */
  readonly shelterS: number;
  /** Whether any threat led to a warning at the null siren. */
  readonly warned: boolean;
  readonly flights: readonly ThreatProof[];
}
export type ThreatProof = { readonly threat: ThreatKind; readonly fromDeg: number } & (
  | { readonly flown: false; readonly limitedBy: string }
  | ({ readonly flown: true } & FlightProof)
);

export interface AreaProofs {
  readonly areas: readonly AreaProof[];
  readonly findings: readonly Finding[];
}

/** Flights take up to a second each: a large site proves its first areas, and all of them when asked. */
export const AREAS_FLOWN = 12;

const way = findingsOf("way");
const FROM_DEFAULTS =
  "Check where its sensors stand and what they cover: docs/reference/configuration.md.";

/** Flies a drone and a rocket at each area that is warned from here. */
export async function proveAreas(
  config: SiteConfig,
  clock: Clock,
  options: { readonly all: boolean; readonly progress: (detail: string) => void },
): Promise<AreaProofs> {
  const site = compileSite(config, { mode: "drill", terrain: await loadTerrain(config) });
  const own = config.areas.filter(({ protection }) => protection !== "none");
  const chosen = options.all ? own : own.slice(0, AREAS_FLOWN);
  const areas: AreaProof[] = [];
  const findings: Finding[] = [];
  for (const { id, name, shelter_s: shelterS } of chosen) {
    options.progress(`${areas.length} of ${chosen.length} areas`);
    const flights: ThreatProof[] = [];
    for (const { threat, fromDeg, scenario, limitedBy } of planFlights(config, site, id)) {
      if (scenario === null) flights.push({ threat, fromDeg, flown: false, limitedBy });
      else
        flights.push({ threat, fromDeg, flown: true, ...(await flyThreat(scenario, id, clock)) });
    }
    const area = { areaId: id, name, shelterS, flights, warned: flights.some(wasWarned) };
    areas.push(area);
    findings.push(...findingsOfArea(area));
  }
  if (own.length === 0)
    findings.push(
      way.broken(
        "areas",
        "no area is protected or subscribed: nobody would be warned",
        "Set `protection` of an area.",
      ),
    );
  if (chosen.length < own.length)
    findings.push(
      way.unknown(
        "areas",
        `${own.length - chosen.length} more areas were not flown at`,
        "Run: tocsin doctor --all",
      ),
    );
  return { areas, findings };
}

const wasWarned = (flight: ThreatProof): boolean => flight.flown && flight.warnedAfterS !== null;

function findingsOfArea({ areaId, flights, warned, shelterS }: AreaProof): readonly Finding[] {
  return flights.map((flight) => {
    const { threat, fromDeg } = flight;
    const from = `${threat} from ${String(fromDeg).padStart(3, "0")}°`;
    if (flight.flown && flight.warnedAfterS !== null) {
      const times = `${from}: ${timesOf(flight)}`;
      if ((flight.leadS ?? shelterS) >= shelterS) return way.ok(areaId, times);
      const late = `people there need ${shelterS} s to reach shelter, and would have ${Math.max(0, flight.leadS ?? 0).toFixed(0)} s.`;
      return way.warning(areaId, times, `It comes too late: ${late}`);
    }
    const failed = warned ? way.warning : way.broken;
    if (!flight.flown)
      return failed(
        areaId,
        `${threat}: no sensor sees one coming in time, from anywhere (${LIMITS[flight.limitedBy] ?? flight.limitedBy})`,
        FROM_DEFAULTS,
      );
    if (flight.detectedBy.length === 0)
      return failed(areaId, `${from}: flown, and no sensor detected it`, FROM_DEFAULTS);
    const seen = `seen by ${flight.detectedBy.join(", ")}`;
    if (flight.confirmedAfterS === null)
      return failed(
        areaId,
        `${from}: ${seen}, and never confirmed as an object`,
        "See `tracker` in the site file, and the sensor's detection_probability and period_s.",
      );
    return failed(
      areaId,
      `${from}: ${seen}, confirmed, and no warning followed`,
      "See `policy` in the site file. A radar without elevation cannot tell where a rocket comes down.",
    );
  });
}

const LIMITS: Readonly<Record<string, string>> = {
  range: "out of range",
  sector: "outside every sector",
  elevation: "too low or too high",
  horizon: "below the horizon",
  terrain: "hidden by the ground",
  signal: "too small or too slow",
  health: "no sensor is healthy",
  "no-sensor": "the site has no sensor for it",
};

function timesOf(flight: FlightProof): string {
  const at = (what: string, s: number | null): string =>
    s === null ? "" : `, ${what} after ${s.toFixed(1)} s`;
  const lead = flight.leadS === null ? "" : `, ${flight.leadS.toFixed(0)} s before arrival`;
  const processing = (flight.processingMs ?? 0).toFixed(1);
  return [
    `seen by ${flight.detectedBy.join(", ")}`,
    at("confirmed", flight.confirmedAfterS),
    at("decided", flight.decidedAfterS),
    at("at the null siren", flight.warnedAfterS),
    lead,
    at("take-cover", flight.takeCoverAfterS),
    `; ${processing} ms of processing`,
  ].join("");
}
