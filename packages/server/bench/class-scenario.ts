import { parseScenario, type Scenario, stream } from "@tocsin/sim";
import { drawObjects } from "./class-objects.ts";

export type ClassRadar = "with cross-section" | "without" | "no elevation";
export const CLASS_RADARS: readonly ClassRadar[] = [
  "with cross-section",
  "without",
  "no elevation",
];

export interface ClassScenario {
  readonly scenario: Scenario;
  /** What each object is really, by its id; a bird has the number of its flock behind. */
  readonly truthOf: ReadonlyMap<string, string>;
}

/** A drawn body may have too much drag to get where it is aimed at: then all is drawn anew. */
const ATTEMPTS_MAX = 30;
const DURATION_S = 190;

/** One object of every kind about one radar, and a receiver of what objects say of themselves. */
export function classScenario(seed: number, radar: ClassRadar, spoofs: boolean): ClassScenario {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const random = stream(seed, radar, String(attempt));
    const drawn = drawObjects(random, spoofs);
    const flat = radar === "no elevation";
    const result = parseScenario({
      name: `classes-${seed}`,
      title: "Generated",
      summary: "One object of every kind.",
      notional: true,
      seed,
      start: "2026-01-01T00:00:00Z",
      duration_s: DURATION_S,
      site_file: siteFile(flat),
      sensor_models: [
        {
          id: "radar",
          measures: flat ? "range-azimuth" : "range-azimuth-elevation",
          range_sigma_m: random.uniform(4, 15),
          azimuth_sigma_deg: random.uniform(0.08, 0.25),
          elevation_sigma_deg: random.uniform(0.1, 0.3),
          range_rate_sigma_mps: random.chance(0.6) ? random.uniform(0.5, 2) : null,
          rcs_sigma_db: radar === "with cross-section" ? random.uniform(3, 8) : null,
        },
      ],
      objects: drawn.map(({ config }) => config),
    });
    if (!result.ok) continue;
    const truthOf = new Map(drawn.map(({ config, truth }) => [idOf(config), truth]));
    return { scenario: result.scenario, truthOf };
  }
  throw new Error(`no objects of seed ${seed} can all be flown`);
}

const idOf = (config: object): string => ("id" in config ? String(config.id) : "");

const PLACE = { latitude_deg: 35, longitude_deg: 33, height_m: 5 };

const siteFile = (flat: boolean): object => ({
  site: {
    id: "site",
    name: "Site (made up)",
    latitude_deg: 35,
    longitude_deg: 33,
    ground_height_m: 0,
  },
  sensors: [
    {
      id: "radar",
      name: "Radar",
      kind: "radar",
      ...PLACE,
      coverage: {
        range_min_m: 100,
        range_max_m: 40_000,
        elevation_min_deg: -1,
        elevation_max_deg: 80,
      },
      detection_probability: 0.9,
      false_detections_per_sweep: 8,
      period_s: flat ? 2 : 1,
    },
    {
      id: "receiver",
      name: "Receiver",
      kind: "cooperative",
      ...PLACE,
      coverage: { range_max_m: 200_000, elevation_min_deg: -10, elevation_max_deg: 90 },
      detection_probability: 0.9,
      false_detections_per_sweep: 0,
      period_s: 2,
    },
  ],
  areas: [
    {
      id: "town",
      name: "Town",
      owner: "Town",
      protection: "protected",
      circle: { latitude_deg: 35, longitude_deg: 33, radius_m: 500 },
    },
  ],
});
