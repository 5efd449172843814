import { createLocalFrame, enuToAer, enuToGeodetic, frameTransform } from "@tocsin/core";
import { type BallisticAir, ballisticFlight } from "./ballistic-flight.ts";
import type { DragLaw } from "./drag.ts";
import type { Flight } from "./flight.ts";

/** Truth comes down within this of where the scenario says, m. */
const MISS_M = 0.5;
const STEPS_MAX = 80;
/** Greatest starting speed, m/s, and boost, m/s², that are tried. */
const EFFORT_MAX = 4_000;

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
 * down. It corrects the direction by the miss to the side, and finds the one thing left open (the starting speed, or
 * the boost), in which the distance flown grows steadily, by false position with the Illinois rule. Only the flight
 * leaves this module, never how it was started. Null when nothing within the limits gets there.
 * Source: M. Dowell and P. Jarratt, "A Modified Regula Falsi Method for Computing the Root of an Equation" (1971),
 * BIT 11, 168–174.
 */
export function flightTo(start: AimedStart, air: BallisticAir): Flight | null {
  const level = Math.hypot(start.aim[0] - start.launch[0], start.aim[1] - start.launch[1]);
  if (level < MISS_M) return null;
  const along = enuDirection(start, level);
  let turnRad = 0;
  let low: Trial = { effort: 0, missM: -level };
  let high: Trial | null = null;
  let lastMissM = 0;
  for (let step = 0; step < STEPS_MAX; step++) {
    const effort: number = nextEffort(low, high, firstEffort(start, level));
    if (effort > EFFORT_MAX) return null;
    const flight = fly(start, air, effort, turnRad);
    const miss = flight === null ? null : missOf(flight, start, along);
    if (flight !== null && miss !== null) {
      if (Math.hypot(miss.alongM, miss.acrossM) < MISS_M) return flight;
      turnRad -= Math.atan2(miss.acrossM, Math.max(level, level + miss.alongM));
    }
    const missM = miss?.alongM ?? Number.POSITIVE_INFINITY;
    if (missM > 0) {
      high = { effort, missM };
      if (lastMissM > 0) low = { ...low, missM: low.missM / 2 };
    } else {
      low = { effort, missM };
      if (lastMissM < 0 && high) high = { effort: high.effort, missM: high.missM / 2 };
    }
    lastMissM = missM;
  }
  return null;
}

interface Trial {
  readonly effort: number;
  readonly missM: number;
}

/** Doubled until it is too much; then by false position, or by halves where too much flew out of bounds. */
function nextEffort(low: Trial, high: Trial | null, first: number): number {
  if (high === null) return low.effort === 0 ? first : 2 * low.effort;
  const share = Number.isFinite(high.missM) ? low.missM / (low.missM - high.missM) : 0.5;
  return low.effort + share * (high.effort - low.effort);
}

/** What would do without air: speed √(g·d / sin 2θ), or the boost that gives it. */
function firstEffort(start: AimedStart, level: number): number {
  const speedMps = Math.sqrt((9.8 * level) / Math.sin(2 * start.elevationRad));
  return start.boostS > 0 ? speedMps / start.boostS : speedMps;
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
