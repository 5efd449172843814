import {
  AREA_DISTANCE_MAX_M,
  AREA_SURFACE_MAX_KM2,
  geodeticToEnu,
  type LocalFrame,
  ringArea,
  validateRings,
} from "@tocsin/core";
import type { AreaConfig } from "./area-schema.ts";
import { areaRingsM, toGeodetic } from "./area-rings.ts";
import type { ConfigPath, ConfigProblem } from "./config-problem.ts";

/** No sensor or defence stands farther than this from the site's origin. */
export const EQUIPMENT_DISTANCE_MAX_M = 500_000;

/** What is wrong with the outline of one area, in plain words. */
export function checkOutline(
  area: AreaConfig,
  frame: LocalFrame,
  path: ConfigPath,
): readonly ConfigProblem[] {
  const key = area.circle === undefined ? "polygon" : "circle";
  if (area.polygon !== undefined && area.circle !== undefined) {
    return [problem(path, "the area has both `polygon` and `circle`", "Keep one of them.")];
  }
  if (area.polygon === undefined && area.circle === undefined) {
    return [
      problem(
        path,
        "the area has no outline, and without one nobody could be warned",
        "Give it a `polygon` or a `circle`.",
      ),
    ];
  }
  if (area.circle !== undefined && area.holes.length > 0) {
    return [problem([...path, "holes"], "a `circle` has no holes", "Use a `polygon` instead.")];
  }
  const far = checkCorners(area, frame, path);
  if (far.length > 0) return far;
  const rings = areaRingsM(area, frame);
  const faults = validateRings(rings);
  if (faults.length > 0) return faults.map((fault) => problem([...path, key], clause(fault), WALK));
  const thin = rings.flatMap((ring, i) => (isLine(ring) ? [i] : []));
  if (thin.length > 0)
    return [
      problem(
        thin[0] === 0 ? [...path, key] : [...path, "holes", (thin[0] ?? 1) - 1],
        "it encloses no area: its corners lie on one line",
        WALK,
      ),
    ];
  const surfaceKm2 = Math.abs(ringArea(rings[0] ?? [])) / 1e6;
  return surfaceKm2 > AREA_SURFACE_MAX_KM2 ? [tooLarge([...path, key], surfaceKm2)] : [];
}

/** Narrower than this on average an outline is a line, on a globe where no straight line of latitude is straight. */
const LEAST_WIDTH_M = 0.5;

function isLine(ring: readonly number[]): boolean {
  let aroundM = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    aroundM += Math.hypot(ring[next] - ring[i], ring[next + 1] - ring[i + 1]);
  }
  return Math.abs(ringArea(ring)) < (LEAST_WIDTH_M * aroundM) / 2;
}

const WALK = "List the corners in the order in which one would walk around the area, each once.";

export interface PlaceDeg {
  readonly latitude_deg: number;
  readonly longitude_deg: number;
}

/** A place too far from the site's origin to belong to it. */
export function checkDistance(
  place: PlaceDeg,
  frame: LocalFrame,
  path: ConfigPath,
  maxM: number,
): readonly ConfigProblem[] {
  const distanceM = distanceFrom(frame, place.latitude_deg, place.longitude_deg);
  if (distanceM <= maxM) return [];
  const swappedM =
    Math.abs(place.longitude_deg) > 90
      ? Number.POSITIVE_INFINITY
      : distanceFrom(frame, place.longitude_deg, place.latitude_deg);
  const message = `it lies ${Math.round(distanceM / 1000)} km from the site's origin`;
  if (swappedM <= maxM) {
    return [
      problem(
        path,
        `${message}; latitude and longitude look swapped`,
        "Write the latitude first, then the longitude.",
      ),
    ];
  }
  return [
    problem(
      path,
      message,
      `At most ${maxM / 1000} km are allowed: check its coordinates and those of the site.`,
    ),
  ];
}

function checkCorners(
  area: AreaConfig,
  frame: LocalFrame,
  path: ConfigPath,
): readonly ConfigProblem[] {
  if (area.circle !== undefined) {
    return checkDistance(area.circle, frame, [...path, "circle"], AREA_DISTANCE_MAX_M);
  }
  const outlines = [
    { ring: area.polygon ?? [], path: [...path, "polygon"] },
    ...area.holes.map((ring, i) => ({ ring, path: [...path, "holes", i] })),
  ];
  // The first far corner of each outline is enough: swapped coordinates are swapped in all of them.
  return outlines.flatMap((outline) => {
    for (const [i, [latitude_deg, longitude_deg]] of outline.ring.entries()) {
      const place = { latitude_deg, longitude_deg };
      const far = checkDistance(place, frame, [...outline.path, i], AREA_DISTANCE_MAX_M);
      if (far.length > 0) return far;
    }
    return [];
  });
}

function distanceFrom(frame: LocalFrame, latitudeDeg: number, longitudeDeg: number): number {
  const place = toGeodetic(latitudeDeg, longitudeDeg, frame.origin.heightM);
  return Math.hypot(...geodeticToEnu(frame, place));
}

const tooLarge = (path: ConfigPath, surfaceKm2: number): ConfigProblem =>
  problem(
    path,
    `the area is ${Math.round(surfaceKm2)} km² large`,
    `At most ${AREA_SURFACE_MAX_KM2} km² are allowed, lest a mistyped corner warn a whole country. Split it.`,
  );

/** A sentence as a part of another. */
const clause = (text: string): string =>
  text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, "");

const problem = (path: ConfigPath, message: string, remedy: string): ConfigProblem => ({
  path,
  at: "value",
  message,
  remedy,
});
