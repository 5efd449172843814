import { cube, square } from "../units/algebra.ts";
import type { Geodetic } from "./geodetic.ts";
import { WGS84_A_M, WGS84_E2, WGS84_F } from "./wgs84.ts";

/** A zone of the Universal Transverse Mercator grid. */
export interface UtmZone {
  /** 1 to 60, each 6° wide; the first begins at 180° west. */
  readonly number: number;
  readonly south: boolean;
}

export interface UtmPlace {
  readonly eastingM: number;
  readonly northingM: number;
}

const SCALE = 0.9996;
const FALSE_EASTING_M = 500_000;
const FALSE_NORTHING_SOUTH_M = 10_000_000;
const DEGREE = Math.PI / 180;
const E = Math.sqrt(WGS84_E2);

const n = WGS84_F / (2 - WGS84_F);
const n2 = square(n);
const n3 = cube(n);
const n4 = square(n2);
const n5 = n4 * n;
const n6 = square(n3);

/** Radius of the sphere whose meridian is as long as the ellipsoid's, m. */
const RECTIFYING_RADIUS_M = (WGS84_A_M / (1 + n)) * (1 + n2 / 4 + n4 / 64 + n6 / 256);

/** Coefficients α and β of Krüger's series to the sixth order (Karney 2011, "Transverse Mercator with an accuracy of a few nanometers", eqs. 35, 36). */
const FORWARD = [
  n / 2 - (2 / 3) * n2 + (5 / 16) * n3 + (41 / 180) * n4 - (127 / 288) * n5 + (7891 / 37800) * n6,
  (13 / 48) * n2 - (3 / 5) * n3 + (557 / 1440) * n4 + (281 / 630) * n5 - (1983433 / 1935360) * n6,
  (61 / 240) * n3 - (103 / 140) * n4 + (15061 / 26880) * n5 + (167603 / 181440) * n6,
  (49561 / 161280) * n4 - (179 / 168) * n5 + (6601661 / 7257600) * n6,
  (34729 / 80640) * n5 - (3418889 / 1995840) * n6,
  (212378941 / 319334400) * n6,
];
const INVERSE = [
  n / 2 - (2 / 3) * n2 + (37 / 96) * n3 - n4 / 360 - (81 / 512) * n5 + (96199 / 604800) * n6,
  n2 / 48 + n3 / 15 - (437 / 1440) * n4 + (46 / 105) * n5 - (1118711 / 3870720) * n6,
  (17 / 480) * n3 - (37 / 840) * n4 - (209 / 4480) * n5 + (5569 / 90720) * n6,
  (4397 / 161280) * n4 - (11 / 504) * n5 - (830251 / 7257600) * n6,
  (4583 / 161280) * n5 - (108847 / 3991680) * n6,
  (20648693 / 638668800) * n6,
];

/** Reads "30U", "30N", "30 S": a zone's number and the letter of its latitude band (C to X without I and O). Null for what is none. */
export function parseUtmZone(text: string): UtmZone | null {
  const match = /^\s*(\d{1,2})\s*([C-HJ-NP-X])\s*$/i.exec(text);
  if (match === null) return null;
  const number = Number(match[1]);
  return number < 1 || number > 60 ? null : { number, south: (match[2] ?? "").toUpperCase() < "N" };
}

/** The zone in which a place lies, without the exceptions for Norway and Svalbard. */
export function utmZoneOf(latitudeRad: number, longitudeRad: number): UtmZone {
  const turns = longitudeRad / (2 * Math.PI) + 0.5;
  return {
    number: Math.min(60, 1 + Math.floor(60 * (turns - Math.floor(turns)))),
    south: latitudeRad < 0,
  };
}

/**
 * Easting and northing of a place in a zone, within 1 µm of exact up to 3,900 km from its middle meridian (Karney 2011, by Krüger's series).
 */
export function geodeticToUtm(latitudeRad: number, longitudeRad: number, zone: UtmZone): UtmPlace {
  const eastRad = longitudeRad - middleMeridian(zone);
  const conformal = conformalTangent(Math.tan(latitudeRad));
  const cosine = Math.cos(eastRad);
  const xi = Math.atan2(conformal, cosine);
  const eta = Math.asinh(Math.sin(eastRad) / Math.sqrt(square(conformal) + square(cosine)));
  const sum = addSeries(FORWARD, xi, eta, 1);
  return {
    eastingM: FALSE_EASTING_M + SCALE * RECTIFYING_RADIUS_M * sum.eta,
    northingM: (zone.south ? FALSE_NORTHING_SOUTH_M : 0) + SCALE * RECTIFYING_RADIUS_M * sum.xi,
  };
}

/** The place of an easting and northing; the inverse of {@link geodeticToUtm}, as exact. */
export function utmToGeodetic(place: UtmPlace, zone: UtmZone): Omit<Geodetic, "heightM"> {
  const { eastingM, northingM } = place;
  const length = SCALE * RECTIFYING_RADIUS_M;
  const sum = addSeries(
    INVERSE,
    (northingM - (zone.south ? FALSE_NORTHING_SOUTH_M : 0)) / length,
    (eastingM - FALSE_EASTING_M) / length,
    -1,
  );
  const sinh = Math.sinh(sum.eta);
  const cosine = Math.cos(sum.xi);
  return {
    latitudeRad: Math.atan(
      geodeticTangent(Math.sin(sum.xi) / Math.sqrt(square(sinh) + square(cosine))),
    ),
    longitudeRad: middleMeridian(zone) + Math.atan2(sinh, cosine),
  };
}

/**
 * What is added to a bearing from the grid's north to get one from true north, rad: tan γ = tan(λ − λ₀)·sin φ, which is the sphere's law
 * and errs by less than 0.001° inside a zone.
 */
export function gridConvergence(latitudeRad: number, longitudeRad: number, zone: UtmZone): number {
  const eastRad = longitudeRad - middleMeridian(zone);
  return Math.atan(Math.tan(eastRad) * Math.sin(latitudeRad));
}

const middleMeridian = ({ number }: UtmZone): number => (number * 6 - 183) * DEGREE;

function addSeries(
  coefficients: readonly number[],
  xi: number,
  eta: number,
  sign: 1 | -1,
): { readonly xi: number; readonly eta: number } {
  let north = xi;
  let east = eta;
  coefficients.forEach((coefficient, index) => {
    const order = 2 * (index + 1);
    north += sign * coefficient * Math.sin(order * xi) * Math.cosh(order * eta);
    east += sign * coefficient * Math.cos(order * xi) * Math.sinh(order * eta);
  });
  return { xi: north, eta: east };
}

/** Tangent of the conformal latitude from that of the geodetic one (Karney 2011, eqs. 7–9). */
function conformalTangent(tangent: number): number {
  const secant = Math.sqrt(1 + square(tangent));
  const sigma = Math.sinh(E * Math.atanh((E * tangent) / secant));
  return tangent * Math.sqrt(1 + square(sigma)) - sigma * secant;
}

/** Its inverse by Newton's method (Karney 2011, eqs. 19–21): two steps reach the last bit; a third costs nothing. */
function geodeticTangent(conformal: number): number {
  let tangent = conformal;
  for (let step = 0; step < 3; step += 1) {
    const now = conformalTangent(tangent);
    const slope =
      ((1 - WGS84_E2) * Math.sqrt(1 + square(now)) * Math.sqrt(1 + square(tangent))) /
      (1 + (1 - WGS84_E2) * square(tangent));
    tangent += (conformal - now) / slope;
  }
  return tangent;
}
