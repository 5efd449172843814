import { type HeightGrid, type SiteModel, standardAtmosphereWithWind } from "@tocsin/core";
import type { ConfigPath, ConfigProblem } from "@tocsin/sdk";
import type {
  BallisticConfig,
  ObjectConfig,
  WaypointObjectConfig,
} from "../scenario/object-schema.ts";
import type { ScenarioDefinition } from "../scenario/scenario-schema.ts";
import { flightTo } from "./aim.ts";
import type { BallisticAir } from "./ballistic-flight.ts";
import { dragCurve } from "./drag.ts";
import type { Flight } from "./flight.ts";
import { followGround } from "./follow-ground.ts";
import type { Places } from "./places.ts";
import { type FlightPoint, waypointFlight } from "./waypoint-flight.ts";

export type FlightResult =
  | { readonly ok: true; readonly flight: Flight }
  | { readonly ok: false; readonly problem: ConfigProblem };

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const refuse = (path: ConfigPath, message: string, remedy: string): FlightResult => ({
  ok: false,
  problem: { path, at: "value", message, remedy },
});

/** The true air of a scenario over its site. */
export const ballisticAir = (
  definition: ScenarioDefinition,
  site: SiteModel,
  places: Places,
): BallisticAir => ({
  frame: places.frame,
  atmosphere: standardAtmosphereWithWind(
    definition.wind.map((layer) => ({
      heightM: site.groundHeightM + layer.height_m,
      eastMps: -layer.speed_mps * Math.sin(radians(layer.from_deg)),
      northMps: -layer.speed_mps * Math.cos(radians(layer.from_deg)),
    })),
  ),
  densityFactor: definition.density_factor,
  groundHeightM: site.groundHeightM,
});

/** The flight of an object that no random number has a part in; a bird's place is checked and its flight made later. */
export function buildFlight(
  config: Exclude<ObjectConfig, { kind: "bird" }>,
  path: ConfigPath,
  places: Places,
  air: BallisticAir,
  terrain: HeightGrid | null,
): FlightResult {
  if (config.kind === "ballistic") return buildBallistic(config, path, places, air);
  const built = buildWaypoints(config, path, places);
  const isFollowing = config.kind === "missile" && config.follows_ground;
  if (!built.ok || !isFollowing || terrain === null) return built;
  return { ok: true, flight: followGround(built.flight, terrain, air.groundHeightM) };
}

/** What to do about a place that names nothing. */
export const PLACE_REMEDY =
  "Name the site, one of its areas, sensors or defences, or give latitude_deg and longitude_deg.";

function buildWaypoints(
  config: WaypointObjectConfig,
  path: ConfigPath,
  places: Places,
): FlightResult {
  const points: FlightPoint[] = [];
  for (const [i, waypoint] of config.waypoints.entries()) {
    const where = [...path, "waypoints", i, "place"];
    const position = places.position(waypoint.place, waypoint.height_m);
    if (position === null) return refuse(where, "the site has nothing of that name", PLACE_REMEDY);
    const before = points.at(-1)?.position;
    if (before !== undefined && before.every((value, axis) => value === position[axis])) {
      return refuse(where, "this way point is where the one before it is", "Remove it.");
    }
    points.push({ position, speedMps: waypoint.speed_mps, holdS: waypoint.hold_s });
  }
  return { ok: true, flight: waypointFlight(points, config.from_s, config.acceleration_mps2) };
}

function buildBallistic(
  config: BallisticConfig,
  path: ConfigPath,
  places: Places,
  air: BallisticAir,
): FlightResult {
  const launch = places.position(config.launch, 0);
  if (launch === null) {
    return refuse([...path, "launch"], "the site has nothing of that name", PLACE_REMEDY);
  }
  const aim = places.position(config.aim, 0);
  if (aim === null) {
    return refuse([...path, "aim"], "the site has nothing of that name", PLACE_REMEDY);
  }
  const { drag } = config;
  const constantK = "k_m2_per_kg" in drag ? drag.k_m2_per_kg : 0;
  const flight = flightTo(
    {
      timeS: config.from_s,
      launch,
      aim,
      elevationRad: radians(config.elevation_deg),
      boostS: config.boost?.duration_s ?? 0,
      startSpeedMps: config.boost?.start_speed_mps ?? 0,
      drag: "curve" in drag ? dragCurve(drag.curve, drag.area_per_mass_m2_per_kg) : () => constantK,
    },
    air,
  );
  return flight === null
    ? refuse(
        [...path, "aim"],
        "no flight at this elevation and with this drag comes down there",
        "Move launch and aim nearer or apart, change elevation_deg, or lessen the drag.",
      )
    : { ok: true, flight };
}
