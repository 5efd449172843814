import { assert } from "@tocsin/core";
import { type Flight, type TruthState, truthState } from "./flight.ts";

type Triple = readonly [number, number, number];

export interface FlightPoint {
  /** Site frame, m. */
  readonly position: Triple;
  /** From here to the next point; that of the last point is not used. */
  readonly speedMps: number;
  /** How long it stands there; left out, it flies on at once. */
  readonly holdS?: number;
}

interface Corner {
  readonly timeS: number;
  readonly position: Triple;
  readonly before: Triple;
  readonly after: Triple;
  /** Half the time over which the corner is rounded; 0 at both ends. */
  readonly halfS: number;
}

const add = (a: Triple, b: Triple, factor: number): Triple => [
  a[0] + factor * b[0],
  a[1] + factor * b[1],
  a[2] + factor * b[2],
];
const length = (a: Triple): number => Math.hypot(a[0], a[1], a[2]);

/**
 * Straight legs at even speed with parabolic corners: about a way point at time c, between velocities v and w, for
 * |t − c| < τ the position is p + v(t − c) + (w − v)(t − c + τ)²/4τ. Position and velocity are continuous, and the
 * acceleration |w − v|/2τ is `accelerationMps2`, or more where a leg is too short for it.
 * Source: R. P. Paul, "Robot Manipulators" (1981), chapter 5; J. J. Craig, "Introduction to Robotics", third edition
 * (2005), section 7.3, "linear function with parabolic blends". Standing at a point is a leg of no length.
 */
export function waypointFlight(
  points: readonly FlightPoint[],
  startS: number,
  accelerationMps2: number,
): Flight {
  const corners = roundCorners(points, startS, accelerationMps2);
  const endS = corners[corners.length - 1]?.timeS ?? startS;
  return {
    startS,
    endS,
    stateAt: (timeS) => stateOn(corners, Math.min(endS, Math.max(startS, timeS))),
  };
}

function roundCorners(
  points: readonly FlightPoint[],
  startS: number,
  accelerationMps2: number,
): readonly Corner[] {
  assert(points.length >= 2, "a flight by way points has at least two");
  const times = [startS];
  const velocities: Triple[] = [];
  const positions = [points[0].position];
  const flyTo = (position: Triple, durationS: number): void => {
    const leg = add(position, positions[positions.length - 1], -1);
    times.push(times[times.length - 1] + durationS);
    velocities.push([leg[0] / durationS, leg[1] / durationS, leg[2] / durationS]);
    positions.push(position);
  };
  for (let i = 0; i + 1 < points.length; i++) {
    const [here, there] = [points[i], points[i + 1]];
    const durationS = length(add(there.position, here.position, -1)) / here.speedMps;
    assert(durationS > 0, "two way points in a row are the same place");
    if (here.holdS !== undefined && here.holdS > 0) flyTo(here.position, here.holdS);
    flyTo(there.position, durationS);
  }
  return positions.map((position, i) => {
    const before = velocities[i - 1] ?? velocities[i];
    const after = velocities[i] ?? velocities[i - 1];
    const inner = i > 0 && i + 1 < positions.length;
    const halfS = inner
      ? Math.min(
          length(add(after, before, -1)) / (2 * accelerationMps2),
          (times[i] - times[i - 1]) / 2,
          (times[i + 1] - times[i]) / 2,
        )
      : 0;
    return { timeS: times[i], position, before, after, halfS };
  });
}

function stateOn(corners: readonly Corner[], timeS: number): TruthState {
  let i = 0;
  while (i + 2 < corners.length && corners[i + 1].timeS <= timeS) i++;
  const [here, next] = [corners[i], corners[i + 1]];
  if (timeS - here.timeS < here.halfS) return blend(here, timeS);
  if (next.timeS - timeS < next.halfS) return blend(next, timeS);
  return truthState(add(here.position, here.after, timeS - here.timeS), here.after);
}

function blend(corner: Corner, timeS: number): TruthState {
  const sinceS = timeS - corner.timeS;
  const share = (sinceS + corner.halfS) / (2 * corner.halfS);
  const change = add(corner.after, corner.before, -1);
  const straight = add(corner.position, corner.before, sinceS);
  return truthState(
    add(straight, change, share * share * corner.halfS),
    add(corner.before, change, share),
  );
}
