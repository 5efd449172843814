import { parseScenario, type RandomStream, type Scenario, stream } from "@tocsin/sim";

/** What can be broken between a drone and the people that it flies to. */
export const FAULT_KINDS = [
  "sensor-down",
  "sensor-silent",
  "range",
  "sector",
  "elevation",
  "harmless",
  "mask",
  "threshold",
  "overflight",
  "sustained",
  "sources",
  "not-protected",
  "automation-off",
  "inhibited",
  "channel",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One thing that is broken; `subject`: which sensor or channel, where there may be several. */
export interface DrawnFault {
  readonly kind: FaultKind;
  readonly subject: string | null;
}

/** A flight to a house, with what is broken on the way to its people. */
export interface DrawnCase {
  readonly seed: number;
  readonly how: "single" | "several";
  readonly faults: readonly DrawnFault[];
  readonly sensors: readonly string[];
  readonly channels: readonly string[];
  /** The site and flight with only some of the faults. */
  readonly scenario: (faults: readonly DrawnFault[]) => Scenario;
  /** When the drone arrives, after the scenario's start, and how it came. */
  readonly flight: DrawnFlight;
}
interface DrawnFlight {
  readonly fromS: number;
  readonly arrivesS: number;
  readonly fromDeg: number;
  readonly distanceM: number;
  readonly heightM: number;
  readonly speedMps: number;
  /** The house, metres east and north of the site's origin. */
  readonly eastM: number;
  readonly northM: number;
}
type Plain = Readonly<Record<string, unknown>>;

const ORIGIN = { latitude_deg: 48, longitude_deg: 31 };
const GROUND_M = 100;
const DEGREES_PER_M = 1 / 111_200;
const START_MS = Date.UTC(2026, 5, 1);
const AFTER_S = 25;
const SENSOR_FAULTS: readonly FaultKind[] = [
  "sensor-down",
  "sensor-silent",
  "range",
  "sector",
  "elevation",
];
const OTHER_FAULTS = FAULT_KINDS.filter(
  (kind) => !SENSOR_FAULTS.includes(kind) && kind !== "channel",
);

/** Everything follows from the seed: the site, the flight, and one fault or several. */
export function drawCase(seed: number, how: "single" | "several"): DrawnCase {
  const random = stream(seed, "why case");
  const sensors = random.chance(0.5) ? ["radar-1", "radar-2"] : ["radar-1"];
  const channels = random.chance(0.4) ? ["siren", "pager"] : ["siren"];
  const flight = drawFlight(random);
  const places = sensors.map((_, index) => sensorPlace(random, flight, index));
  const faults =
    how === "single"
      ? [drawFault(random, sensors, channels)]
      : drawFaults(random, sensors, channels);
  const scenario = (some: readonly DrawnFault[]): Scenario =>
    build({ seed, flight, sensors, channels, places, faults: some });
  return { seed, how, faults, sensors, channels, scenario, flight };
}

function drawFlight(random: RandomStream): DrawnFlight {
  const speedMps = Math.round(random.uniform(46, 57));
  const flownS = Math.round(random.uniform(40, 46));
  const fromS = Math.round(random.uniform(45, 60));
  return {
    fromS,
    arrivesS: fromS + flownS,
    fromDeg: Math.round(random.uniform(0, 359)),
    distanceM: flownS * speedMps,
    heightM: Math.round(random.uniform(350, 450)),
    speedMps,
    eastM: Math.round(random.uniform(-800, 800)),
    northM: Math.round(random.uniform(-800, 800)),
  };
}

/** Beside the flight's way and 1.6 to 2.4 km off the house, one on each side. */
function sensorPlace(
  random: RandomStream,
  flight: DrawnFlight,
  index: number,
): { readonly eastM: number; readonly northM: number } {
  const side = index === 0 ? 110 : -110;
  const bearing = ((flight.fromDeg + side + random.uniform(-15, 15)) * Math.PI) / 180;
  const distanceM = random.uniform(1_600, 2_400);
  return {
    eastM: flight.eastM + distanceM * Math.sin(bearing),
    northM: flight.northM + distanceM * Math.cos(bearing),
  };
}

const pick = <T>(random: RandomStream, choices: readonly T[]): T =>
  choices[Math.floor(random.unit() * choices.length)];

function drawFault(
  random: RandomStream,
  sensors: readonly string[],
  channels: readonly string[],
): DrawnFault {
  const kind = pick(random, FAULT_KINDS);
  const subjects = SENSOR_FAULTS.includes(kind) ? sensors : kind === "channel" ? channels : [null];
  return { kind, subject: pick(random, subjects) };
}

/** Two to five, of which some are of one sensor and some of every channel. */
function drawFaults(
  random: RandomStream,
  sensors: readonly string[],
  channels: readonly string[],
): readonly DrawnFault[] {
  const faults: DrawnFault[] = [];
  for (const subject of sensors) {
    if (!random.chance(sensors.length === 1 ? 0.5 : 0.65)) continue;
    faults.push({ kind: pick(random, SENSOR_FAULTS), subject });
    if (random.chance(0.25) && !isOutage(faults[faults.length - 1]))
      faults.push({ kind: "sensor-down", subject });
  }
  if (random.chance(0.35))
    for (const subject of channels)
      if (random.chance(0.8)) faults.push({ kind: "channel", subject });
  const others = [...OTHER_FAULTS];
  const wanted = Math.max(2 - faults.length, Math.floor(random.unit() * 4));
  for (let i = 0; i < wanted; i++) {
    const [kind] = others.splice(Math.floor(random.unit() * others.length), 1);
    faults.push({ kind, subject: null });
  }
  return faults;
}

const isOutage = ({ kind }: DrawnFault): boolean =>
  kind === "sensor-down" || kind === "sensor-silent";

interface Building {
  readonly seed: number;
  readonly flight: DrawnFlight;
  readonly sensors: readonly string[];
  readonly channels: readonly string[];
  readonly places: readonly { readonly eastM: number; readonly northM: number }[];
  readonly faults: readonly DrawnFault[];
}

function build({ seed, flight, sensors, channels, places, faults }: Building): Scenario {
  const has = (kind: FaultKind): boolean => faults.some((fault) => fault.kind === kind);
  const endS = flight.arrivesS + AFTER_S;
  const house = offset(flight.eastM, flight.northM);
  const result = parseScenario({
    name: "drawn",
    title: "Drawn",
    summary: "Drawn from a seed.",
    notional: true,
    seed,
    start: time(0),
    duration_s: endS,
    site_file: {
      site: { id: "site", name: "Site", ...ORIGIN, ground_height_m: GROUND_M },
      sensors: sensors.map((id, index) => radar(id, { flight, place: places[index], faults })),
      areas: [
        {
          id: "house",
          name: "House",
          owner: "Residents",
          protection: has("not-protected") ? "none" : "protected",
          circle: { ...house, radius_m: 200 },
          people: 5,
        },
        {
          id: "yard",
          name: "Yard",
          owner: "Works",
          protection: "protected",
          circle: { ...offset(9_000, 9_000), radius_m: 100 },
          people: 2,
        },
      ],
      channels: channels.map((id) => ({ type: "log", id, modes: ["simulation"] })),
      masks: has("mask") ? [mask(flight)] : [],
      policy: policy(has),
    },
    objects: [
      {
        id: "drone",
        kind: "drone",
        from_s: flight.fromS,
        waypoints: [
          {
            place: { of: "house", bearing_deg: flight.fromDeg, distance_m: flight.distanceM },
            height_m: flight.heightM,
            speed_mps: flight.speedMps,
          },
          { place: { of: "house" }, height_m: flight.heightM, speed_mps: flight.speedMps },
        ],
        end: "leaves",
      },
    ],
    events: events(faults, endS),
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.scenario;
}

const offset = (eastM: number, northM: number): Plain => ({
  latitude_deg: ORIGIN.latitude_deg + northM * DEGREES_PER_M,
  longitude_deg: ORIGIN.longitude_deg + (eastM * DEGREES_PER_M) / 0.669,
});
const time = (seconds: number): string => new Date(START_MS + seconds * 1_000).toISOString();

/** What falls is never warned of here, so that one rule decides. */
const policy = (has: (kind: FaultKind) => boolean): Plain => ({
  pre_alert_probability: 1,
  take_cover_probability: 1,
  ...(has("harmless") ? { harmless_class_probability: 0.000001 } : {}),
  ...(has("threshold") ? { pre_alert_reach_probability: 1, take_cover_reach_probability: 1 } : {}),
  ...(has("overflight") ? { overflight_height_m: 0 } : {}),
  ...(has("sustained") ? { sustained_s: 60, sustained_below_mps: 1_000 } : {}),
  ...(has("sources") ? { corroboration: { pre_alert: 3, take_cover: 3 } } : {}),
});

function radar(
  id: string,
  of: {
    readonly flight: DrawnFlight;
    readonly place: { readonly eastM: number; readonly northM: number };
    readonly faults: readonly DrawnFault[];
  },
): Plain {
  const { flight, place } = of;
  const has = (kind: FaultKind): boolean =>
    of.faults.some((fault) => fault.kind === kind && fault.subject === id);
  const toHouse = Math.atan2(flight.eastM - place.eastM, flight.northM - place.northM);
  const away = ((toHouse * 180) / Math.PI + 180 + 360) % 360;
  return {
    id,
    name: id === "radar-1" ? "Radar 1" : "Radar 2",
    kind: "radar",
    ...offset(place.eastM, place.northM),
    height_m: GROUND_M + 15,
    coverage: {
      range_min_m: 50,
      range_max_m: has("range") ? 900 : 15_000,
      elevation_min_deg: has("elevation") ? 40 : -2,
      elevation_max_deg: 85,
      ...(has("sector")
        ? { azimuth_from_deg: away - 20 < 0 ? away + 340 : away - 20, azimuth_width_deg: 40 }
        : {}),
    },
    detection_probability: 0.95,
    false_detections_per_sweep: 0,
    period_s: 1,
  };
}

/** Announced along the drone's own way, at its own time. */
const mask = (flight: DrawnFlight): Plain => {
  const bearing = (flight.fromDeg * Math.PI) / 180;
  const start = offset(
    flight.eastM + flight.distanceM * Math.sin(bearing),
    flight.northM + flight.distanceM * Math.cos(bearing),
  );
  const heightM = GROUND_M + flight.heightM;
  return {
    id: "announced",
    reason: "The works' own drone",
    from: time(0),
    expires: time(flight.arrivesS + AFTER_S),
    radius_m: 900,
    waypoints: [
      { time: time(flight.fromS), ...start, height_m: heightM },
      { time: time(flight.arrivesS), ...offset(flight.eastM, flight.northM), height_m: heightM },
    ],
  };
};

/** A warning by hand elsewhere shows early on what the channels do. */
function events(faults: readonly DrawnFault[], endS: number): readonly Plain[] {
  const all: Plain[] = [
    {
      kind: "order",
      at_s: 15,
      order: "raise",
      area: "yard",
      stage: "pre-alert",
      until_s: 30,
      by: "operator-1",
      reason: "test",
    },
  ];
  for (const fault of faults) all.push(...eventsOf(fault, endS));
  return all;
}

function eventsOf({ kind, subject }: DrawnFault, endS: number): readonly Plain[] {
  const order = { by: "operator-1", second: "operator-2", reason: "works" };
  if (kind === "sensor-down" || kind === "sensor-silent")
    return [
      {
        kind: "sensor-outage",
        sensor: subject,
        from_s: 20,
        reported: kind === "sensor-down",
        reason: "power supply",
      },
    ];
  if (kind === "automation-off") return [{ kind: "automation", at_s: 25, on: false, ...order }];
  if (kind === "inhibited")
    return [{ kind: "order", at_s: 28, order: "inhibit", area: "house", until_s: endS, ...order }];
  if (kind === "channel") return [{ kind: "channel-failure", channel: subject, from_s: 0 }];
  return [];
}
