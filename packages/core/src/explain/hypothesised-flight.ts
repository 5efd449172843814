import { aerToEnu } from "../geodesy/aer.ts";
import { geodeticToEnu, type LocalFrame } from "../geodesy/local-frame.ts";
import { square } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import { FLOWN_S, type HypothesisedObject } from "./hypothesised-object.ts";
import type { IncidentRecord } from "./incident-record.ts";

/** Where a flight was at a time: site frame, m. */
export interface FlownPlace {
  readonly timeUs: TimeUs;
  readonly enuM: readonly number[];
  /** Site frame, m/s; null where nobody says whence it came: then it is taken as fast enough for any radar. */
  readonly velocityMps: readonly number[] | null;
}

/**
 * The flight of an object that somebody says was there: straight and level, or fired and falling, oldest first, one place a second, ending at the
 * place and time asked about.
 */
export function hypothesisedFlight(
  record: IncidentRecord,
  frame: LocalFrame,
  object: HypothesisedObject,
): readonly FlownPlace[] {
  if (object.fired !== undefined) return firedFlight(record, frame, object, object.fired);
  const heightM = record.site.value.groundHeightM + object.heightM;
  const [e, n] = geodeticToEnu(frame, { ...object.place, heightM });
  const places: FlownPlace[] = [];
  for (let backS = Math.round(object.flownS ?? FLOWN_S); backS >= 0; backS--) {
    const out =
      object.fromBearingRad === null
        ? [0, 0]
        : aerToEnu(object.fromBearingRad, 0, backS * object.speedMps);
    const [east, north] = [e + out[0], n + out[1]];
    places.push({
      timeUs: addSeconds(object.atUs, -backS),
      enuM: [east, north, upAtHeight(frame, east, north, heightM)],
      velocityMps: null,
    });
  }
  return object.fromBearingRad === null ? places : withVelocities(places);
}

/** Each place with the way to the next, which is a second off; the last with that of the one before. */
const withVelocities = (places: readonly FlownPlace[]): readonly FlownPlace[] =>
  places.map((place, i) => {
    const from = places[Math.max(0, Math.min(i, places.length - 2))];
    const to = places[Math.min(i + 1, places.length - 1)];
    if (from === undefined || to === undefined || from === to) return place;
    return { ...place, velocityMps: to.enuM.map((metres, axis) => metres - from.enuM[axis]) };
  });

/**
 * A throw without drag over flat ground: v² = R·g / sin 2θ, t = 2·v·sin θ / g, height at s seconds before impact v·sin θ·s − g·s²/2. What has drag falls
 * steeper, so that it is lower further out and higher close by; ranges that are tried cover both. Without a bearing it comes from the north.
 */
function firedFlight(
  record: IncidentRecord,
  frame: LocalFrame,
  object: HypothesisedObject,
  { rangeM, elevationRad }: NonNullable<HypothesisedObject["fired"]>,
): readonly FlownPlace[] {
  const groundM = record.site.value.groundHeightM;
  const [e, n] = geodeticToEnu(frame, { ...object.place, heightM: groundM });
  const speedMps = Math.sqrt((rangeM * STANDARD_GRAVITY_MPS2) / Math.sin(2 * elevationRad));
  const [upMps, overMps] = [speedMps * Math.sin(elevationRad), speedMps * Math.cos(elevationRad)];
  const places: FlownPlace[] = [];
  for (let backS = Math.floor((2 * upMps) / STANDARD_GRAVITY_MPS2); backS >= 0; backS--) {
    const out = aerToEnu(object.fromBearingRad ?? 0, 0, backS * overMps);
    const heightM = groundM + upMps * backS - (STANDARD_GRAVITY_MPS2 / 2) * square(backS);
    const [east, north] = [e + out[0], n + out[1]];
    places.push({
      timeUs: addSeconds(object.atUs, -backS),
      enuM: [east, north, upAtHeight(frame, east, north, heightM)],
      velocityMps: null,
    });
  }
  return withVelocities(places);
}

/** Up coordinate, in the tangent plane, of a height above the ellipsoid: the plane leaves the Earth by d²/2R. */
function upAtHeight(frame: LocalFrame, east: number, north: number, heightM: number): number {
  const drop = (east * east + north * north) / (2 * 6_371_000);
  return heightM - frame.origin.heightM - drop;
}
