import { type Detection, sensorId } from "@tocsin/core";
import { AsterixAssembler, type AsterixOutput } from "../../src/adapters/asterix/assembler.ts";
import type { AsterixSensorConfig } from "../../src/adapters/asterix/sensor-config.ts";
import { blockOf, type Items, RECEIVED_US, SOURCE } from "./block-builder.ts";

/** What a fresh assembler says of one record. */
export function pushOne(
  category: number,
  items: Items,
  config: Partial<AsterixSensorConfig> = {},
): readonly AsterixOutput[] {
  const sensor = { sensorId: sensorId("radar"), sac: SOURCE.SAC, sic: SOURCE.SIC, ...config };
  return new AsterixAssembler({ sensors: [sensor] }).push(blockOf(category, items), RECEIVED_US);
}

/** The one detection of one record, of the kind that is expected. */
export function detectionOf<Kind extends Detection["kind"]>(
  kind: Kind,
  outputs: readonly AsterixOutput[],
): Extract<Detection, { kind: Kind }> {
  const looks = outputs.flatMap((output) => (output.type === "look" ? [output.look] : []));
  const detection = looks.flatMap(({ detections }) => detections)[0];
  if (looks.length !== 1 || detection.kind !== kind) throw new Error(JSON.stringify(outputs));
  return detection as Extract<Detection, { kind: Kind }>;
}

/** The reason for which one record was rejected, or what it became. */
export const rejectOf = (outputs: readonly AsterixOutput[]): string =>
  outputs.map((output) => (output.type === "reject" ? output.reason : output.type)).join();
