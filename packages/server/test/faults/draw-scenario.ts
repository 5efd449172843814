import { parseScenario, type RandomStream, type Scenario, stream } from "@tocsin/sim";

const ORIGIN = { latitude_deg: 48, longitude_deg: 31 };
const DEGREES_PER_M = 1 / 111_200;
const DURATION_S = 75;

type Plain = Readonly<Record<string, unknown>>;

const pick = <T>(random: RandomStream, choices: readonly T[]): T =>
  choices[Math.floor(random.unit() * choices.length)];
const whole = (random: RandomStream, from: number, to: number): number =>
  from + Math.floor(random.unit() * (to - from + 1));

/** A small salvo or raid on a small site, all of it from the seed. */
export function drawScenario(seed: number): Scenario {
  const random = stream(seed, "fault scenario");
  const areas = Array.from({ length: whole(random, 1, 3) }, (_, index) => area(random, index));
  const sensors = Array.from({ length: whole(random, 1, 2) }, (_, index) => radar(random, index));
  const objects = Array.from({ length: whole(random, 1, 3) }, (_, index) =>
    object(random, index, areas.length),
  );
  const result = parseScenario({
    name: "drawn",
    title: "Drawn",
    summary: "Drawn from a seed.",
    notional: true,
    seed,
    start: "2026-06-01T00:00:00Z",
    duration_s: DURATION_S,
    site_file: {
      site: { id: "site", name: "Site", ...ORIGIN, ground_height_m: 100 },
      sensors,
      areas,
      policy: { all_clear_delay_s: 10, expiry_margin_s: 20 },
    },
    objects,
    events: random.chance(0.2) ? [outage(random)] : [],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}

const offset = (eastM: number, northM: number): Plain => ({
  latitude_deg: ORIGIN.latitude_deg + northM * DEGREES_PER_M,
  longitude_deg: ORIGIN.longitude_deg + (eastM * DEGREES_PER_M) / 0.669,
});

const area = (random: RandomStream, index: number): Plain => ({
  id: `area-${index + 1}`,
  name: `Area ${index + 1}`,
  owner: "Owner",
  protection: "protected",
  circle: {
    ...offset((index - 1) * 1_800 + random.uniform(-200, 200), random.uniform(-800, 800)),
    radius_m: random.uniform(250, 500),
  },
  people: 100,
});

const radar = (random: RandomStream, index: number): Plain => ({
  id: `radar-${index + 1}`,
  name: `Radar ${index + 1}`,
  kind: "radar",
  ...offset(random.uniform(-900, 900), random.uniform(-900, 900)),
  height_m: 115,
  coverage: { range_min_m: 50, range_max_m: 15_000, elevation_min_deg: -2, elevation_max_deg: 85 },
  detection_probability: random.uniform(0.88, 0.97),
  false_detections_per_sweep: random.uniform(0, 1),
  period_s: 1,
});

function object(random: RandomStream, index: number, areas: number): Plain {
  const aim = {
    of: `area-${whole(random, 1, areas)}`,
    bearing_deg: random.uniform(0, 360),
    distance_m: random.chance(0.75) ? random.uniform(0, 120) : random.uniform(1_500, 2_500),
  };
  const bearingDeg = random.uniform(0, 360);
  const common = { id: `object-${index + 1}`, from_s: random.uniform(6, 20) };
  if (random.chance(0.7)) {
    return {
      ...common,
      kind: "ballistic",
      class: pick(random, ["mortar", "rocket"]),
      launch: { of: "site", bearing_deg: bearingDeg, distance_m: random.uniform(4_500, 7_500) },
      aim,
      elevation_deg: random.uniform(48, 64),
      drag: { k_m2_per_kg: 0.0003 },
    };
  }
  const heightM = random.uniform(120, 300);
  return {
    ...common,
    kind: "drone",
    waypoints: [
      {
        place: { of: "site", bearing_deg: bearingDeg, distance_m: random.uniform(3_500, 4_500) },
        height_m: heightM,
        speed_mps: 70,
      },
      { place: aim, height_m: 0, speed_mps: 70 },
    ],
  };
}

const outage = (random: RandomStream): Plain => ({
  kind: "sensor-outage",
  sensor: "radar-1",
  from_s: random.uniform(5, 40),
  to_s: random.uniform(45, 60),
  reported: random.chance(0.5),
});
