import { createLocalFrame, enuToAer, enuToGeodetic, frameTransform } from "@tocsin/core";
import { type BallisticAir, ballisticFlight } from "./ballistic-flight.ts";
import type { DragLaw } from "./drag.ts";
import type { Flight } from "./flight.ts";

/** Truth comes down within this of where the scenario says, m. */
const MISS_M = 0.5;
const STEPS_MAX = 80;
/** Greatest starting speed and boost that are tried. */
const SPEED_MPS_MAX = 3_000;
const BOOST_MPS2_MAX = 3_000;

export interface AimedStart {
  readonly timeS: number;
  readonly launch: readonly [number, number, number];
  readonly aim: readonly [number, number, number];
  readonly elevationRad: number;
  /** 0: it starts with its full speed. */
  readonly boostS: number;
  readonly startSpeedMps: number;
  readonly drag: DragLaw;
}

/**
 * The true flight from one stated place on the ground to another, so that a scenario can say where something comes
 * down. It corrects the direction by the miss to the side, and finds by bisection the one thing left open (the
 * starting speed, or the boost), in which the distance flown grows steadily. Only the flight leaves this module,
 * never how it was started. Null when nothing within the limits gets there.
 */
export function flightTo(start: AimedStart, air: BallisticAir): Flight | null {
  const level = Math.hypot(start.aim[0] - start.launch[0], start.aim[1] - start.launch[1]);
  if (level < MISS_M) return null;
  let turnRad = 0;
  let [low, high] = [0, start.boostS > 0 ? BOOST_MPS2_MAX : SPEED_MPS_MAX];
  const along = enuDirection(start, level);
  for (let step = 0; step < STEPS_MAX; step++) {
    const middle = 0.5 * (low + high);
    const flight = fly(start, air, middle, turnRad);
    const miss = flight === null ? null : missOf(flight, start, along);
    if (flight !== null && miss !== null) {
      if (Math.hypot(miss.alongM, miss.acrossM) < MISS_M) return flight;
      turnRad -= 0.8 * Math.atan2(miss.acrossM, Math.max(level, level + miss.alongM));
    }
    if (miss === null || miss.alongM > 0) high = middle;
    else low = middle;
    if (high - low < 1e-6 * high) [low, high] = [0.999 * middle, 1.001 * middle];
  }
  return null;
}

const enuDirection = (start: AimedStart, level: number): readonly [number, number] => [
  (start.aim[0] - start.launch[0]) / level,
  (start.aim[1] - start.launch[1]) / level,
];

function missOf(
  flight: Flight,
  start: AimedStart,
  [east, north]: readonly [number, number],
): { alongM: number; acrossM: number } {
  const end = flight.stateAt(flight.endS);
  const [de, dn] = [end.eastM - start.aim[0], end.northM - start.aim[1]];
  return { alongM: de * east + dn * north, acrossM: de * north - dn * east };
}

/** One flight with `effort` (starting speed, or boost), turned clockwise from the straight line by `turnRad`. */
function fly(start: AimedStart, air: BallisticAir, effort: number, turnRad: number): Flight | null {
  const [e, n, u] = start.launch;
  const here = createLocalFrame(enuToGeodetic(air.frame, e, n, u));
  const toSite = frameTransform(here, air.frame).rotation;
  const there = localAim(start, toSite);
  const azimuthRad = enuToAer(there[0], there[1], 0).azimuthRad + turnRad;
  const speedMps = start.boostS > 0 ? start.startSpeedMps : effort;
  const level = speedMps * Math.cos(start.elevationRad);
  const local = [
    level * Math.sin(azimuthRad),
    level * Math.cos(azimuthRad),
    speedMps * Math.sin(start.elevationRad),
  ] as const;
  const row = (i: number): number =>
    toSite[i] * local[0] + toSite[i + 1] * local[1] + toSite[i + 2] * local[2];
  return ballisticFlight(
    {
      timeS: start.timeS,
      position: start.launch,
      velocity: [row(0), row(3), row(6)],
      boostMps2: start.boostS > 0 ? effort : 0,
      boostS: start.boostS,
      drag: start.drag,
    },
    air,
  );
}

/** The way from launch to aim in the launch's own east and north: the site's axes turned back. */
function localAim(start: AimedStart, toSite: Float64Array): readonly [number, number] {
  const way = [0, 1, 2].map((i) => start.aim[i] - start.launch[i]);
  const column = (i: number): number =>
    toSite[i] * way[0] + toSite[i + 3] * way[1] + toSite[i + 6] * way[2];
  return [column(0), column(1)];
}
