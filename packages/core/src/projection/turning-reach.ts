import { pointInRings } from "../geodesy/polygon.ts";
import { hypot2 } from "../units/algebra.ts";
import { nearestEdge } from "./nearest-edge.ts";
import type { PreparedArea } from "./prepared-area.ts";

/** How sharply a powered object may turn: whichever of the two bounds is wider for its speed. */
export interface TurnLimits {
  /** rad/s; slow objects turn on the spot within seconds. */
  readonly rateRadps: number;
  /** Sideways acceleration, m/s², that fast ones can bear. */
  readonly accelerationMps2: number;
}

/** 60°/s, as multirotors and small drones do, and three times gravity, which no drone or airliner exceeds. An allowance. */
export const TURN_LIMITS: TurnLimits = { rateRadps: 1, accelerationMps2: 30 };

/** A horizontal state, m and m/s, and the greatest speed that the object may take up. */
export interface TurningState {
  readonly e: number;
  readonly n: number;
  readonly ve: number;
  readonly vn: number;
  readonly speedMps: number;
}

/**
 * The soonest, in seconds, that a powered object can be over an area if it turns towards it now, as sharply as the
 * limits let it, and flies straight from there on; 0 inside. The boundary of its reachable set: before that, no course
 * within the limits gets there. With the turning circle's radius r = v²/a or v/ω, whichever is less, centre c beside the
 * object and a target at d from c, the way is r·θ + √(d² − r²), θ the arc to the tangent through the target
 * (L. E. Dubins, 1957, On curves of minimal length, American Journal of Mathematics 79; a free end needs no second
 * arc). A target inside that circle is taken as straight ahead, which errs to the early side.
 * Of an area, its nearest point and its corners are tried.
 */
export function soonestIfTurned(
  state: TurningState,
  prepared: PreparedArea,
  limits: TurnLimits = TURN_LIMITS,
): number {
  const { rings } = prepared.area;
  const { e, n } = state;
  if (pointInRings(rings, e, n)) return 0;
  const { signedDistanceM, outwardEast, outwardNorth } = nearestEdge(rings, e, n);
  let least = timeTo(
    state,
    -signedDistanceM * outwardEast,
    -signedDistanceM * outwardNorth,
    limits,
  );
  const [outer = []] = rings;
  for (let i = 0; i < outer.length; i += 2) {
    least = Math.min(least, timeTo(state, outer[i] - e, outer[i + 1] - n, limits));
  }
  return least;
}

/** Seconds to a target, m east and north of the object. */
function timeTo(
  { ve, vn, speedMps }: TurningState,
  east: number,
  north: number,
  { rateRadps, accelerationMps2 }: TurnLimits,
): number {
  const speed = Math.max(speedMps, 1e-9);
  const straight = hypot2(east, north) / speed;
  const heading = hypot2(ve, vn);
  if (!(heading > 0)) return straight;
  const radius = Math.max(speed / rateRadps, (speed * speed) / accelerationMps2);
  const ahead = (east * ve + north * vn) / heading;
  const aside = Math.abs(east * vn - north * ve) / heading;
  const away = hypot2(ahead, aside - radius);
  if (away <= radius) return straight;
  const tangent = Math.sqrt(away * away - radius * radius);
  const turn = Math.atan2(aside - radius, ahead) - Math.acos(radius / away) + Math.PI / 2;
  const arc = turn < 0 ? turn + 2 * Math.PI : turn;
  return (radius * arc + tangent) / speed;
}
