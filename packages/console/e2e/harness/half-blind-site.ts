import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PLACE = { latitude_deg: 48, longitude_deg: 31 };
const COVERAGE = { range_max_m: 15_000, elevation_min_deg: -2, elevation_max_deg: 80 };
/** Aircraft that pass abreast on each side. */
const FLIGHTS = 6;

const SITE = { id: "weir", name: "Weir (made up)", ...PLACE, ground_height_m: 150 };
const SENSORS = [
  {
    id: "radar",
    name: "Roof radar",
    kind: "radar",
    ...PLACE,
    height_m: 170,
    coverage: COVERAGE,
    detection_probability: 0.9,
    false_detections_per_sweep: 0.5,
    period_s: 1,
  },
  {
    id: "antenna",
    name: "Antenna",
    kind: "cooperative",
    ...PLACE,
    height_m: 170,
    coverage: { ...COVERAGE, range_max_m: 200_000, elevation_max_deg: 90, horizon: false },
    period_s: 1,
    stale_after_s: 60,
  },
];
const AREAS = [
  {
    id: "lock",
    name: "Lock",
    owner: "Canal company",
    protection: "protected",
    circle: { ...PLACE, radius_m: 300 },
    people: 40,
  },
];

/** Northward past the site, from 2 km south of it; in the west something that no file knows of stands before the radar. */
function flight(side: "east" | "west", i: number): object {
  const acrossM = (7_900 + i * 600) * (side === "east" ? 1 : -1);
  const at = (alongM: number): object => ({
    of: "lock",
    bearing_deg: (360 + (Math.atan2(acrossM, alongM) * 180) / Math.PI) % 360,
    distance_m: Math.hypot(acrossM, alongM),
  });
  const waypoint = (alongM: number): object => ({
    place: at(alongM),
    height_m: 2_500,
    speed_mps: 130,
  });
  return {
    id: `${side}-${i}`,
    kind: "aircraft",
    from_s: 4,
    ...(side === "west" ? { seen_by: ["antenna"] } : {}),
    cooperative: {
      aircraft_address: `4B${side === "east" ? 1 : 2}00${i}`,
      callsign: `${side}${i}`,
    },
    waypoints: [waypoint(-2_000), waypoint(20_000)],
  };
}

/** A post whose radar claims to see all around and sees nothing in the west, beside a receiver of what aircraft say of themselves. */
export function makeHalfBlindSite(): { readonly folder: string; readonly configPath: string } {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-half-blind-"));
  const sides = (["east", "west"] as const).flatMap((side) =>
    Array.from({ length: FLIGHTS }, (_, i) => flight(side, i)),
  );
  const scenario = {
    name: "half-blind",
    title: "A radar that sees nothing in the west",
    summary: "Aircraft pass on both sides.",
    notional: true,
    seed: 5,
    start: "2026-03-01T04:00:00Z",
    duration_s: 180,
    site_file: { site: SITE, sensors: SENSORS, areas: AREAS },
    objects: sides,
  };
  // JSON is YAML.
  const scenarioPath = join(folder, "half-blind.yaml");
  writeFileSync(scenarioPath, JSON.stringify(scenario));
  const config = {
    site: SITE,
    mode: "simulation",
    data_dir: join(folder, "data"),
    sensors: SENSORS,
    areas: AREAS,
    inputs: [{ type: "simulation", id: "flights", scenario: scenarioPath }],
    channels: [{ type: "log", id: "screen", modes: ["simulation"] }],
  };
  const configPath = join(folder, "site.yaml");
  writeFileSync(configPath, JSON.stringify(config));
  return { folder, configPath };
}
