import { meridianRadius, primeVerticalRadius, type SiteModel } from "@tocsin/core";
import { compileSite, parseSiteConfig, type SiteConfigInput } from "@tocsin/sdk";
import { type AirportOptions, type AirportRadar, airportRadars } from "./airport-recording.ts";
import type { BenchRadar } from "./radar-model.ts";
import { clutterPerScan, RADAR } from "./scenario.ts";

const ORIGIN = { latitude_deg: 33.3, longitude_deg: 44.4 };
/** Of the meridian, and of the parallel, at the origin: a radar some km away is placed to the metre. */
const MERIDIAN_RADIUS_M = meridianRadius((ORIGIN.latitude_deg * Math.PI) / 180);
const PARALLEL_RADIUS_M =
  primeVerticalRadius((ORIGIN.latitude_deg * Math.PI) / 180) *
  Math.cos((ORIGIN.latitude_deg * Math.PI) / 180);
/** Of latitude; good enough to place an area. */
const METRES_PER_DEGREE = 111_000;
const AREA_RADIUS_M = 300;
/** East and north of the origin, m: all inside the circle in which bodies come down. */
const AREA_PLACES = [
  [0, 0],
  [1500, 0],
  [-1500, 0],
  [0, 1500],
  [0, -1500],
] as const;

/** Clutter begins tracks, too. */
const TRACKS_PER_OBJECT = 4;

const degrees = (radians: number): number => (radians * 180) / Math.PI;

const areas = (): SiteConfigInput["areas"] =>
  AREA_PLACES.map(([eastM, northM], index) => ({
    id: `area-${index + 1}`,
    name: `Area ${index + 1}`,
    owner: "Bench",
    protection: "protected",
    circle: { ...placeOf({ eastM, northM }), radius_m: AREA_RADIUS_M },
  }));

/** Where the areas lie, of the origin. */
export const areaPlaces = () =>
  AREA_PLACES.map(([eastM, northM]) => ({ eastM, northM, radiusM: AREA_RADIUS_M }));

const placeOf = ({ eastM, northM }: { readonly eastM: number; readonly northM: number }) => ({
  latitude_deg: ORIGIN.latitude_deg + northM / METRES_PER_DEGREE,
  longitude_deg:
    ORIGIN.longitude_deg +
    eastM / (METRES_PER_DEGREE * Math.cos((ORIGIN.latitude_deg * Math.PI) / 180)),
});

const site = { id: "bench", name: "Bench", ...ORIGIN, ground_height_m: 0 };

/** The radars of a scenario about five areas; policy and tracker as by default, but that a track ends after 5 misses, and room for all of them. */
export function radarSite(
  radars: readonly BenchRadar[],
  clutter: number,
  tracksMax = 5000,
): SiteModel {
  return compile({
    site,
    mode: "simulation",
    areas: areas(),
    tracker: { end_after_misses: 5, tracks_max: tracksMax },
    sensors: radars.map((radar) => ({
      id: radar.id,
      name: "Bench radar",
      kind: "radar",
      latitude_deg: ORIGIN.latitude_deg + degrees(radar.northM / MERIDIAN_RADIUS_M),
      longitude_deg: ORIGIN.longitude_deg + degrees(radar.eastM / PARALLEL_RADIUS_M),
      height_m: 0,
      period_s: radar.periodUs / 1e6,
      detection_probability: radar.detectionProbability,
      false_detections_per_sweep: clutter,
      ...(radar.rangeRateMinMps === 0 ? {} : { radar: modelOf(radar) }),
      coverage: {
        range_min_m: radar.rangeMinM,
        range_max_m: radar.rangeMaxM,
        elevation_min_deg: degrees(radar.elevationMinRad),
        elevation_max_deg: degrees(radar.elevationMaxRad),
        horizon: false,
      },
    })),
  });
}

/** A radar that is limited by nothing but its least speed: its reference lies far beyond its range. */
const modelOf = ({ rangeMaxM, rangeRateMinMps }: BenchRadar) => ({
  reference_range_m: 10 * rangeMaxM,
  range_rate_min_mps: rangeRateMinMps,
});

/** The site of the scenario with one radar. */
export const scenarioSite = (objects: number): SiteModel =>
  radarSite([RADAR], clutterPerScan(objects), Math.max(5000, TRACKS_PER_OBJECT * objects));

/** An airport with its two-dimensional surveillance radars, and the same five areas. */
export function airportSite({ turnS, clutterPerTurn, radars }: AirportOptions): SiteModel {
  return compile({
    site,
    mode: "replay",
    areas: areas(),
    sensors: airportRadars(radars).map((radar) => ({
      id: airportSensor(radar),
      name: `Airport radar ${radar.sic}`,
      kind: "radar",
      ...placeOf(radar),
      height_m: 20,
      period_s: turnS,
      detection_probability: 0.9,
      false_detections_per_sweep: clutterPerTurn,
      coverage: { range_max_m: 110_000, elevation_min_deg: 0, elevation_max_deg: 45 },
    })),
  });
}

export const airportSensor = ({ sic }: AirportRadar): string => `airport-radar-${sic}`;

function compile(config: SiteConfigInput): SiteModel {
  const result = parseSiteConfig(config);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return compileSite(result.config);
}
