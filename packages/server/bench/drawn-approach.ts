import {
  createEngine,
  degrees,
  type EngineEffect,
  MICROS_PER_SECOND,
  type PlannedThreat,
  plannedThreats,
  radians,
  type SiteModel,
  type WarningTime,
} from "@tocsin/core";
import { compileSite, parseSiteConfig } from "@tocsin/sdk";
import {
  createScorer,
  drive,
  parseScenario,
  type RandomStream,
  type Scenario,
  simulate,
  stream,
} from "@tocsin/sim";

/** Directions that a plan is asked about. */
export const BEARINGS = 72;
const AREA_RADIUS_M = 300;
/** Beyond where it is dependably tracked the object starts this much farther off, so that nothing is seen of its birth. */
const LEAD_IN_SHARE = 1.5;
const LEAD_IN_M = 3_000;
/** What falls is fired when the sky has been looked at for a while. */
const QUIET_S = 40;

/** What came of one flight. */
export interface Flown {
  /** Seconds between the first confirmed track and arrival; null: never. */
  readonly trackedS: number | null;
  readonly orderedS: number | null;
}
/** A site of one or two radars about one area, and one way of coming there. */
export interface DrawnApproach {
  readonly siteFile: object;
  readonly site: SiteModel;
  readonly threat: PlannedThreat;
  readonly bearing: number;
  readonly periodS: number;
}

const place = (bearingDeg: number, distanceM: number) => ({
  latitude_deg: 35 + (distanceM * Math.cos(radians(bearingDeg))) / 110_940,
  longitude_deg: 33 + (distanceM * Math.sin(radians(bearingDeg))) / 91_290,
});

function radarOf(random: RandomStream, index: number, periodS: number): object {
  const modelled = random.uniform(0, 1) < 0.5;
  return {
    id: `radar-${index}`,
    name: `Radar ${index}`,
    kind: "radar",
    ...place(random.uniform(0, 360), random.uniform(50, 4_000)),
    height_m: random.uniform(3, 25),
    coverage: {
      range_min_m: 100,
      range_max_m: random.uniform(6_000, 20_000),
      elevation_min_deg: -2,
      elevation_max_deg: 75,
    },
    detection_probability: random.uniform(0.75, 0.95),
    false_detections_per_sweep: 5,
    period_s: periodS,
    ...(modelled
      ? { radar: { reference_range_m: random.uniform(6_000, 14_000), reference_rcs_dbsm: -10 } }
      : {}),
  };
}

/** Everything follows from the seed. */
export function drawApproach(seed: number): DrawnApproach {
  const random = stream(seed, "warning-time");
  const threats = plannedThreats();
  const threat = threats[Math.floor(random.uniform(0, threats.length))];
  const periodS = [1, 2, 4][Math.floor(random.uniform(0, 3))];
  const radars = random.uniform(0, 1) < 0.5 ? 1 : 2;
  const bearing = Math.floor(random.uniform(0, BEARINGS));
  const siteFile = siteFileOf(random, radars, periodS);
  return { threat, periodS, bearing, siteFile, site: compiled(siteFile) };
}

const siteFileOf = (random: RandomStream, radars: number, periodS: number): object => ({
  site: { id: "site", name: "Site", ...place(0, 0), ground_height_m: 0 },
  sensors: Array.from({ length: radars }, (_, i) => radarOf(random, i + 1, periodS)),
  areas: [
    {
      id: "area",
      name: "Area",
      owner: "Owner",
      protection: "protected",
      circle: { ...place(0, 0), radius_m: AREA_RADIUS_M },
      people: 100,
    },
  ],
});

/** Straight legs between places over a round Earth sag: over 16 km by 5 m, a quarter of how low some fly. In short ones a flight keeps its height; what else parts plan and flight does not lie here. */
const LEG_M = 2_000;
const legsFrom = (fromM: number): readonly number[] => [
  ...Array.from({ length: Math.ceil(fromM / LEG_M) }, (_, i) => fromM - i * LEG_M).filter(
    (distanceM) => distanceM > AREA_RADIUS_M + 1,
  ),
  AREA_RADIUS_M - 1,
];

/** The flight of a drawn approach, of which `told` is what a planner is told; what falls comes down at the near edge or in the middle. */
export function approachScenario(
  { siteFile, threat, bearing }: DrawnApproach,
  told: WarningTime,
  aim: "edge" | "middle",
): Scenario {
  const bearing_deg = (360 * bearing) / BEARINGS;
  const fromM =
    AREA_RADIUS_M +
    (threat.path === "arc"
      ? threat.reachM
      : Math.min(threat.reachM, LEAD_IN_SHARE * (told.trackedFromM ?? 10_000) + LEAD_IN_M));
  const flightS = fromM / threat.speedMps;
  const aimM = aim === "middle" ? 0 : AREA_RADIUS_M - 5;
  const object =
    threat.path === "arc"
      ? {
          id: "object",
          kind: "ballistic",
          class: threat.plannedKind === "mortar" ? "mortar" : "rocket",
          launch: { of: "area", bearing_deg, distance_m: fromM - (AREA_RADIUS_M - 5 - aimM) },
          aim: { of: "area", bearing_deg, distance_m: aimM },
          elevation_deg: degrees(Math.atan((4 * threat.heightM) / threat.reachM)),
          // As the plan flies it.
          drag: { k_m2_per_kg: 0 },
          from_s: QUIET_S,
        }
      : {
          id: "object",
          kind: threat.plannedKind === "missile" ? "missile" : "drone",
          ...(threat.plannedKind === "missile" ? {} : { class: threat.objectClass }),
          rcs_dbsm: threat.plannedKind === "multirotor" ? -15.2 : -10,
          waypoints: legsFrom(fromM).map((distance_m) => ({
            place: { of: "area", bearing_deg, distance_m },
            height_m: threat.heightM,
            speed_mps: threat.speedMps,
          })),
          end: "impact",
        };
  const result = parseScenario({
    name: "approach",
    title: "Approach",
    summary: "One approach.",
    notional: true,
    seed: 1,
    start: "2026-01-01T00:00:00Z",
    duration_s: Math.ceil(flightS * 1.6) + 20 + QUIET_S,
    site_file: siteFile,
    objects: [object],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}

/** Flies it through the whole engine; no farther than to the first confirmed track where nothing else is asked. */
export function flyApproach(scenario: Scenario, seed: number, until: "tracked" | "end"): Flown {
  const simulation = simulate(scenario, { seed });
  const scorer = createScorer(simulation);
  const arrivedUs = simulation.truth.objects[0].endUs;
  const before = (us: number | null): number | null =>
    us === null ? null : (arrivedUs - us) / MICROS_PER_SECOND;
  let trackedUs: number | null = null;
  let orderedUs: number | null = null;
  for (const { effects } of drive(createEngine(), simulation.events())) {
    for (const effect of effects) {
      scorer.add(effect);
      if (effect.type === "warning" && effect.warning.stage === "take-cover")
        orderedUs ??= effect.warning.issuedUs;
    }
    if (trackedUs === null && effects.some(isOfTrack))
      trackedUs = scorer.result().objects[0].firstConfirmedUs;
    if (until === "tracked" && trackedUs !== null) break;
  }
  return { trackedS: before(trackedUs), orderedS: before(orderedUs) };
}

const isOfTrack = ({ type }: EngineEffect): boolean => type === "track";

function compiled(siteFile: object): SiteModel {
  const result = parseSiteConfig(siteFile);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return compileSite(result.config, { mode: "simulation" });
}
