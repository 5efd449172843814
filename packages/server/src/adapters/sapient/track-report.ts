import type { MessageInitShape } from "@bufbuild/protobuf";
import {
  geodeticToUtm,
  MICROS_PER_SECOND,
  type ObjectClass,
  radians,
  type TimeUs,
  utmZoneOf,
} from "@tocsin/core";
import type { EllipseM, LatLonDeg, PictureTrack } from "@tocsin/sdk";
import type { SapientMessageSchema } from "./generated/sapient_message_pb.ts";
import { LocationCoordinateSystem, LocationDatum } from "./generated/place_pb.ts";
import { ulidOf, ulidOfName } from "./identifiers.ts";
import { toTimestamp } from "./timestamp.ts";

type Content = NonNullable<MessageInitShape<typeof SapientMessageSchema>["content"]>;

/** How far ahead the place of what flies on is foretold. */
const AHEAD_S = 10;
/** A 90 % ellipse reaches √(−2·ln 0.1) sigmas. */
const ELLIPSE_SIGMAS = Math.sqrt(-2 * Math.log(0.1));

/** What each class is called in the standard's taxonomy: its first level, then what lies below. */
const TAXONOMY: Readonly<Record<ObjectClass, readonly [string, ...string[]]>> = {
  rocket: ["Equipment", "Weapon", "Rocket"],
  mortar: ["Equipment", "Weapon", "Mortar bomb"],
  missile: ["Equipment", "Weapon", "Missile"],
  "fixed-wing-drone": ["Air Vehicle", "UAV Fixed Wing"],
  multirotor: ["Air Vehicle", "UAV Rotary Wing"],
  aircraft: ["Air Vehicle", "Manned Fixed Wing"],
  helicopter: ["Air Vehicle", "Manned Rotary Wing"],
  bird: ["Animal", "Bird"],
  clutter: ["Other"],
  unknown: ["Unknown"],
};

/** The name of a track for other systems: the same whenever the site speaks of it. */
export const objectIdOf = (siteId: string, trackId: string): string =>
  ulidOfName(`${siteId} track ${trackId}`);

/** A fused detection: where a track is, how sure that is, what it is, and where it will be. Places are on the UTM grid, so that errors are in metres. */
export function trackReport(
  track: PictureTrack,
  { siteId, atUs }: { readonly siteId: string; readonly atUs: TimeUs },
): Content {
  return {
    case: "detectionReport",
    value: {
      reportId: ulidOf(atUs, `${siteId} report ${track.id} ${atUs}`),
      objectId: objectIdOf(siteId, track.id),
      locationOneof: {
        case: "location",
        value: locationOf(track.place, track.heightM, track.ellipse),
      },
      detectionConfidence: track.existence,
      predictionLocation: predictionOf(track, atUs),
      classification: [classificationOf(track)],
      velocityOneof: { case: "enuVelocity", value: velocityOf(track) },
      ...(track.identity === null ? {} : { id: track.identity }),
    },
  };
}

function locationOf(place: LatLonDeg, heightM: number | null, ellipse: EllipseM) {
  const latitudeRad = radians(place[0]);
  const longitudeRad = radians(place[1]);
  const zone = utmZoneOf(latitudeRad, longitudeRad);
  const { eastingM, northingM } = geodeticToUtm(latitudeRad, longitudeRad, zone);
  const sigma = sigmasOf(ellipse);
  return {
    x: eastingM,
    y: northingM,
    ...(heightM === null ? {} : { z: heightM }),
    xError: sigma.eastM,
    yError: sigma.northM,
    coordinateSystem: LocationCoordinateSystem.UTM_M,
    datum: LocationDatum.WGS84_E,
    utmZone: `${zone.number}${bandOf(place[0])}`,
  };
}

function sigmasOf({ majorM, minorM, bearingDeg }: EllipseM) {
  const sine = Math.sin(radians(bearingDeg));
  const cosine = Math.cos(radians(bearingDeg));
  return {
    eastM: Math.hypot(majorM * sine, minorM * cosine) / ELLIPSE_SIGMAS,
    northM: Math.hypot(majorM * cosine, minorM * sine) / ELLIPSE_SIGMAS,
  };
}

/** Letter of the latitude band: 8° each from C at 80° south, without I and O; the last reaches to 84° north. */
const bandOf = (latitudeDeg: number): string =>
  "CDEFGHJKLMNPQRSTUVWX".charAt(Math.max(0, Math.min(19, Math.floor((latitudeDeg + 80) / 8))));

/** Where what falls comes down; where what flies will be if it flies straight on. */
function predictionOf(track: PictureTrack, atUs: TimeUs) {
  const { impact } = track;
  if (impact !== null) {
    return {
      predictedLocationOneof: {
        case: "location" as const,
        value: locationOf(impact.place, null, impact.ellipse),
      },
      predictedTimestamp: toTimestamp((impact.fromUs + impact.toUs) / 2),
    };
  }
  const velocity = velocityOf(track);
  const from = locationOf(track.place, track.heightM, track.ellipse);
  return {
    predictedLocationOneof: {
      case: "location" as const,
      value: {
        ...from,
        x: from.x + velocity.eastRate * AHEAD_S,
        y: from.y + velocity.northRate * AHEAD_S,
        z: track.heightM + velocity.upRate * AHEAD_S,
      },
    },
    predictedTimestamp: toTimestamp(atUs + AHEAD_S * MICROS_PER_SECOND),
  };
}

const velocityOf = ({ speedMps, courseDeg, climbMps }: PictureTrack) => {
  const horizontalMps = Math.sqrt(Math.max(0, speedMps * speedMps - climbMps * climbMps));
  return {
    eastRate: horizontalMps * Math.sin(radians(courseDeg)),
    northRate: horizontalMps * Math.cos(radians(courseDeg)),
    upRate: climbMps,
  };
};

function classificationOf(track: PictureTrack) {
  const [type, ...below] = TAXONOMY[track.class];
  const confidence = track.classProbability;
  return {
    type,
    confidence,
    subClass: below
      .map((name, index) => ({ type: name, confidence, level: index + 1 }))
      .toReversed()
      .reduce<SubClass[]>((inner, sub) => [{ ...sub, subClass: inner }], []),
  };
}

interface SubClass {
  readonly type: string;
  readonly confidence: number;
  readonly level: number;
  readonly subClass: SubClass[];
}
