import type { ReasonCode, ReceiptOutcome } from "@tocsin/core";
import type { WhyQuery } from "../../src/run/answer-why.ts";
import {
  ARRIVES_S,
  DISTANCE_M,
  HEIGHT_M,
  ofArea,
  ofHouse,
  type Otherwise,
  timeOf,
} from "./code-scenes.ts";

/** A code, what is otherwise in the scene so that it comes about, and what has to be said of it. */
export interface CodeScene {
  readonly code: ReasonCode;
  readonly otherwise: Otherwise;
  /** Left out: somebody says that something came to the house from the north. */
  readonly query?: WhyQuery;
  /** `alone`: its link alone prevented a warning. `beside`: it is told, and people were warned. `defence`: it is the defence's answer. */
  readonly how: "alone" | "beside" | "defence";
  readonly says: RegExp;
  /** Every code that alone prevented a warning, where it is not this one only. */
  readonly prevented?: readonly ReasonCode[];
  /** What the channel answers; null: there is none. */
  readonly answers?: ReceiptOutcome | null;
}

const ORDER = { by: "operator-1", second: "operator-2", reason: "works" };
const READY = {
  kind: "defence-state",
  at_s: 5,
  defence: "battery",
  state: "ready",
  by: "the post",
};
const COVERAGE = { range_max_m: 12_000, elevation_min_deg: -5, elevation_max_deg: 85 };
const ECHO = { reference_range_m: 12_000, reference_rcs_dbsm: -10 };
/** Ground at 100 m, and a ridge of 500 m from west to east a kilometre south of the house: a radar further south sees nothing of what comes low from the north. */
const RIDGE = Array.from({ length: 17 }, (_, row) =>
  Array.from({ length: 17 }, () => (row === 9 ? 500 : 100)),
);
const LOW = [3_000, 0].map((distance_m) => ({
  place: { of: "house", bearing_deg: 0, distance_m },
  height_m: 10,
  speed_mps: 50,
}));
const observers = Array.from({ length: 6 }, (_, i) => ({
  id: `observer-${i}`,
  name: `Observer ${i}`,
  kind: "observer",
  latitude_deg: 48.006 - 0.002 * i,
  longitude_deg: 31.004 + (i % 2 === 0 ? 0.004 : -0.012),
  height_m: 102,
  coverage: { range_max_m: 8_000, elevation_max_deg: 90, horizon: false },
  detection_probability: 0.9,
  false_detections_per_sweep: 0,
  period_s: 4,
  stale_after_s: 7_200,
}));
const seenByPeople = (azimuth_sigma_deg: number): Otherwise => ({
  sensors: observers,
  models: observers.map(({ id }) => ({ id, azimuth_sigma_deg })),
  drone: { seen_by: observers.map(({ id }) => id) },
});
const second = {
  id: "second",
  name: "Second radar",
  kind: "radar",
  latitude_deg: 48.004,
  longitude_deg: 30.98,
  height_m: 120,
  coverage: COVERAGE,
  detection_probability: 0.95,
  false_detections_per_sweep: 0,
  period_s: 1,
};

/** Every code that `why` tells, each with a scene in which it comes about. */
export const CODE_SCENES: readonly CodeScene[] = [
  {
    code: "THREAT",
    otherwise: {},
    how: "beside",
    says: /no less than the \d+ % at which the policy acts/,
  },
  {
    code: "OBSERVERS_ONLY",
    otherwise: seenByPeople(0.35),
    how: "beside",
    says: /Only people reported it/,
  },
  {
    code: "UNSEEN_CLAIM",
    otherwise: {
      sensors: [{ ...second, id: "receiver", name: "Receiver", kind: "cooperative" }],
      drone: { seen_by: ["receiver"], cooperative: { aircraft_address: "3DD030" } },
    },
    how: "beside",
    says: /known by its own word alone/,
  },
  {
    // What echoes like a drone of some metres and is twice as fast as those is of no class that is known.
    code: "UNCLASSIFIED_INBOUND",
    otherwise: {
      drone: {
        rcs_dbsm: 0,
        waypoints: [DISTANCE_M, 0].map((distance_m) => ({
          place: { of: "house", bearing_deg: 0, distance_m },
          height_m: HEIGHT_M,
          speed_mps: 90,
        })),
      },
    },
    how: "beside",
    says: /Nobody knew what it was/,
  },
  {
    code: "PROBABLY_HARMLESS",
    otherwise: {
      policy: { harmless_class_probability: 1 },
      drone: {
        rcs_dbsm: -24,
        waypoints: [900, 0].map((distance_m) => ({
          place: { of: "house", bearing_deg: 0, distance_m },
          height_m: 100,
          speed_mps: 13,
        })),
      },
    },
    how: "beside",
    says: /probably something harmless/,
  },
  {
    code: "COMMON_CAUSE",
    otherwise: {
      radar: { shares: { link: "mast" } },
      sensors: [{ ...second, shares: { link: "mast" } }],
      policy: { corroboration: { pre_alert: 2, take_cover: 2 } },
    },
    how: "alone",
    says: /share/,
  },
  {
    code: "UNCORROBORATED",
    otherwise: { policy: { corroboration: { pre_alert: 2, take_cover: 2 } } },
    how: "alone",
    says: /source/,
  },
  {
    // The link between radar and post holds four of five looks up, each for up to a minute.
    code: "LOOK_TOO_LATE",
    otherwise: {
      radar: { period_s: 5, coverage: { ...COVERAGE, range_max_m: 1_900 } },
      models: [{ id: "radar", transport: { delay_s: 0.1, reorder: 0.8, reorder_delay_s: 60 } }],
    },
    how: "alone",
    says: /came later than looks are waited for/,
  },
  {
    code: "OUT_OF_COVERAGE",
    otherwise: { radar: { coverage: { ...COVERAGE, range_max_m: 900 } } },
    how: "alone",
    says: /range/,
  },
  {
    code: "BELOW_HORIZON",
    otherwise: {
      radar: { latitude_deg: 47.6, height_m: 101, coverage: { ...COVERAGE, range_max_m: 60_000 } },
      drone: { waypoints: LOW },
    },
    query: ofHouse({ heightM: 10 }),
    how: "alone",
    says: /horizon/,
  },
  {
    code: "TERRAIN",
    otherwise: {
      terrain: { grid: { west_m: -8_000, south_m: -8_000, spacing_m: 1_000, heights_m: RIDGE } },
      radar: { latitude_deg: 47.97 },
      drone: { waypoints: LOW },
    },
    query: ofHouse({ heightM: 10 }),
    how: "alone",
    says: /ground|hill|ridge/,
  },
  {
    code: "BELOW_DOPPLER",
    otherwise: { radar: { radar: { ...ECHO, range_rate_min_mps: 60 } } },
    how: "alone",
    says: /below 60 m\/s everything is taken for clutter/,
  },
  {
    code: "SENSOR_DOWN",
    otherwise: {
      events: [
        {
          kind: "sensor-outage",
          sensor: "radar",
          from_s: 5,
          reported: true,
          reason: "power supply",
        },
      ],
    },
    how: "alone",
    says: /power supply/,
  },
  {
    code: "NO_DETECTION",
    otherwise: {
      radar: { detection_probability: 0.05, period_s: 10, stale_after_s: 60 },
      drone: { seen_by: [] },
    },
    how: "alone",
    says: /tracked with a probability of .* only, seen at least once with 26 % in 6 looks/,
  },
  {
    code: "NO_OBJECT",
    otherwise: { drone: { seen_by: [] } },
    how: "alone",
    says: /almost surely|speaks against/,
  },
  {
    code: "NOT_CONFIRMED",
    otherwise: {
      tracker: { confirm_detections: 5, confirm_window: 5 },
      models: [{ id: "radar", detection_factor: 0.2 }],
    },
    how: "alone",
    says: /too few|could not be told/,
  },
  {
    code: "TRACK_BROKEN",
    otherwise: {
      events: [{ kind: "sensor-outage", sensor: "radar", from_s: 38 }],
      policy: { sustained_s: 30, sustained_below_mps: 1_000 },
    },
    how: "alone",
    says: /lost before/,
    // It was lost while the policy still waited.
    prevented: ["TRACK_BROKEN", "NOT_SUSTAINED"],
  },
  {
    code: "PREDICTED_MISS",
    otherwise: {
      drone: {
        waypoints: [
          {
            place: { of: "house", bearing_deg: 0, distance_m: 3_000 },
            height_m: 150,
            speed_mps: 50,
          },
          {
            place: { of: "house", bearing_deg: 270, distance_m: 1_500 },
            height_m: 150,
            speed_mps: 50,
          },
        ],
        end: "leaves",
      },
    },
    query: ofArea(ARRIVES_S),
    how: "alone",
    says: /below the 30 %/,
  },
  {
    code: "BELOW_THRESHOLD",
    otherwise: {
      policy: {
        pre_alert_reach_probability: 1,
        take_cover_reach_probability: 1,
        pre_alert_probability: 1,
        take_cover_probability: 1,
      },
    },
    query: ofArea(ARRIVES_S),
    how: "alone",
    says: /below/,
  },
  {
    code: "NOT_SUSTAINED",
    otherwise: { policy: { sustained_s: 60, sustained_below_mps: 1_000 } },
    how: "alone",
    says: /moment|hold|held/,
  },
  {
    code: "TOO_FAR_OFF",
    otherwise: {
      drone: { intercepted: { at_s: 60, by: "somebody" } },
      policy: { pre_alert_horizon_s: 20, take_cover_horizon_s: 10 },
    },
    query: ofArea(60),
    how: "alone",
    says: /on its course it would have come later/,
    // Brought down there, it was lost too.
    prevented: ["TRACK_BROKEN", "TOO_FAR_OFF"],
  },
  {
    code: "HARMLESS_CLASS",
    otherwise: { policy: { harmless_class_probability: 0.000001 } },
    how: "alone",
    says: /held to be/,
  },
  {
    code: "OVERFLIGHT",
    otherwise: {
      policy: { overflight_height_m: 500 },
      drone: {
        waypoints: [
          {
            place: { of: "house", bearing_deg: 0, distance_m: 3_000 },
            height_m: 2_500,
            speed_mps: 50,
          },
          {
            place: { of: "house", bearing_deg: 180, distance_m: 1_000 },
            height_m: 2_500,
            speed_mps: 50,
          },
        ],
        end: "leaves",
      },
    },
    query: ofArea(ARRIVES_S),
    how: "alone",
    says: /takes for an overflight/,
  },
  {
    // An airliner of which nothing is seen any more while nobody can tell yet how high it is.
    code: "HEIGHT_OPEN",
    otherwise: {
      radar: { coverage: { range_max_m: 30_000, elevation_min_deg: -5, elevation_max_deg: 85 } },
      models: [{ id: "radar", measures: "range-azimuth", rcs_sigma_db: null }],
      drone: {
        waypoints: [14_000, 8_000].map((distance_m) => ({
          place: { of: "house", bearing_deg: 0, distance_m },
          height_m: 3_000,
          speed_mps: 230,
        })),
        end: "leaves",
      },
    },
    query: ofArea(60),
    how: "alone",
    says: /still open whether it would pass/,
  },
  {
    // As large and as fast as a light aircraft, and gone from sight while people still have time.
    code: "CLASS_OPEN",
    otherwise: {
      policy: { harmless_class_probability: 0.99, take_cover_horizon_s: 10 },
      drone: {
        rcs_dbsm: 3,
        waypoints: [7_000, 3_000].map((distance_m) => ({
          place: { of: "house", bearing_deg: 0, distance_m },
          height_m: 500,
          speed_mps: 50,
        })),
        end: "leaves",
      },
    },
    query: ofArea(90),
    how: "alone",
    says: /rather something harmless than not/,
  },
  {
    code: "NOT_A_PROTECTED_AREA",
    otherwise: {
      house: { protection: "none" },
      areas: [
        {
          id: "yard",
          name: "Yard",
          owner: "Works",
          protection: "protected",
          circle: { latitude_deg: 48.09, longitude_deg: 31.1, radius_m: 100 },
          people: 2,
        },
      ],
    },
    how: "alone",
    says: /Nobody|asked/,
  },
  {
    code: "MASKED",
    otherwise: {
      masks: [
        {
          id: "own",
          reason: "Own drone",
          from: timeOf(0),
          expires: timeOf(120),
          radius_m: 900,
          waypoints: [
            {
              time: timeOf(30),
              latitude_deg: 48 + 3_000 / 111_200,
              longitude_deg: 31,
              height_m: 250,
            },
            { time: timeOf(90), latitude_deg: 48, longitude_deg: 31, height_m: 110 },
          ],
        },
      ],
    },
    how: "alone",
    says: /announced/,
  },
  {
    code: "AUTOMATION_OFF",
    otherwise: { events: [{ kind: "automation", at_s: 10, on: false, ...ORDER }] },
    how: "alone",
    says: /operator-1/,
  },
  {
    code: "INHIBITED",
    otherwise: {
      events: [
        { kind: "order", at_s: 10, order: "inhibit", area: "house", until_s: 140, ...ORDER },
      ],
    },
    how: "alone",
    says: /operator-1/,
  },
  {
    code: "RETRACTED",
    otherwise: { events: [{ kind: "order", at_s: 60, order: "retract", area: "house", ...ORDER }] },
    how: "beside",
    says: /taken back for this object at 00:01:00 UTC by operator-1: works/,
  },
  {
    code: "NOT_LIVE",
    otherwise: {},
    answers: "not-live",
    how: "alone",
    says: /not given the warning/,
  },
  {
    code: "DEFENCE_DOWN",
    otherwise: { defence: {}, events: [{ ...READY, state: "down" }] },
    how: "defence",
    says: /it was down/,
  },
  {
    code: "DEFENCE_INHIBITED",
    otherwise: { defence: {}, events: [{ ...READY, state: "inhibited" }] },
    how: "defence",
    says: /it was inhibited/,
  },
  {
    code: "DEFENCE_STATE_UNKNOWN",
    otherwise: { defence: {} },
    how: "defence",
    says: /never reported/,
  },
  {
    code: "DEFENCE_OUT_OF_REACH",
    otherwise: { defence: { latitude_deg: 48.1, reach_m: 2_000 }, events: [READY] },
    how: "defence",
    says: /beyond its reach of 2\.0 km/,
  },
  {
    code: "DEFENCE_NOT_BY_RULE",
    otherwise: { defence: { rule: { height_min_m: 1_000, height_max_m: 3_000 } }, events: [READY] },
    how: "defence",
    says: /at no time within/,
  },
  {
    code: "DEFENCE_TOO_LATE",
    otherwise: { defence: { rule: { height_max_m: 3_000, reaction_s: 50 } }, events: [READY] },
    how: "defence",
    says: /takes 50 s to react/,
  },
  {
    code: "SENT_NOT_DELIVERED",
    otherwise: {},
    answers: "failed",
    how: "alone",
    says: /did not deliver/,
  },
  { code: "NOT_SENT", otherwise: {}, answers: null, how: "alone", says: /No channel/ },
];
