import type { RandomStream } from "@tocsin/sim";

/** A drawn object as a scenario file has it, and what it is really: `other` is of no class that is known. */
export interface DrawnObject {
  readonly truth: string;
  readonly config: object;
}

/** A point of the site's plane, m east and north. */
type Point = readonly [east: number, north: number];

export const placeAt = ([eastM, northM]: Point): object => ({
  of: "site",
  bearing_deg: ((Math.atan2(eastM, northM) * 180) / Math.PI + 360) % 360,
  distance_m: Math.hypot(eastM, northM),
});

interface Passing {
  readonly speedMps: number;
  readonly heightM: number;
  /** Height at the end; left out, level. */
  readonly endHeightM?: number;
  /** How near it passes and how far off it starts, m. */
  readonly nearM: number;
  readonly farM: number;
  /** Chance that it stands for a while half-way, and how sharply it turns aside there, m. */
  readonly stands?: number;
  readonly asideM: number;
}

/** Way points past the site: from one side to the other, with a bend half-way where it may stand. */
function wayPast(random: RandomStream, way: Passing): object[] {
  const course = random.uniform(0, 2 * Math.PI);
  const offset = way.nearM * (random.chance(0.5) ? 1 : -1);
  const half = Math.sqrt(Math.max(0, way.farM * way.farM - way.nearM * way.nearM));
  const point = (along: number, aside: number): Point => [
    along * Math.sin(course) + aside * Math.cos(course),
    along * Math.cos(course) - aside * Math.sin(course),
  ];
  const end = way.endHeightM ?? way.heightM;
  const middle = 0.5 * (way.heightM + end);
  const aside = random.uniform(-1, 1) * way.asideM;
  const hold = random.chance(way.stands ?? 0) ? random.uniform(8, 40) : 0;
  const leg = (at: Point, height_m: number, hold_s: number): object => ({
    place: placeAt(at),
    height_m,
    speed_mps: way.speedMps,
    hold_s,
  });
  const bend = random.uniform(0.3, 0.7) * half;
  return [
    leg(point(-half, offset), way.heightM, 0),
    leg(point(-bend, offset + aside), middle, hold),
    leg(point(half, offset), end, 0),
  ];
}

/** Each axis of what is drawn, its own and not the beliefs': even between published extremes. */
type Draw = (random: RandomStream) => object;

const flown = (
  kind: string,
  random: RandomStream,
  rcs: Point,
  way: Passing,
  more: object = {},
): object => ({
  kind,
  end: "leaves",
  rcs_dbsm: random.uniform(...rcs),
  waypoints: wayPast(random, way),
  ...more,
});

function ballistic(
  random: RandomStream,
  name: string,
  ranges: {
    readonly distanceM: Point;
    readonly elevationDeg: Point;
    readonly rcs: Point;
    readonly dragK: Point;
    readonly boostS: Point | null;
  },
): object {
  const bearing = random.uniform(0, 2 * Math.PI);
  const distanceM = random.uniform(...ranges.distanceM);
  const aim: Point = [random.uniform(-2500, 2500), random.uniform(-2500, 2500)];
  const low = Math.exp(random.uniform(Math.log(ranges.dragK[0]), Math.log(ranges.dragK[1])));
  const rise = random.uniform(1.4, 2.3);
  return {
    kind: "ballistic",
    class: name,
    rcs_dbsm: random.uniform(...ranges.rcs),
    launch: placeAt([
      aim[0] + distanceM * Math.sin(bearing),
      aim[1] + distanceM * Math.cos(bearing),
    ]),
    aim: placeAt(aim),
    elevation_deg: random.uniform(...ranges.elevationDeg),
    ...(ranges.boostS === null ? {} : { boost: { duration_s: random.uniform(...ranges.boostS) } }),
    drag: {
      area_per_mass_m2_per_kg: low,
      curve: [
        [0, 1],
        [0.85, 1.1],
        [1.1, rise],
        [3, rise * random.uniform(0.55, 0.8)],
      ],
    },
  };
}

const drone = (name: string): object => ({ class: name });

/** One object of each kind; what the tracker believes of classes stands in `class-beliefs.ts`, and is not what is drawn from. */
const DRAWS: Readonly<Record<string, readonly Draw[]>> = {
  rocket: [
    (r) =>
      ballistic(r, "rocket", {
        distanceM: [4000, 9000],
        elevationDeg: [28, 60],
        rcs: [-19, -3],
        dragK: [6e-5, 1.8e-4],
        boostS: [0.4, 2.5],
      }),
    (r) =>
      ballistic(r, "rocket", {
        distanceM: [9000, 19_000],
        elevationDeg: [30, 58],
        rcs: [-17, 0],
        dragK: [4e-5, 1e-4],
        boostS: [1, 3],
      }),
  ],
  mortar: [
    (r) =>
      ballistic(r, "mortar", {
        distanceM: [1800, 6500],
        elevationDeg: [46, 78],
        rcs: [-23, -8],
        dragK: [9e-5, 2.6e-4],
        boostS: null,
      }),
  ],
  missile: [
    (r) =>
      flown(
        "missile",
        r,
        [-18, -1],
        {
          speedMps: r.uniform(195, 285),
          heightM: r.uniform(25, 160),
          nearM: r.uniform(500, 6000),
          farM: r.uniform(15_000, 25_000),
          asideM: 3000,
        },
        { acceleration_mps2: r.uniform(10, 50) },
      ),
    (r) =>
      ballistic(r, "missile", {
        distanceM: [60_000, 110_000],
        elevationDeg: [38, 52],
        rcs: [-14, 4],
        dragK: [1e-5, 5e-5],
        boostS: [15, 40],
      }),
  ],
  "fixed-wing-drone": [
    (r) =>
      flown(
        "drone",
        r,
        [-23, -8],
        {
          speedMps: r.uniform(14, 30),
          heightM: r.uniform(60, 350),
          nearM: r.uniform(200, 1500),
          farM: r.uniform(3000, 4500),
          asideM: 1500,
        },
        { ...drone("fixed-wing-drone"), acceleration_mps2: r.uniform(2, 8) },
      ),
    (r) =>
      flown(
        "drone",
        r,
        [-16, -2],
        {
          speedMps: r.uniform(36, 66),
          heightM: r.uniform(60, 1800),
          ...(r.chance(0.3) ? { endHeightM: r.uniform(30, 200) } : {}),
          nearM: r.uniform(200, 3000),
          farM: r.uniform(6000, 10_000),
          asideM: 2000,
        },
        { ...drone("fixed-wing-drone"), acceleration_mps2: r.uniform(2, 8) },
      ),
    (r) =>
      flown(
        "drone",
        r,
        [-15, -2],
        {
          speedMps: r.uniform(95, 175),
          heightM: r.uniform(80, 2500),
          nearM: r.uniform(500, 4000),
          farM: r.uniform(9000, 15_000),
          asideM: 2500,
        },
        { ...drone("fixed-wing-drone"), acceleration_mps2: r.uniform(5, 20) },
      ),
  ],
  multirotor: [
    (r) =>
      flown(
        "drone",
        r,
        [-23, -9],
        {
          speedMps: r.uniform(4, 19),
          heightM: r.uniform(25, 180),
          nearM: r.uniform(100, 800),
          farM: r.uniform(1200, 2500),
          stands: 0.6,
          asideM: 500,
        },
        { ...drone("multirotor"), acceleration_mps2: r.uniform(2, 6) },
      ),
    (r) =>
      flown(
        "drone",
        r,
        [-23, -10],
        {
          speedMps: r.uniform(18, 38),
          heightM: r.uniform(20, 200),
          nearM: r.uniform(100, 1500),
          farM: r.uniform(2500, 4500),
          stands: 0.2,
          asideM: 800,
        },
        { ...drone("multirotor"), acceleration_mps2: r.uniform(5, 15) },
      ),
  ],
  aircraft: [
    (r) =>
      flown("aircraft", r, [0, 9], {
        speedMps: r.uniform(42, 78),
        heightM: r.uniform(250, 2600),
        nearM: r.uniform(1000, 8000),
        farM: r.uniform(10_000, 15_000),
        asideM: 3000,
      }),
    (r) =>
      flown("aircraft", r, [5, 20], {
        speedMps: r.uniform(62, 140),
        heightM: r.uniform(200, 3500),
        endHeightM: r.uniform(200, 4000),
        nearM: r.uniform(1500, 9000),
        farM: r.uniform(15_000, 25_000),
        asideM: 3000,
      }),
    (r) =>
      flown("aircraft", r, [8, 24], {
        speedMps: r.uniform(195, 258),
        heightM: r.uniform(7500, 12_500),
        nearM: r.uniform(4000, 15_000),
        farM: r.uniform(25_000, 34_000),
        asideM: 4000,
      }),
  ],
  helicopter: [
    (r) =>
      flown(
        "helicopter",
        r,
        [-2, 12],
        {
          speedMps: r.uniform(22, 78),
          heightM: r.uniform(50, 700),
          endHeightM: r.uniform(50, 700),
          nearM: r.uniform(500, 4000),
          farM: r.uniform(6000, 10_000),
          stands: 0.4,
          asideM: 2000,
        },
        { acceleration_mps2: r.uniform(1, 4) },
      ),
    (r) =>
      flown(
        "helicopter",
        r,
        [-2, 12],
        {
          speedMps: r.uniform(5, 30),
          heightM: r.uniform(20, 400),
          nearM: r.uniform(300, 1500),
          farM: r.uniform(2000, 3500),
          stands: 0.7,
          asideM: 700,
        },
        { acceleration_mps2: r.uniform(1, 4) },
      ),
  ],
  bird: [(r) => bird(r, [8, 19], [20, 300]), (r) => bird(r, [5, 15], [100, 1100])],
  other: [
    // A balloon; a paraglider, high; something level and very fast; something fast and very low that is no missile.
    (r) =>
      flown("aircraft", r, [-12, 3], {
        speedMps: r.uniform(5, 25),
        heightM: r.uniform(4000, 12_000),
        nearM: r.uniform(1000, 4000),
        farM: r.uniform(4500, 6000),
        asideM: 200,
      }),
    (r) =>
      flown("aircraft", r, [-5, 15], {
        speedMps: r.uniform(450, 900),
        heightM: r.uniform(1500, 20_000),
        nearM: r.uniform(2000, 8000),
        farM: r.uniform(30_000, 38_000),
        asideM: 1000,
      }),
    (r) =>
      flown("aircraft", r, [-30, -14], {
        speedMps: r.uniform(80, 160),
        heightM: r.uniform(3000, 9000),
        nearM: r.uniform(1000, 5000),
        farM: r.uniform(9000, 15_000),
        asideM: 2000,
      }),
  ],
};

function bird(random: RandomStream, speed: Point, height: Point): object {
  const bearing = random.uniform(0, 2 * Math.PI);
  const awayM = random.uniform(800, 3000);
  return {
    kind: "bird",
    rcs_dbsm: random.uniform(-32, -17),
    place: placeAt([awayM * Math.sin(bearing), awayM * Math.cos(bearing)]),
    height_m: random.uniform(...height),
    course_deg: random.uniform(0, 360),
    speed_mps: random.uniform(...speed),
    wander_m: random.uniform(20, 150),
  };
}

/** Classes that are drawn, and `other`. */
export const DRAWN_CLASSES: readonly string[] = Object.keys(DRAWS);
/** Share of those who make a claim to be an aircraft: who is one, and who is not. */
const HONEST = 0.7;
const SPOOFED = 0.3;

/** One object of each kind. `spoofs`: some of those that are no aircraft say that they are, too, and one report is of nothing. */
export function drawObjects(random: RandomStream, spoofs: boolean): readonly DrawnObject[] {
  const drawn = Object.entries(DRAWS).flatMap(([truth, draws]) =>
    draws.map((draw, i): DrawnObject => {
      const crewed = truth === "aircraft" || truth === "helicopter";
      const claims = random.chance(crewed ? HONEST : spoofs && truth !== "bird" ? SPOOFED : 0);
      const id = `${truth}-${i + 1}`;
      const config = { id, from_s: random.uniform(1, 20), ...draw(random) };
      return { truth, config: claims ? { ...config, cooperative: claimOf(random) } : config };
    }),
  );
  if (!spoofs) return drawn;
  const nothing = flown("aircraft", random, [5, 10], {
    speedMps: 70,
    heightM: 900,
    nearM: 1500,
    farM: 6000,
    asideM: 500,
  });
  const config = {
    ...nothing,
    id: "nothing",
    phantom: true,
    seen_by: ["receiver"],
    cooperative: claimOf(random),
  };
  return [...drawn, { truth: "nothing", config }];
}

const claimOf = (random: RandomStream): object => ({
  aircraft_address: Math.floor(random.uniform(0x100000, 0xffffff)).toString(16).toUpperCase(),
  callsign: null,
  mode_3a: null,
});
