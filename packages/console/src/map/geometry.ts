import type { EllipseM, LatLonDeg } from "@tocsin/sdk";
import type { Position } from "geojson";

/** Mean radius of the Earth (IUGG, R1), in metres: exact enough to draw with, and only to draw with. */
const EARTH_RADIUS_M = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** GeoJSON says longitude first. */
export const positionOf = ([latitudeDeg, longitudeDeg]: LatLonDeg): Position => [
  longitudeDeg,
  latitudeDeg,
];

/** The place a distance away in a direction, on a sphere along a great circle. */
export function placeAt(from: LatLonDeg, bearingDeg: number, distanceM: number): LatLonDeg {
  const angle = distanceM / EARTH_RADIUS_M;
  const latitude = from[0] * RADIANS;
  const bearing = bearingDeg * RADIANS;
  const sine =
    Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(bearing);
  const east = Math.sin(bearing) * Math.sin(angle) * Math.cos(latitude);
  const north = Math.cos(angle) - Math.sin(latitude) * sine;
  return [Math.asin(sine) / RADIANS, from[1] + Math.atan2(east, north) / RADIANS];
}

/** Metres between two places on a sphere (haversine, which stays exact for short distances). */
export function distanceBetweenM(from: LatLonDeg, to: LatLonDeg): number {
  const half = (deg: number): number => {
    const sine = Math.sin((deg * RADIANS) / 2);
    return sine * sine;
  };
  const h =
    half(to[0] - from[0]) +
    Math.cos(from[0] * RADIANS) * Math.cos(to[0] * RADIANS) * half(to[1] - from[1]);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Degrees clockwise from north, 0…360, from one place to another. */
export function bearingBetweenDeg(from: LatLonDeg, to: LatLonDeg): number {
  const [a, b] = [from[0] * RADIANS, to[0] * RADIANS];
  const turn = (to[1] - from[1]) * RADIANS;
  const east = Math.sin(turn) * Math.cos(b);
  const north = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(turn);
  return (Math.atan2(east, north) / RADIANS + 360) % 360;
}

/** A closed ring around an ellipse. An ellipse is small beside the Earth, so its plane is taken as flat. */
export function ellipseRing(center: LatLonDeg, ellipse: EllipseM, points = 24): Position[] {
  const metresPerDegree = EARTH_RADIUS_M * RADIANS;
  const metresPerLongitude = metresPerDegree * Math.max(1e-6, Math.cos(center[0] * RADIANS));
  const [sine, cosine] = [
    Math.sin(ellipse.bearingDeg * RADIANS),
    Math.cos(ellipse.bearingDeg * RADIANS),
  ];
  const ring: Position[] = [];
  for (let i = 0; i <= points; i += 1) {
    const turn = ((i % points) / points) * 2 * Math.PI;
    const along = Math.cos(turn) * ellipse.majorM;
    const across = Math.sin(turn) * ellipse.minorM;
    const northM = along * cosine - across * sine;
    const eastM = along * sine + across * cosine;
    ring.push([center[1] + eastM / metresPerLongitude, center[0] + northM / metresPerDegree]);
  }
  return ring;
}

/** A circle as a closed ring. */
export const circleRing = (center: LatLonDeg, radiusM: number, points = 96): Position[] =>
  sectorArc(center, { radiusM, fromDeg: 0, widthDeg: 360, points });

/** Points along an arc, clockwise. */
export function sectorArc(
  center: LatLonDeg,
  arc: {
    readonly radiusM: number;
    readonly fromDeg: number;
    readonly widthDeg: number;
    readonly points: number;
  },
): Position[] {
  return Array.from({ length: arc.points + 1 }, (_, i) =>
    positionOf(placeAt(center, arc.fromDeg + (arc.widthDeg * i) / arc.points, arc.radiusM)),
  );
}

/** Rings of a sector between two distances: a wedge, a piece of a ring, or for a whole turn a disc with a hole. */
export function sectorRings(
  center: LatLonDeg,
  sector: {
    readonly fromDeg: number;
    readonly widthDeg: number;
    readonly innerM: number;
    readonly outerM: number;
  },
): Position[][] {
  const { fromDeg, innerM, outerM } = sector;
  const widthDeg = Math.min(360, sector.widthDeg);
  const points = Math.max(8, Math.ceil(widthDeg / 4));
  const outer = sectorArc(center, { radiusM: outerM, fromDeg, widthDeg, points });
  if (widthDeg >= 360) {
    if (innerM <= 0) return [outer];
    const hole = sectorArc(center, { radiusM: innerM, fromDeg, widthDeg, points });
    return [outer, hole.reverse()];
  }
  const inner =
    innerM <= 0
      ? [positionOf(center)]
      : sectorArc(center, { radiusM: innerM, fromDeg, widthDeg, points }).reverse();
  const first = outer[0] ?? positionOf(center);
  return [[...outer, ...inner, first]];
}

/** Mean of a ring's corners: near enough to the middle for a label and a wedge. */
export function middleOf(ring: readonly LatLonDeg[]): LatLonDeg {
  let latitude = 0;
  let longitude = 0;
  for (const [lat, lon] of ring) {
    latitude += lat;
    longitude += lon;
  }
  const count = Math.max(1, ring.length);
  return [latitude / count, longitude / count];
}
