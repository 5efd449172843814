import { type RandomStream, stream } from "@tocsin/sim";
import { RADAR } from "./scenario.ts";
import type { StoneSoupMethod } from "./stone-soup.ts";
import { drawLaunch, launchCourse } from "./tier-courses.ts";
import { type Course, type Tier, TIERS } from "./tiers.ts";

/** Scenarios in which objects contend for each other's detections; what they have in common is drawn anew for each seed. */
export interface CrossingKind {
  readonly name: string;
  readonly text: string;
  /** However many are asked for: scenarios with much clutter take minutes each, and Stone Soup hours; of falling it knows nothing. */
  readonly seedsMax: number;
  readonly soupSeedsMax: number;
  readonly soupMethod: StoneSoupMethod;
  tier(seed: number): Tier;
}

const SECONDS = 60;
const MEETING_S = 30;
const SIDE_BY_SIDE_M = 25;
const SALVO = 6;
const SALVO_INTERVAL_S = 1.2;
const ROW_7 = "swarm crossing";

const degrees = (value: number): number => (value * Math.PI) / 180;

/** Level flight through a point at a time, s. */
function straightThrough(
  point: readonly [number, number, number],
  atS: number,
  speedMps: number,
  heading: number,
): Course {
  const east = speedMps * Math.sin(heading);
  const north = speedMps * Math.cos(heading);
  return (timeS) => {
    const dt = timeS - atS;
    return [point[0] + dt * east, point[1] + dt * north, point[2], east, north, 0];
  };
}

/** Where they are half way: 2.5 to 4.5 km off, flying any way. */
const drawMeeting = (random: RandomStream) => {
  const distanceM = random.uniform(2500, 4500);
  const bearing = random.uniform(-Math.PI, Math.PI);
  return {
    eastM: distanceM * Math.sin(bearing),
    northM: distanceM * Math.cos(bearing),
    upM: random.uniform(200, 400),
    heading: random.uniform(-Math.PI, Math.PI),
    speedMps: random.uniform(20, 35),
  };
};

const ordinary = { seconds: SECONDS, kind: "drone", delayS: 0 } as const;

function sideBySide(seed: number): Tier {
  const name = "side by side";
  const { eastM, northM, upM, heading, speedMps } = drawMeeting(stream(seed, name, "meeting"));
  return {
    ...ordinary,
    name,
    text: "",
    radars: [RADAR],
    clutter: 20,
    objects: 2,
    course: (object) => {
      const aside = (object - 0.5) * SIDE_BY_SIDE_M;
      const east = eastM + aside * Math.cos(heading);
      const north = northM - aside * Math.sin(heading);
      return straightThrough([east, north, upM], MEETING_S, speedMps, heading);
    },
  };
}

function smallAngles(seed: number): Tier {
  const name = "small angles";
  const shared = stream(seed, name, "meeting");
  const { eastM, northM, upM, heading, speedMps } = drawMeeting(shared);
  const angle = degrees(shared.uniform(3, 12));
  const objects = 2 + (seed % 4);
  return {
    ...ordinary,
    name,
    text: "",
    radars: [{ ...RADAR, detectionProbability: 0.8 }],
    clutter: 100,
    objects,
    course: (object, random) => {
      const near = (sigmaM: number): number => sigmaM * random.normal();
      const own = heading + (object - 0.5 * (objects - 1)) * angle;
      const point = [eastM + near(5), northM + near(5), upM + near(5)] as const;
      return straightThrough(point, MEETING_S, speedMps + 0.3 * random.normal(), own);
    },
  };
}

function salvo(seed: number): Tier {
  const name = "salvo";
  const first = drawLaunch(stream(seed, name, "launcher"));
  return {
    ...ordinary,
    name,
    text: "",
    kind: "ballistic",
    radars: [RADAR],
    clutter: 20,
    objects: SALVO,
    course: (object, random) =>
      launchCourse({
        ...first,
        fromS: first.fromS + SALVO_INTERVAL_S * object,
        bearing: first.bearing + 0.002 * random.normal(),
        elevation: first.elevation + 0.005 * random.normal(),
        thrust: first.thrust * (1 + 0.01 * random.normal()),
      }),
  };
}

const ANY = { seedsMax: Infinity, soupSeedsMax: Infinity, soupMethod: "jpda" } as const;

export const CROSSING_KINDS: readonly CrossingKind[] = [
  {
    name: "side by side",
    text: `two drones that fly ${SIDE_BY_SIDE_M} m beside each other for a minute, 2.5–4.5 km off; one radar, P_D 0.9, 20 false detections a scan`,
    ...ANY,
    tier: sideBySide,
  },
  {
    name: "small angles",
    text: "two to five drones whose ways meet within some metres after 30 s, each 3–12° beside the next, at nearly one speed; one radar, P_D 0.8, 100 false detections a scan",
    ...ANY,
    soupSeedsMax: 0,
    tier: smallAngles,
  },
  {
    name: "salvo",
    text: `${SALVO} rockets from one launcher every ${SALVO_INTERVAL_S} s, nearly alike; one radar, P_D 0.9, 20 false detections a scan`,
    ...ANY,
    soupSeedsMax: 0,
    tier: salvo,
  },
  ...TIERS.filter(({ name }) => name === ROW_7).map((tier) => ({
    name: tier.name,
    text: tier.text,
    seedsMax: 3,
    soupSeedsMax: 0,
    soupMethod: "jpda-tree" as const,
    tier: () => tier,
  })),
];
