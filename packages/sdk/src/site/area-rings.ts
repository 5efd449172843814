import {
  circleRing,
  createLocalFrame,
  type Geodetic,
  geodeticToEnu,
  type LocalFrame,
} from "@tocsin/core";
import type { AreaConfig } from "./area-schema.ts";

/** What of an area says where it lies. */
export type Outlined = Pick<AreaConfig, "polygon" | "circle" | "holes" | "ground_height_m">;

/** Corners of the polygon that stands for a circle. It is drawn around the circle, so that nobody in it is left out. */
export const CIRCLE_SIDES = 64;

const RADIANS_PER_DEGREE = Math.PI / 180;
export const toRadians = (degrees: number): number => degrees * RADIANS_PER_DEGREE;

export const toGeodetic = (
  latitudeDeg: number,
  longitudeDeg: number,
  heightM: number,
): Geodetic => ({
  latitudeRad: toRadians(latitudeDeg),
  longitudeRad: toRadians(longitudeDeg),
  heightM,
});

/** The site's frame: its origin lies on the ground. */
export const siteFrame = (site: {
  readonly latitude_deg: number;
  readonly longitude_deg: number;
  readonly ground_height_m: number;
}): LocalFrame =>
  createLocalFrame(toGeodetic(site.latitude_deg, site.longitude_deg, site.ground_height_m));

/** Rings of an area in metres east and north of the site's origin, outer first, as core's `Area` has them. */
export function areaRingsM(area: Outlined, frame: LocalFrame): number[][] {
  const heightM = area.ground_height_m ?? frame.origin.heightM;
  if (area.circle !== undefined) {
    const { latitude_deg, longitude_deg, radius_m } = area.circle;
    const centre = geodeticToEnu(frame, toGeodetic(latitude_deg, longitude_deg, heightM));
    const around = radius_m / Math.cos(Math.PI / CIRCLE_SIDES);
    return [circleRing(centre[0] ?? 0, centre[1] ?? 0, around, CIRCLE_SIDES)];
  }
  return [area.polygon ?? [], ...area.holes].map((corners) =>
    withoutClosingCorner(corners).flatMap(([latitude, longitude]) => {
      const place = geodeticToEnu(frame, toGeodetic(latitude, longitude, heightM));
      return [place[0] ?? 0, place[1] ?? 0];
    }),
  );
}

type Corner = readonly [number, number];

/** Rings are closed implicitly; a first corner repeated at the end, as many tools write it, is dropped. */
function withoutClosingCorner(corners: readonly Corner[]): readonly Corner[] {
  const first = corners[0];
  const last = corners.at(-1);
  const closed = corners.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return closed ? corners.slice(0, -1) : corners;
}
