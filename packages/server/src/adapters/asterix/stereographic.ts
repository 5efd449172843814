/** WGS-84. */
const SEMI_MAJOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const ECCENTRICITY = Math.sqrt(ECCENTRICITY_SQUARED);
const LATITUDE_STEPS_MAX = 12;
const LATITUDE_TOLERANCE_RAD = 1e-12;

interface Place {
  readonly latitudeRad: number;
  readonly longitudeRad: number;
}

/**
 * The place, on the WGS-84 ellipsoid, of a point of the plane in oblique stereographic projection about
 * `reference`, scale 1 there: the system plane of surveillance trackers (I062/100). The ellipsoid is mapped
 * conformally to a sphere first.
 *
 * Equations: IOGP Publication 373-7-2, "Geomatics Guidance Note 7, part 2", 3.3.1.1, Oblique Stereographic (EPSG method
 * 9809), reverse case, with no scale or false origin. Radians and metres; about 1e-9 rad within 1,000 km.
 */
export function stereographicInverse(
  point: { readonly eastM: number; readonly northM: number },
  reference: Place,
): Place {
  const { radiusM, exponent, factor, conformalLatitude } = sphereAt(reference.latitudeRad);
  const g = 2 * radiusM * Math.tan(Math.PI / 4 - conformalLatitude / 2);
  const h = 4 * radiusM * Math.tan(conformalLatitude) + g;
  const i = Math.atan2(point.eastM, h + point.northM);
  const j = Math.atan2(point.eastM, g - point.northM) - i;
  const latitude =
    conformalLatitude +
    2 * Math.atan((point.northM - point.eastM * Math.tan(j / 2)) / (2 * radiusM));
  return {
    latitudeRad: geodeticLatitude(latitude, exponent, factor),
    longitudeRad: (j + 2 * i) / exponent + reference.longitudeRad,
  };
}

/** The conformal sphere that touches at a latitude: R, n, c and χ₀ of the guidance note. */
function sphereAt(latitudeRad: number) {
  const sine = Math.sin(latitudeRad);
  const cosine = Math.cos(latitudeRad);
  const w = 1 - ECCENTRICITY_SQUARED * sine * sine;
  const rho = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / (w * Math.sqrt(w));
  const nu = SEMI_MAJOR_M / Math.sqrt(w);
  const fourth = cosine * cosine * cosine * cosine;
  const exponent = Math.sqrt(1 + (ECCENTRICITY_SQUARED * fourth) / (1 - ECCENTRICITY_SQUARED));
  const s1 = (1 + sine) / (1 - sine);
  const s2 = (1 - ECCENTRICITY * sine) / (1 + ECCENTRICITY * sine);
  const w1 = power(s1 * power(s2, ECCENTRICITY), exponent);
  const sineFirst = (w1 - 1) / (w1 + 1);
  const factor = ((exponent + sine) * (1 - sineFirst)) / ((exponent - sine) * (1 + sineFirst));
  const w2 = factor * w1;
  return {
    radiusM: Math.sqrt(rho * nu),
    exponent,
    factor,
    conformalLatitude: Math.asin((w2 - 1) / (w2 + 1)),
  };
}

/** Newton's method on the isometric latitude; it converges in three or four steps. */
function geodeticLatitude(conformalRad: number, exponent: number, factor: number): number {
  const sine = Math.sin(conformalRad);
  const isometric = (0.5 * Math.log((1 + sine) / (factor * (1 - sine)))) / exponent;
  let latitude = 2 * Math.atan(Math.exp(isometric)) - Math.PI / 2;
  for (let step = 0; step < LATITUDE_STEPS_MAX; step++) {
    const e = ECCENTRICITY * Math.sin(latitude);
    const reached =
      Math.log(Math.tan(latitude / 2 + Math.PI / 4)) +
      (ECCENTRICITY / 2) * Math.log((1 - e) / (1 + e));
    const correction =
      ((reached - isometric) * Math.cos(latitude) * (1 - e * e)) / (1 - ECCENTRICITY_SQUARED);
    latitude -= correction;
    if (Math.abs(correction) < LATITUDE_TOLERANCE_RAD) break;
  }
  return latitude;
}

const power = (base: number, exponent: number): number => Math.exp(exponent * Math.log(base));
