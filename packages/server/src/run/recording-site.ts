import {
  type Geodetic,
  MICROS_PER_SECOND,
  radians,
  sensorId,
  type SensorKind,
  type SensorSpec,
  type SiteModel,
} from "@tocsin/core";
import { compileSite, parseSiteConfig } from "@tocsin/sdk";
import { assert } from "@tocsin/core";
import type { AsterixConfig } from "../adapters/asterix/assembler.ts";
import type { DiscoveredSensor } from "../adapters/asterix/discover-sensors.ts";

/** Radars whose place nobody states stand this far apart on the equator, so that none can mistake another's plots. */
const UNPLACED_SPACING_DEG = 9;
const DEFAULT_PERIOD_US = 5 * MICROS_PER_SECOND;
/** A sensor is stale after so many of its periods, and never sooner than this. */
const STALE_PERIODS = 3;
const STALE_LEAST_US = 5 * MICROS_PER_SECOND;

export interface RecordingSite {
  readonly site: SiteModel;
  readonly asterix: AsterixConfig;
  /** Sensors whose position is not in the recording. */
  readonly unplaced: readonly string[];
}

/** `radar-25-201` for SAC 25, SIC 201. */
const nameOf = ({ sac, sic }: DiscoveredSensor): string => `source-${sac}-${sic}`;

/**
 * A site for a recording that comes without a site file: every source that the recording shows becomes a sensor,
 * in mode `replay`, without areas. Radars that do not state their place are put on the equator, far apart.
 */
export function recordingSite(discovered: readonly DiscoveredSensor[]): RecordingSite {
  const placed = discovered.find((source) => source.position !== null)?.position ?? null;
  const origin: Geodetic =
    placed === null ? { latitudeRad: 0, longitudeRad: 0, heightM: 0 } : { ...placed, heightM: 0 };
  const unplaced = discovered.filter((source) => source.position === null && isRadar(source));
  const places = placesOf(discovered, origin);
  return {
    site: {
      ...blankSite(),
      areas: [],
      origin,
      sensors: discovered.map((source, i) => specOf(source, places[i])),
    },
    asterix: {
      editions: Object.fromEntries(discovered.flatMap((source) => Object.entries(source.editions))),
      sensors: discovered.map((source) => ({
        sensorId: sensorId(nameOf(source)),
        sac: source.sac,
        sic: source.sic,
      })),
    },
    unplaced: unplaced.map(nameOf),
  };
}

const isRadar = ({ records }: DiscoveredSensor): boolean =>
  [10, 15, 34, 48].some((category) => records[category] !== undefined);

/** What a source is by what it sends: a radar's plots, an ADS-B station's reports, else a tracker's tracks. */
function kindOf(source: DiscoveredSensor): SensorKind {
  if (isRadar(source)) return "radar";
  return source.records[21] === undefined ? "tracker" : "cooperative";
}

/** A site of which nothing is known, in mode `replay`. */
export function blankSite(): SiteModel {
  const parsed = parseSiteConfig(blankFile());
  assert(parsed.ok, "the blank site is sound");
  return { ...compileSite(parsed.config), areas: [] };
}

/** A site file must have an area; this one is taken out again, since nobody said where people are. */
const blankFile = (): object => ({
  mode: "replay",
  site: {
    id: "recording",
    name: "Recording",
    latitude_deg: 0,
    longitude_deg: 0,
    ground_height_m: 0,
  },
  areas: [
    {
      id: "nowhere",
      name: "Nowhere",
      owner: "nobody",
      protection: "none",
      circle: { latitude_deg: 0, longitude_deg: 0, radius_m: 100 },
      people: 0,
    },
  ],
});

function placesOf(discovered: readonly DiscoveredSensor[], origin: Geodetic): readonly Geodetic[] {
  let next = 0;
  return discovered.map((source) => {
    if (source.position !== null) return source.position;
    if (!isRadar(source)) return origin;
    const longitudeRad = radians(UNPLACED_SPACING_DEG * next);
    next++;
    return { latitudeRad: 0, longitudeRad, heightM: 0 };
  });
}

function specOf(source: DiscoveredSensor, position: Geodetic): SensorSpec {
  const periodUs = source.rotationPeriodUs ?? source.updatePeriodUs ?? DEFAULT_PERIOD_US;
  const radar = isRadar(source);
  return {
    id: sensorId(nameOf(source)),
    name: `Source ${source.sac}/${source.sic}`,
    kind: kindOf(source),
    position,
    azimuthOffsetRad: 0,
    rangeOffsetM: 0,
    coverage: {
      rangeMinM: 0,
      rangeMaxM: radar ? 480_000 : 5_000_000,
      azimuthFromRad: 0,
      azimuthWidthRad: 2 * Math.PI,
      elevationMinRad: radar ? radians(-1) : -Math.PI / 2,
      elevationMaxRad: radar ? radians(60) : Math.PI / 2,
      horizon: radar,
    },
    detectionProbability: 0.9,
    falseDetectionsPerSweep: radar ? 20 : 0.01,
    periodUs,
    staleAfterUs: Math.max(STALE_PERIODS * periodUs, STALE_LEAST_US),
    commonCauseGroup: null,
    authenticated: false,
  };
}
