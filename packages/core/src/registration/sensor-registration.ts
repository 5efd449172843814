import type { SensorId } from "../units/ids.ts";

/** How wrong one quantity reads, and one sigma of that. */
export interface Bias {
  readonly value: number;
  readonly sigma: number;
}

/** The four of a sensor: it reads this much too long, clockwise and high, and its clock is this late; m, rad, rad, s. */
export interface SensorBiases {
  readonly rangeM: Bias;
  readonly azimuthRad: Bias;
  readonly elevationRad: Bias;
  readonly clockS: Bias;
}

/** What is known of how wrong a sensor reads, beside the offsets of the site file; its reports are corrected by it. */
export interface SensorRegistration {
  readonly sensorId: SensorId;
  /** Pairs of detections, its own and another sensor's of one object, from which it is known. */
  readonly pairs: number;
  /** Against the truth. */
  readonly absolute: SensorBiases;
  /** Against the mean of the sensors that were compared: what two sensors can tell of each other where neither is known to be right. */
  readonly relative: SensorBiases;
}
