import type { Geodetic } from "@tocsin/core";
import { category016 } from "./categories/category-016.ts";
import { category034 } from "./categories/category-034.ts";
import { quantityReader } from "./codec/interpret.ts";
import type { AsterixRecord } from "./codec/value.ts";
import type { AsterixSensorConfig } from "./sensor-config.ts";
import { DEGREE_RAD, EARTH_RADIUS_M } from "./units.ts";

/** Where a sensor says it stands. Whether its height counts from the ellipsoid or the sea is not told. */
export interface StatedPlace {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  readonly heightM: number | null;
}

/** Beyond these the statement contradicts the configuration. Radars state their place in steps of 2.4 m and 1 m. */
const DISTANCE_TOLERANCE_M = 100;
const HEIGHT_TOLERANCE_M = 30;

const placeReaders = [
  {
    latitudeDeg: quantityReader(category034, "120", "LAT"),
    longitudeDeg: quantityReader(category034, "120", "LON"),
    heightM: quantityReader(category034, "120", "HGT"),
    category: 34,
  },
  {
    latitudeDeg: quantityReader(category016, "400", "LAT"),
    longitudeDeg: quantityReader(category016, "400", "LON"),
    heightM: quantityReader(category016, "405"),
    category: 16,
  },
];

/** The place that a record states for its sensor (I034/120; I016/400 and 405), or null where it states none. */
export function statedPlace(record: AsterixRecord): StatedPlace | null {
  const read = placeReaders.find(({ category }) => category === record.category);
  const latitudeDeg = read?.latitudeDeg(record) ?? null;
  const longitudeDeg = read?.longitudeDeg(record) ?? null;
  if (read === undefined || latitudeDeg === null || longitudeDeg === null) return null;
  if (Math.abs(latitudeDeg) > 90) return null;
  return {
    latitudeRad: latitudeDeg * DEGREE_RAD,
    longitudeRad: longitudeDeg * DEGREE_RAD,
    heightM: read.heightM(record),
  };
}

/**
 * Where a stated place contradicts the configured one, in words. The configured one is what counts in any case: nobody
 * is warned by a place that a sensor gave itself.
 */
export function placeContradictions(
  stated: StatedPlace,
  { expectedPosition: expected, geoidHeightM = 0 }: AsterixSensorConfig,
): readonly string[] {
  if (expected === undefined) return [];
  const distanceM = distanceBetween(stated, expected);
  const texts: string[] = [];
  if (distanceM > DISTANCE_TOLERANCE_M) {
    texts.push(`it says it stands ${lengthText(distanceM)} from where it is configured`);
  }
  if (stated.heightM === null) return texts;
  const aboveM = stated.heightM - expected.heightM;
  const isNear = [aboveM, aboveM + geoidHeightM].some((m) => Math.abs(m) <= HEIGHT_TOLERANCE_M);
  if (!isNear) {
    const side = aboveM > 0 ? "above" : "below";
    texts.push(`it says it stands ${lengthText(Math.abs(aboveM))} ${side} its configured height`);
  }
  return texts;
}

function distanceBetween(a: StatedPlace, b: Geodetic): number {
  const northM = (a.latitudeRad - b.latitudeRad) * EARTH_RADIUS_M;
  const eastRad = wrapped(a.longitudeRad - b.longitudeRad);
  return Math.hypot(northM, eastRad * Math.cos(b.latitudeRad) * EARTH_RADIUS_M);
}

const lengthText = (lengthM: number): string =>
  lengthM < 1_000 ? `${lengthM.toFixed(0)} m` : `${(lengthM / 1_000).toFixed(1)} km`;

/** The same angle from -π to π. */
const wrapped = (angleRad: number): number =>
  angleRad - 2 * Math.PI * Math.round(angleRad / (2 * Math.PI));
