import type { Geodetic, SensorId } from "@tocsin/core";

/**
 * One radar or tracker, as the site's configuration names it. The figures are what its reports do not say.
 * Where a sensor also reports its accuracy (I062/500), the report counts.
 */
export interface AsterixSensorConfig {
  readonly sensorId: SensorId;
  /** System area code and system identification code, which together name the source in item 010. */
  readonly sac: number;
  readonly sic: number;
  readonly accuracy?: Partial<AsterixAccuracy>;
  /** Height of the geoid above the ellipsoid at the sensor; what is reported above mean sea level is raised by it. */
  readonly geoidHeightM?: number;
  /** -1 for a radar whose Doppler speed (I048/120, I015/626) is positive when the target approaches. */
  readonly dopplerSign?: 1 | -1;
  /** Take detections though the sensor says that its data must not be used. */
  readonly acceptWhenNoGo?: boolean;
  /** What the sensor should say of itself (I034/041, I034/120, I016/400); where it says otherwise it shows as degraded. */
  readonly expectedPeriodUs?: number;
  readonly expectedPosition?: Geodetic;
  /** The system's reference point, from which Cartesian positions (I062/100, I010/042) count. */
  readonly cartesianReference?: { readonly latitudeRad: number; readonly longitudeRad: number };
}

/** One-sigma errors. */
export interface AsterixAccuracy {
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
  readonly rangeRateSigmaMps: number;
  /** Of a height from pressure, taken as a height above the ellipsoid. */
  readonly pressureHeightSigmaM: number;
  /** Of a height that a three-dimensional radar measured. */
  readonly radarHeightSigmaM: number;
  /** Of a tracker's position and velocity, each axis, where it does not state them. */
  readonly positionSigmaM: number;
  readonly geometricHeightSigmaM: number;
  readonly velocitySigmaMps: number;
  readonly climbSigmaMps: number;
}

/**
 * Range and azimuth are what approach radars of the 1990s and later are commonly accepted with: EUROCONTROL's
 * "Standard Document for Radar Surveillance in En-Route Airspace and Major Terminal Areas" (SUR.ET1.ST01, 1997)
 * asks 70 m and 0.08° of secondary radars. Pressure height errs by the weather: 30 hPa from the standard
 * atmosphere are some 250 m, commonly less, and the geoid adds its own tens of metres; 150 m is a compromise
 * that a site that knows better overrides. The rest are our choices.
 */
export const defaultAccuracy: AsterixAccuracy = {
  rangeSigmaM: 60,
  azimuthSigmaRad: (0.08 * Math.PI) / 180,
  elevationSigmaRad: (0.5 * Math.PI) / 180,
  rangeRateSigmaMps: 2,
  pressureHeightSigmaM: 150,
  radarHeightSigmaM: 100,
  positionSigmaM: 100,
  geometricHeightSigmaM: 50,
  velocitySigmaMps: 5,
  climbSigmaMps: 3,
};
