import type { TimeUs } from "@tocsin/core";
import type { AsterixAccuracy, AsterixSensorConfig } from "./sensor-config.ts";

/** What turning a record into a detection needs beside the record. */
export interface DetectionContext {
  readonly sensedUs: TimeUs;
  readonly sensor: AsterixSensorConfig;
  readonly accuracy: AsterixAccuracy;
}
