import { parseScenario, type RandomStream, type Scenario, stream } from "@tocsin/sim";

export type RaidKind = "salvo" | "raid";

/** A town's quarters, one in the middle and rings about it, each a circle with as many people. */
const QUARTER_RADIUS_M = 300;
const QUARTER_SPACING_M = 1100;
const QUARTER_RINGS = 2;
const PEOPLE = 1000;
const PLACE = { latitude_deg: 35, longitude_deg: 33 };
/** What is aimed falls about a quarter as far off as rockets and mortar bombs do. */
const DISPERSION_M = { rocket: 450, mortar: 150, drone: 20 } as const;
const SALVO_MOST = 10;
const RAID_MOST = 6;
/** A drawn body may have too much drag to get where it is aimed at: then all is drawn anew. */
const ATTEMPTS_MAX = 20;
const DURATION_S = { salvo: 130, raid: 420 } as const;

interface Aim {
  readonly bearingDeg: number;
  readonly distanceM: number;
}

/**
 * A generated attack on a town of nineteen quarters under one radar (1 Hz, 10 m, 2 mrad, 1 m/s, detection probability 0.9,
 * twenty false detections a sweep). A salvo: one to ten rockets or mortar bombs from one place, with drag curves over Mach,
 * motors, a wind and a density of the air that no filter is told. A raid: one to six drones that reach a quarter by a bend or
 * straight, and as many objects that only pass, with birds between.
 */
export function raidScenario(kind: RaidKind, seed: number): Scenario {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const random = stream(seed, kind, String(attempt));
    const result = parseScenario({
      name: `${kind}-${seed}`,
      title: "Generated",
      summary: "A generated attack.",
      notional: true,
      seed,
      start: "2026-01-01T00:00:00Z",
      duration_s: DURATION_S[kind],
      site_file: site(),
      sensor_models: [radarModel(seed)],
      wind: windOf(random),
      density_factor: random.uniform(0.95, 1.05),
      objects: kind === "salvo" ? salvoOf(random) : raidOf(random),
    });
    if (result.ok) return result.scenario;
  }
  throw new Error(`no ${kind} of seed ${seed} can be flown`);
}

const radarModel = (seed: number) => ({
  id: "radar",
  // All detections of a sweep hold at its end: other trackers know of no turning beam.
  scan: "staring",
  range_sigma_m: 10,
  azimuth_sigma_deg: degrees(2e-3),
  elevation_sigma_deg: degrees(2e-3),
  // Half of the radars measure no Doppler.
  range_rate_sigma_mps: seed % 2 === 0 ? 1 : null,
  rcs_sigma_db: null,
});

const degrees = (radians: number): number => (radians * 180) / Math.PI;

function site(): object {
  return {
    site: {
      id: "town",
      name: "Town (made up)",
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
        height_m: 2,
        coverage: {
          range_min_m: 100,
          range_max_m: 16_000,
          elevation_min_deg: 0.3,
          elevation_max_deg: 80,
        },
        detection_probability: 0.9,
        false_detections_per_sweep: 20,
        period_s: 1,
      },
    ],
    areas: quarters().map(({ bearingDeg, distanceM }, i) => ({
      id: `quarter-${i + 1}`,
      name: `Quarter ${i + 1}`,
      owner: "Town",
      protection: "protected",
      circle: { ...placeAt(bearingDeg, distanceM), radius_m: QUARTER_RADIUS_M },
      people: PEOPLE,
    })),
  };
}

/** Close enough to place a circle. */
function placeAt(bearingDeg: number, distanceM: number): object {
  const bearing = (bearingDeg * Math.PI) / 180;
  return {
    latitude_deg: 35 + (distanceM * Math.cos(bearing)) / 110_940,
    longitude_deg: 33 + (distanceM * Math.sin(bearing)) / 91_290,
  };
}

function quarters(): readonly Aim[] {
  const places: Aim[] = [{ bearingDeg: 0, distanceM: 0 }];
  for (let ring = 1; ring <= QUARTER_RINGS; ring++) {
    for (let k = 0; k < 6 * ring; k++) {
      places.push({ bearingDeg: (360 * k) / (6 * ring), distanceM: ring * QUARTER_SPACING_M });
    }
  }
  return places;
}

/** A point about an aim, normally spread. */
function near(aim: Aim, sigmaM: number, random: RandomStream): object {
  const bearing = (aim.bearingDeg * Math.PI) / 180;
  const east = aim.distanceM * Math.sin(bearing) + sigmaM * random.normal();
  const north = aim.distanceM * Math.cos(bearing) + sigmaM * random.normal();
  return placeOf(east, north);
}

const placeOf = (eastM: number, northM: number) => ({
  of: "town",
  bearing_deg: (degrees(Math.atan2(eastM, northM)) + 360) % 360,
  distance_m: Math.hypot(eastM, northM),
});

const choose = <T>(items: readonly T[], random: RandomStream): T =>
  items[Math.min(items.length - 1, Math.floor(random.unit() * items.length))];

function salvoOf(random: RandomStream): readonly object[] {
  const rocket = random.chance(0.6);
  const what = rocket ? "rocket" : "mortar";
  const bearingDeg = random.uniform(0, 360);
  const distanceM = rocket ? random.uniform(6000, 11_000) : random.uniform(3500, 6500);
  const elevationDeg = rocket ? random.uniform(40, 55) : random.uniform(52, 70);
  const aim = choose(quarters(), random);
  const count = 1 + Math.floor(random.unit() * SALVO_MOST);
  const drag = dragOf(rocket, random);
  const boostS = rocket ? random.uniform(0.3, 1.6) : null;
  return Array.from({ length: count }, (_, i) => ({
    id: `body-${i + 1}`,
    kind: "ballistic",
    class: what,
    from_s: 5 + random.uniform(0, 25),
    launch: { of: "town", bearing_deg: bearingDeg, distance_m: distanceM + random.uniform(0, 60) },
    aim: near(aim, DISPERSION_M[what] * 2, random),
    elevation_deg: elevationDeg + random.uniform(-2, 2),
    ...(boostS === null ? {} : { boost: { duration_s: boostS * random.uniform(0.95, 1.05) } }),
    drag,
  }));
}

/** A curve over Mach number between those of blunt and of slender bodies; k at low speed as of 60 mm bombs to 122 mm rockets. */
function dragOf(rocket: boolean, random: RandomStream): object {
  const low = rocket ? random.uniform(0.25, 0.45) : random.uniform(0.12, 0.25);
  const rise = random.uniform(1.5, 2.5);
  const slope = random.uniform(0.9, 1.1);
  const decay = random.uniform(0.6, 0.85);
  const peak = low * rise;
  return {
    area_per_mass_m2_per_kg: rocket ? random.uniform(2e-4, 4.5e-4) : random.uniform(7e-4, 1.4e-3),
    curve: [
      [0, low],
      [0.6, low * slope],
      [0.85, low * slope * 1.1],
      [1.0, 0.8 * peak],
      [1.15, peak],
      [2.5, peak * decay],
    ],
  };
}

function windOf(random: RandomStream): readonly object[] {
  const from = random.uniform(0, 360);
  const turn = random.uniform(-40, 40);
  const speed = random.uniform(0, 9);
  return [0, 2000, 5000].map((height_m, i) => ({
    height_m,
    from_deg: (from + turn * i + 720) % 360,
    speed_mps: speed * (1 + 0.6 * i),
  }));
}

function raidOf(random: RandomStream): readonly object[] {
  const count = 1 + Math.floor(random.unit() * RAID_MOST);
  const bearingDeg = random.uniform(0, 360);
  const attackers = Array.from({ length: count }, (_, i) =>
    drone(`drone-${i + 1}`, bearingDeg + random.uniform(-15, 15), random, true),
  );
  const passing = Array.from({ length: count }, (_, i) =>
    drone(`passer-${i + 1}`, random.uniform(0, 360), random, false),
  );
  const birds = {
    id: "birds",
    kind: "bird",
    count: 4,
    place: placeOf(random.uniform(-3000, 3000), random.uniform(-3000, 3000)),
    course_deg: random.uniform(0, 360),
  };
  return [...attackers, ...passing, birds];
}

/** One that comes down in a quarter, straight or by a bend; or one that goes by, a few kilometres off the middle. */
function drone(id: string, bearingDeg: number, random: RandomStream, attacks: boolean): object {
  const from = (bearingDeg * Math.PI) / 180;
  const startM = random.uniform(8000, 12_000);
  const start: readonly [number, number] = [startM * Math.sin(from), startM * Math.cos(from)];
  const speed_mps = random.uniform(25, 60);
  const height_m = random.uniform(120, 400);
  const aside = random.uniform(-1, 1) * (attacks ? 1500 : 500);
  const end = attacks
    ? near(choose(quarters(), random), DISPERSION_M.drone, random)
    : placeOf(
        -start[0] + 6000 * Math.sign(aside) * Math.cos(from),
        -start[1] - 6000 * Math.sign(aside) * Math.sin(from),
      );
  const bend = placeOf(
    0.45 * start[0] +
      aside * Math.cos(from) +
      (attacks ? 0 : 3000 * Math.sign(aside) * Math.cos(from)),
    0.45 * start[1] -
      aside * Math.sin(from) -
      (attacks ? 0 : 3000 * Math.sign(aside) * Math.sin(from)),
  );
  const bends = random.chance(0.6);
  return {
    id,
    kind: "drone",
    from_s: random.uniform(0, 60),
    end: attacks ? "impact" : "leaves",
    ...(attacks ? {} : { friendly: true }),
    waypoints: [
      { place: placeOf(...start), height_m, speed_mps },
      ...(bends || !attacks ? [{ place: bend, height_m, speed_mps }] : []),
      { place: end, height_m: attacks ? 0 : height_m, speed_mps },
    ],
  };
}
