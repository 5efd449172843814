import type { RandomStream } from "../../src/index.ts";

export type Plain = Readonly<Record<string, unknown>>;

const ORIGIN = { latitude_deg: 48, longitude_deg: 31 };
const DEGREES_PER_M = 1 / 111_200;
const EAST_RATIO = 0.669;

export const pick = <T>(random: RandomStream, choices: readonly T[]): T =>
  choices[Math.min(choices.length - 1, Math.floor(random.unit() * choices.length))];
export const whole = (random: RandomStream, from: number, to: number): number =>
  from + Math.floor(random.unit() * (to - from + 1));

const offset = (eastM: number, northM: number): Plain => ({
  latitude_deg: ORIGIN.latitude_deg + northM * DEGREES_PER_M,
  longitude_deg: ORIGIN.longitude_deg + (eastM * DEGREES_PER_M) / EAST_RATIO,
});

/** All areas lie this near to the middle of a drawn site, m, with their radii. */
export const SITE_RADIUS_M = 2_600;

/** A site of one to three areas and one or two radars that see 16 km, with the policy as it comes. */
export function drawSite(random: RandomStream): Plain {
  return {
    site: { id: "site", name: "Site", ...ORIGIN, ground_height_m: 100 },
    sensors: Array.from({ length: whole(random, 1, 2) }, (_, index) => ({
      id: `radar-${index + 1}`,
      name: `Radar ${index + 1}`,
      kind: "radar",
      ...offset(random.uniform(-900, 900), random.uniform(-900, 900)),
      height_m: 115,
      coverage: {
        range_min_m: 50,
        range_max_m: 16_000,
        elevation_min_deg: -2,
        elevation_max_deg: 85,
      },
      detection_probability: random.uniform(0.85, 0.97),
      false_detections_per_sweep: random.uniform(0, 5),
      period_s: pick(random, [0.5, 1, 1]),
    })),
    areas: Array.from({ length: whole(random, 1, 3) }, (_, index) => ({
      id: `area-${index + 1}`,
      name: `Area ${index + 1}`,
      owner: "Owner",
      protection: "protected",
      circle: {
        ...offset((index - 1) * 1_800 + random.uniform(-200, 200), random.uniform(-800, 800)),
        radius_m: random.uniform(250, 500),
      },
      people: 100,
    })),
  };
}
