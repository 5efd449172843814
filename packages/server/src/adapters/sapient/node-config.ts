import type { SensorId } from "@tocsin/core";

/** One node that is known: which sensor of the site it is, and what its reports do not say. */
export interface SapientNodeConfig {
  /** UUID that it registers with. */
  readonly nodeId: string;
  readonly sensorId: SensorId;
  /** Where it stands; its own reports of its place are compared with this. */
  readonly latitudeRad: number;
  readonly longitudeRad: number;
  /** Added to a bearing from magnetic north to get one from true north. */
  readonly declinationRad: number;
  /** Where the platform that carries it points, from true north, for bearings from the platform's own north. */
  readonly headingRad: number;
  readonly accuracy: SapientAccuracy;
}

/** One-sigma errors where a report states none; a stated one counts. */
export interface SapientAccuracy {
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
  /** Of a place, each horizontal axis. */
  readonly positionSigmaM: number;
  readonly heightSigmaM: number;
  readonly velocitySigmaMps: number;
}

/** Choices that are wide on purpose: a node that knows better says so in each report. */
export const defaultSapientAccuracy: SapientAccuracy = {
  rangeSigmaM: 20,
  azimuthSigmaRad: (1 * Math.PI) / 180,
  elevationSigmaRad: (1 * Math.PI) / 180,
  positionSigmaM: 30,
  heightSigmaM: 30,
  velocitySigmaMps: 5,
};
