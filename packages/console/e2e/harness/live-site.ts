import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SITE = {
  id: "weir",
  name: "Weir (made up)",
  latitude_deg: 48,
  longitude_deg: 31,
  ground_height_m: 150,
};
const SENSORS = [
  {
    id: "radar",
    name: "Radar",
    kind: "radar",
    latitude_deg: 48.006,
    longitude_deg: 31,
    height_m: 170,
    coverage: {
      range_min_m: 100,
      range_max_m: 15_000,
      elevation_min_deg: -2,
      elevation_max_deg: 80,
    },
    detection_probability: 0.95,
    false_detections_per_sweep: 1,
    period_s: 1,
  },
];
const AREAS = [
  {
    id: "lock",
    name: "Lock",
    owner: "Canal company",
    protection: "protected",
    circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 500 },
    people: 40,
  },
];
/** Seconds after which the bomb starts: late enough for a page to be open by then. */
const FROM_S = 12;

const PEOPLE = {
  id: "people",
  name: "People",
  kind: "observer",
  latitude_deg: 48,
  longitude_deg: 31,
  height_m: 152,
  coverage: { range_max_m: 20_000, elevation_max_deg: 90, horizon: false },
  detection_probability: 0.3,
  false_detections_per_sweep: 0.1,
  period_s: 10,
  stale_after_s: 7_200,
};

/** A post that takes reports of people, and sees nothing itself. */
export function makeObservedSite(): { readonly folder: string; readonly configPath: string } {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-observed-"));
  const config = {
    site: SITE,
    mode: "shadow",
    data_dir: join(folder, "data"),
    sensors: [...SENSORS, PEOPLE],
    areas: AREAS,
    inputs: [{ type: "observers", id: "phones", sensor: "people" }],
    channels: [{ type: "log", id: "screen", modes: ["shadow"] }],
  };
  const configPath = join(folder, "site.yaml");
  writeFileSync(configPath, JSON.stringify(config, null, 2));
  return { folder, configPath };
}

/** A post of its own in a temporary folder: one radar, one area, and a mortar bomb on its way soon after the start. */
export const makeLiveSite = (): MadeSite =>
  makeSimulatedSite({
    objects: [
      {
        id: "mortar",
        kind: "ballistic",
        class: "mortar",
        rcs_dbsm: -15,
        from_s: FROM_S,
        launch: { of: "lock", bearing_deg: 80, distance_m: 5_200 },
        aim: { of: "lock", bearing_deg: 200, distance_m: 50 },
        elevation_deg: 60,
        drag: { k_m2_per_kg: 0.0003 },
      },
    ],
    durationS: 180,
  });

/**
 * A post whose site file asks for a certainty that no drone can reach, by a slip of whoever wrote it, and drones that fly straight at its area, one
 * behind the other: whoever looks at it has minutes to do so.
 */
export const makeDeafSite = (): MadeSite =>
  makeSimulatedSite({
    objects: Array.from({ length: DEAF_DRONES }, (_, i) => ({
      id: `drone-${i}`,
      kind: "drone",
      class: "fixed-wing-drone",
      rcs_dbsm: -10,
      from_s: FROM_S + i * DEAF_EVERY_S,
      waypoints: [
        { place: { of: "lock", bearing_deg: 80, distance_m: 3_000 }, height_m: 150, speed_mps: 60 },
        { place: { of: "lock" }, height_m: 150, speed_mps: 60 },
      ],
    })),
    durationS: FROM_S + DEAF_DRONES * DEAF_EVERY_S + 60,
    policy: { pre_alert_reach_probability: 1, take_cover_reach_probability: 1 },
  });

/** Each flies for 50 s. */
const DEAF_DRONES = 10;
const DEAF_EVERY_S = 25;

interface MadeSite {
  readonly folder: string;
  readonly configPath: string;
}

function makeSimulatedSite(of: {
  readonly objects: readonly object[];
  readonly durationS: number;
  readonly policy?: object;
}): MadeSite {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-live-"));
  const scenario = {
    name: "weir",
    title: "One object",
    summary: "One object into the lock.",
    notional: true,
    seed: 3,
    start: "2026-03-01T04:00:00Z",
    duration_s: of.durationS,
    site_file: { site: SITE, sensors: SENSORS, areas: AREAS },
    objects: of.objects,
  };
  // JSON is YAML.
  const scenarioPath = join(folder, "weir.yaml");
  writeFileSync(scenarioPath, JSON.stringify(scenario, null, 2));
  const config = {
    site: SITE,
    mode: "simulation",
    data_dir: join(folder, "data"),
    sensors: SENSORS,
    areas: AREAS,
    inputs: [{ type: "simulation", id: "sky", scenario: scenarioPath }],
    channels: [{ type: "log", id: "screen", modes: ["simulation"] }],
    self_test: { on: true, every_s: 10 },
    ...(of.policy === undefined ? {} : { policy: of.policy }),
  };
  const configPath = join(folder, "site.yaml");
  writeFileSync(configPath, JSON.stringify(config, null, 2));
  return { folder, configPath };
}
