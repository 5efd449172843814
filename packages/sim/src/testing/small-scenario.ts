import { parseScenario } from "../scenario/parse-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";

type Plain = Readonly<Record<string, unknown>>;

/** A site with one all-round radar on level ground at sea level, and one round area about the origin. */
export const SMALL_SITE = {
  site: { id: "site", name: "Site", latitude_deg: 40, longitude_deg: 20, ground_height_m: 0 },
  sensors: [
    {
      id: "radar",
      name: "Radar",
      kind: "radar",
      latitude_deg: 40,
      longitude_deg: 20,
      height_m: 15,
      coverage: { range_max_m: 20_000, elevation_max_deg: 85 },
      detection_probability: 0.8,
      false_detections_per_sweep: 0,
      period_s: 1,
    },
  ],
  areas: [
    {
      id: "area",
      name: "Area",
      owner: "Owner",
      protection: "protected",
      circle: { latitude_deg: 40, longitude_deg: 20, radius_m: 300 },
      people: 10,
    },
  ],
};

/** The plain data of a small scenario, with `changes` at its top level. */
export const smallValue = (changes: Plain = {}): Plain => ({
  name: "small",
  title: "Small",
  summary: "For tests.",
  notional: true,
  seed: 3,
  start: "2026-01-01T00:00:00Z",
  duration_s: 60,
  site_file: SMALL_SITE,
  ...changes,
});

export function smallScenario(changes: Plain = {}): Scenario {
  const result = parseScenario(smallValue(changes));
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2));
  return result.scenario;
}

/** {@link SMALL_SITE} with another radar, or another sensor in its place. */
export const siteWithSensor = (sensor: Plain): Plain => ({
  ...SMALL_SITE,
  sensors: [{ ...SMALL_SITE.sensors[0], ...sensor }],
});

/** A drone that flies due north at an even height past the origin, `eastM` beside it. */
export const passingDrone = (options: {
  readonly id?: string;
  readonly eastM: number;
  readonly speedMps: number;
  readonly lengthM: number;
  readonly heightM: number;
}): Plain => ({
  id: options.id ?? "drone",
  kind: "drone",
  end: "leaves",
  waypoints: [-1, 1].map((side) => ({
    place: {
      of: "site",
      bearing_deg: (Math.atan2(options.eastM, (side * options.lengthM) / 2) * 180) / Math.PI,
      distance_m: Math.hypot(options.eastM, options.lengthM / 2),
    },
    height_m: options.heightM,
    speed_mps: options.speedMps,
  })),
});
