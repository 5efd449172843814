/**
 * Predicted warning time against flown approaches: `node packages/server/bench/warning-time.ts [--sites 40] [--flights 7] [--seed 1] [--aim edge]`. Each
 * site is drawn: one or two radars, with or without a radar's model, somewhere about one area. Of each, one approach is drawn, what a
 * planner would be told of it is worked out, and it is flown through the whole engine several times.
 */
import { parseArgs } from "node:util";
import {
  createEngine,
  degrees,
  MICROS_PER_SECOND,
  type PlannedThreat,
  plannedThreats,
  radians,
  type SiteModel,
  type WarningTime,
  warningTimes,
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
import { mean, quantile } from "./statistics.ts";

const BEARINGS = 72;
const AREA_RADIUS_M = 300;
/** Beyond where it is dependably tracked the object starts this much farther off, so that nothing is seen of its birth. */
const LEAD_IN_SHARE = 1.5;
const LEAD_IN_M = 3_000;

const { values } = parseArgs({
  options: {
    sites: { type: "string", default: "40" },
    flights: { type: "string", default: "7" },
    seed: { type: "string", default: "1" },
    // Where what falls comes down: at the near edge, as the plan has it arrive, or in the middle.
    aim: { type: "string", default: "edge" },
  },
});

interface Flown {
  /** Seconds between the first confirmed track and arrival; null: never. */
  readonly trackedS: number | null;
  readonly orderedS: number | null;
}
interface Drawn {
  readonly siteFile: object;
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

function drawn(seed: number): Drawn {
  const random = stream(seed, "warning-time");
  const threats = plannedThreats();
  const threat = threats[Math.floor(random.uniform(0, threats.length))];
  const periodS = [1, 2, 4][Math.floor(random.uniform(0, 3))];
  const radars = random.uniform(0, 1) < 0.5 ? 1 : 2;
  return {
    threat,
    periodS,
    bearing: Math.floor(random.uniform(0, BEARINGS)),
    siteFile: {
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
    },
  };
}

function scenarioOf({ siteFile, threat, bearing }: Drawn, told: WarningTime): Scenario {
  const bearing_deg = (360 * bearing) / BEARINGS;
  const fromM =
    AREA_RADIUS_M +
    (threat.path === "arc"
      ? threat.reachM
      : Math.min(threat.reachM, LEAD_IN_SHARE * (told.trackedFromM ?? 10_000) + LEAD_IN_M));
  const flightS = fromM / threat.speedMps;
  const aimM = values.aim === "middle" ? 0 : AREA_RADIUS_M - 5;
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
        }
      : {
          id: "object",
          kind: threat.plannedKind === "missile" ? "missile" : "drone",
          ...(threat.plannedKind === "missile" ? {} : { class: threat.objectClass }),
          rcs_dbsm: threat.plannedKind === "multirotor" ? -15.2 : -10,
          waypoints: [fromM, AREA_RADIUS_M - 1].map((distance_m) => ({
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
    duration_s: Math.ceil(flightS * 1.6) + 20,
    site_file: siteFile,
    objects: [object],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}

function fly(scenario: Scenario, seed: number): Flown {
  const simulation = simulate(scenario, { seed });
  const scorer = createScorer(simulation);
  let orderedUs: number | null = null;
  for (const { effects } of drive(createEngine(), simulation.events()))
    for (const effect of effects) {
      scorer.add(effect);
      if (effect.type === "warning" && effect.warning.stage === "take-cover")
        orderedUs ??= effect.warning.issuedUs;
    }
  const [object] = scorer.result().objects;
  const arrivedUs = simulation.truth.objects[0].endUs;
  const before = (us: number | null): number | null =>
    us === null ? null : (arrivedUs - us) / MICROS_PER_SECOND;
  return { trackedS: before(object.firstConfirmedUs), orderedS: before(orderedUs) };
}

const errors: Record<string, number[]> = {};
/** Of each path, by how many seconds take-cover was ordered sooner than told, flight by flight. */
const sooner: Record<string, number[]> = {};
let asPromised = 0;
let asLikely = 0;
let within = 0;
let flights = 0;
let sites = 0;
for (let i = 0; i < Number(values.sites); i++) {
  const seed = Number(values.seed) + i;
  const it = drawn(seed);
  const parsed = compileSiteOf(it.siteFile);
  const told = warningTimes({ site: parsed, threats: [it.threat], bearings: BEARINGS })[it.bearing];
  const flown = Array.from({ length: Number(values.flights) }, (_, k) =>
    fly(scenarioOf(it, told), 1000 * seed + k),
  );
  const trackedS = flown.map((each) => each.trackedS ?? 0);
  const medianS = quantile(trackedS, 0.5);
  sites++;
  flights += flown.length;
  const kept = trackedS.filter((s) => s >= told.trackedS - 1e-6).length;
  asPromised += kept;
  asLikely += trackedS.filter((s) => s >= told.likelyS).length;
  if (Math.abs(medianS - told.likelyS) <= it.periodS) within++;
  for (const { orderedS } of flown)
    (sooner[it.threat.path] ??= []).push((orderedS ?? 0) - told.orderedS);
  (errors[it.threat.path] ??= []).push((medianS - told.likelyS) / it.periodS);
  process.stdout.write(
    `${seed}\t${it.threat.kind.padEnd(26)} T ${it.periodS} told ${told.trackedS.toFixed(1)} likely ${told.likelyS.toFixed(1)} (${told.limitedBy}) order ${told.orderedS.toFixed(1)}\tmedian ${medianS.toFixed(1)} [${Math.min(...trackedS).toFixed(1)}, ${Math.max(...trackedS).toFixed(1)}] ordered ${quantile(
      flown.map((f) => f.orderedS ?? 0),
      0.5,
    ).toFixed(1)}\n`,
  );
}
for (const [path, all] of Object.entries(errors))
  process.stdout.write(
    `${path}: median − likely in looks: mean ${mean(all).toFixed(2)}, 5 % ${quantile(all, 0.05).toFixed(2)}, 95 % ${quantile(all, 0.95).toFixed(2)}\n`,
  );
for (const [path, all] of Object.entries(sooner))
  process.stdout.write(
    `${path}: take-cover ordered no later than told in ${all.filter((s) => s >= 0).length} of ${all.length} flights; sooner by ${quantile(all, 0.5).toFixed(1)} s in the median, ${quantile(all, 0.05).toFixed(1)} s at 5 %\n`,
  );
process.stdout.write(
  `${sites} approaches: median within one look of the likely one in ${within}; ${asPromised} of ${flights} flights tracked no later than the dependable one (90 % are told), ${asLikely} no later than the likely one (half are)\n`,
);

function compileSiteOf(siteFile: object): SiteModel {
  const result = parseSiteConfig(siteFile);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return compileSite(result.config, { mode: "simulation" });
}
