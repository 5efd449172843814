import type { RandomStream } from "../../src/index.ts";
import { type Plain, pick, whole } from "./draw-site.ts";

export const at = (bearingDeg: number, distanceM: number): Plain => ({
  of: "site",
  bearing_deg: ((bearingDeg % 360) + 360) % 360,
  distance_m: distanceM,
});

/** One to four objects that come down in an area, mostly; each kind of attack that the site is there for. */
export function drawThreats(random: RandomStream, areas: number): readonly Plain[] {
  const count = pick(random, [1, 1, 2, 4]);
  const bearingDeg = random.uniform(0, 360);
  const kind = pick(random, ["mortar", "rocket", "boosted", "drone", "multirotor", "missile"]);
  return Array.from({ length: count }, (_, index) => {
    const common = { id: `threat-${index + 1}`, from_s: random.uniform(8, 25) };
    const aim = {
      of: `area-${whole(random, 1, areas)}`,
      bearing_deg: random.uniform(0, 360),
      distance_m: random.uniform(0, 200),
    };
    const from = bearingDeg + random.uniform(-10, 10);
    if (kind === "drone" || kind === "multirotor" || kind === "missile")
      return flown(random, { common, kind, from, aim });
    return {
      ...common,
      kind: "ballistic",
      class: kind === "mortar" ? "mortar" : "rocket",
      launch: at(from, random.uniform(kind === "mortar" ? 3_000 : 5_000, 8_000)),
      aim,
      elevation_deg: random.uniform(46, 66),
      drag: { k_m2_per_kg: random.uniform(0.0001, 0.0005) },
      ...(kind === "boosted" ? { boost: { duration_s: random.uniform(0.5, 2) } } : {}),
    };
  });
}

function flown(
  random: RandomStream,
  of: {
    readonly common: Plain;
    readonly kind: "drone" | "multirotor" | "missile";
    readonly from: number;
    readonly aim: Plain;
  },
): Plain {
  const [least, most] = { drone: [40, 75], multirotor: [15, 25], missile: [180, 250] }[of.kind];
  const speedMps = random.uniform(least, most);
  const distanceM = Math.min(12_000, speedMps * random.uniform(60, 80));
  const heightM = random.uniform(100, 300);
  return {
    ...of.common,
    ...(of.kind === "multirotor" ? { class: "multirotor" } : {}),
    kind: of.kind === "missile" ? "missile" : "drone",
    waypoints: [
      { place: at(of.from, distanceM), height_m: heightM, speed_mps: speedMps },
      { place: of.aim, height_m: 0, speed_mps: speedMps },
    ],
  };
}

/** One to six objects that endanger nobody, of one kind: no warning is right. */
export function drawHarmless(random: RandomStream): readonly Plain[] {
  const kind = pick(random, ["airliner", "passing", "birds", "far-fall", "calibration", "nothing"]);
  const count = kind === "nothing" ? 0 : whole(random, 1, kind === "birds" ? 3 : 6);
  return Array.from({ length: count }, (_, index) =>
    harmless(random, kind, { id: `harmless-${index + 1}`, from_s: random.uniform(0, 30) }),
  );
}

function harmless(random: RandomStream, kind: string, common: Plain): Plain {
  const bearingDeg = random.uniform(0, 360);
  switch (kind) {
    case "airliner":
      return straight(common, {
        kind: "aircraft",
        bearingDeg,
        passesM: random.uniform(-6_000, 6_000),
        heightM: random.uniform(3_000, 9_000),
        speedMps: random.uniform(120, 240),
      });
    case "passing":
      return straight(common, {
        kind: pick(random, ["aircraft", "helicopter"]),
        bearingDeg,
        passesM: random.uniform(7_000, 10_000) * pick(random, [-1, 1]),
        heightM: random.uniform(300, 1_200),
        speedMps: random.uniform(45, 90),
      });
    case "birds":
      return { ...common, ...flock(random), place: at(bearingDeg, random.uniform(300, 3_000)) };
    case "far-fall":
      return {
        ...common,
        kind: "ballistic",
        class: pick(random, ["mortar", "rocket"]),
        launch: at(bearingDeg, random.uniform(9_000, 11_000)),
        aim: at(bearingDeg + random.uniform(25, 45), random.uniform(6_500, 8_000)),
        elevation_deg: random.uniform(48, 64),
        drag: { k_m2_per_kg: 0.0003 },
      };
    default:
      // A target that stands where radars are set right by it.
      return {
        ...common,
        kind: "drone",
        phantom: true,
        waypoints: [0, 1].map((way) => ({
          place: at(bearingDeg, 4_000 + way),
          height_m: 30,
          speed_mps: 0.1,
          hold_s: 60,
        })),
        end: "leaves",
      };
  }
}

/**
 * Birds that travel, each flying as its neighbours do to some metres a second, or that mill about a place; by either none is faster than birds are: 8 to
 * 23 m/s in still air (T. Alerstam and others, "Flight speeds among bird species: allometric and phylogenetic effects", PLoS Biology 5 (2007) e197). A bird
 * that strays by σ flies σ·0.09/s otherwise than the drift, each way. The simulated radars tell birds apart that a real one would see as one echo.
 */
function flock(random: RandomStream): Plain {
  const common = {
    kind: "bird",
    rcs_dbsm: random.uniform(-35, -20),
    count: whole(random, 1, 20),
    height_m: random.uniform(50, 400),
    course_deg: random.uniform(0, 360),
  };
  return random.chance(0.5)
    ? { ...common, speed_mps: random.uniform(8, 20), wander_m: random.uniform(10, 40) }
    : { ...common, speed_mps: random.uniform(0, 4), wander_m: random.uniform(60, 100) };
}

/** Straight across the site, at its nearest so far to one side of the middle. */
const straight = (
  common: Plain,
  of: {
    readonly kind: string;
    readonly bearingDeg: number;
    readonly passesM: number;
    readonly heightM: number;
    readonly speedMps: number;
  },
): Plain => ({
  ...common,
  kind: of.kind,
  waypoints: [-11_000, 11_000].map((alongM) => ({
    place: at(
      of.bearingDeg + (180 / Math.PI) * Math.atan2(of.passesM, alongM),
      Math.hypot(alongM, of.passesM),
    ),
    height_m: of.heightM,
    speed_mps: of.speedMps,
  })),
});
