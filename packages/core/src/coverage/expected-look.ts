import type { SensorSpec } from "./sensor.ts";

/** A look that would show an object with less than this probability is not expected to, … */
const EXPECTED_PROBABILITY = 0.2;
/** … nor, of a radar with a model, one that would with less than this share of what it is stated to detect at best: what is seen every other time is missed often. */
const EXPECTED_SHARE = 0.7;

/** From what detection probability on a look of a sensor is expected to show an object, so that a miss counts when tracks are confirmed. */
export const expectedFrom = ({ radar, detectionProbability }: SensorSpec): number =>
  radar === undefined ? EXPECTED_PROBABILITY : EXPECTED_SHARE * detectionProbability;
