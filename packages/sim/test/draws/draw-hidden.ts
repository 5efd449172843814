import type { RandomStream } from "../../src/index.ts";
import { at, drawThreats } from "./draw-objects.ts";
import { type Plain, pick, whole } from "./draw-site.ts";

/** Attacks that what is known of birds may hide: drones as slow as they are, by the swarm, or any attack through flocks over every area. */
export function drawHidden(random: RandomStream, areas: number): readonly Plain[] {
  if (random.chance(0.5)) return drawSwarm(random, areas);
  const threats = drawThreats(random, areas);
  const flocks = Array.from({ length: areas }, (_, index) => flockOver(random, index + 1));
  return [...threats, ...flocks];
}

/** Eight to twenty drones of one speed that come together, from one side, to areas that they share; a third of the swarms are as small to a radar as birds. */
function drawSwarm(random: RandomStream, areas: number): readonly Plain[] {
  const bearingDeg = random.uniform(0, 360);
  const speedMps = random.uniform(15, 40);
  const distanceM = speedMps * random.uniform(50, 70);
  const heightM = random.uniform(80, 250);
  const fromS = random.uniform(8, 20);
  const isMultirotor = speedMps < 25;
  const small = random.chance(1 / 3) ? { rcs_dbsm: random.uniform(-22, -18) } : {};
  return Array.from({ length: whole(random, 8, 20) }, (_, index) => ({
    id: `threat-${index + 1}`,
    from_s: fromS + random.uniform(0, 6),
    kind: "drone",
    ...(isMultirotor ? { class: "multirotor" } : {}),
    ...small,
    waypoints: [
      {
        place: at(bearingDeg + random.uniform(-8, 8), distanceM + random.uniform(-150, 150)),
        height_m: heightM + random.uniform(-20, 20),
        speed_mps: speedMps,
      },
      {
        place: {
          of: `area-${whole(random, 1, areas)}`,
          bearing_deg: random.uniform(0, 360),
          distance_m: random.uniform(0, 200),
        },
        height_m: 0,
        speed_mps: speedMps,
      },
    ],
  }));
}

/** Fifteen birds that mill or pass over an area. */
function flockOver(random: RandomStream, area: number): Plain {
  const mills = random.chance(0.5);
  return {
    id: `harmless-${area}`,
    kind: "bird",
    from_s: 0,
    place: {
      of: `area-${area}`,
      bearing_deg: random.uniform(0, 360),
      distance_m: random.uniform(0, 300),
    },
    rcs_dbsm: random.uniform(-35, -20),
    count: 15,
    height_m: random.uniform(50, 400),
    course_deg: random.uniform(0, 360),
    speed_mps: mills ? random.uniform(0, 4) : random.uniform(8, 20),
    wander_m: mills ? random.uniform(60, 100) : pick(random, [10, 20, 40]),
  };
}
