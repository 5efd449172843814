import {
  type Geodetic,
  meridianRadius,
  parseUtmZone,
  primeVerticalRadius,
  radians,
  utmToGeodetic,
} from "@tocsin/core";
import { type Location, LocationCoordinateSystem, LocationDatum } from "./generated/place_pb.ts";

/** Height of the geoid above the ellipsoid, m, at a place in degrees. */
export type GeoidHeight = (latitudeDeg: number, longitudeDeg: number) => number;

export interface ReadPlace {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  /** Above the ellipsoid; null where the report has no height. */
  readonly heightM: number | null;
  /** One-sigma errors, m; null where not stated. */
  readonly eastSigmaM: number | null;
  readonly northSigmaM: number | null;
  readonly heightSigmaM: number | null;
}

/**
 * Errors of a latitude or longitude in degrees that are larger than this are metres: the standard names one unit for both, some nodes
 * use another, and as degrees it would be more than 5 km.
 */
const LARGEST_ERROR_DEG = 0.05;

/** Reads a location in whichever of the standard's systems it is written; x is the longitude or easting. Null where it makes no place. */
export function readPlace(location: Location, geoidHeight: GeoidHeight): ReadPlace | null {
  const at = horizontalOf(location);
  if (at === null || !(Math.abs(at.latitudeRad) <= Math.PI / 2)) return null;
  if (!(Math.abs(at.longitudeRad) <= 2 * Math.PI)) return null;
  const errors = errorsOf(location, at.latitudeRad);
  return {
    ...at,
    heightM: heightOf(location, at, geoidHeight),
    eastSigmaM: positive(errors.eastM),
    northSigmaM: positive(errors.northM),
    heightSigmaM: positive(location.zError),
  };
}

function horizontalOf(location: Location): Omit<Geodetic, "heightM"> | null {
  const { x, y } = location;
  if (x === undefined || y === undefined) return null;
  const { coordinateSystem } = location;
  if (coordinateSystem === LocationCoordinateSystem.LAT_LNG_DEG_M)
    return { latitudeRad: radians(y), longitudeRad: radians(x) };
  if (coordinateSystem === LocationCoordinateSystem.LAT_LNG_RAD_M)
    return { latitudeRad: y, longitudeRad: x };
  const isUtm = coordinateSystem === LocationCoordinateSystem.UTM_M;
  const zone = isUtm ? parseUtmZone(location.utmZone ?? "") : null;
  return zone === null ? null : utmToGeodetic({ eastingM: x, northingM: y }, zone);
}

function heightOf(
  { z, datum }: Location,
  at: Omit<Geodetic, "heightM">,
  geoidHeight: GeoidHeight,
): number | null {
  if (z === undefined) return null;
  if (datum !== LocationDatum.WGS84_G) return z;
  return z + geoidHeight((at.latitudeRad * 180) / Math.PI, (at.longitudeRad * 180) / Math.PI);
}

function errorsOf(
  { xError, yError, coordinateSystem }: Location,
  latitudeRad: number,
): { readonly eastM: number | undefined; readonly northM: number | undefined } {
  if (coordinateSystem === LocationCoordinateSystem.UTM_M) return { eastM: xError, northM: yError };
  const unit = coordinateSystem === LocationCoordinateSystem.LAT_LNG_DEG_M ? Math.PI / 180 : 1;
  const inMetres = (error: number | undefined, metresPerRad: number): number | undefined => {
    if (error === undefined) return undefined;
    return error * unit > radians(LARGEST_ERROR_DEG) ? error : error * unit * metresPerRad;
  };
  return {
    eastM: inMetres(xError, primeVerticalRadius(latitudeRad) * Math.cos(latitudeRad)),
    northM: inMetres(yError, meridianRadius(latitudeRad)),
  };
}

/** A stated error of nothing or less says nothing. */
const positive = (value: number | undefined): number | null =>
  value !== undefined && value > 0 && Number.isFinite(value) ? value : null;
