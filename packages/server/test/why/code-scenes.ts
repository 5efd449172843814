import { parseScenario, type Scenario } from "@tocsin/sim";
import type { WhyQuery } from "../../src/run/answer-why.ts";

type Plain = Readonly<Record<string, unknown>>;

/** What is otherwise than in the scene where everything works. */
export interface Otherwise {
  readonly terrain?: Plain;
  readonly radar?: Plain;
  readonly sensors?: readonly Plain[];
  readonly models?: readonly Plain[];
  readonly house?: Plain;
  readonly areas?: readonly Plain[];
  readonly drone?: Plain;
  readonly objects?: readonly Plain[];
  readonly policy?: Plain;
  readonly tracker?: Plain;
  readonly masks?: readonly Plain[];
  readonly defence?: Plain;
  readonly events?: readonly Plain[];
}

const START = "2026-06-01T00:00:00Z";
const ORIGIN = { latitude_deg: 48, longitude_deg: 31 };
const FROM_S = 30;
/** 60 s of flight at 50 m/s. */
export const DISTANCE_M = 3_000;
const SPEED_MPS = 50;
export const HEIGHT_M = 150;
export const ARRIVES_S = FROM_S + DISTANCE_M / SPEED_MPS;

/** One radar on a roof, one house, one drone from the north that flies into it: with nothing otherwise its people take cover. */
export function scene(name: string, otherwise: Otherwise): Scenario {
  const result = parseScenario({
    name,
    title: name,
    summary: "One thing is otherwise.",
    notional: true,
    seed: 11,
    start: START,
    duration_s: ARRIVES_S + 60,
    site_file: {
      site: { id: "site", name: "Site", ...ORIGIN, ground_height_m: 100 },
      sensors: [
        {
          id: "radar",
          name: "Roof radar",
          kind: "radar",
          latitude_deg: 48.004,
          longitude_deg: 31.02,
          height_m: 120,
          coverage: { range_max_m: 12_000, elevation_min_deg: -5, elevation_max_deg: 85 },
          detection_probability: 0.95,
          false_detections_per_sweep: 0,
          period_s: 1,
          ...otherwise.radar,
        },
        ...(otherwise.sensors ?? []),
      ],
      areas: [
        {
          id: "house",
          name: "House",
          owner: "Residents",
          protection: "protected",
          circle: { ...ORIGIN, radius_m: 200 },
          people: 5,
          ...otherwise.house,
        },
        ...(otherwise.areas ?? []),
      ],
      channels: [{ type: "log", id: "siren", modes: ["simulation"] }],
      masks: otherwise.masks ?? [],
      defences:
        otherwise.defence === undefined
          ? []
          : [
              {
                id: "battery",
                name: "Modelled battery",
                owner: "Force",
                ...ORIGIN,
                reach_m: 2_000,
                protects_areas: ["house"],
                notional: true,
                ...otherwise.defence,
              },
            ],
      ...(otherwise.terrain === undefined ? {} : { terrain: otherwise.terrain }),
      policy: otherwise.policy ?? {},
      tracker: otherwise.tracker ?? {},
    },
    sensor_models: otherwise.models ?? [],
    objects: [
      {
        id: "drone",
        kind: "drone",
        from_s: FROM_S,
        waypoints: [
          {
            place: { of: "house", bearing_deg: 0, distance_m: DISTANCE_M },
            height_m: HEIGHT_M,
            speed_mps: SPEED_MPS,
          },
          { place: { of: "house" }, height_m: 5, speed_mps: SPEED_MPS },
        ],
        ...otherwise.drone,
      },
      ...(otherwise.objects ?? []),
    ],
    events: otherwise.events ?? [],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}

export const timeOf = (seconds: number): string =>
  new Date(Date.parse(START) + seconds * 1_000).toISOString();
const microsOf = (seconds: number): number => (Date.parse(START) / 1_000 + seconds) * 1e6;

/** "Something came to my house from the north": as people would ask. */
export const ofHouse = (more: Partial<WhyQuery & { of: "place" }> = {}): WhyQuery => ({
  of: "place",
  place: "house",
  atUs: microsOf(ARRIVES_S),
  withinS: 60,
  heightM: HEIGHT_M,
  speedMps: SPEED_MPS,
  fromDeg: 0,
  flownS: DISTANCE_M / SPEED_MPS,
  ...more,
});

/** What threatened the house most at about a time. */
export const ofArea = (seconds: number): WhyQuery => ({
  of: "area",
  areaId: "house",
  atUs: microsOf(seconds),
  withinS: 60,
});
