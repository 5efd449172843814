import {
  addSeconds,
  assert,
  type Look,
  type PolarDetection,
  type SiteModel,
  sensorId,
  type TimeUs,
} from "@tocsin/core";
import { compileSite, type InputConfig, type LookEncoder, type SiteConfig } from "@tocsin/sdk";
import { type RandomStream, stream } from "@tocsin/sim";
import { SELF_TEST_SITE_ID } from "../channels/self-test-gate.ts";
import { sendPlan } from "../rehearse/encoder-of-input.ts";
import { checkedSite } from "../rehearse/rehearsal-site.ts";

/** A turn of the made-up radar. */
export const RAID_TURN_S = 0.25;
/** Turns of a wave. */
export const WAVE_TURNS = 80;
const SEED = 29;
const ROCKETS = 48;
const DRONES = 12;
const FALSE_PER_TURN = 8;
const DETECTION_PROBABILITY = 0.9;

/** In the middle of the Pacific, with nobody for a thousand kilometres. */
const PLACE = { latitude_deg: 0, longitude_deg: -150 };
const METRES_PER_DEGREE = 111_000;
const RADAR = "made-up-radar";
const RADAR_HEIGHT_M = 10;
const RANGE_M = { least: 500, most: 12_000 };
/** East and north of the radar, m. */
const AREA_PLACES = [
  [0, 0],
  [1500, 0],
  [-1500, 0],
  [0, 1500],
  [0, -1500],
] as const;
const AREA_RADIUS_M = 300;
const ERRORS = {
  range_sigma_m: 5,
  azimuth_sigma_deg: 0.05,
  elevation_sigma_deg: 0.05,
  range_rate_sigma_mps: 0.5,
};
const GRAVITY_MPS2 = 9.8;
const TURN_RAD = 2 * Math.PI;
const RADIANS_PER_DEGREE = Math.PI / 180;
const ANGLE_SIGMA_RAD = ERRORS.azimuth_sigma_deg * RADIANS_PER_DEGREE;

/** East, north, up of the radar, m, and how fast, m/s. */
type State = readonly [number, number, number, number, number, number];
/** Where it is so many seconds after the raid has begun; null: not there yet, or no more. */
type Flight = (timeS: number) => State | null;

/**
 * Rockets and drones at five made-up areas, with clutter, as a made-up radar sees them. No scenario of the simulator, which aims each body through the air before it flies: fifty of
 * them take 0.4 to 0.5 s of the processor in one piece, for which a warning of the post beside would wait.
 */
export interface MadeUpRaid {
  readonly config: SiteConfig;
  readonly input: InputConfig;
  /** Of a site that is nobody's, see {@link SELF_TEST_SITE_ID}. */
  readonly site: SiteModel;
  readonly encoder: LookEncoder;
  /** The same each time but for its times: one look for each turn, the first ends at `beganUs`. Wave by wave others come, and go on from one another. */
  readonly looks: (beganUs: TimeUs, waves?: number) => Generator<Look>;
}

/** Makes the raid up, with the way in which a radar would send it in octets. */
export function makeUpRaid(): MadeUpRaid {
  const config = checkedSite(siteFile());
  const [input] = config.inputs;
  const compiled = compileSite(config);
  const sensors = new Map(compiled.sensors.map((spec) => [String(spec.id), spec]));
  const plan = sendPlan(input, { mode: config.mode, sensors, formats: new Map() });
  assert(typeof plan !== "string", "the made-up radar can be sent for");
  const encoder = plan.encoders.get(sensorId(RADAR));
  assert(encoder !== undefined, "the made-up radar has a voice");
  return { config, input, site: { ...compiled, id: SELF_TEST_SITE_ID }, encoder, looks: raidLooks };
}

const siteFile = () => ({
  mode: "simulation",
  site: { id: "self-test", name: "Self-test", ...PLACE, ground_height_m: 0 },
  sensors: [
    {
      id: RADAR,
      name: "Made-up radar",
      kind: "radar",
      ...PLACE,
      height_m: RADAR_HEIGHT_M,
      period_s: RAID_TURN_S,
      detection_probability: DETECTION_PROBABILITY,
      false_detections_per_sweep: FALSE_PER_TURN,
      coverage: { range_max_m: RANGE_M.most, elevation_max_deg: 80 },
    },
  ],
  areas: AREA_PLACES.map(([eastM, northM], index) => ({
    id: `made-up-area-${index + 1}`,
    name: `Made-up area ${index + 1}`,
    owner: "Nobody",
    protection: "protected",
    people: 1,
    circle: {
      latitude_deg: PLACE.latitude_deg + northM / METRES_PER_DEGREE,
      longitude_deg: PLACE.longitude_deg + eastM / METRES_PER_DEGREE,
      radius_m: AREA_RADIUS_M,
    },
  })),
  // The group is only written here: nothing listens there.
  inputs: [
    {
      type: "asterix-udp",
      id: "made-up-input",
      groups: [{ address: "127.0.0.1", port: 1 }],
      interface: "127.0.0.1",
      sensors: [{ sac: 0, sic: 1, sensor: RADAR, ...ERRORS }],
    },
  ],
});

function* raidLooks(beganUs: TimeUs, waves = 1): Generator<Look> {
  for (let wave = 0; wave < waves; wave++) yield* waveLooks(beganUs, wave);
}

function* waveLooks(beganUs: TimeUs, wave: number): Generator<Look> {
  const random = stream(SEED + wave, "raid");
  const flights = [
    ...Array.from({ length: ROCKETS }, (_, i) => rocketTo(AREA_PLACES[i % 5], random)),
    ...Array.from({ length: DRONES }, (_, i) => droneTo(AREA_PLACES[i % 5], random)),
  ];
  for (let turn = 0; turn < WAVE_TURNS; turn++) {
    const sequence = wave * WAVE_TURNS + turn;
    const timeUs = addSeconds(beganUs, sequence * RAID_TURN_S);
    const detections: PolarDetection[] = [];
    for (const flight of flights) {
      const state = flight(turn * RAID_TURN_S);
      if (state === null || !random.chance(DETECTION_PROBABILITY)) continue;
      const seen = seenAt(state, timeUs, random);
      if (seen !== null) detections.push(seen);
    }
    for (let i = random.poisson(FALSE_PER_TURN); i > 0; i--)
      detections.push(falseAt(timeUs, random));
    yield {
      sensorId: sensorId(RADAR),
      sequence,
      fromUs: addSeconds(timeUs, -RAID_TURN_S),
      toUs: timeUs,
      sweep: { azimuthFromRad: 0, azimuthWidthRad: TURN_RAD },
      detections,
    };
  }
}

/** A flight without drag from two to five kilometres off, launched at some time of the raid, that comes down in an area or near it. */
function rocketTo([eastM, northM]: readonly [number, number], random: RandomStream): Flight {
  const wayM = random.uniform(2_000, 5_000);
  const bearing = random.uniform(-Math.PI, Math.PI);
  const speedMps = Math.sqrt((wayM * GRAVITY_MPS2) / 2);
  const startS = random.uniform(-15, 15);
  const endS = (2 * speedMps) / GRAVITY_MPS2;
  const toEastM = eastM + random.uniform(-500, 500);
  const toNorthM = northM + random.uniform(-500, 500);
  const [ve, vn] = [speedMps * Math.sin(bearing), speedMps * Math.cos(bearing)];
  return (timeS) => {
    const t = timeS - startS;
    if (t <= 0 || t >= endS) return null;
    const climbMps = speedMps - GRAVITY_MPS2 * t;
    const upM = t * (speedMps - 0.5 * GRAVITY_MPS2 * t);
    return [toEastM - ve * (endS - t), toNorthM - vn * (endS - t), upM, ve, vn, climbMps];
  };
}

/** A level flight straight at an area. */
function droneTo([eastM, northM]: readonly [number, number], random: RandomStream): Flight {
  const bearing = random.uniform(-Math.PI, Math.PI);
  const speedMps = random.uniform(20, 45);
  const wayM = random.uniform(1_000, 4_000);
  const upM = random.uniform(100, 500);
  const [east, north] = [Math.sin(bearing), Math.cos(bearing)];
  return (timeS) => {
    const leftM = wayM - speedMps * timeS;
    return [
      eastM - east * leftM,
      northM - north * leftM,
      upM,
      speedMps * east,
      speedMps * north,
      0,
    ];
  };
}

/** null: nearer than the radar sees. */
function seenAt(
  [east, north, up, ve, vn, vu]: State,
  timeUs: TimeUs,
  random: RandomStream,
): PolarDetection | null {
  const level = Math.hypot(east, north);
  const above = up - RADAR_HEIGHT_M;
  const rangeM = Math.hypot(level, above);
  if (rangeM < RANGE_M.least || rangeM > RANGE_M.most) return null;
  return plot(timeUs, {
    rangeM: rangeM + ERRORS.range_sigma_m * random.normal(),
    azimuthRad: inTurn(Math.atan2(east, north) + ANGLE_SIGMA_RAD * random.normal()),
    elevationRad: Math.atan2(above, level) + ANGLE_SIGMA_RAD * random.normal(),
    rangeRateMps:
      (east * ve + north * vn + above * vu) / rangeM +
      ERRORS.range_rate_sigma_mps * random.normal(),
  });
}

const inTurn = (angleRad: number): number => (angleRad + TURN_RAD) % TURN_RAD;

const falseAt = (timeUs: TimeUs, random: RandomStream): PolarDetection =>
  plot(timeUs, {
    rangeM: random.uniform(RANGE_M.least, RANGE_M.most),
    azimuthRad: random.uniform(0, TURN_RAD),
    elevationRad: random.uniform(0.01, 0.5),
    rangeRateMps: random.uniform(-150, 150),
  });

const plot = (
  sensedUs: TimeUs,
  measured: Pick<PolarDetection, "rangeM" | "azimuthRad" | "elevationRad" | "rangeRateMps">,
): PolarDetection => ({
  kind: "polar",
  sensedUs,
  ...measured,
  heightM: null,
  rangeSigmaM: ERRORS.range_sigma_m,
  azimuthSigmaRad: ANGLE_SIGMA_RAD,
  elevationSigmaRad: ANGLE_SIGMA_RAD,
  rangeRateSigmaMps: ERRORS.range_rate_sigma_mps,
  heightSigmaM: 0,
  rcsDbsm: null,
  identity: null,
});
