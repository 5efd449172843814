import {
  createLocalFrame,
  degrees,
  eigenSymmetric2,
  enuToGeodetic,
  heightOfEnu,
  type LocalFrame,
  type SiteModel,
  wrapTwoPi,
} from "@tocsin/core";
import type { EllipseM, LatLonDeg } from "@tocsin/sdk";

/** √(−2·ln 0.1): semi-axes of the ellipse that holds 90 % of a plane Gaussian, in standard deviations. */
const SIGMAS_90 = 2.145966;

/** Turns site-frame metres into what a map shows. Decimals are cut where a screen could not tell. */
export class PictureFrame {
  readonly #frame: LocalFrame;
  readonly #groundHeightM: number;

  constructor(site: SiteModel) {
    this.#frame = createLocalFrame(site.origin);
    this.#groundHeightM = site.groundHeightM;
  }

  place(eastM: number, northM: number, upM: number): LatLonDeg {
    const { latitudeRad, longitudeRad } = enuToGeodetic(this.#frame, eastM, northM, upM);
    return placeDeg(latitudeRad, longitudeRad);
  }

  /** Above the site's ground, m. */
  height(eastM: number, northM: number, upM: number): number {
    return round(heightOfEnu(this.#frame, eastM, northM, upM) - this.#groundHeightM, 1);
  }
}

/** Six decimals of a degree are a tenth of a metre. */
export const placeDeg = (latitudeRad: number, longitudeRad: number): LatLonDeg => [
  round(degrees(latitudeRad), 6),
  round(degrees(longitudeRad), 6),
];

/** The 90 % ellipse of a covariance in east and north, m². */
export function ellipse90(covariance: {
  readonly eeM2: number;
  readonly enM2: number;
  readonly nnM2: number;
}): EllipseM {
  const { major, minor, angleRad } = eigenSymmetric2(
    covariance.eeM2,
    covariance.enM2,
    covariance.nnM2,
  );
  const semiAxis = (variance: number): number =>
    round(SIGMAS_90 * Math.sqrt(Math.max(0, variance)), 1);
  // The axis is given from east towards north; a bearing runs from north towards east, and has no sign.
  const bearingDeg = degrees(wrapTwoPi(Math.PI / 2 - angleRad)) % 180;
  return { majorM: semiAxis(major), minorM: semiAxis(minor), bearingDeg: round(bearingDeg, 1) };
}

/** `value` with so many decimals; −0 becomes 0. */
export function round(value: number, decimals: number): number {
  const scale = Number(`1e${decimals}`);
  return Math.round(value * scale) / scale + 0;
}
