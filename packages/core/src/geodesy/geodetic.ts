/** A place on WGS-84: latitude and longitude in radians, height above the ellipsoid in metres. */
export interface Geodetic {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  readonly heightM: number;
}
