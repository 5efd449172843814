import {
  type Approach,
  areaId,
  assessProtection,
  createLocalFrame,
  degrees,
  type SiteModel,
} from "@tocsin/core";
import { parseScenario, type Scenario } from "@tocsin/sim";
import { assert } from "@tocsin/core";
import type { SiteConfig } from "@tocsin/sdk";
import { drillSite, sensorModels } from "../../drill/drill-site.ts";

/** What is flown at each area. */
export type ThreatKind = "drone" | "rocket";

export interface PlannedFlight {
  readonly areaId: string;
  readonly threat: ThreatKind;
  /** Direction that it comes from, degrees clockwise from north. */
  readonly fromDeg: number;
  /** null: no sensor of the site file sees this kind come in, from any direction. */
  readonly scenario: Scenario | null;
  /** Why none sees it, as the coverage has it. */
  readonly limitedBy: Approach["limitedBy"];
}

const DRONE_SPEED_MPS = 40;
const DRONE_HEIGHT_M = 300;
const DRONE_DISTANCE_MAX_M = 12_000;
const ROCKET_DISTANCE_M = 9_000;
/** The threat flies into a picture that has already begun. */
const QUIET_S = 10;
const AFTERMATH_S = 60;
const ROCKET_FLIGHT_MAX_S = 120;

/**
 * A drone and a rocket at an area, each from the direction from which the site file says that it is seen best. The
 * proof is of the way, and not of the coverage: blind directions are told by the protection status.
 */
export function planFlights(config: SiteConfig, site: SiteModel, area: string): PlannedFlight[] {
  const place = site.areas.find((one) => one.id === areaId(area));
  assert(place !== undefined, "the area is one of the site's");
  const [protection] = assessProtection(
    createLocalFrame(site.origin),
    [place],
    site.sensors,
    new Map(),
  );
  const kinds = [
    ["drone", "drone"],
    ["rocket", "ballistic"],
  ] as const;
  return kinds.map(([threat, kind]) => {
    const approaches = protection.approaches.filter((approach) => approach.kind === kind);
    const best = approaches.toSorted((a, b) => b.warningS - a.warningS)[0];
    const fromDeg = Math.round(degrees((best.bearingFromRad + best.bearingToRad) / 2)) % 360;
    const scenario =
      best.seenFromM === null ? null : flight(config, area, threat, fromDeg, best.seenFromM);
    return { areaId: area, threat, fromDeg, scenario, limitedBy: best.limitedBy };
  });
}

function flight(
  config: SiteConfig,
  area: string,
  threat: ThreatKind,
  fromDeg: number,
  seenFromM: number,
): Scenario {
  const distanceM = Math.min(DRONE_DISTANCE_MAX_M, 1.1 * seenFromM + 1_000);
  const drone = {
    id: "threat",
    kind: "drone",
    from_s: QUIET_S,
    waypoints: [
      {
        place: { of: area, bearing_deg: fromDeg, distance_m: distanceM },
        height_m: DRONE_HEIGHT_M,
        speed_mps: DRONE_SPEED_MPS,
      },
      { place: { of: area }, height_m: 0, speed_mps: DRONE_SPEED_MPS },
    ],
  };
  const rocket = {
    id: "threat",
    kind: "ballistic",
    class: "rocket",
    from_s: QUIET_S,
    launch: { of: area, bearing_deg: fromDeg, distance_m: ROCKET_DISTANCE_M },
    aim: { of: area },
    elevation_deg: 47,
    boost: { duration_s: 0.7 },
  };
  const flightS = threat === "drone" ? distanceM / DRONE_SPEED_MPS : ROCKET_FLIGHT_MAX_S;
  const result = parseScenario({
    name: "doctor",
    title: `A ${threat} at ${config.areas.find(({ id }) => id === area)?.name ?? area}`,
    summary: "Made up, to prove the way from a detection to a siren.",
    notional: true,
    start: "2026-01-01T00:00:00Z",
    duration_s: Math.ceil(QUIET_S + flightS + AFTERMATH_S),
    site_file: drillSite(config),
    sensor_models: sensorModels(config),
    objects: [threat === "drone" ? drone : rocket],
  });
  if (result.ok) return result.scenario;
  throw new Error(`the flight at ${area} cannot be made: ${JSON.stringify(result.problems[0])}`);
}
