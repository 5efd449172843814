import type { TimeUs } from "@tocsin/core";
import { category010 } from "./categories/category-010.ts";
import { category034 } from "./categories/category-034.ts";
import { quantityReader, rawReader } from "./codec/interpret.ts";
import type { AsterixRecord } from "./codec/value.ts";
import type { RejectReason } from "./reject-reason.ts";
import type { AsterixOutput, SensorState } from "./sensor-state.ts";

const NORTH_MARKER = 1;
const SECTOR_CROSSING = 2;
const readMessageType = rawReader(category034, "000");
const readSector = rawReader(category034, "020");
const readPeriodS = quantityReader(category034, "041");

const TARGET_REPORT = 1;
const START_OF_UPDATE_CYCLE = 2;
const readSurfaceType = rawReader(category010, "000");

/** Whether a record speaks of the sensor, and not of what it saw. */
export function isServiceMessage(record: AsterixRecord): boolean {
  if (record.category === 34 || record.category === 16) return true;
  return record.category === 10 && readSurfaceType(record) !== TARGET_REPORT;
}

/** The time of one turn that a record states, in microseconds, or null. */
export function statedPeriodUs(record: AsterixRecord): number | null {
  const periodS = record.category === 34 ? readPeriodS(record) : null;
  return periodS === null ? null : periodS * 1_000_000;
}

/**
 * Where a record says that the antenna is, in 1/256 of a turn, or null: a sector or north message of category 034; the
 * start of an update cycle of category 010, which is the same place of the turn each time, taken for north.
 */
export function crossedAzimuth(record: AsterixRecord): number | null {
  if (record.category === 10) return readSurfaceType(record) === START_OF_UPDATE_CYCLE ? 0 : null;
  if (record.category !== 34) return null;
  const type = readMessageType(record);
  if (type === NORTH_MARKER) return 0;
  return type === SECTOR_CROSSING ? readSector(record) : null;
}

/** Takes in a service message, of whose status the sensor knows already: where the antenna is. */
export function takeService(
  sensor: SensorState,
  record: AsterixRecord,
  timeUs: TimeUs,
): RejectReason | null {
  const periodUs = statedPeriodUs(record);
  if (periodUs !== null) sensor.sweeps.setPeriod(periodUs);
  const azimuth = crossedAzimuth(record);
  if (azimuth === null) return "service-message";
  if (sensor.isRefused) {
    sensor.forgetSweeps();
    return "no-go";
  }
  let refused: RejectReason | null = null;
  for (const swept of sensor.sweeps.cross({ azimuth, timeUs })) {
    if (typeof swept === "string") refused = swept;
    else sensor.held.add(swept);
  }
  return refused;
}

/** Gives out what a record changes in the sensor's reported state; whether it says anything of it. */
export function takeStatus(
  sensor: SensorState,
  record: AsterixRecord,
  outputs: AsterixOutput[],
): boolean {
  const { isStated, changed } = sensor.status.update(record);
  if (changed !== null)
    outputs.push({ type: "health", sensorId: sensor.config.sensorId, ...changed });
  return isStated;
}
